"""The worker processes of a run: started, killed, told to stop, and every exit code accounted for.

Each is `tests.kafka.worker_main`, the shipped `run_worker` with the stand-in enricher, in a session of its own so that a
terminal's Ctrl-C reaches only us; the kernel ends them when we die (`die_with_parent`).
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from stream.broker.child import die_with_parent
from stream.settings import Settings

READY_TIMEOUT_S = 60.0  # seconds on idle cores; they may be busy
EXIT_TIMEOUT_S = 60.0  # shutdown_timeout and some more
REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Worker:
    """One process; `told` is how it was asked to end."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    told: signal.Signals | None = None
    _port: int = 0

    @property
    def is_ready(self) -> bool:
        """True when it answers that it holds partitions and reaches the broker."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    @property
    def port(self) -> int:
        """Where it serves HTTP, printed as its first line."""
        if not self._port:
            assert self.process.stdout is not None
            self._port = int(self.process.stdout.readline() or 0)
        return self._port

    def tell(self, number: signal.Signals) -> None:
        """Send a signal."""
        self.told = self.told or number
        self.process.send_signal(number)

    @property
    def ended_badly(self) -> str | None:
        """What is wrong with how it ended; None while it runs, and when it ended as told."""
        code = self.process.poll()
        wanted = {None: None, signal.SIGTERM: 0, signal.SIGKILL: -signal.SIGKILL}[self.told]
        return None if code is None or code == wanted else f"{self.name}: exit {code}"


@dataclass
class Fleet:
    """Up to a few workers on one settings tree; `brokers` holds the address each is to use."""

    settings: Settings
    folder: Path
    brokers: list[str]
    environment: Mapping[str, str]
    everyone: list[Worker] = field(default_factory=list)
    _surprises: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.everyone:
            if worker.process.poll() is None:
                os.killpg(worker.process.pid, signal.SIGKILL)
                worker.process.wait()

    @property
    def running(self) -> list[Worker]:
        """Those that were not told to end."""
        return [worker for worker in self.everyone if worker.told is None]

    def start(self, broker: str | None = None) -> Worker:
        """Start one more worker; returns at once."""
        number = len(self.everyone)
        tree, log = self.folder / f"{number}.json", self.folder / f"{number}.log"
        tree.write_text(self._settings_of(number, broker).model_dump_json())
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.kafka.worker_main", str(tree)],
                cwd=REPOSITORY,
                env={**os.environ, **{f"STAND_IN_{name.upper()}": value for name, value in self.environment.items()}},
                stdout=subprocess.PIPE,
                stderr=output,
                start_new_session=True,
                preexec_fn=die_with_parent(),  # noqa: PLW1509  # started from the main thread, which lives longest
            )
        self.everyone.append(Worker(f"worker {number}", process, log))
        return self.everyone[-1]

    def start_all(self) -> None:
        """One worker for each of `brokers`, ready to work."""
        for worker in [self.start(broker) for broker in self.brokers]:
            self.until_ready(worker)

    def until_ready(self, worker: Worker) -> None:
        """Return once it holds partitions, or was waited for long enough."""
        deadline = time.monotonic() + READY_TIMEOUT_S
        while not worker.is_ready and time.monotonic() < deadline and worker.process.poll() is None:
            time.sleep(0.1)

    def kill(self, worker: Worker) -> None:
        """End it at once, as a machine that fails."""
        worker.tell(signal.SIGKILL)
        worker.process.wait()

    def replace_the_dead(self) -> None:
        """Start a new worker for each that ended without being told, as an orchestrator would."""
        for worker in self.running:
            if worker.process.poll() is not None:
                worker.told = signal.SIGTERM
                self._surprises.append(f"{worker.name}: left by itself")
                self.start()

    def stop(self) -> None:
        """Tell everyone to drain and wait until they are gone."""
        for worker in self.running:
            worker.tell(signal.SIGTERM)
        deadline = time.monotonic() + EXIT_TIMEOUT_S
        for worker in self.everyone:
            try:
                worker.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                continue  # `bad_ends` says so

    def bad_ends(self) -> list[str]:
        """Workers that did not end as they were told."""
        found = [worker.ended_badly for worker in self.everyone]
        late = [f"{worker.name}: still running" for worker in self.everyone if worker.process.poll() is None]
        return [*self._surprises, *(end for end in found if end), *late]

    def said(self, pattern: str) -> int:
        """Log lines of all workers in which `pattern` is found."""
        wanted = re.compile(pattern)
        lines = (line for worker in self.everyone for line in worker.log.read_text(errors="replace").splitlines())
        return sum(wanted.search(line) is not None for line in lines)

    def _settings_of(self, number: int, broker: str | None) -> Settings:
        # A folder of its own for each: Faust wants one, and the workers share everything else.
        worker = self.settings.worker.model_copy(update={"data_dir": self.folder / f"data-{number}"})
        kafka = self.settings.kafka.model_copy(update={"brokers": [broker or self.brokers[number % len(self.brokers)]]})
        return self.settings.model_copy(update={"worker": worker, "kafka": kafka})
