"""Records to Kafka through Faust's producer, with aiokafka's errors translated into ours.

Faust's `topic.send` would hide what matters: `app.producer.send` returns aiokafka's own delivery future, and only that
says whether the broker took the record (`flush` waits for failed deliveries too, without a word).
"""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, Protocol

from aiokafka.errors import InvalidTimestampError, KafkaError, MessageSizeTooLargeError, RecordListTooLargeError
from faust.exceptions import FaustError

from stream.contract.records import Record
from stream.errors import EventTooLargeError, PublishError
from stream.worker.header_names import sendable

HALF_A_MILLISECOND = 0.0005  # Faust truncates seconds * 1000: without it 1700000000001 arrives as …000


class TimestampRefusedError(PublishError):
    """The topic does not accept the record's timestamp (message.timestamp.before/after.max.ms)."""


class Producer(Protocol):
    """What publishing needs; tests hand in a fake."""

    async def send(self, record: Record) -> Awaitable[object]:
        """Hand a record over; the awaitable returned resolves once the broker has it, or raises PublishError."""
        ...

    async def flush(self) -> None:
        """Wait until nothing handed over earlier is on its way."""
        ...


class FaustProducer:
    """The producer of a running Faust app."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def send(self, record: Record) -> Awaitable[object]:
        """Hand a record over; waits for room in the producer's buffer and for the topic's metadata."""
        timestamp = None if record.timestamp is None else record.timestamp / 1000 + HALF_A_MILLISECOND
        headers = [(sendable(name), value) for name, value in record.headers]
        try:
            delivery = await self._app.producer.send(record.topic, record.key, record.value, None, timestamp, headers)
        except (KafkaError, FaustError) as error:
            raise translate(error, record) from error
        return _confirmation(delivery, record)

    async def flush(self) -> None:
        """Wait until nothing handed over earlier is on its way."""
        await self._app.producer.flush()


async def _confirmation(delivery: Awaitable[object], record: Record) -> object:
    try:
        return await delivery
    except (KafkaError, FaustError) as error:
        raise translate(error, record) from error


def translate(error: Exception, record: Record) -> PublishError:
    """A library's error as ours."""
    cause = error.__cause__ if isinstance(error, FaustError) and error.__cause__ else error
    if isinstance(cause, MessageSizeTooLargeError | RecordListTooLargeError):
        return EventTooLargeError(f"{record.topic}: a record of {size(record)} bytes is more than the topic accepts")
    if isinstance(cause, InvalidTimestampError):
        return TimestampRefusedError(f"{record.topic}: timestamp {record.timestamp} refused")
    return PublishError(f"{record.topic}: not confirmed ({cause!r})")


def size(record: Record) -> int:
    """Bytes of key, value and headers."""
    headers = sum(len(sendable(name)) + len(value or b"") for name, value in record.headers)
    return len(record.key or b"") + len(record.value or b"") + headers
