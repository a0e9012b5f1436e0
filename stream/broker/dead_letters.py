"""Dead letters: find them, look at one, send them back to the topic they came from.

The topic is a log: a replayed dead letter stays in it until its retention ends. Replaying twice does no harm, as an
article's events keep their ids; `newsstream.replays` counts, so that what fails each time can be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from stream.broker.produce import Outgoing, Progress, Report, produce
from stream.broker.reading import Consumed, RawHeaders, read_all, read_one
from stream.contract.dead_letter import ATTEMPTS, ERROR_CODE, REASON, REPLAYS, is_reason
from stream.errors import BrokerError
from stream.settings import Settings


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A dead letter with its reasons read from the headers; `record` is untouched."""

    record: Consumed
    topic: str
    partition: int | None
    offset: int | None
    stage: str
    code: str
    error: str
    message: str
    stacktrace: str
    attempts: int | None
    replays: int

    @property
    def position(self) -> str:
        """Where it lies in the dead-letter topic, `partition:offset`: what `dlq show` takes."""
        return f"{self.record.partition}:{self.record.offset}"

    @property
    def source(self) -> str:
        """Where the article lay, `topic-partition:offset`."""
        return f"{self.topic}-{self.partition}:{self.offset}"

    @property
    def own_headers(self) -> RawHeaders:
        """The article's own headers, without reasons and counts."""
        return tuple(header for header in self.record.headers if not is_reason(header[0]) and header[0] != REPLAYS)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which dead letters are meant; an empty filter means all. Times are those of the records, with a zone."""

    codes: frozenset[str] = frozenset()
    topic: str | None = None
    partition: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    positions: frozenset[str] = frozenset()
    max_replays: int | None = None

    def matches(self, letter: DeadLetter) -> bool:
        """True when the dead letter passes every part that is set; codes also match by prefix, `article.*`."""
        return (
            (not self.codes or any(_code_matches(code, letter.code) for code in self.codes))
            and self.topic in (None, letter.topic)
            and self.partition in (None, letter.partition)
            and (self.since is None or letter.record.timestamp >= _ms(self.since))
            and (self.until is None or letter.record.timestamp < _ms(self.until))
            and (not self.positions or letter.position in self.positions)
            and (self.max_replays is None or letter.replays < self.max_replays)
        )


def list_dead_letters(settings: Settings, which: Filter | None = None) -> Iterator[DeadLetter]:
    """The dead letters there are now, each partition in order.

    Raises:
        TopicMissingError: the dead-letter topic does not exist.
        BrokerError: no broker answers.
    """
    which = which or Filter()
    letters = map(parse, read_all(settings.kafka, settings.topics.dead_letters.name))
    return (letter for letter in letters if which.matches(letter))


def show_dead_letter(settings: Settings, position: str) -> DeadLetter:
    """The dead letter at `partition:offset` of the dead-letter topic."""
    topic, (partition, _, offset) = settings.topics.dead_letters.name, position.partition(":")
    known = partition.isdecimal() and offset.isdecimal()
    found = read_one(settings.kafka, topic, int(partition), int(offset)) if known else None
    if found is None:
        raise BrokerError(f"{topic}: no dead letter at {position}; `newsstream dlq list` shows their positions")
    return parse(found)


def replay_dead_letters(settings: Settings, letters: Iterable[DeadLetter], progress: Progress | None = None) -> Report:
    """Send dead letters back where they came from: same partition, key, value and own headers, in the order given."""
    return produce(settings, map(replayed, letters), progress)


def replayed(letter: DeadLetter) -> Outgoing:
    """The record that goes back. It is dated now: with its old date, retention might remove it before it is read."""
    count = (REPLAYS, str(letter.replays + 1).encode())
    return Outgoing(
        value=letter.record.value,
        key=letter.record.key,
        headers=(*letter.own_headers, count),
        topic=letter.topic,
        # Not by key: another partitioner than ours may have chosen, and a key's records must stay in one partition.
        partition=letter.partition,
        origin=f"dead letter {letter.position}",
    )


def parse(record: Consumed) -> DeadLetter:
    """Read the reasons; what is missing or malformed becomes empty, so that every dead letter can be listed."""
    texts = {name: (value or b"").decode("utf-8", "replace") for name, value in record.headers}
    return DeadLetter(
        record=record,
        topic=texts.get(REASON + "topic", ""),
        partition=_number(texts.get(REASON + "partition")),
        offset=_number(texts.get(REASON + "offset")),
        stage=texts.get(REASON + "stage", ""),
        code=texts.get(ERROR_CODE, ""),
        error=texts.get(REASON + "exception.class.name", ""),
        message=texts.get(REASON + "exception.message", ""),
        stacktrace=texts.get(REASON + "exception.stacktrace", ""),
        attempts=_number(texts.get(ATTEMPTS)),
        replays=_number(texts.get(REPLAYS)) or 0,
    )


def _code_matches(wanted: str, code: str) -> bool:
    return code.startswith(wanted[:-1]) if wanted.endswith("*") else code == wanted


def _ms(moment: datetime) -> float:
    return moment.timestamp() * 1000


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
