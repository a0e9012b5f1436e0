"""Events as read back from the topics, for tests that need no broker."""

from __future__ import annotations

from stream.broker.reading import Consumed
from stream.broker.tail import Event, event_of
from stream.contract.dead_letter import Received, dead_letter
from stream.contract.records import Record, enriched_data, event_records
from stream.errors import NotJsonError
from stream.settings import Topics
from tests.contract.builders import analysis, article, provenance


def consumed(record: Record, offset: int = 0) -> Event:
    return event_of(
        Consumed(
            topic=record.topic,
            partition=0,
            offset=offset,
            timestamp=record.timestamp or 1_700_000_000_000,
            key=record.key,
            value=record.value,
            headers=record.headers,
        )
    )


def events() -> list[Event]:
    data = enriched_data(article(), analysis(claims=()), provenance())
    return [consumed(record) for record in event_records(data, Topics())]


def enriched_event() -> Event:
    return events()[0]


def mention_event() -> Event:
    return events()[1]


def dead_letter_event() -> Event:
    received = Received("news.articles", 0, 1, b"k", b"{", (), 1_700_000_000_000)
    return consumed(dead_letter(received, NotJsonError("cut"), "decode", 1, "news.articles.dlq"))
