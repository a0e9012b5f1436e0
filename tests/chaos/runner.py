"""One fault from start to verdict: workers up, articles flowing, the fault injected, lag back to 0, topics audited."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from stream.settings import Settings
from tests.chaos.audit import Audit, audit
from tests.chaos.bench import WORKERS, Bench
from tests.chaos.faults import Fault, Scene
from tests.chaos.fleet import Fleet
from tests.chaos.flow import HELD_BACK, Flow
from tests.chaos.plan import POISON, make_plan
from tests.chaos.watcher import Watcher, caught_up, resumed

FLOW_TIMEOUT_S = 180.0  # for the records still under way once the faults are over
SECONDS_PER_ARTICLE = 0.002  # in the stand-in: some articles are always in flight


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of everything: full, or short enough for every change."""

    name: str
    articles: int
    seed: int
    flow_s: float  # how long a run without injections lasts
    settle_s: float  # until the lag must be 0 after the last fault

    def times(self, fault: Fault) -> int:
        """Injections."""
        return fault.times[self.name == "short"]

    def lasts_s(self, fault: Fault) -> float:
        """Seconds of one injection."""
        return fault.lasts[self.name == "short"]


def full(articles: int | None, seed: int) -> Scale:
    """What the table in docs/fault-tests.md shows."""
    return Scale("full", articles or 10_000, seed, flow_s=40.0, settle_s=180.0)


def short(articles: int | None, seed: int) -> Scale:
    """Every fault, in five minutes."""
    return Scale("short", articles or 1_000, seed, flow_s=6.0, settle_s=60.0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row of the table; `felt` is how often workers logged the fault, `most_waiting` the largest lag."""

    fault: Fault
    times: int
    audit: Audit
    flow_again_s: list[float | None]
    caught_up_s: list[float | None]
    peak_bytes: int
    finished: bool
    felt: int
    most_waiting: int
    bad_ends: list[str]
    seconds: float

    @property
    def ok(self) -> bool:
        """Nothing lost, nothing wrong, everyone left as told."""
        return self.audit.ok and self.finished and self.felt > 0 and not self.bad_ends


def run(fault: Fault, bench: Bench, scale: Scale) -> Outcome:
    """Try one fault on fresh topics."""
    began = time.monotonic()
    chance = random.Random(f"{scale.seed} {fault.name}")  # noqa: S311  # reproducible, not secret
    settings, plan = bench.fresh_settings(), make_plan(scale.articles, scale.seed, fault.poisonous)
    with fleet_of(fault, bench, settings) as fleet, Watcher(settings, fleet) as watcher:
        fleet.start_all()
        flow = Flow(settings, plan, _rate(fault, scale))
        flow.start()
        scene = Scene(settings, bench, fleet, chance, scale.lasts_s(fault))
        healed = _inject(fault, scene, scale)
        flow.release()
        flow.join(FLOW_TIMEOUT_S)
        finished = watcher.until_lag_is_zero(len(plan), scale.settle_s)
        fleet.stop()
    return Outcome(
        fault,
        times=len(healed),
        audit=audit(settings, plan),
        flow_again_s=resumed(watcher.samples, healed),
        caught_up_s=caught_up(watcher.samples, healed),
        peak_bytes=watcher.peak,
        finished=finished,
        felt=fleet.said(fault.felt_as),
        most_waiting=max(sample.lag for sample in watcher.samples),
        bad_ends=fleet.bad_ends(),
        seconds=time.monotonic() - began,
    )


@contextmanager
def fleet_of(
    fault: Fault, bench: Bench, settings: Settings, seconds_per_article: float = SECONDS_PER_ARTICLE
) -> Iterator[Fleet]:
    """The workers, their logs in a folder named after the fault."""
    folder: Path = bench.folder / fault.name
    folder.mkdir(parents=True)
    brokers = bench.proxied if fault.proxied else [bench.broker.bootstrap] * WORKERS
    environment = {"seconds_per_article": str(seconds_per_article), "poison": POISON, **fault.environment}
    with Fleet(settings, folder, brokers, environment) as fleet:
        yield fleet


def _inject(fault: Fault, scene: Scene, scale: Scale) -> list[float]:
    """The moments when each injection was over."""
    times = scale.times(fault)
    healed = []
    for _ in range(times):
        time.sleep(scene.chance.uniform(*fault.pause))
        scene.fleet.replace_the_dead()
        fault.inject(scene)
        healed.append(time.monotonic())
    if not times:
        time.sleep(scale.flow_s)
    return healed


def _rate(fault: Fault, scale: Scale) -> float:
    injecting = scale.times(fault) * (scale.lasts_s(fault) + sum(fault.pause) / 2)
    return scale.articles * (1 - HELD_BACK) / (injecting or scale.flow_s)
