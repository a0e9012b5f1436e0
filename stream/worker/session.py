"""One worker's life in its consumer group: batches in flight, offsets committed, partitions given back in good order.

Everything here runs on one event loop. The room's parts do the work; this file says when: a batch starts when a slot is
free, positions are committed on a timer, before a revocation and at the end, and the end is a drain.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from stream.errors import BrokerError
from stream.settings import Settings
from stream.worker.app import build_app
from stream.worker.consume import Intake
from stream.worker.drain import Stop
from stream.worker.enricher import Enricher
from stream.worker.ledger import Ledger, Partition
from stream.worker.process import Processor
from stream.worker.producer import FaustProducer
from stream.worker.publish import Publisher
from stream.worker.reports import Reports
from stream.worker.watch import Watch

COMMIT_TIMEOUT_S = 5.0  # an answer takes milliseconds; longer, and the broker is gone or the group has moved on
COMMIT_AGAIN_S = 0.1
JOINING_S = 15.0  # between two lines that say we still wait for the group; joining takes a second or two
# How shutdown_timeout is shared out; what is left, LEAVING_SHARE, is for leaving the group.
FINISHING_SHARE, COMMITTING_SHARE = 0.7, 0.15
LEAVING_SHARE = 1 - FINISHING_SHARE - COMMITTING_SHARE

log = logging.getLogger(__name__)


class Session:
    """Owns the Faust app and everything in flight. Use once: `await Session(...).run(stop)`."""

    def __init__(self, settings: Settings, enricher: Enricher, reports: Reports, data_dir: Path) -> None:
        self._settings = settings
        self._metrics = metrics = reports.metrics
        self._health = reports.health
        self._reports = reports
        self._ledger = Ledger()
        self._intake = Intake(self._ledger, settings.batch, metrics)
        self._app = build_app(settings, self, data_dir)
        producer = FaustProducer(self._app)
        self._publisher = Publisher(producer, settings.retry, settings.worker.publish_timeout, metrics)
        self._processor = Processor(
            settings,
            enricher,
            self._publisher,
            self._ledger,
            reports,
            on_acknowledged=self._intake.made_room,
        )
        self._slots = asyncio.Semaphore(settings.batch.in_flight)
        self._in_flight: set[asyncio.Task[None]] = set()
        self._committing = asyncio.Lock()
        self._failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def run(self, stop: Stop) -> bool:
        """Work until `stop` is requested, then drain; True when everything in flight was finished and acknowledged.

        Raises:
            BrokerError: Kafka refused us at the start, or Faust gave up.
            ModelError: the model turned out to be unusable.
        """
        topic = self._app.topic(self._settings.topics.articles.name, key_type=bytes, value_type=bytes)
        self._app.agent(topic)(self._consume)
        stopping = asyncio.create_task(stop.wait())
        background: list[asyncio.Task[Any]] = []
        try:
            if not await self._joined(stopping):
                return True
            background = [asyncio.create_task(work) for work in self._background()]
            await _first([stopping, self._failed, *background])
            return await self._drain(background)
        finally:
            for task in [stopping, *background, *self._in_flight]:
                task.cancel()

    async def _joined(self, stopping: asyncio.Task[None]) -> bool:
        """Start Faust, which returns once partitions are assigned; False when asked to stop before."""
        starting = asyncio.create_task(self._start())
        try:
            while not starting.done() and not stopping.done():
                await asyncio.wait([starting, stopping], timeout=JOINING_S, return_when=asyncio.FIRST_COMPLETED)
                if not starting.done() and not stopping.done():
                    log.warning("not in the consumer group yet; another member may still be finishing its batch")
            if starting.done():
                starting.result()
            return starting.done()
        finally:
            starting.cancel()

    async def leave(self) -> None:
        """Leave the consumer group, so that it need not wait a session timeout for us. May block without a broker."""
        try:
            await self._app.stop()
        except Exception as error:  # noqa: BLE001  # nothing is lost, the group notices by itself
            log.warning("the consumer group was not left in good order: %r", error)

    async def before_revoked(self, partitions: set[Partition]) -> None:
        """Finish what is in flight for at most a session timeout, commit it, forget the partitions."""
        if not partitions:
            return
        self._intake.pause()
        try:
            await self._finish_in_flight(self._settings.kafka.session_timeout)
            await self._commit()
        except BrokerError as error:
            log.warning("before giving partitions back: %s; their articles will be repeated", error)
        finally:
            self._ledger.revoke(partitions)
            self._health.lacks("partitions", "rebalancing")
            self._metrics.clear_partitions(tp.partition for tp in partitions)
            self._intake.made_room()
            self._intake.resume()
        log.info("gave back partitions %s", sorted(tp.partition for tp in partitions))

    async def before_assigned(self, partitions: set[Partition], generation: int) -> None:
        """Expect records of `partitions`."""
        self._ledger.assign(partitions, generation)
        self._metrics.assigned(len(partitions))
        self._health.has("partitions")
        log.info("holds partitions %s (generation %d)", sorted(tp.partition for tp in partitions), generation)

    async def _start(self) -> None:
        try:
            await self._app.start()
        except Exception as error:
            raise BrokerError(f"Kafka at {', '.join(self._settings.kafka.brokers)}: {error!r}") from error
        self._health.has("broker")

    def _background(self) -> list[Any]:
        watch = Watch(self._app.ledger_consumer, self._ledger, self._publisher, self._processor.activity, self._reports)
        return [self._start_batches(), self._commit_regularly(), self._faust(), watch.run()]

    async def _faust(self) -> None:
        await self._app.wait_until_stopped()
        raise BrokerError(f"Faust stopped: {self._app.crash_reason!r}")

    async def _consume(self, stream: Any) -> None:
        # Nothing may leave this loop: Faust acknowledges a message whose agent raised.
        async for event in stream.noack().events():
            try:
                await self._intake.take(event.message)
            except Exception as error:  # noqa: BLE001  # the worker stops, and the record is delivered again
                self._fail(error)

    async def _start_batches(self) -> None:
        while True:
            await self._slots.acquire()
            batch = await self._intake.batch()
            task = asyncio.create_task(self._processor.process(batch))
            self._in_flight.add(task)
            task.add_done_callback(self._batch_done)

    def _batch_done(self, task: asyncio.Task[None]) -> None:
        self._in_flight.discard(task)
        self._slots.release()
        if not task.cancelled() and (error := task.exception()):
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        if not self._failed.done():
            self._failed.set_exception(error)

    async def _commit_regularly(self) -> None:
        while True:
            await asyncio.sleep(self._settings.worker.commit_interval)
            try:
                await self._commit()
            except BrokerError as error:
                self._metrics.retried("commit")
                log.warning("%s; tried again in %g s", error, self._settings.worker.commit_interval)

    async def _commit(self) -> bool:
        async with self._committing:
            positions = self._ledger.committable()
            if not positions:
                return True
            if not await self._app.ledger_consumer.commit_positions(positions, COMMIT_TIMEOUT_S):
                return False
            self._ledger.committed(positions)
            return True

    async def _commit_all(self) -> None:
        # A group in the middle of a rebalance refuses commits; what it takes from us meanwhile is no longer ours.
        while not await self._commit():  # noqa: ASYNC110  # nobody tells when a rebalance is over
            await asyncio.sleep(COMMIT_AGAIN_S)

    async def _finish_in_flight(self, seconds: float) -> bool:
        if not self._in_flight:
            return True
        _, unfinished = await asyncio.wait(self._in_flight, timeout=seconds)
        return not unfinished

    async def _drain(self, background: list[asyncio.Task[Any]]) -> bool:
        start, allowed = time.monotonic(), self._settings.worker.shutdown_timeout
        log.info("stopping: %d batches to finish, at most %g s", len(self._in_flight), allowed)
        self._health.drains()
        self._intake.close()
        self._app.consumer.stop_flow()
        for task in background:
            task.cancel()
        finished = await self._finish_in_flight(allowed * FINISHING_SHARE)
        try:
            async with asyncio.timeout(allowed * COMMITTING_SHARE):
                await self._commit_all()
        except (BrokerError, TimeoutError) as error:
            log.warning("the last articles will be repeated: %s", error or "their offsets were not committed in time")
            finished = False
        log.info("drained in %.1f s", time.monotonic() - start)
        if self._failed.done():  # a batch failed on its way out; what it had not confirmed is delivered again
            self._failed.result()
        return finished


async def _first(ends: Iterable[asyncio.Future[Any]]) -> None:
    """Return when the first of `ends` is done, or raise what it raised."""
    done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    errors = [error for ended in done if (error := ended.exception())]
    for other in errors[1:]:
        log.error("and at the same moment: %r", other)
    if errors:
        raise errors[0]
