"""Faust's Kafka consumer, with acknowledgement taken away from it and given to the ledger.

Four things are changed, each because of what Faust 0.15.3 does by itself: its commits are off (it commits past
messages in flight, faust-streaming/faust#606, and messages that its stream skips during a rebalance count as
acknowledged); the ledger hears of a revocation before Faust clears its state and of an assignment before messages flow;
a commit that fails is reported, where Faust would crash the worker; and aborted transactions are not read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Mapping
from typing import Any, Protocol, TypeVar, cast

from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError
from aiokafka.structs import OffsetAndMetadata, TopicPartition
from faust.transport.drivers import aiokafka as driver
from mode.threads import WorkerThread

from stream.errors import BrokerError
from stream.worker.fetching import fetch_without_haste
from stream.worker.header_names import accept_any_header_name
from stream.worker.ledger import Partition

T = TypeVar("T")


class Assignments(Protocol):
    """Who wants to know which partitions are ours."""

    async def before_revoked(self, partitions: set[Partition]) -> None:
        """Finish and commit what can be finished; afterwards the partitions belong to somebody else."""

    async def before_assigned(self, partitions: set[Partition], generation: int) -> None:
        """Expect records of `partitions`, stamped with `generation`."""


class DaemonThread(WorkerThread):
    """Faust's consumer thread as a daemon: a broker that does not answer must not keep the process from ending."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.daemon = True


class ReadCommittedThread(driver.AIOKafkaConsumerThread):
    """Leaves out records of aborted transactions; Faust would only do so when it commits in transactions itself."""

    def _create_worker_consumer(self, transport: Any) -> Any:
        consumer = super()._create_worker_consumer(transport)
        consumer._isolation_level = "read_committed"  # read when it starts
        return consumer


class LedgerConsumer(driver.Consumer):
    """Commits only what it is told to."""

    def _new_consumer_thread(self) -> Any:
        accept_any_header_name()
        fetch_without_haste()
        return ReadCommittedThread(self, loop=self.loop, beacon=self.beacon, Worker=DaemonThread)

    async def commit(self, *_args: Any, **_kwargs: Any) -> bool:
        """Do nothing: Faust calls this on a timer and when it stops."""
        return False

    async def commit_positions(self, positions: Mapping[Partition, int], within: float) -> bool:
        """Commit `positions`; False when the partitions were reassigned meanwhile.

        Raises:
            BrokerError: the broker did not confirm `within` seconds.
        """
        offsets = {TopicPartition(*tp): OffsetAndMetadata(position, "") for tp, position in positions.items()}
        try:
            await self._ask(self._aiokafka.commit(offsets), within)
        except (CommitFailedError, IllegalStateError):
            return False
        except (KafkaError, TimeoutError) as error:
            raise BrokerError(f"offsets not committed: {error!r}") from error
        return True

    async def ends(self, partitions: Iterable[Partition], within: float) -> dict[Partition, tuple[int, int]]:
        """For each partition the offset fetched next and the end; partitions not fetched yet are left out.

        Raises:
            BrokerError: no answer `within` seconds.
        """
        wanted = [TopicPartition(*tp) for tp in partitions]
        try:
            ends = await self._ask(self._aiokafka.end_offsets(wanted), within) if wanted else {}
        except (KafkaError, TimeoutError) as error:
            raise BrokerError(f"end offsets not known: {error!r}") from error
        fetched = {tp: self._fetch_position(tp) for tp in ends}
        return {Partition(*tp): (position, ends[tp]) for tp, position in fetched.items() if position is not None}

    async def _ask(self, question: Coroutine[Any, Any, T], within: float) -> T:
        # The consumer lives in a thread with its own loop. Not through Faust's method queue: a call that hangs there
        # would hold up fetching.
        call = asyncio.run_coroutine_threadsafe(question, self._thread.thread_loop)
        return await asyncio.wait_for(asyncio.wrap_future(call), within)

    def _fetch_position(self, partition: TopicPartition) -> int | None:
        assignment = self._aiokafka._subscription.subscription.assignment
        state = assignment and partition in assignment.tps and assignment.state_value(partition)
        return state._position if state else None

    @property
    def _aiokafka(self) -> Any:
        return self._thread._ensure_consumer()

    @property
    def is_connected(self) -> bool:
        """True while the group's coordinator is known; aiokafka forgets it when heartbeats go unanswered."""
        coordinator = getattr(self._thread._consumer, "_coordinator", None)
        return getattr(coordinator, "coordinator_id", None) is not None

    @property
    def _assignments(self) -> Assignments:
        return cast("Any", self.app).assignments  # type: ignore[no-any-return]  # WorkerApp, which imports this file

    async def on_partitions_revoked(self, revoked: set[Any]) -> None:
        """Tell the ledger first."""
        await self._assignments.before_revoked({Partition(*tp) for tp in revoked})
        await super().on_partitions_revoked(revoked)

    async def on_partitions_assigned(self, assigned: set[Any], generation_id: int = 0) -> None:
        """Tell the ledger first."""
        await self._assignments.before_assigned({Partition(*tp) for tp in assigned}, generation_id)
        await super().on_partitions_assigned(assigned, generation_id)


class LedgerTransport(driver.Transport):
    """Makes the app use `LedgerConsumer`."""

    Consumer = LedgerConsumer
