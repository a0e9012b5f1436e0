"""The shipped worker as a child process: what the demo shows and the bench measures is what is deployed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import yaml

from stream.broker.child import die_with_parent
from stream.errors import NewsstreamError
from stream.settings import Settings

READY_TIMEOUT_S = 120.0  # importing and loading the model on a cold, busy machine
KILL_AFTER_S = 5.0  # beyond worker.shutdown_timeout
SHELL_SIGNAL_BASE = 128
INSIST_S = 1.0  # between two tries to leave a block
_LOG_TAIL = 2_000  # characters


@dataclass(frozen=True, slots=True)
class WorkerProcess:
    """A running worker; `settings` are those it was given, with its own port."""

    process: subprocess.Popen[bytes]
    settings: Settings
    log: Path

    @property
    def url(self) -> str:
        """Where its page, metrics and health are."""
        return f"http://{self.settings.http.host}:{self.settings.http.port}"

    @property
    def runs(self) -> bool:
        """False once it has ended."""
        return self.process.poll() is None

    def metrics(self) -> str:
        """Its metrics in Prometheus' text format; empty while it does not answer."""
        return self._get("/metrics") or ""

    def wait_until(self, holds: Callable[[WorkerProcess], bool], what: str, within: float = READY_TIMEOUT_S) -> None:
        """Return once `holds`.

        Raises:
            NewsstreamError: it ended, or `within` seconds passed; with the end of its log.
        """
        deadline = time.monotonic() + within
        while not holds(self):
            if not self.runs or time.monotonic() > deadline:
                end = self.log.read_text(encoding="utf-8", errors="replace")[-_LOG_TAIL:]
                raise NewsstreamError(f"the worker {what}; the end of its log:\n{end}") from None
            time.sleep(0.1)

    def wait_until_ready(self) -> None:
        """Return once it holds partitions and takes articles."""
        self.wait_until(lambda worker: worker._get("/readyz") is not None, "did not become ready")

    def _get(self, path: str) -> str | None:
        try:
            # Our own loopback address.
            with urllib.request.urlopen(self.url + path, timeout=2) as answer:  # noqa: S310  # nosec B310
                return str(answer.read().decode())
        except (urllib.error.URLError, OSError):
            return None


@contextmanager
def worker_process(settings: Settings, folder: Path, cores: Collection[int] = ()) -> Iterator[WorkerProcess]:
    """`newsstream worker` with `settings` for as long as the block lasts, then drained; its files lie in `folder`.

    It runs on `cores` alone where some are named. It ends with this process whatever ends that: by SIGTERM, which is
    turned into leaving the block, or without a chance to clean up.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file, log = folder / "settings.yaml", folder / "worker.log"
    file.write_text(yaml.safe_dump(settings.model_dump(mode="json")), encoding="utf-8")
    command = [sys.executable, "-m", "stream.cli.main", "--config", str(file), "worker"]
    with sigterm_leaves_the_block() as left, log.open("wb") as output:
        # Its own process group: Ctrl-C reaches us, and we let it drain.
        process = subprocess.Popen(  # noqa: S603  # our own command
            command,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_before_start(cores),  # noqa: PLW1509  # two system calls
        )
        try:
            yield WorkerProcess(process, settings, log)
        finally:
            left()
            _end(process, settings.worker.shutdown_timeout + KILL_AFTER_S)


@contextmanager
def sigterm_leaves_the_block() -> Iterator[Callable[[], None]]:
    """Turn SIGTERM into SystemExit while the block lasts; does nothing outside the main thread.

    An exception that a handler raises is lost where a destructor or a callback runs just then. So it is raised again
    every second until the function given to the block is called: the block is being left.
    """
    asked, left, main = threading.Event(), threading.Event(), threading.main_thread()
    if threading.current_thread() is not main:
        yield left.set
        return

    def leave(number: int, _frame: FrameType | None) -> None:
        asked.set()
        sys.exit(SHELL_SIGNAL_BASE + number)

    def insist() -> None:
        asked.wait()
        while not left.wait(INSIST_S):
            signal.pthread_kill(main.ident or 0, signal.SIGTERM)

    earlier = signal.signal(signal.SIGTERM, leave)
    threading.Thread(target=insist, name="newsstream-sigterm", daemon=True).start()
    try:
        yield left.set
    finally:
        left.set()
        asked.set()
        signal.signal(signal.SIGTERM, earlier)


def _before_start(cores: Collection[int]) -> Callable[[], None]:
    watch = die_with_parent()

    def prepare() -> None:
        if watch:
            watch()
        if cores:
            os.sched_setaffinity(0, cores)

    return prepare


def _end(process: subprocess.Popen[bytes], patience: float) -> None:
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
