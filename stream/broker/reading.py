"""Read topics from one end to the other, without a consumer group: what `tail` and the dead-letter commands share."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from kafka import TopicPartition

from stream.broker.client import CREATE_TOPICS, consumer
from stream.errors import BrokerError, TopicMissingError
from stream.settings import KafkaSettings

FETCH_WAIT_MS = 250  # how long a broker may keep a fetch that finds nothing; closing waits for the last one
# Between two looks at what came in. kafka-python's own waiting sends the next fetch as soon as one found nothing, and the
# embedded broker answers those at once: thousands a second, most of a core.
REST_S = 0.02
RawHeaders = tuple[tuple[str, bytes | None], ...]


@dataclass(frozen=True, slots=True)
class Consumed:
    """A record as it lies in Kafka; `timestamp` in milliseconds."""

    topic: str
    partition: int
    offset: int
    timestamp: int
    key: bytes | None
    value: bytes | None
    headers: RawHeaders


def follow(
    kafka: KafkaSettings, topics: list[str], start: Literal["beginning", "end"], idle: float | None = None
) -> Iterator[Consumed]:
    """Records as they come, for ever or until none has come for `idle` seconds.

    Raises:
        TopicMissingError: one of the topics does not exist.
        BrokerError: no broker answers.
    """
    with _assigned(kafka, topics) as (client, partitions):
        if start == "beginning":
            client.seek_to_beginning()
        else:
            _seek_to_end(client, partitions)
        quiet_since = time.monotonic()
        while idle is None or time.monotonic() - quiet_since < idle:
            for record in _poll(client):
                yield record
                quiet_since = time.monotonic()


def read_all(kafka: KafkaSettings, topic: str, partition: int | None = None) -> Iterator[Consumed]:
    """Every record that is in the topic now, one partition after the other, each in offset order."""
    with _assigned(kafka, [topic]) as (client, partitions):
        wanted = [each for each in partitions if partition in (None, each.partition)]
        ends: Mapping[TopicPartition, int] = client.end_offsets(wanted)
        for each in wanted:
            client.assign([each])
            client.seek_to_beginning(each)
            yield from _until(client, each, ends[each], kafka.request_timeout)


def read_one(kafka: KafkaSettings, topic: str, partition: int, offset: int) -> Consumed | None:
    """The record at `offset`, or None where there is none (any more)."""
    with _assigned(kafka, [topic]) as (client, partitions):
        each = TopicPartition(topic, partition)
        if (
            each not in partitions
            or not client.beginning_offsets([each])[each] <= offset < client.end_offsets([each])[each]
        ):
            return None
        client.assign([each])
        client.seek(each, offset)
        return next(_until(client, each, offset + 1, kafka.request_timeout), None)


@contextmanager
def counting(kafka: KafkaSettings, topic: str) -> Iterator[Callable[[], int]]:
    """Give a function that says how many records were ever written to `topic`, without reading any."""
    with _assigned(kafka, [topic]) as (client, partitions):
        yield lambda: sum(client.end_offsets(partitions).values())


@contextmanager
def _assigned(kafka: KafkaSettings, topics: list[str]) -> Iterator[tuple[Any, list[TopicPartition]]]:
    with consumer(kafka, auto_offset_reset="earliest", fetch_max_wait_ms=FETCH_WAIT_MS) as client:
        found = {topic: client.partitions_for_topic(topic) for topic in topics}
        missing = [topic for topic, numbers in found.items() if not numbers]
        if missing:
            raise TopicMissingError(
                f"{', '.join(kafka.brokers)}: missing topics: {', '.join(missing)}; {CREATE_TOPICS}"
            )
        partitions = [TopicPartition(topic, number) for topic, numbers in found.items() for number in sorted(numbers)]
        client.assign(partitions)
        yield client, partitions


def _seek_to_end(client: Any, partitions: list[TopicPartition]) -> None:
    # Not `client.seek_to_end`, which looks the end up at the first poll: what arrives until then would be skipped.
    for partition, end in client.end_offsets(partitions).items():
        client.seek(partition, end)


def _until(client: Any, partition: TopicPartition, end: int, patience: float) -> Iterator[Consumed]:
    deadline = time.monotonic() + patience
    # The position, not the last record, says how far we are: compaction and transactions leave gaps.
    while client.position(partition) < end:
        for record in _poll(client):
            if record.offset < end:
                yield record
            deadline = time.monotonic() + patience
        if time.monotonic() > deadline:
            raise BrokerError(
                f"{partition.topic}-{partition.partition}: nothing came for {patience:g} s, short of {end}"
            )


def _poll(client: Any) -> Iterator[Consumed]:
    found = client.poll(timeout_ms=0)
    if not found:
        time.sleep(REST_S)
    for records in found.values():
        for record in records:
            yield Consumed(
                record.topic,
                record.partition,
                record.offset,
                record.timestamp,
                record.key,
                record.value,
                tuple(record.headers),
            )
