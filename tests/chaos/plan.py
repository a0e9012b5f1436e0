"""The articles of a run and what must become of each: decided by number and seed alone, before anything is sent.

The expected event ids come from the same contract functions the worker uses, and the stand-in's rules are
deterministic. So the audit can say of every event in Kafka whether it had to be there.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass

from stream.broker.produce import Outgoing
from stream.contract.article import Article
from stream.contract.decode import decode_article
from stream.contract.events import Provenance
from stream.contract.records import enriched_data, event_records
from stream.errors import ArticleError
from stream.settings import Topics
from stream.worker.testing import analyse

POISON = "poisonous-for-the-model"
NAMES = ("Baku", "Tehran", "Amman", "Reuters", "باكو", "القاهرة")
# One of each kind of record that is no article; the decoder refuses each with another code.
NOT_ARTICLES: tuple[bytes | None, ...] = (
    b'{"body": "cut sho',
    b"\xff\xfe\x00not utf-8",
    b"[1, 2, 3]",
    b'{"body": "   ", "title": ""}',
    b'{"body": 17}',
    b'{"body": "a lone \\ud800 surrogate"}',
    b'{"body": "deep", "x": ' + b"[" * 80 + b"]" * 80 + b"}",
    None,
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A record, and either the ids its events must have or the code of its dead letter."""

    record: Outgoing
    event_ids: frozenset[str]
    code: str | None = None


def make_plan(count: int, seed: int, poisonous: float = 0.0) -> list[Planned]:
    """`count` records in the order in which they are sent; a `poisonous` share of them must be dead-lettered."""
    chance = random.Random(seed)  # noqa: S311  # reproducible, not secret
    return [_planned(number, chance, spoilt=chance.random() < poisonous) for number in range(count)]


def _planned(number: int, chance: random.Random, *, spoilt: bool) -> Planned:
    bad = chance.choice([*NOT_ARTICLES, *[POISON] * len(NOT_ARTICLES)]) if spoilt else ""
    value = _article(number, chance, bad) if isinstance(bad, str) else bad
    record = Outgoing(value, key=f"a{number}".encode(), origin=f"article {number}")
    try:
        article = decode_article(value)
    except ArticleError as error:
        return Planned(record, frozenset(), error.code)
    if POISON in article.body:
        return Planned(record, frozenset(), "enrich.failed")
    return Planned(record, event_ids(article))


def _article(number: int, chance: random.Random, more: str) -> bytes:
    names = chance.sample(NAMES, chance.randint(1, 3))
    sentences = [f"{name} said that {chance.randint(2, 99)} came." for name in names]
    body = f"{' '.join(sentences)} Nothing else happened. {more}"
    return json.dumps({"id": f"a{number}", "title": f"the {number}. news", "body": body}).encode()


def event_ids(article: Article) -> frozenset[str]:
    """The ids of every event the worker must make from `article`."""
    nothing = Provenance(pipeline_version="", models=(), enriched_at="", timings_ms={})
    records = event_records(enriched_data(article, analyse(article), nothing), Topics())
    return frozenset(dict(record.headers)["ce_id"].decode() for record in records)


def total_events(plan: Sequence[Planned]) -> int:
    """How many events the plan asks for."""
    return sum(len(planned.event_ids) for planned in plan)
