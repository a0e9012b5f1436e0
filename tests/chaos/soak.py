"""Long and large runs: memory and file descriptors must stay flat, whether articles trickle for long or pile up.

Both judge the same way: each worker's samples after a warm-up, a straight line through them, and how much that line
rises from its first to its last sample.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stream.broker.produce import Outgoing, produce
from tests.chaos.audit import Audit, audit
from tests.chaos.bench import Bench
from tests.chaos.faults import Fault
from tests.chaos.flow import Flow
from tests.chaos.plan import make_plan
from tests.chaos.runner import FLOW_TIMEOUT_S, fleet_of
from tests.chaos.watcher import Usage, Watcher

RATE = 20.0  # articles a second
WARM_UP = 0.25  # of the run: caches fill, the allocator finds its size
MOST_GROWTH = 0.05  # of memory, along the line
MOST_DESCRIPTORS = 2.0  # one connection being replaced by another
SETTLE_S = 120.0
BACKLOG_ARTICLES_A_SECOND = 100.0  # slower than this on three workers and the run gives up


class Soak(Fault):
    """Nothing happens, for long."""

    name, title = "soak", "steady flow"


class Backlog(Fault):
    """More articles than workers, all there before the first worker starts."""

    name, title = "backlog", "large backlog"


@dataclass(frozen=True, slots=True)
class Trend:
    """One worker after its warm-up: mean memory in bytes, rise of the lines, seconds looked at."""

    worker: str
    mean_bytes: float
    peak_bytes: int
    growth_bytes: float
    descriptors: float
    descriptors_growth: float
    seconds: float

    @property
    def flat(self) -> bool:
        """True when neither memory nor descriptors grew."""
        return self.growth_bytes <= MOST_GROWTH * self.mean_bytes and self.descriptors_growth <= MOST_DESCRIPTORS


@dataclass(frozen=True, slots=True)
class Endurance:
    """What a long run showed; `audit` only where its articles were planned."""

    title: str
    articles: int
    seconds: float
    trends: list[Trend]
    caught_up: bool
    bad_ends: list[str]
    audit: Audit | None = None

    @property
    def ok(self) -> bool:
        """Everyone flat, everything acknowledged, everyone left as told."""
        flat = bool(self.trends) and all(trend.flat for trend in self.trends)
        return flat and self.caught_up and not self.bad_ends and (self.audit is None or self.audit.ok)


def soak(bench: Bench, minutes: float, seed: int) -> Endurance:
    """A steady flow for `minutes`."""
    settings, plan = bench.fresh_settings(), make_plan(int(minutes * 60 * RATE), seed)
    began = time.monotonic()
    with fleet_of(Soak(), bench, settings) as fleet, Watcher(settings, fleet) as watcher:
        fleet.start_all()
        flow = Flow(settings, plan, RATE, held_back=0.0)
        flow.start()
        flow.join(minutes * 60 + FLOW_TIMEOUT_S)
        ended = time.monotonic()
        caught_up = watcher.until_lag_is_zero(len(plan), SETTLE_S)
        fleet.stop()
        ends = fleet.bad_ends()
    found = trends([usage for usage in watcher.usages if usage.at <= ended])
    return Endurance("soak", len(plan), ended - began, found, caught_up, ends, audit(settings, plan))


def backlog(bench: Bench, articles: int, seed: int) -> Endurance:
    """All of `articles` wait before the workers start; the model takes no time."""
    settings = bench.fresh_settings()
    produce(settings, plain_articles(articles, seed))
    with fleet_of(Backlog(), bench, settings, seconds_per_article=0.0) as fleet, Watcher(settings, fleet) as watcher:
        fleet.start_all()
        began = time.monotonic()
        caught_up = watcher.until_lag_is_zero(articles, articles / BACKLOG_ARTICLES_A_SECOND)
        ended = time.monotonic()
        fleet.stop()
        ends = fleet.bad_ends()
    found = trends([usage for usage in watcher.usages if began <= usage.at <= ended])
    return Endurance("backlog", articles, ended - began, found, caught_up, ends)


def plain_articles(count: int, seed: int) -> Iterator[Outgoing]:
    """Articles of one event each, made as they are sent: a backlog need not fit in memory."""
    chance = random.Random(seed)  # noqa: S311  # reproducible, not secret
    for number in range(count):
        body = "nothing else happened today. " * chance.randint(1, 40)
        yield Outgoing(f'{{"id": "a{number}", "body": "{body}"}}'.encode(), key=f"a{number}".encode())


def trends(usages: Iterable[Usage]) -> list[Trend]:
    """One trend for each worker that was there all the time."""
    by_worker: dict[str, list[Usage]] = {}
    for usage in usages:
        by_worker.setdefault(usage.worker, []).append(usage)
    return [_trend(worker, found) for worker, found in by_worker.items()]


def _trend(worker: str, usages: Sequence[Usage]) -> Trend:
    first, last = usages[0].at, usages[-1].at
    warm = [usage for usage in usages if usage.at >= first + WARM_UP * (last - first)]
    resident, descriptors = [usage.resident for usage in warm], [usage.descriptors for usage in warm]
    times = [usage.at for usage in warm]
    return Trend(
        worker,
        statistics.fmean(resident),
        max(usage.peak for usage in usages),
        _rise(times, resident),
        statistics.fmean(descriptors),
        _rise(times, descriptors),
        times[-1] - times[0],
    )


def _rise(times: Sequence[float], values: Sequence[float]) -> float:
    if len(set(times)) < 2:  # no line through one point
        return 0.0
    return statistics.linear_regression(times, values).slope * (times[-1] - times[0])
