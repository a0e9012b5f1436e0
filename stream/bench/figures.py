"""Plain values of a run: figures, ratios of figures, and the machine they hold for."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from stream.enrich.cpu import available_cpus


@dataclass(frozen=True, slots=True)
class Speed:
    """What one way of working did: the median run's rates, latencies in seconds, memory in MB where it was read."""

    articles_per_second: float
    tokens_per_second: float
    p50_seconds: float | None = None
    p99_seconds: float | None = None
    peak_memory_mb: float | None = None
    first_event_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One run of the bench: figures and ratios by name. A ratio is None where one of its two was not measured."""

    figures: dict[str, Speed]
    ratios: dict[str, float | None]
    machine: dict[str, Any]
    skipped: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The object that --json prints; `skipped` is in it only when something was."""
        found = {
            "figures": {name: asdict(speed) for name, speed in self.figures.items()},
            "ratios": self.ratios,
            "machine": self.machine,
        }
        return found | {"skipped": self.skipped} if self.skipped else found


def ratio(above: float | None, below: float | None) -> float | None:
    """Their quotient with three digits; None when one is missing."""
    return round(above / below, 3) if above and below else None


def median_seconds(work: Callable[[], object], clock: Callable[[], float], repetitions: int) -> float:
    """The median time of `work`, after one run that is not counted."""
    work()
    return median([timed(work, clock) for _ in range(repetitions)])


def timed(work: Callable[[], object], clock: Callable[[], float]) -> float:
    """Seconds of one run."""
    start = clock()
    work()
    return clock() - start


def percentiles(seconds: Sequence[float]) -> tuple[float, float]:
    """p50 and p99."""
    middle, high = np.percentile(seconds, [50, 99])
    return round(float(middle), 4), round(float(high), 4)


def machine(threads: int) -> dict[str, Any]:
    """The processor, how much of it we may use, and how busy it was."""
    return {
        "processor": _processor(),
        "cpus": available_cpus(),
        "threads": threads or available_cpus(),
        "python": platform.python_version(),
        "load_average": round(os.getloadavg()[0], 2),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
