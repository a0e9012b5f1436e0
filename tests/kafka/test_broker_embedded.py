from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from stream.broker.embedded import EmbeddedBroker, find_binary
from stream.broker.topics import check_topics, create_topics
from stream.errors import MissingExtraError
from stream.settings import Settings

pytestmark = pytest.mark.kafka

DEADLINE_S = 10.0
PARENT = """
import os, sys
from stream.broker.embedded import EmbeddedBroker
broker = EmbeddedBroker()
broker.start()
print(broker.bootstrap, flush=True)
sys.stdin.read()
"""


def answers(bootstrap: str) -> bool:
    host, port = bootstrap.split(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


def eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + DEADLINE_S
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def test_it_starts_serves_and_is_gone_after_close() -> None:
    with EmbeddedBroker() as broker:
        settings = Settings.model_validate({"kafka": {"brokers": broker.bootstrap}})
        assert [state.partitions for state in create_topics(settings)] == [6] * 5
        assert broker.bootstrap.startswith("127.0.0.1:")
        folder = broker._folder
    assert not answers(broker.bootstrap)
    assert not folder.exists()
    broker.close()


def test_it_keeps_port_and_topics_when_it_is_stopped_and_started() -> None:
    with EmbeddedBroker() as broker:
        settings = Settings.model_validate({"kafka": {"brokers": broker.bootstrap}})
        create_topics(settings)
        broker.stop()
        assert not answers(broker.bootstrap)
        broker.start()
        check_topics(settings)


def test_two_brokers_live_side_by_side() -> None:
    with EmbeddedBroker() as one, EmbeddedBroker() as other:
        assert one.bootstrap != other.bootstrap
        assert answers(one.bootstrap)
        assert answers(other.bootstrap)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux's parent-death signal")
def test_it_does_not_outlive_a_parent_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        bootstrap = parent.stdout.readline().decode().strip()
        assert answers(bootstrap)
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
        assert eventually(lambda: not answers(bootstrap))


def test_a_missing_package_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_: object) -> Path:
        raise ModuleNotFoundError

    monkeypatch.setattr(resources, "files", absent)
    with pytest.raises(MissingExtraError, match=r"pip install 'newsstream\[demo\]'"):
        EmbeddedBroker()


def test_the_binary_gets_its_run_bit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    binary = tmp_path / "noida-db"
    binary.write_bytes(b"")
    binary.chmod(0o644)
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    assert os.access(find_binary(), os.X_OK)
