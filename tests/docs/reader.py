"""A reader who types what a page says: one folder, one broker, the page's commands in order.

The folder looks like the repository's root with a few articles in it. Commands that run until Ctrl-C go on until the
page is done, then get their Ctrl-C. The page's broker address is exchanged for the one that is there.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from tests.docs.pages import REPOSITORY

ENDLESS = re.compile(r"(\.venv/bin/)?newsstream (worker|tail)\b(?!.*--(count|idle))")
EXPORT = re.compile(r"export (\w+)=(.*)")
PAGES_BROKER = "localhost:9092"
COMMAND_S, ENDLESS_S, END_S = 120.0, 120.0, 40.0  # a model on a busy machine loads in half a minute
LINKED = ("Makefile", "config", "deploy", "docs", "pyproject.toml", "stream", "tests")
BODY = "The port authority of Varna said on Monday that 12 ships were waiting. Storms would ease, officials said."


@dataclass
class Running:
    """A command that runs until it is told to stop."""

    command: str
    process: subprocess.Popen[bytes]
    output: Path

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8", errors="replace")

    def wait_for(self, pattern: str) -> None:
        """Return once it has said something that matches."""
        deadline = time.monotonic() + ENDLESS_S
        while not re.search(pattern, self.said()):
            assert self.process.poll() is None, f"{self.command} ended: {self.said()}"
            assert time.monotonic() < deadline, f"{self.command} never said {pattern!r}: {self.said()}"
            time.sleep(0.1)

    def interrupt(self) -> None:
        """Ctrl-C, after which it must end well."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(END_S) == 0, f"{self.command}: {self.said()}"


@dataclass
class Reader:
    """Types commands into a shell in `folder`; `environment` is what it has exported."""

    folder: Path
    environment: dict[str, str]
    running: list[Running] = field(default_factory=list)

    @classmethod
    def at(cls, folder: Path, broker: str) -> Self:
        """A reader in a new folder, whose Kafka is `broker`."""
        for linked in LINKED:
            (folder / linked).symlink_to(REPOSITORY / linked)
        (folder / ".venv").symlink_to(sys.prefix)
        _write_articles(folder)
        own = {name: value for name, value in os.environ.items() if not name.startswith("NEWSSTREAM_")}
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        settings = {"NEWSSTREAM_KAFKA__BROKERS": broker, "NEWSSTREAM_HTTP__PORT": "0"}
        return cls(folder, {**own, **settings, "PATH": path})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for running in self.running:
            if running.process.poll() is None:
                running.process.kill()
                running.process.wait()

    def type(self, command: str) -> None:
        """Run one command line; it must exit with 0, or go on as long as it should."""
        if exported := EXPORT.fullmatch(command):
            name, value = exported.groups()
            if value != PAGES_BROKER:  # the reader has one of its own
                self.environment[name] = value
        elif ENDLESS.match(command):
            self._start(command.removesuffix("&").strip())
        else:
            done = self._shell(command)
            assert done.returncode == 0, f"$ {command}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"

    def finish(self) -> None:
        """Every worker has joined, every look from the beginning has seen something; then Ctrl-C, last one first."""
        for running in self.running:
            if " worker" in running.command:
                running.wait_for("holds partitions")
            if "--from-beginning" in running.command:
                running.wait_for(r"\S")
        for running in reversed(self.running):
            running.interrupt()

    def _shell(self, command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=COMMAND_S,
        )

    def _start(self, command: str) -> None:
        output = self.folder / f"output-{len(self.running)}.txt"
        with output.open("wb") as file:
            process = subprocess.Popen(
                ["bash", "-c", f"exec {command}"],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
            )
        self.running.append(Running(command, process, output))


def _write_articles(folder: Path) -> None:
    """The files that the pages name."""
    (folder / "article.txt").write_text(BODY, encoding="utf-8")
    (folder / "articles.jsonl").write_text(json.dumps({"id": "r-1", "body": BODY}) + "\n", encoding="utf-8")
    (folder / "feed.jsonl").write_text(json.dumps({"content": {"text": BODY}}) + "\n", encoding="utf-8")
    (folder / "folder").mkdir()
    (folder / "folder" / "one.txt").write_text(BODY, encoding="utf-8")
