"""What the topics hold when a run is over, held against its plan. Nothing a worker says about itself is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from stream.broker.produce import Outgoing
from stream.broker.reading import Consumed, read_all
from stream.contract.dead_letter import ERROR_CODE
from stream.settings import Settings
from tests.chaos.plan import Planned, total_events

Letter = tuple[bytes | None, bytes | None, str]  # key, value, code


@dataclass(frozen=True, slots=True)
class Audit:
    """The verdict on one run.

    Parameters:
        articles: records in the plan.
        lost: records without all their events, or without the dead letter they must have.
        never_sent: records of the plan that are not in the article topic.
        unknown_ids: events whose id no delivery of any article may have.
        wrong_letters: dead letters that must not exist: of a good article, of other bytes, with another code.
        events: events that had to come.
        repeated: events and dead letters beyond one each.
        letters: dead letters by code.
    """

    articles: int
    lost: int
    never_sent: int
    unknown_ids: int
    wrong_letters: int
    events: int
    repeated: int
    letters: dict[str, int]

    @property
    def repeated_share(self) -> float:
        """Repeats for each event or dead letter that had to come."""
        return self.repeated / max(1, self.events + sum(self.letters.values()))

    @property
    def ok(self) -> bool:
        """Nothing lost, nothing that must not be."""
        return not (self.lost or self.never_sent or self.unknown_ids or self.wrong_letters)


def audit(settings: Settings, plan: Sequence[Planned]) -> Audit:
    """Read all five topics and judge."""
    topics = settings.topics
    sent = {(record.key, record.value) for record in _all(settings, topics.articles.name)}
    outputs = (topics.enriched.name, topics.mentions.name, topics.claims.name)
    ids = Counter(_header(record, "ce_id") for topic in outputs for record in _all(settings, topic))
    letters = Counter(_letter(record) for record in _all(settings, topics.dead_letters.name))
    return judge(plan, sent, ids, letters)


def judge(
    plan: Sequence[Planned],
    sent: set[tuple[bytes | None, bytes | None]],
    ids: Counter[str],
    letters: Counter[Letter],
) -> Audit:
    """Compare what was found with the plan."""
    expected_ids = {each for planned in plan for each in planned.event_ids}
    expected_letters = {_letter_of(planned.record, planned.code) for planned in plan if planned.code}
    codes: Counter[str] = Counter(code for _, _, code in letters)
    return Audit(
        articles=len(plan),
        lost=sum(_is_lost(planned, ids, letters) for planned in plan),
        never_sent=sum((planned.record.key, planned.record.value) not in sent for planned in plan),
        unknown_ids=sum(each not in expected_ids for each in ids),
        wrong_letters=sum(letter not in expected_letters for letter in letters),
        events=total_events(plan),
        repeated=ids.total() - len(ids) + letters.total() - len(letters),
        letters=dict(sorted(codes.items())),
    )


def _is_lost(planned: Planned, ids: Counter[str], letters: Counter[Letter]) -> bool:
    if planned.code:
        return _letter_of(planned.record, planned.code) not in letters
    return any(each not in ids for each in planned.event_ids)


def _letter_of(record: Outgoing, code: str) -> Letter:
    return record.key, record.value, code


def _letter(record: Consumed) -> Letter:
    return record.key, record.value, _header(record, ERROR_CODE)


def _header(record: Consumed, name: str) -> str:
    return (dict(record.headers).get(name) or b"").decode()


def _all(settings: Settings, topic: str) -> list[Consumed]:
    return list(read_all(settings.kafka, topic))
