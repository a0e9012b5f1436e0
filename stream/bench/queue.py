"""How long articles wait at one worker: its batching replayed on random arrivals, with service times as measured.

Articles are spread over partitions by a hash, so each worker sees a random share of the feed. A Poisson stream that is
split at random is again Poisson streams, independent of each other: one worker, simulated alone, stands for all of them.
Source: Harchol-Balter, Performance Modeling and Design of Computer Systems (2013), chapters 11 (splitting) and 23 (M/G/1).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stream.settings import BatchSettings

ARTICLES = 40_000  # in one simulation; the 99th percentile then rests on 360 articles
WARM_UP = 0.1  # share of them that is left out: the queue begins empty
SEED = 11  # the same question has the same answer


@dataclass(frozen=True, slots=True)
class Service:
    """How long the articles of a feed take at one worker.

    Parameters:
        mean: seconds an article, of the whole worker with its threads.
        variation: standard deviation over mean; news lies between 0.5 and 1.5, for articles differ in length.
    """

    mean: float
    variation: float

    def draw(self, count: int, random: np.random.Generator) -> NDArray[np.float64]:
        """`count` service times, gamma distributed: positive, skewed, and with the two moments given."""
        if not self.variation:
            return np.full(count, self.mean)
        shape = self.variation**-2
        return random.gamma(shape, self.mean / shape, count)


def delays(rate: float, service: Service, batch: BatchSettings, articles: int = ARTICLES) -> NDArray[np.float64]:
    """Seconds from arrival to the end of its batch, for each of `articles` that arrive at `rate` a second."""
    random = np.random.default_rng(SEED)
    arrivals = np.cumsum(random.exponential(1 / rate, articles))
    ends = _ends(arrivals.tolist(), service.draw(articles, random).tolist(), batch)
    return (np.array(ends) - arrivals)[int(articles * WARM_UP) :]


def _ends(arrivals: Sequence[float], services: Sequence[float], batch: BatchSettings) -> list[float]:
    """When each article is done. At most `in_flight` batches are open; the encoder has one at a time."""
    ends: list[float] = []
    done: list[float] = []  # of each batch
    while (first := len(ends)) < len(arrivals):
        slot = done[-batch.in_flight] if len(done) >= batch.in_flight else 0.0
        opened = max(slot, arrivals[first])
        company = arrivals[first : first + batch.max_articles]
        full = max(opened, company[-1]) if len(company) == batch.max_articles else math.inf
        closed = min(opened + batch.max_wait, full)
        size = bisect_right(company, closed)
        begun = max(closed, done[-1] if done else 0.0)
        done.append(begun + sum(services[first : first + size]))
        ends.extend([done[-1]] * size)
    return ends
