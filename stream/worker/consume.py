"""From Kafka's records to batches: receipts taken, buffers bounded, batches closed on count, tokens or time.

`Intake.take` is fed by the Faust agent; `Intake.batch` by whoever has room for another batch. What waits in between
belongs to its partition: after a revocation it is dropped, and Kafka delivers it to the new owner.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from stream.contract.dead_letter import Received
from stream.observe.metrics import BatchClosed, Metrics
from stream.observe.traces import PassedOn, Trace
from stream.settings import BatchSettings
from stream.worker.ledger import Ledger, Partition, Receipt

# Records received and not acknowledged, in batches: bounds the ledger, and what a crash repeats, while one article of
# a partition waits for the broker and the others go on.
WAITING_BATCHES = 20
# A token of the shipped model is 3.5 characters of Arabic news, or 6 bytes of UTF-8; English has 4. A record counts before
# it is decoded, so a guess has to do: it only keeps a batch of long articles from taking its time and memory many times.
BYTES_A_TOKEN = 5
IDLE_WAIT_S = 0.005  # records of one fetch come within a millisecond or two of each other


@dataclass(frozen=True, slots=True)
class Delivery:
    """A record, the receipt to hand back for it, and when it came (`time.monotonic`)."""

    receipt: Receipt
    received: Received
    at: float
    trace: Trace = field(default_factory=PassedOn)


class Intake:
    """Holds at most one batch of records that nobody works on yet."""

    def __init__(self, ledger: Ledger, batch: BatchSettings, metrics: Metrics) -> None:
        self._ledger = ledger
        self._settings = batch
        self._metrics = metrics
        self._most_waiting = batch.max_articles * max(WAITING_BATCHES, batch.in_flight)
        self._queue: asyncio.Queue[Delivery] = asyncio.Queue(batch.max_articles)
        self._room = asyncio.Event()
        self._open = asyncio.Event()
        self._open.set()
        self._closed = False

    async def take(self, message: Any) -> None:
        """Accept one message of Faust's stream; waits while the buffers are full."""
        while self._ledger.waiting >= self._most_waiting and not self._closed:
            self._room.clear()
            await self._room.wait()
        if self._closed:
            return
        receipt = self._ledger.receive(Partition(*message.tp), message.offset, message.generation_id)
        if receipt is None:
            return
        self._metrics.received()
        await self._queue.put(Delivery(receipt, received(message), time.monotonic()))

    def made_room(self) -> None:
        """Records were acknowledged or revoked."""
        self._room.set()

    def pause(self) -> None:
        """Start no batch until `resume`."""
        self._open.clear()

    def resume(self) -> None:
        """Batches may start again."""
        self._open.set()

    def close(self) -> None:
        """Take nothing more, for good."""
        self._closed = True
        self.made_room()

    async def batch(self) -> list[Delivery]:
        """The next batch: full, or as long as its first article may wait; a worker at rest does not make it wait."""
        while True:
            found, closed_by = await self._collect()
            await self._open.wait()
            wanted = [delivery for delivery in found if self._is_wanted(delivery)]
            if wanted:
                self._metrics.batch_closed(len(wanted), closed_by)
                return wanted

    async def _collect(self) -> tuple[list[Delivery], BatchClosed]:
        found = [await self._queue.get()]
        try:
            async with asyncio.timeout(self._patience(found)):
                while (full := self._full(found)) is None:
                    found.append(self._queue.get_nowait() if self._queue.qsize() else await self._queue.get())
        except TimeoutError:
            return found, "time"
        return found, full

    def _patience(self, found: Sequence[Delivery]) -> float:
        """Seconds to wait for more: while nothing is being worked on, only as long as one fetch takes to come apart."""
        idle = self._ledger.waiting <= len(found) + self._queue.qsize()
        return min(IDLE_WAIT_S, self._settings.max_wait) if idle else self._settings.max_wait

    def _full(self, found: Sequence[Delivery]) -> BatchClosed | None:
        if len(found) >= self._settings.max_articles:
            return "count"
        size = sum(len(delivery.received.value or b"") for delivery in found)
        return "tokens" if size >= self._settings.max_tokens * BYTES_A_TOKEN else None

    def _is_wanted(self, delivery: Delivery) -> bool:
        if self._ledger.holds(delivery.receipt):
            return True
        self._metrics.processed("abandoned")
        return False


def received(message: Any) -> Received:
    """A Faust message as the record it was; Faust turns the timestamp into seconds."""
    return Received(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        key=message.key,
        value=message.value,
        headers=tuple(message.headers or ()),
        timestamp=None if message.timestamp is None else round(message.timestamp * 1000),
    )
