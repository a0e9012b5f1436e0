"""Batches of mixed sets: how much of each set is drawn, and how sentences of like length come together.

Sets are drawn by their share of tokens, each in its own endless shuffled order, so that a large set does not drown a
small one. A pool of drawn sentences is sorted by length and cut into batches under a budget of padded tokens.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from stream.training.alignment import IGNORED, Encoded

POOL_TOKENS = 48_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded tensors; label tensors hold IGNORED where nothing is known. Targets are flat, one entry a mention."""

    ids: Tensor
    mask: Tensor
    entities: Tensor
    attribution: Tensor
    sentiment: Tensor
    claim: Tensor
    check_worthiness: Tensor
    target_rows: Tensor
    target_starts: Tensor
    target_ends: Tensor
    target_labels: Tensor


def mixed_batches(
    sets: Mapping[str, Sequence[Encoded]], shares: Mapping[str, float], budget: int, padding: int, seed: int
) -> Iterator[Batch]:
    """Endless batches of at most `budget` padded tokens, drawn from the sets by their shares."""
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    streams = {name: _endless(items, chance) for name, items in sets.items() if items and shares.get(name)}
    while True:
        pool: list[Encoded] = []
        for name, stream in streams.items():
            pool.extend(_draw(stream, shares[name] / _total(streams, shares) * POOL_TOKENS))
        groups = list(cut(sorted(pool, key=lambda item: len(item.ids)), budget))
        chance.shuffle(groups)
        for group in groups:
            yield collate(group, padding)


def cut(items: Sequence[Encoded], budget: int) -> Iterator[list[Encoded]]:
    """Consecutive groups whose size times longest sentence stays within the budget; one sentence always fits."""
    group: list[Encoded] = []
    longest = 0
    for item in items:
        if group and max(longest, len(item.ids)) * (len(group) + 1) > budget:
            yield group
            group, longest = [], 0
        group.append(item)
        longest = max(longest, len(item.ids))
    if group:
        yield group


def collate(group: Sequence[Encoded], padding: int) -> Batch:
    """Tensors of a group of sentences."""
    targets = [(row, *target) for row, item in enumerate(group) for target in item.targets]
    rows, starts, ends, labels = (torch.tensor(column, dtype=torch.long) for column in _columns(targets))
    ids = _padded([item.ids for item in group], padding)
    lengths = torch.tensor([len(item.ids) for item in group])
    return Batch(
        ids=ids,
        mask=(torch.arange(ids.shape[1])[None, :] < lengths[:, None]).long(),
        entities=_padded([item.entities for item in group], IGNORED),
        attribution=_padded([item.attribution for item in group], IGNORED),
        sentiment=torch.tensor([item.sentiment for item in group]),
        claim=torch.tensor([item.claim for item in group]),
        check_worthiness=torch.tensor([item.check_worthiness for item in group]),
        target_rows=rows,
        target_starts=starts,
        target_ends=ends,
        target_labels=labels,
    )


def _endless(items: Sequence[Encoded], chance: random.Random) -> Iterator[Encoded]:
    order = list(range(len(items)))
    while True:
        chance.shuffle(order)
        yield from (items[number] for number in order)


def _draw(stream: Iterator[Encoded], tokens: float) -> Iterator[Encoded]:
    """Sentences worth about `tokens`, the last one whole."""
    while tokens > 0:
        item = next(stream)
        tokens -= len(item.ids)
        yield item


def _total(streams: Mapping[str, object], shares: Mapping[str, float]) -> float:
    return sum(shares[name] for name in streams)


def _columns(rows: Sequence[tuple[int, ...]]) -> Iterator[list[int]]:
    for number in range(4):
        yield [row[number] for row in rows]


def _padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([[*row, *[fill] * (width - len(row))] for row in rows], dtype=torch.long)
