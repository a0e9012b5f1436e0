from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest

from stream.contract.records import Record
from stream.errors import BrokerError, PublishError
from stream.settings import RetrySettings
from stream.worker import watch
from stream.worker.activity import Activity
from stream.worker.ledger import Ledger, Partition
from stream.worker.publish import Publisher
from stream.worker.reports import Reports
from tests.worker.builders import GENERATION, TOPIC, FakeProducer, assigned_ledger, until

RECORD = Record("news.enriched", b"a1", b"{}", ())


@dataclass
class FakeConsumer:
    fetched: int = 0
    end: int = 0
    is_connected: bool = True
    fails: bool = False

    async def ends(self, partitions: Iterable[Partition], within: float) -> dict[Partition, tuple[int, int]]:
        if self.fails:
            raise BrokerError(f"no answer within {within}")
        return dict.fromkeys(partitions, (self.fetched, self.end))


@dataclass
class Rig:
    consumer: FakeConsumer
    ledger: Ledger = field(default_factory=assigned_ledger)
    reports: Reports = field(default_factory=Reports)

    def __post_init__(self) -> None:
        metrics = self.reports.metrics
        self.producer = FakeProducer()
        self.publisher = Publisher(self.producer, RetrySettings(first_delay=0.001), 1.0, metrics)
        consumer: Any = self.consumer
        self.activity = Activity(metrics)
        self.watch = watch.Watch(consumer, self.ledger, self.publisher, self.activity, self.reports)

    @property
    def lag(self) -> float | None:
        return self.reports.metrics.registry.get_sample_value("newsstream_partition_lag", {"partition": "0"})


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "TICK_S", 0.005)
    monkeypatch.setattr(watch, "LAG_EVERY_S", 0.005)
    monkeypatch.setattr(watch, "STALLED_S", 0.1)


async def looking(rig: Rig, condition: Any) -> None:
    running = asyncio.create_task(rig.watch.run())
    try:
        await until(condition)
    finally:
        running.cancel()


async def test_lag_counts_what_is_not_acknowledged_from_the_first_record_on() -> None:
    rig = Rig(FakeConsumer(fetched=10, end=30, is_connected=False))
    await looking(rig, lambda: rig.lag == 20)
    rig.ledger.receive(TOPIC, 10, GENERATION)
    rig.consumer.fetched = 25  # fetched ahead is not acknowledged
    rig.activity.starts("batch")
    await looking(rig, lambda: rig.lag == 20)


async def test_markers_of_transactions_past_the_last_record_are_no_lag() -> None:
    rig = Rig(FakeConsumer(fetched=12, end=12))
    receipt = rig.ledger.receive(TOPIC, 4, GENERATION)
    assert receipt
    rig.ledger.finish(receipt)
    await looking(rig, lambda: rig.lag == 0)


async def test_a_lost_coordinator_and_unconfirmed_events_make_the_worker_unready() -> None:
    rig = Rig(FakeConsumer(is_connected=False, fails=True))
    health = rig.reports.health
    await looking(rig, lambda: "the broker is not connected" in health.ready().reasons)
    rig.consumer.is_connected = True
    await looking(rig, lambda: "the broker is not connected" not in health.ready().reasons)
    rig.producer.refuse = lambda _record: PublishError("no leader")
    publishing = asyncio.create_task(rig.publisher.publish([RECORD], lambda: True))
    await looking(rig, lambda: "events are not confirmed: no leader" in health.ready().reasons)
    rig.producer.refuse = lambda _record: None
    await publishing
    await looking(rig, lambda: "broker" not in str(health.ready().reasons))


async def test_a_consumer_that_stops_delivering_ends_the_worker() -> None:
    rig = Rig(FakeConsumer(fetched=5, end=9))
    with pytest.raises(BrokerError, match="4 records wait"):
        async with asyncio.timeout(5):
            await rig.watch.run()


async def test_a_worker_that_is_busy_or_cut_off_has_not_stalled() -> None:
    rig = Rig(FakeConsumer(fetched=5, end=9, is_connected=False))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await rig.watch.run()


async def test_time_is_counted_as_busy_idle_or_back_pressured() -> None:
    rig = Rig(FakeConsumer())
    seen: list[str] = []
    rig.activity.starts("batch")
    with rig.activity.publishing():
        seen.append(rig.activity.state)
        with rig.activity.enriching():
            seen.append(rig.activity.state)
    rig.activity.ends("batch")
    seen.append(rig.activity.state)
    rig.activity.tick()
    assert seen == ["back_pressured", "busy", "idle"]
    registry = rig.reports.metrics.registry
    for state in ("busy", "idle", "back_pressured"):
        seconds = registry.get_sample_value("newsstream_worker_seconds_total", {"activity": state})
        assert seconds is not None
        assert seconds > 0
