"""The events on the output topics, one after the other, as `newsstream tail` and the demo show them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from stream.broker.reading import Consumed, follow
from stream.contract.dead_letter import ERROR_CODE
from stream.settings import Settings

DEAD_LETTER = "dead letter"  # the type of what is not a CloudEvent but a record with reasons


@dataclass(frozen=True, slots=True)
class Event:
    """An event or dead letter as read back; `data` is None where the value is not a JSON object."""

    record: Consumed
    type: str
    id: str | None
    data: dict[str, Any] | None

    @property
    def headers(self) -> dict[str, str]:
        """Headers as text; the last of repeated ones counts."""
        return {name: (value or b"").decode("utf-8", "replace") for name, value in self.record.headers}


def tail(
    settings: Settings,
    topics: list[str] | None = None,
    *,
    start: Literal["beginning", "end"] = "end",
    idle: float | None = None,
) -> Iterator[Event]:
    """Events of `topics` (the four output topics), for ever or until none has come for `idle` seconds.

    They come in the order they are read; those of one partition in its order.

    Raises:
        TopicMissingError: one of the topics does not exist.
        BrokerError: no broker answers.
    """
    names = topics or [topic.name for topic in settings.topics.outputs()]
    return map(event_of, follow(settings.kafka, names, start, idle))


def event_of(record: Consumed) -> Event:
    """What a record is: an event by its CloudEvents headers, a dead letter by its error code."""
    headers = dict(record.headers)
    kind = DEAD_LETTER if ERROR_CODE in headers else _text(headers.get("ce_type")) or "unknown"
    return Event(record, kind, _text(headers.get("ce_id")), None if kind == DEAD_LETTER else _data(record.value))


def as_json(event: Event) -> dict[str, Any]:
    """The event for machines: where it lies, its headers, its data (a dead letter's value as text)."""
    record = event.record
    value = event.data if event.data is not None else _text(record.value)
    return {
        "topic": record.topic,
        "partition": record.partition,
        "offset": record.offset,
        "timestamp": record.timestamp,
        "key": _text(record.key),
        "type": event.type,
        "headers": event.headers,
        "data": value,
    }


def _data(value: bytes | None) -> dict[str, Any] | None:
    try:
        data = json.loads(value or b"")
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("utf-8", "replace")
