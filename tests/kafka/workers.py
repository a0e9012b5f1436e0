"""Worker processes for the tests, and what came out of them.

`with Workers(settings) as workers: workers.start()`; leaving the block ends whatever still runs. Everything waits for a
condition with a deadline; when it passes, the failure shows the end of the workers' logs and where their threads stand.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGTERM, SIGUSR1
from typing import Self

from stream.broker.lag import consumer_lag
from stream.broker.produce import Outgoing, produce
from stream.broker.reading import Consumed, read_all
from stream.settings import Settings

DEADLINE_S = 90.0
LOG_TAIL = 8_000  # characters: the stacks of some twenty threads
REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass
class Worker:
    """One process; `port` is where it answers /metrics and /readyz."""

    process: subprocess.Popen[bytes]
    log: Path
    _port: int = 0

    @property
    def port(self) -> int:
        if not self._port:
            assert self.process.stdout is not None
            self._port = int(self.process.stdout.readline())
        return self._port

    def terminate(self) -> None:
        self.process.send_signal(SIGTERM)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def exit_code(self) -> int:
        return self.process.wait(DEADLINE_S)

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def metric(self, line: str) -> float:
        """The value of the sample that starts with `line`, labels included; 0 when there is none."""
        found = [row for row in self.get("/metrics")[1].splitlines() if row.startswith(line + " ")]
        return float(found[0].split()[-1]) if found else 0.0


@dataclass
class Workers:
    """Starts workers on one settings tree; `environment` holds the stand-in enricher's options."""

    settings: Settings
    environment: dict[str, str] = field(default_factory=dict)
    running: list[Worker] = field(default_factory=list)
    _folder: tempfile.TemporaryDirectory[str] = field(default_factory=tempfile.TemporaryDirectory)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        for worker in self.running:
            worker.kill()
        unheard = [line for worker in self.running for line in unheard_errors(worker.log)]
        self._folder.cleanup()
        if not failed:
            assert unheard == []

    def start(self) -> Worker:
        folder = Path(self._folder.name)
        # A folder of its own for each: Faust wants one, and two workers of one test share the settings.
        worker = self.settings.worker.model_copy(update={"data_dir": folder / f"data-{len(self.running)}"})
        tree, log = folder / f"{len(self.running)}.json", folder / f"{len(self.running)}.log"
        tree.write_text(self.settings.model_copy(update={"worker": worker}).model_dump_json())
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.kafka.worker_main", str(tree)],
            cwd=REPOSITORY,
            env={**os.environ, **{f"STAND_IN_{name.upper()}": value for name, value in self.environment.items()}},
            stdout=subprocess.PIPE,
            stderr=log.open("wb"),
        )
        self.running.append(Worker(process, log))
        return self.running[-1]

    def until(self, condition: Callable[[], object], what: str, seconds: float = DEADLINE_S) -> None:
        """Return once `condition` holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                self._show_threads()
                raise AssertionError(f"not within {seconds:g} s: {what}\n{self.logs()}")
            time.sleep(0.1)

    def until_done(self) -> None:
        """Every article is acknowledged."""
        self.until(lambda: consumer_lag(self.settings).total == 0, "lag 0")

    def until_ready(self) -> None:
        for worker in self.running:
            self.until(lambda worker=worker: worker.get("/readyz")[0] == 200, "ready")  # type: ignore[misc]

    def _show_threads(self) -> None:
        for worker in self.running:
            if worker.process.poll() is None:
                worker.process.send_signal(SIGUSR1)
        time.sleep(1)  # until it is written

    def logs(self) -> str:
        """The end of each log."""
        tails = [worker.log.read_text(errors="replace")[-LOG_TAIL:] for worker in self.running]
        return "\n".join(f"--- worker {number}\n{tail}" for number, tail in enumerate(tails))


def unheard_errors(log: Path) -> list[str]:
    """What asyncio could only log: errors of tasks and futures that nobody awaited, tasks that were never ended."""
    marks = ("was never retrieved", "was destroyed but it is pending")
    lines = log.read_text(errors="replace").splitlines()
    return [line for line in lines if any(mark in line for mark in marks)]


@dataclass(frozen=True)
class Events:
    """What the output topics hold."""

    enriched: list[Consumed]
    mentions: list[Consumed]
    claims: list[Consumed]
    dead_letters: list[Consumed]

    @property
    def all(self) -> list[Consumed]:
        return [*self.enriched, *self.mentions, *self.claims]

    def repeated(self) -> int:
        """Events whose id came more than once, each repeat counted."""
        return sum(count - 1 for count in Counter(header(event, "ce_id") for event in self.all).values())

    def article_ids(self) -> set[str]:
        return {(event.key or b"").decode() for event in self.enriched}

    def codes(self) -> Counter[str]:
        return Counter(header(letter, "newsstream.error.code") for letter in self.dead_letters)


def events(settings: Settings) -> Events:
    topics = settings.topics
    found = [
        list(read_all(settings.kafka, topic.name))
        for topic in (topics.enriched, topics.mentions, topics.claims, topics.dead_letters)
    ]
    return Events(*found)


def header(record: Consumed, name: str) -> str:
    return (dict(record.headers).get(name) or b"").decode()


def article(number: int, body: str = "Baku said that 5 came. Tehran was quiet.") -> Outgoing:
    value = json.dumps({"id": f"a{number}", "title": f"Report {number}", "body": body})
    return Outgoing(value.encode(), key=f"a{number}".encode())


def send(settings: Settings, records: list[Outgoing]) -> None:
    report = produce(settings, records)
    assert report.confirmed == len(records)


def changed(settings: Settings, **sections: dict[str, object]) -> Settings:
    """The settings with some values replaced."""
    tree = settings.model_dump()
    for section, values in sections.items():
        tree[section].update(values)
    return Settings.model_validate(tree)
