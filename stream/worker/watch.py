"""What changes without anybody doing anything: lag, connection, and time going by. Looked at once a second."""

from __future__ import annotations

import asyncio
import logging

from stream.errors import BrokerError
from stream.worker.activity import Activity
from stream.worker.consumer import LedgerConsumer
from stream.worker.ledger import Ledger
from stream.worker.publish import Publisher
from stream.worker.reports import Reports

TICK_S = 1.0
LAG_EVERY_TICKS = 5  # a request to every partition's leader

log = logging.getLogger(__name__)


class Watch:
    """Keeps metrics and health true between batches."""

    def __init__(
        self, consumer: LedgerConsumer, ledger: Ledger, publisher: Publisher, activity: Activity, reports: Reports
    ) -> None:
        self._consumer = consumer
        self._ledger = ledger
        self._publisher = publisher
        self._activity = activity
        self._metrics = reports.metrics
        self._health = reports.health

    async def run(self) -> None:
        """Look until cancelled."""
        ticks = 0
        while True:
            self._activity.tick()
            self._look_at_broker()
            if ticks % LAG_EVERY_TICKS == 0:
                await self._measure_lag()
            ticks += 1
            await asyncio.sleep(TICK_S)

    def _look_at_broker(self) -> None:
        if self._publisher.failing:
            self._health.lacks("broker", f"events are not confirmed: {self._publisher.failing}")
        elif self._consumer.is_connected:
            self._health.has("broker")
        else:
            self._health.lacks("broker")

    async def _measure_lag(self) -> None:
        try:
            ends = await self._consumer.ends(self._ledger.partitions, TICK_S)
        except BrokerError as error:
            log.debug("lag not measured: %s", error)
            return
        held = self._ledger.partitions  # revoked while we asked: somebody else reports it
        for partition, (fetched, end) in ends.items():
            if partition in held:
                done = self._ledger.reached(partition)
                self._metrics.lag(partition.partition, max(0, end - (fetched if done is None else done)))
