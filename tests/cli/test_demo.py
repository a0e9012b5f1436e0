"""The demo as a newcomer runs it: the embedded broker, the shipped worker and model, every article accounted for."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from stream.cli.accounting import Accounting
from stream.cli.demo import BROKEN, sample_records
from stream.contract.decode import decode_article
from stream.errors import NotJsonError
from tests.cli.records import dead_letter_event, enriched_event, mention_event

DEMO = [sys.executable, "-m", "stream.cli.main", "demo", "--no-browser", "--port", "0"]


@pytest.mark.slow
def test_once_accounts_for_every_article_and_exits_0() -> None:
    done = subprocess.run([*DEMO, "--once"], capture_output=True, text=True, check=False, timeout=115)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "1 article.not_json" in done.stdout
    assert "every article" in done.stdout
    assert "كلبجر" in done.stdout


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    output = tmp_path / "out"
    with output.open("w") as file:
        process = subprocess.Popen(DEMO, stdout=file, stderr=subprocess.STDOUT, text=True)
    try:
        yield process, output
    finally:
        process.kill()
        process.wait()


def wait_for(text: str, output: Path, process: subprocess.Popen[str], seconds: float = 100) -> str:
    deadline = time.monotonic() + seconds
    while text not in output.read_text():
        assert process.poll() is None, output.read_text()[-2000:]
        assert time.monotonic() < deadline, output.read_text()[-2000:]
        time.sleep(0.1)
    return output.read_text()


@pytest.mark.slow
def test_it_goes_on_with_page_and_metrics_until_ctrl_c(running: tuple[subprocess.Popen[str], Path]) -> None:
    process, output = running
    said = wait_for("Ctrl-C ends", output, process)
    url = said.partition("metrics ")[2].split("/metrics")[0]
    with urllib.request.urlopen(f"{url}/metrics", timeout=5) as response:
        metrics = response.read().decode()
    assert 'newsstream_articles_processed_total{outcome="enriched"} 13.0' in metrics
    with urllib.request.urlopen(url, timeout=5) as response:
        assert b"<html" in response.read()
    process.send_signal(signal.SIGINT)
    assert process.wait(40) == 0


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_its_worker_does_not_outlive_it(running: tuple[subprocess.Popen[str], Path], number: signal.Signals) -> None:
    process, output = running
    wait_for("live page", output, process)
    [worker] = [child for child in children(process.pid) if "worker" in command(child)]
    process.send_signal(number)
    assert process.wait(75) == (128 + number if number == signal.SIGTERM else -number)
    deadline = time.monotonic() + 20
    while "worker" in command(worker):
        assert time.monotonic() < deadline, "the worker runs on without its demo"
        time.sleep(0.05)


def children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(child) for file in found for child in file.read_text().split()]


def command(process: int) -> str:
    """The command line; empty once the process has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def test_the_samples_are_articles_but_for_one() -> None:
    values = [record.value for record in sample_records()]
    assert values.count(BROKEN) == 1
    ids = {decode_article(value).id for value in values if value != BROKEN}
    assert len(ids) == len(values) - 1
    with pytest.raises(NotJsonError):
        decode_article(BROKEN)


def test_a_run_is_complete_only_with_every_event() -> None:
    accounting = Accounting(expected=2)
    for event in (enriched_event(), dead_letter_event()):
        accounting.add(event)
        assert not accounting.is_complete
    accounting.add(mention_event())
    assert accounting.is_complete


def test_a_repeated_event_counts_once() -> None:
    accounting = Accounting(expected=1)
    for event in (enriched_event(), enriched_event(), mention_event()):
        accounting.add(event)
    assert accounting.is_complete
