"""The faults, one small class each, all of one shape: what is asked for, and what one injection does.

An injection returns once the fault is over (the broker is up again, the network is healed); `Scene` is what it may touch.
Faults without injections last for the whole run.
"""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from stream.settings import Settings
from tests.chaos.bench import SESSION_TIMEOUT_S, Bench
from tests.chaos.fleet import Fleet
from tests.kafka.refusal import accept_writes, refuse_writes

CUT_S = 1.5 * SESSION_TIMEOUT_S + 1  # long enough to be evicted and for the others to take over


@dataclass(frozen=True, slots=True)
class Scene:
    """What a fault may touch; `lasts_s` is how long it lasts, where the fault decides that."""

    settings: Settings
    bench: Bench
    fleet: Fleet
    chance: random.Random
    lasts_s: float


class Fault:
    """The base of all: nothing happens.

    Parameters:
        name: for `--only`.
        title: in the table.
        times: injections in a full run, and in a short one.
        pause: seconds between injections, drawn at random from this range.
        lasts: seconds an injection lasts, or about so long: it paces the flow; in a full run, and in a short one.
        environment: options of the workers' stand-in enricher.
        poisonous: share of records that must end as dead letters.
        proxied: workers reach the broker through proxies.
        felt_as: what some worker must have logged (a regular expression): a fault that nobody felt shows nothing.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    times: ClassVar[tuple[int, int]] = (0, 0)
    pause: ClassVar[tuple[float, float]] = (2.0, 4.0)
    lasts: ClassVar[tuple[float, float]] = (0.0, 0.0)
    environment: ClassVar[Mapping[str, str]] = {}
    poisonous: ClassVar[float] = 0.0
    proxied: ClassVar[bool] = False
    felt_as: ClassVar[str] = "holds partitions"

    def inject(self, scene: Scene) -> None:
        """Do it once."""


class WorkerKilled(Fault):
    """A worker's machine fails; an orchestrator starts another."""

    name, title = "kill-worker", "a random worker killed (SIGKILL)"
    times, pause = (20, 2), (3.0, 8.0)

    def inject(self, scene: Scene) -> None:
        scene.fleet.kill(scene.chance.choice(scene.fleet.running))
        scene.fleet.start()


class WorkersComeAndGo(Fault):
    """A deploy, or an autoscaler: one more worker, then one less, which must drain and leave with 0."""

    name, title = "scale", "a worker added and one removed (SIGTERM)"
    times, pause, lasts = (20, 2), (1.0, 3.0), (3.0, 3.0)
    felt_as = "drained in"

    def inject(self, scene: Scene) -> None:
        leaving = scene.chance.choice(scene.fleet.running)
        scene.fleet.until_ready(scene.fleet.start())
        leaving.tell(signal.SIGTERM)


class BrokerStopped(Fault):
    """A broker restart in good order."""

    name, title = "stop-broker", "broker stopped and started"
    times, pause, lasts = (5, 1), (3.0, 5.0), (8.0, 8.0)
    felt_as = "Unable connect to node"

    def inject(self, scene: Scene) -> None:
        scene.bench.broker.stop()
        time.sleep(scene.chance.uniform(0.0, 3.0))
        scene.bench.broker.start()


class BrokerKilled(Fault):
    """The broker's process dies."""

    name, title = "kill-broker", "broker killed (SIGKILL) and started"
    times, pause, lasts = (3, 1), (3.0, 5.0), (8.0, 8.0)
    felt_as = "Unable connect to node"

    def inject(self, scene: Scene) -> None:
        scene.bench.broker.kill()
        time.sleep(scene.chance.uniform(0.0, 3.0))
        scene.bench.broker.start()


class NetworkCut(Fault):
    """Packets between some workers and the broker are dropped until the workers are evicted; then they come back."""

    name, title = "cut-network", f"network cut for {CUT_S:g} s (session timeout {SESSION_TIMEOUT_S:g} s)"
    times, pause, lasts, proxied = (4, 1), (3.0, 5.0), (CUT_S, CUT_S), True
    felt_as = "UnknownMemberId|member_id was not recognized"  # evicted, and told so when it came back

    def inject(self, scene: Scene) -> None:
        proxies = scene.bench.proxies
        chosen = scene.chance.sample(proxies, scene.chance.randint(1, len(proxies)))
        for proxy in chosen:
            proxy.cut()
        time.sleep(scene.lasts_s)
        for proxy in chosen:
            proxy.heal()


class OutputRefused(Fault):
    """The worker's right to write to one of its topics is taken away, and given back."""

    name, title = "refuse-output", "an output topic refuses writes"
    times, lasts, felt_as = (1, 1), (60.0, 10.0), "not confirmed"

    def inject(self, scene: Scene) -> None:
        topic = scene.chance.choice(scene.settings.topics.outputs()[:3]).name
        refuse_writes(scene.settings, topic)
        time.sleep(scene.lasts_s)
        accept_writes(scene.settings, topic)


class PoisonousRecords(Fault):
    """Records that are no articles, and articles that the model always fails on."""

    name, title = "poison", "2 % poisonous records"
    poisonous, felt_as = 0.02, "dead letter"


class InferenceFails(Fault):
    """The model fails now and then; another try succeeds."""

    name, title = "fail-inference", "inference fails at random for 5 % of batches"
    environment: ClassVar[Mapping[str, str]] = {"fail_share": "0.05"}
    felt_as = "told to fail at random"


FAULTS: tuple[Fault, ...] = (
    WorkerKilled(),
    WorkersComeAndGo(),
    BrokerStopped(),
    BrokerKilled(),
    NetworkCut(),
    OutputRefused(),
    PoisonousRecords(),
    InferenceFails(),
)
