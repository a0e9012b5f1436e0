"""The acknowledgement ledger: which offset of each partition may be committed.

Invariant: for a partition held in generation g, every offset received in g that lies below `position` is finished, so
committing `position` never passes an article still in flight. Faust's own bookkeeping does not hold this
(faust-streaming/faust#606, and messages its stream skips in a rebalance are acknowledged), so it is not used.

A pure object: no clock, no Kafka, one thread.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Partition(NamedTuple):
    """A topic's partition; equal to Faust's and aiokafka's tuples of the same two values."""

    topic: str
    partition: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """Stands for one delivery of one record; worthless once its partition was revoked."""

    partition: Partition
    offset: int
    generation: int


@dataclass(slots=True)
class _Track:
    generation: int
    pending: deque[int] = field(default_factory=deque)  # received, not yet below `position`; ascending
    finished: set[int] = field(default_factory=set)  # the part of `pending` that is finished
    first: int | None = None
    position: int | None = None
    committed: int | None = None


class Ledger:
    """Receipts in, committable positions out.

    `assign` and `revoke` follow the consumer group; `receive` gives the receipt of a record, `finish` takes it back
    once every event of the record, or its dead letter, is confirmed by the broker.
    """

    def __init__(self) -> None:
        self._tracks: dict[Partition, _Track] = {}

    def assign(self, partitions: Iterable[Partition], generation: int) -> None:
        """Start `partitions` afresh: whatever an earlier generation received is delivered again by Kafka."""
        for partition in partitions:
            self._tracks[Partition(*partition)] = _Track(generation)

    def revoke(self, partitions: Iterable[Partition]) -> None:
        """Forget `partitions`; receipts for them are worthless from now on."""
        for partition in partitions:
            self._tracks.pop(Partition(*partition), None)

    def receive(self, partition: Partition, offset: int, generation: int) -> Receipt | None:
        """The receipt of a delivered record; None when it is not ours, or is a repeat of one already in hand."""
        track = self._tracks.get(partition)
        if track is None or track.generation != generation:
            return None
        if track.first is not None and offset >= track.first:
            if offset < _end(track):
                return None
            track.pending.append(offset)
        else:
            _rewind(track, offset)
        return Receipt(partition, offset, generation)

    def holds(self, receipt: Receipt) -> bool:
        """True while finishing `receipt` still counts."""
        track = self._tracks.get(receipt.partition)
        return track is not None and track.generation == receipt.generation

    def finish(self, receipt: Receipt) -> bool:
        """Mark a record as dealt with; False when its partition was revoked meanwhile."""
        if not self.holds(receipt):
            return False
        track = self._tracks[receipt.partition]
        if receipt.offset in track.pending:
            track.finished.add(receipt.offset)
        while track.pending and track.pending[0] in track.finished:
            offset = track.pending.popleft()
            track.finished.remove(offset)
            track.position = offset + 1
        return True

    def committable(self) -> dict[Partition, int]:
        """Positions that the broker does not know yet."""
        return {
            partition: track.position
            for partition, track in self._tracks.items()
            if track.position is not None and track.position != track.committed
        }

    def committed(self, positions: Mapping[Partition, int]) -> None:
        """Remember what the broker confirmed; partitions revoked meanwhile are ignored."""
        for partition, position in positions.items():
            if track := self._tracks.get(partition):
                track.committed = position

    def reached(self, partition: Partition) -> int | None:
        """The first offset that is not finished; None before anything was received, and when not ours."""
        track = self._tracks.get(partition)
        if track is None or track.first is None:
            return None
        return track.pending[0] if track.pending else track.position

    @property
    def partitions(self) -> set[Partition]:
        """The partitions held now."""
        return set(self._tracks)

    @property
    def waiting(self) -> int:
        """Records received and not below any position: what a crash now would repeat, beyond the last commit."""
        return sum(len(track.pending) for track in self._tracks.values())


def _end(track: _Track) -> int:
    """One past the last offset received."""
    return track.pending[-1] + 1 if track.pending else (track.position or 0)


def _rewind(track: _Track, offset: int) -> None:
    # Below everything received so far: the start of the track, or a consumer that was set back. Nothing from here on
    # may count as acknowledged, even though later records are.
    if track.first is not None:
        track.position = offset
    track.first = offset
    insort(track.pending, offset)
