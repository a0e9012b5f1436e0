from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from stream.worker.ledger import Ledger, Partition, Receipt
from tests.worker.builders import TOPIC, assigned_ledger


def receive(ledger: Ledger, *offsets: int, generation: int = 1) -> list[Receipt]:
    receipts = [ledger.receive(TOPIC, offset, generation) for offset in offsets]
    assert all(receipts)
    return [receipt for receipt in receipts if receipt]


def test_an_offset_is_not_committable_while_an_earlier_one_is_in_flight() -> None:
    ledger = assigned_ledger()
    first, second, third = receive(ledger, 7, 8, 9)
    ledger.finish(third)
    ledger.finish(second)
    assert ledger.committable() == {}
    ledger.finish(first)
    assert ledger.committable() == {TOPIC: 10}


def test_offsets_that_never_existed_do_not_hold_up_the_rest() -> None:
    ledger = assigned_ledger()  # compacted topics and transactions leave holes
    for receipt in receive(ledger, 100, 105, 2_300_000_000):
        ledger.finish(receipt)
    assert ledger.committable() == {TOPIC: 2_300_000_001}


def test_what_is_committed_is_not_offered_again() -> None:
    ledger = assigned_ledger()
    ledger.finish(receive(ledger, 0)[0])
    ledger.committed(ledger.committable())
    assert ledger.committable() == {}


def test_a_revoked_partition_is_never_acknowledged_by_its_old_owner() -> None:
    ledger = assigned_ledger()
    (receipt,) = receive(ledger, 5)
    ledger.revoke([TOPIC])
    assert not ledger.holds(receipt)
    assert not ledger.finish(receipt)
    assert ledger.committable() == {}


def test_a_receipt_of_an_earlier_generation_counts_for_nothing_after_the_partition_came_back() -> None:
    ledger = assigned_ledger()
    (stale,) = receive(ledger, 5)
    ledger.revoke([TOPIC])
    ledger.assign([TOPIC], generation=2)
    receive(ledger, 5, generation=2)
    assert not ledger.finish(stale)
    assert ledger.committable() == {}


def test_a_message_stamped_with_another_generation_is_not_accepted() -> None:
    assert assigned_ledger().receive(TOPIC, 5, generation=0) is None


def test_a_partition_that_is_not_ours_is_not_accepted() -> None:
    assert assigned_ledger().receive(Partition("news.articles", 9), 5, 1) is None


def test_a_record_delivered_twice_gets_one_receipt() -> None:
    ledger = assigned_ledger()
    receive(ledger, 5, 6)
    assert ledger.receive(TOPIC, 5, 1) is None


def test_a_consumer_set_back_makes_the_position_go_back() -> None:
    ledger = assigned_ledger()
    ledger.finish(receive(ledger, 150)[0])
    ledger.committed(ledger.committable())
    receipts = receive(ledger, 100)
    assert ledger.committable() == {TOPIC: 100}
    ledger.finish(receipts[0])
    assert ledger.committable() == {TOPIC: 101}


def test_waiting_counts_what_is_not_acknowledged() -> None:
    ledger = assigned_ledger()
    first, second = receive(ledger, 0, 1)
    ledger.finish(second)
    assert ledger.waiting == 2
    ledger.finish(first)
    assert ledger.waiting == 0


def test_reached_is_the_first_unfinished_offset() -> None:
    ledger = assigned_ledger()
    assert ledger.reached(TOPIC) is None
    first, _ = receive(ledger, 3, 4)
    assert ledger.reached(TOPIC) == 3
    ledger.finish(first)
    assert ledger.reached(TOPIC) == 4


@dataclass
class Log:
    """What Kafka holds of one partition, and what the group committed; `sure` are offsets whose events are confirmed."""

    offsets: list[int]
    committed: int = 0
    read: int = 0
    owner: int | None = None
    sure: set[int] = field(default_factory=set)


class TwoOwners(RuleBasedStateMachine):
    """Two workers and one group; work finishes in any order, partitions move at any time, commits may be late.

    The broker accepts a commit only from the partition's owner, as Kafka does.
    """

    def __init__(self) -> None:
        super().__init__()
        self.generation = 0
        self.ledgers = [Ledger(), Ledger()]
        self.logs = {Partition("t", 0): Log([0, 1, 2, 5, 6, 9]), Partition("t", 1): Log([3, 4, 7, 8])}
        self.fetched: list[tuple[int, Partition, int, int]] = []
        self.held: list[tuple[int, Receipt]] = []

    def teardown(self) -> None:
        """Whatever happened, one quiet owner gets to the end."""
        self.rebalance((0, 0), told=False)
        for index, log in enumerate(self.logs.values()):
            self.fetch(index, len(log.offsets))
        self.deliver(len(self.fetched))
        for worker, receipt in self.held:
            self.logs[receipt.partition].sure.add(receipt.offset)
            self.ledgers[worker].finish(receipt)
        self.commit(0)
        self.nothing_below_a_committed_offset_is_unconfirmed()
        assert [log.committed for log in self.logs.values()] == [log.offsets[-1] + 1 for log in self.logs.values()]

    @rule(owners=st.tuples(st.integers(0, 1), st.integers(0, 1)), told=st.booleans())
    def rebalance(self, owners: tuple[int, int], told: bool) -> None:  # noqa: FBT001
        self.generation += 1
        for ledger in self.ledgers if told else []:
            ledger.revoke(ledger.partitions)  # an evicted worker may learn of it late
        for (partition, log), owner in zip(self.logs.items(), owners, strict=True):
            log.owner, log.read = owner, log.committed
            self.ledgers[owner].assign([partition], self.generation)

    @rule(index=st.integers(0, 1), count=st.integers(1, 4))
    def fetch(self, index: int, count: int) -> None:
        partition = list(self.logs)[index]
        log = self.logs[partition]
        coming = [offset for offset in log.offsets if offset >= log.read][:count]
        if log.owner is None or not coming:
            return
        log.read = coming[-1] + 1
        self.fetched += [(log.owner, partition, offset, self.generation) for offset in coming]

    @precondition(lambda self: self.fetched)
    @rule(count=st.integers(1, 4))
    def deliver(self, count: int) -> None:
        # In the order fetched, and possibly long after the partition has moved on: Faust buffers.
        for worker, partition, offset, generation in self.fetched[:count]:
            receipt = self.ledgers[worker].receive(partition, offset, generation)
            if receipt:
                self.held.append((worker, receipt))
        del self.fetched[:count]

    @rule(index=st.integers(0, 1))
    def seek_to_committed(self, index: int) -> None:
        log = list(self.logs.values())[index]
        log.read = log.committed

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def finish_any(self, data: st.DataObject) -> None:
        worker, receipt = self.held.pop(data.draw(st.integers(0, len(self.held) - 1)))
        self.logs[receipt.partition].sure.add(receipt.offset)  # its events are confirmed, whoever owns it now
        self.ledgers[worker].finish(receipt)

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def fail_any(self, data: st.DataObject) -> None:
        self.held.pop(data.draw(st.integers(0, len(self.held) - 1)))  # never confirmed, never finished

    @rule(worker=st.integers(0, 1))
    def commit(self, worker: int) -> None:
        ledger = self.ledgers[worker]
        positions = {tp: at for tp, at in ledger.committable().items() if self.logs[tp].owner == worker}
        for partition, position in positions.items():
            self.logs[partition].committed = position
        ledger.committed(positions)

    @invariant()
    def nothing_below_a_committed_offset_is_unconfirmed(self) -> None:
        for partition, log in self.logs.items():
            missing = {offset for offset in log.offsets if offset < log.committed} - log.sure
            assert not missing, f"{partition}: committed {log.committed} past {missing}"


TwoOwners.TestCase.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)
TestTwoOwners = TwoOwners.TestCase
