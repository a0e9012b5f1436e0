"""What changes without anybody doing anything: lag, connection, and time going by. Looked at once a second."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from stream.errors import BrokerError
from stream.worker.activity import Activity
from stream.worker.consumer import LedgerConsumer
from stream.worker.ledger import Ledger, Partition
from stream.worker.publish import Publisher
from stream.worker.reports import Reports

TICK_S = 1.0
LAG_EVERY_S = 5.0  # a request to every partition's leader
# The request shares a connection with Faust's long poll, and is answered after it: 1.5 s later where nothing comes in.
LAG_TIMEOUT_S = 5.0
STALLED_S = 60.0  # idle with records waiting; a rebalance that takes this long is one, too

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
        self._moving_at = time.monotonic()

    async def run(self) -> None:
        """Look until cancelled.

        Raises:
            BrokerError: records wait, and Faust has stopped delivering them.
        """
        await asyncio.gather(_every(TICK_S, self._tick), _every(LAG_EVERY_S, self._measure_lag))

    async def _tick(self) -> None:
        self._activity.tick()
        self._look_at_broker()

    def _look_at_broker(self) -> None:
        if self._publisher.failing:
            self._health.lacks("broker", f"events are not confirmed: {self._publisher.failing}")
        elif self._consumer.is_connected:
            self._health.has("broker")
        else:
            self._health.lacks("broker")

    async def _measure_lag(self) -> None:
        try:
            ends = await self._consumer.ends(self._ledger.partitions, LAG_TIMEOUT_S)
        except BrokerError as error:
            log.debug("lag not measured: %s", error)
            return
        held = self._ledger.partitions  # revoked while we asked: somebody else reports it
        lags = {tp: self._lag(tp, *found) for tp, found in ends.items() if tp in held}
        for partition, lag in lags.items():
            self._metrics.lag(partition.partition, lag)
        self._look_for_stall(sum(lags.values()))

    def _lag(self, partition: Partition, fetched: int, end: int) -> int:
        done = self._ledger.reached(partition)
        if done is None or self._is_idle:
            # Past the last record there may be markers of transactions, which are fetched and never delivered.
            done = max(fetched, done or 0)
        return max(0, end - done)

    def _look_for_stall(self, lag: int) -> None:
        """End the worker when records wait and Faust delivers none: it has hung before (faust-streaming/faust#175)."""
        now = time.monotonic()
        if not lag or not self._is_idle or not self._consumer.is_connected:
            self._moving_at = now
        elif now - self._moving_at > STALLED_S:
            raise BrokerError(f"{lag} records wait, and none was delivered for {STALLED_S:g} s; start the worker again")

    @property
    def _is_idle(self) -> bool:
        return self._activity.state == "idle" and not self._ledger.waiting


async def _every(seconds: float, look: Callable[[], Awaitable[None]]) -> None:
    while True:
        await look()
        await asyncio.sleep(seconds)
