"""Send records and see every one of them confirmed: articles from files, and dead letters on their way back.

Only so many records are under way at once. A record that the broker refuses is reported and the others go on; a
broker that stops answering ends the run with an error that says how far it came.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from kafka import errors as kafka_errors

from stream.broker.client import LINGER_MS, delivery_timeout, producer, translate
from stream.contract.decode import decode_article
from stream.errors import ArticleError, PublishError
from stream.settings import InputSettings, Settings

WINDOW = 2_000  # unconfirmed records
WINDOW_BYTES = 33_554_432  # and their size: kafka-python itself would buffer without end

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One record to send. `origin` names it in messages; without `partition` the key decides."""

    value: bytes | None
    key: bytes | None = None
    headers: tuple[tuple[str, bytes | None], ...] = ()
    topic: str | None = None
    partition: int | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that was not accepted, and why."""

    origin: str
    reason: str


@dataclass(slots=True)
class Report:
    """What became of a run: every record sent is either confirmed or a failure."""

    confirmed: int = 0
    failures: list[Failure] = field(default_factory=list)
    seconds: float = 0.0


def produce(
    settings: Settings, records: Iterable[Outgoing], progress: Progress | None = None, *, linger_ms: int = LINGER_MS
) -> Report:
    """Send `records`, to the article topic unless they name another, and wait for every confirmation.

    `progress` is called with the number of records settled so far; `linger_ms` is how long one waits for company.

    Raises:
        BrokerError: no broker answers.
        PublishError: the broker stopped answering; the message says which record was the first without confirmation.
    """
    began, report = time.monotonic(), Report()
    with ExitStack() as open_producer:
        delivery = _Delivery(open_producer, settings, report, progress or (lambda _: None), linger_ms)
        for record in records:
            delivery.send(record)
        delivery.settle(0, 0)
    report.seconds = time.monotonic() - began
    return report


def article_key(value: bytes, settings: InputSettings | None = None) -> bytes | None:
    """The key of an article's record, its id; None for what is not an article."""
    try:
        return decode_article(value, settings).id.encode()
    except ArticleError:
        return None


class _Delivery:
    """The records under way, oldest first; each leaves when it is confirmed or refused, in the order it was sent."""

    def __init__(
        self, open_producer: ExitStack, settings: Settings, report: Report, progress: Progress, linger_ms: int
    ) -> None:
        self._open = open_producer
        self._linger_ms = linger_ms
        self._client: Any = open_producer.enter_context(producer(settings.kafka, linger_ms))
        self._settings = settings
        self._report = report
        self._progress = progress
        self._under_way: deque[tuple[Outgoing, Any]] = deque()
        self._bytes = 0

    def send(self, record: Outgoing) -> None:
        self._put(record)
        self.settle(WINDOW, WINDOW_BYTES)

    def settle(self, records: int, size: int) -> None:
        """Wait, oldest first, until no more than `records` of no more than `size` bytes are unconfirmed."""
        while self._under_way and (
            len(self._under_way) > records or self._bytes > size or self._under_way[0][1].is_done
        ):
            record, future = self._next()
            error = self._outcome(future)
            if _is_refusal(error):
                self._recover([record, *self._drain()])
            else:
                self._settled(record, error)

    def _put(self, record: Outgoing) -> None:
        future = self._submit(record)
        if future is not None:
            self._under_way.append((record, future))
            self._bytes += _size(record)

    def _submit(self, record: Outgoing) -> Any:
        topic = record.topic or self._settings.topics.articles.name
        headers = list(record.headers)
        try:
            return self._client.send(topic, record.value, record.key, headers=headers, partition=record.partition)
        except kafka_errors.KafkaError as error:
            self._settled(record, error)
        except ValueError as error:  # a partition that the topic does not have
            self._settled(record, kafka_errors.KafkaError(str(error)))
        return None

    def _next(self) -> tuple[Outgoing, Any]:
        record, future = self._under_way.popleft()
        self._bytes -= _size(record)
        return record, future

    def _outcome(self, future: Any) -> kafka_errors.KafkaError | None:
        try:
            future.get(timeout=delivery_timeout(self._settings.kafka))
        except kafka_errors.KafkaError as error:
            return error
        return None

    def _drain(self) -> Iterator[Outgoing]:
        while self._under_way:
            record, future = self._next()
            error = self._outcome(future)
            if _is_refusal(error):
                yield record
            else:
                self._settled(record, error)

    def _recover(self, failed: list[Outgoing]) -> None:
        # With one refused record, kafka-python 3.0.12 fails everything under way with that record's error, and its
        # idempotent producer accepts nothing afterwards. Sent alone, in order, the first one to blame shows itself.
        self._reopen()
        rest = iter(failed)
        for record in rest:
            future = self._submit(record)
            error = self._outcome(future) if future is not None else None
            if future is not None:
                self._settled(record, error)
            if _is_refusal(error):
                self._reopen()
                break
        for record in rest:
            self._put(record)

    def _reopen(self) -> None:
        self._open.close()
        self._client = self._open.enter_context(producer(self._settings.kafka, self._linger_ms))

    def _settled(self, record: Outgoing, error: kafka_errors.KafkaError | None) -> None:
        if error is None:
            self._report.confirmed += 1
        elif isinstance(error, _BROKER_GONE):
            confirmed, reason = self._report.confirmed, translate(error, self._settings.kafka)
            raise PublishError(f"{confirmed} records confirmed, none from {record.origin} on: {reason}") from error
        else:
            self._report.failures.append(Failure(record.origin, str(translate(error, self._settings.kafka))))
        self._progress(self._report.confirmed + len(self._report.failures))


def _is_refusal(error: kafka_errors.KafkaError | None) -> bool:
    return error is not None and not isinstance(error, _BROKER_GONE)


def _size(record: Outgoing) -> int:
    return len(record.value or b"") + len(record.key or b"")


# One record's bad luck is its own; these would repeat for every record after it.
_BROKER_GONE = (
    kafka_errors.KafkaTimeoutError,
    kafka_errors.KafkaConnectionError,
    kafka_errors.AuthorizationError,
    kafka_errors.UnknownTopicOrPartitionError,
)
