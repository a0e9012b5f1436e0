"""How many workers, partitions, cores and gigabytes a feed needs, from what one core was measured to do.

Two rules decide. No worker is busy for more than a share of its time, the target utilisation: what is left takes bursts,
rebalances and the loss of a worker. And in a simulation of the queue (stream/bench/queue.py) one article in a hundred
may take longer than the delay allowed. Partitions follow from the workers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from stream.bench.queue import Service, delays
from stream.errors import SettingsError
from stream.settings import BatchSettings

PERCENTILE = 99.0
STEP = 1.05  # how much larger the next try is, where the utilisation alone is not enough
MOST_TRIES = 100


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on the machine in question.

    Parameters:
        per_core: articles a second that one core enriches.
        memory_mb: most memory that one worker held, MB.
        variation: standard deviation of the time an article takes, over its mean.
        events: events an article gives.
        event_bytes: bytes of one event with its headers.
    """

    per_core: float
    memory_mb: float
    variation: float = 1.0
    events: float = 24.0  # of the sample articles, as are the bytes
    event_bytes: float = 1_500.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the workers.

    Parameters:
        utilisation: largest share of its time that a worker is busy, above 0 and below 1.
        delay: seconds from Kafka to events that one article in a hundred may exceed.
        threads: cores of one worker (`model.threads`).
    """

    utilisation: float = 0.7
    delay: float = 5.0
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """What `rate` articles a second need; delays in seconds, memory in GB, `events_mb` in MB a second.

    `without_one` is how busy the busiest worker is while one is gone; None where there is only one.
    """

    rate: float
    workers: int
    partitions: int
    cores: int
    memory_gb: float
    utilisation: float
    without_one: float | None
    median_delay: float
    high_delay: float
    events: float
    events_mb: float


def plan(rate: float, measured: Measured, wanted: Wanted, batch: BatchSettings | None = None) -> Plan:
    """The smallest number of workers that keeps both rules at `rate` articles a second.

    Raises:
        SettingsError: no number of workers keeps the delay: one article alone takes too long.
    """
    batch = batch or BatchSettings()
    service = Service(1 / (measured.per_core * wanted.threads), measured.variation)
    workers = max(1, math.ceil(rate * service.mean / wanted.utilisation))
    for _ in range(MOST_TRIES):
        found = delays(rate / workers, service, batch)
        high = float(np.percentile(found, PERCENTILE))
        if high <= wanted.delay:
            break
        workers = max(workers + 1, math.ceil(workers * STEP))
    else:
        raise SettingsError(
            f"{PERCENTILE:g} % of the articles within {wanted.delay:g} s is not to be had: "
            f"one takes {service.mean:.2g} s by itself; more threads, or a longer delay"
        )
    partitions = workers * partitions_a_worker(wanted.utilisation)
    return Plan(
        rate=rate,
        workers=workers,
        partitions=partitions,
        cores=workers * wanted.threads,
        memory_gb=workers * measured.memory_mb / 1000,
        utilisation=rate * service.mean / workers,
        without_one=busiest(rate * service.mean, partitions, workers - 1) if workers > 1 else None,
        median_delay=float(np.median(found)),
        high_delay=high,
        events=rate * measured.events,
        events_mb=rate * measured.events * measured.event_bytes / 1e6,
    )


def partitions_a_worker(utilisation: float) -> int:
    """The fewest partitions a worker such that one more, taken over from a lost worker, does not overload it."""
    return math.floor(utilisation / (1 - utilisation) + 1e-9) + 1


def busiest(work: float, partitions: int, workers: int) -> float:
    """How busy the worker with the most partitions is; `work` is what all of them do, in workers."""
    return work * math.ceil(partitions / workers) / partitions
