"""Looks on from outside while faults happen: acknowledged offsets, ends of the topic, memory, file descriptors.

Recovery is measured from this record alone: how long after a fault was over until articles flowed again, and until
everything that was in the topic at that moment was acknowledged.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from kafka import TopicPartition
from kafka import errors as kafka_errors
from kafka.admin import OffsetSpec

from stream.broker.client import admin
from stream.errors import BrokerError
from stream.settings import Settings
from tests.chaos.fleet import Fleet

EVERY_S = 0.4
PATIENCE_S = 5.0  # for one answer; a broker that is down is asked again

Offsets = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Sample:
    """Per partition what the group has acknowledged and where the topic ends."""

    at: float
    acknowledged: Offsets
    ends: Offsets

    @property
    def lag(self) -> int:
        """Records not acknowledged."""
        return sum(end - self.acknowledged.get(partition, 0) for partition, end in self.ends.items())


@dataclass(frozen=True, slots=True)
class Usage:
    """One process at one moment; memory in bytes."""

    at: float
    worker: str
    resident: int
    peak: int
    descriptors: int


class Watcher:
    """Takes samples until the block is left."""

    def __init__(self, settings: Settings, fleet: Fleet) -> None:
        kafka = settings.kafka.model_copy(update={"request_timeout": PATIENCE_S})
        self._settings = settings.model_copy(update={"kafka": kafka})
        self._fleet = fleet
        self._done = threading.Event()
        self.samples: list[Sample] = []
        self.usages: list[Usage] = []
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._ask_broker, self._ask_system)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join(4 * PATIENCE_S)

    @property
    def peak(self) -> int:
        """The most memory any worker held, bytes."""
        return max((usage.peak for usage in self.usages), default=0)

    def until_lag_is_zero(self, records: int, seconds: float) -> bool:
        """True once all of `records` are acknowledged; False when that took longer."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.samples and (last := self.samples[-1]).lag == 0 and sum(last.ends.values()) >= records:
                return True
            self._fleet.replace_the_dead()
            time.sleep(EVERY_S / 2)
        return False

    def _ask_broker(self) -> None:
        while not self._done.is_set():
            try:
                with admin(self._settings.kafka, PATIENCE_S) as client:
                    while not self._done.wait(EVERY_S):
                        self.samples.append(_sample(client, self._settings))
            except (BrokerError, kafka_errors.KafkaError):  # it is down, or its group coordinator is not up yet
                self._done.wait(EVERY_S)

    def _ask_system(self) -> None:
        while not self._done.wait(EVERY_S):
            for worker in list(self._fleet.everyone):
                if usage := _usage(worker.name, worker.process.pid):
                    self.usages.append(usage)


def resumed(samples: list[Sample], healed: Iterable[float]) -> list[float | None]:
    """For each moment when a fault was over, seconds until every partition with articles waiting acknowledged one."""
    return [_seconds_until(samples, moment, _flows_again) for moment in healed]


def caught_up(samples: list[Sample], healed: Iterable[float]) -> list[float | None]:
    """For each moment when a fault was over, seconds until all that was in the topic then was acknowledged."""
    return [_seconds_until(samples, moment, _has_all) for moment in healed]


def _flows_again(then: Sample, now: Sample) -> bool:
    waiting = [tp for tp, end in then.ends.items() if then.acknowledged.get(tp, 0) < end]
    return all(now.acknowledged.get(tp, 0) > then.acknowledged.get(tp, 0) for tp in waiting)


def _has_all(then: Sample, now: Sample) -> bool:
    return all(now.acknowledged.get(tp, 0) >= end for tp, end in then.ends.items())


def _seconds_until(samples: list[Sample], moment: float, reached: Callable[[Sample, Sample], bool]) -> float | None:
    after = [sample for sample in samples if sample.at >= moment]
    first = next((sample for sample in after if reached(after[0], sample)), None)
    return None if first is None else first.at - moment


def _sample(client: Any, settings: Settings) -> Sample:
    articles, group = settings.topics.articles, settings.kafka.group
    partitions = [TopicPartition(articles.name, number) for number in range(articles.partitions)]
    try:
        committed = client.list_group_offsets({group: None}).get(group, {})
    except kafka_errors.GroupIdNotFoundError:
        committed = {}
    ends = client.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.LATEST))
    acknowledged = {tp.partition: found.offset for tp, found in committed.items() if found.offset >= 0}
    return Sample(time.monotonic(), acknowledged, {tp.partition: found.offset for tp, found in ends.items()})


def _usage(worker: str, pid: int) -> Usage | None:
    process = Path("/proc") / str(pid)
    try:
        status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        descriptors = len(list((process / "fd").iterdir()))
        memory = [int(status[name].split()[0]) * 1024 for name in ("VmRSS", "VmHWM")]
    except (OSError, KeyError):  # it has ended
        return None
    return Usage(time.monotonic(), worker, memory[0], memory[1], descriptors)
