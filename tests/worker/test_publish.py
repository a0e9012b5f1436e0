from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from stream.contract.dead_letter import dead_letter
from stream.contract.records import Record
from stream.errors import EventTooLargeError, NotJsonError, PublishError
from stream.observe.metrics import Metrics
from stream.settings import RetrySettings
from stream.worker.producer import TimestampRefusedError
from stream.worker.publish import Publisher
from tests.worker.builders import FakeProducer, failing_times, received, until

RECORDS = [Record("news.mentions", b"k%d" % number, b"v", ()) for number in range(5)]
LETTER = dead_letter(received(b"not json", headers=(("h", b"1"),)), NotJsonError("x" * 900), "decode", 1, "dlq")


def always() -> bool:
    return True


def publisher(producer: FakeProducer, timeout: float = 5.0) -> Publisher:
    retry = RetrySettings(attempts=1, first_delay=0.001, max_delay=0.002)
    return Publisher(producer, retry, timeout, Metrics())


def larger_than(limit: int) -> Callable[[Record], Exception | None]:
    def refuse(record: Record) -> Exception | None:
        size = len(record.value or b"") + sum(len(name) + len(value) for name, value in record.headers)
        return EventTooLargeError("too large") if size > limit else None

    return refuse


async def test_publishing_returns_when_every_record_is_confirmed() -> None:
    producer = FakeProducer()
    await publisher(producer).publish(RECORDS, always)
    assert producer.confirmed == RECORDS


async def test_while_the_broker_is_away_publishing_goes_on_without_end() -> None:
    producer = FakeProducer(failing_times(200))
    await publisher(producer).publish(RECORDS, always)
    assert sorted(producer.confirmed, key=lambda record: record.key or b"") == RECORDS


async def test_what_is_confirmed_is_not_sent_again() -> None:
    producer = FakeProducer(failing_times(3))
    await publisher(producer).publish(RECORDS, always)
    assert len(producer.confirmed) == len(RECORDS)


async def test_a_broker_that_does_not_answer_counts_as_away() -> None:
    class Silent(FakeProducer):
        async def _deliver(self, record: Record) -> None:
            await (asyncio.sleep(60) if self.attempts < 3 else super()._deliver(record))

    await publisher(Silent(), timeout=0.02).publish(RECORDS[:1], always)


async def test_it_says_why_it_waits_until_it_no_longer_does() -> None:
    producer = FakeProducer(lambda _record: PublishError("no broker"))
    waiting = publisher(producer)
    task = asyncio.create_task(waiting.publish(RECORDS, always))
    await until(lambda: waiting.failing)
    assert "no broker" in str(waiting.failing)
    producer.refuse = lambda _record: None
    await task
    assert waiting.failing is None


async def test_an_event_that_is_too_large_is_said_so() -> None:
    with pytest.raises(EventTooLargeError):
        await publisher(FakeProducer(larger_than(0))).publish(RECORDS, always)


async def test_a_record_refused_for_its_company_is_sent_alone() -> None:
    # The broker measures whole produce batches: the first answer blames a record that is not at fault.
    producer = FakeProducer(failing_times(1, EventTooLargeError("the batch is too large")))
    await publisher(producer).publish(RECORDS[:1], always)
    assert producer.confirmed == RECORDS[:1]


async def test_a_revoked_partition_is_not_published_for() -> None:
    producer = FakeProducer(lambda _record: PublishError("no broker"))
    with pytest.raises(PublishError):
        await publisher(producer).publish(RECORDS, lambda: producer.attempts < 20)


async def test_a_topic_that_refuses_an_events_date_is_waited_for() -> None:
    producer = FakeProducer(failing_times(20, TimestampRefusedError("too old")))
    await publisher(producer).publish(RECORDS, always)
    assert len(producer.confirmed) == len(RECORDS)


async def test_a_defect_in_the_producer_is_not_hidden_by_retries() -> None:
    with pytest.raises(ZeroDivisionError):
        await publisher(FakeProducer(lambda _record: ZeroDivisionError())).publish(RECORDS, always)


async def test_a_dead_letter_that_does_not_fit_loses_its_stack_trace_and_nothing_of_the_original() -> None:
    producer = FakeProducer(larger_than(1_000))
    await publisher(producer).publish_dead_letter(LETTER, always)
    (sent,) = producer.confirmed
    assert (sent.key, sent.value, sent.timestamp, sent.headers[0]) == (b"k", b"not json", LETTER.timestamp, ("h", b"1"))
    assert "__connect.errors.exception.stacktrace" not in dict(sent.headers)
    assert dict(sent.headers)["newsstream.error.code"] == b"article.not_json"


async def test_a_dead_letter_that_never_fits_makes_the_partition_wait() -> None:
    producer = FakeProducer(larger_than(0))
    with pytest.raises(PublishError):
        await publisher(producer).publish_dead_letter(LETTER, lambda: producer.attempts < 50)
    assert producer.attempts >= 50


async def test_a_dead_letter_whose_date_is_refused_goes_out_with_todays() -> None:
    producer = FakeProducer(lambda record: TimestampRefusedError("too old") if record.timestamp else None)
    await publisher(producer).publish_dead_letter(LETTER, always)
    assert producer.confirmed[0].timestamp is None
