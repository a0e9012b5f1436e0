"""How far a consumer group is behind: per partition and in total, also for a group that never committed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kafka import TopicPartition
from kafka import errors as kafka_errors
from kafka.admin import OffsetSpec
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

from stream.broker.client import CREATE_TOPICS, admin
from stream.errors import TopicMissingError
from stream.settings import Settings


@dataclass(frozen=True, slots=True)
class PartitionLag:
    """One partition: records from `begin` to before `end`; `committed` is None where the group never committed."""

    topic: str
    partition: int
    begin: int
    end: int
    committed: int | None
    lag: int


@dataclass(frozen=True, slots=True)
class Lag:
    """The group's lag on the article topic."""

    group: str
    partitions: tuple[PartitionLag, ...]

    @property
    def total(self) -> int:
        """Records not yet acknowledged."""
        return sum(partition.lag for partition in self.partitions)

    @property
    def has_committed(self) -> bool:
        """False for a group that has never acknowledged anything."""
        return any(partition.committed is not None for partition in self.partitions)


def consumer_lag(settings: Settings, timeout: float | None = None) -> Lag:
    """The lag of `kafka.group` on the article topic.

    Raises:
        TopicMissingError: the article topic does not exist.
        BrokerError: no broker answers within `timeout` seconds (`kafka.request_timeout`).
    """
    topic, group = settings.topics.articles.name, settings.kafka.group
    with admin(settings.kafka, timeout) as client:
        partitions = _partitions(client, topic, settings)
        begins = client.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.EARLIEST))
        ends = client.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.LATEST))
        committed = _committed(client, group, settings.kafka.request_timeout)
    latest = settings.kafka.auto_offset_reset == "latest"
    return Lag(
        group,
        tuple(
            partition_lag(each, begins[each].offset, ends[each].offset, committed.get(each), skips_old=latest)
            for each in partitions
        ),
    )


def partition_lag(
    partition: TopicPartition, begin: int, end: int, committed: int | None, *, skips_old: bool = False
) -> PartitionLag:
    """The lag of one partition; a group that never committed will start at `begin`, or at `end` when `skips_old`."""
    start = committed if committed is not None else (end if skips_old else begin)
    # Retention may have removed records that were never read: they can no longer be caught up with.
    return PartitionLag(partition.topic, partition.partition, begin, end, committed, max(0, end - max(start, begin)))


def _partitions(client: Any, topic: str, settings: Settings) -> list[TopicPartition]:
    if topic not in client.list_topics():
        raise TopicMissingError(f"{', '.join(settings.kafka.brokers)}: missing topic: {topic}; {CREATE_TOPICS}")
    described = client.describe_topics([topic])[0]["partitions"]
    return [TopicPartition(topic, number) for number in sorted(each["partition_index"] for each in described)]


def _committed(client: Any, group: str, patience: float) -> dict[TopicPartition, int]:
    # A broker that has just started has no group coordinator until the first one asks for it.
    again = Retrying(
        retry=retry_if_exception_type(kafka_errors.RetriableError),
        stop=stop_after_delay(patience),
        wait=wait_fixed(0.2),
        reraise=True,
    )
    try:
        offsets = again(client.list_group_offsets, {group: None}).get(group, {})
    except kafka_errors.GroupIdNotFoundError:
        return {}
    return {partition: found.offset for partition, found in offsets.items() if found.offset >= 0}
