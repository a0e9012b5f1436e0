"""The worker as it is deployed, Kafka to Kafka: a process of its own on the embedded broker."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import yaml

from stream.bench.articles import as_record
from stream.bench.figures import Speed, percentiles
from stream.broker.embedded import EmbeddedBroker
from stream.broker.produce import Outgoing, produce
from stream.broker.tail import Event, tail
from stream.broker.topics import create_topics
from stream.contract.article import Article
from stream.errors import NewsstreamError
from stream.settings import Settings

PARTITIONS = 4
QUIET_S = 120.0  # no event for this long is a failure
KB = 1_024


def worker_speed(given: Settings, articles: Sequence[Article], tokens: float, workers: int = 1) -> Speed:
    """Time from the first record sent to the last enriched event, after a first article that is not counted.

    `tokens` is the mean of an article. The start is measured with that first article waiting in the topic.

    Raises:
        NewsstreamError: a worker ended, or no event came for two minutes.
    """
    with tempfile.TemporaryDirectory(prefix="newsstream-bench-") as folder, EmbeddedBroker() as broker:
        settings = _settings(given, broker.bootstrap)
        create_topics(settings)
        first = [article.model_copy(update={"id": f"first-{number}"}) for number, article in enumerate(articles[:8])]
        _send(settings, first)
        began = time.monotonic()
        with ExitStack() as stack:
            processes = [
                stack.enter_context(_worker(settings, Path(folder) / str(number))) for number in range(workers)
            ]
            events = _enriched(settings, processes)
            next(events)
            started = time.monotonic() - began
            _skip(events, len(first) - 1)
            seconds = _throughput(settings, articles, events)
            at_rest = [_latency(settings, article, events) for article in articles[:20]] if workers == 1 else []
            memory = max(_peak_memory(process) for process in processes)
    rate = len(articles) / seconds
    p50, p99 = percentiles(at_rest) if at_rest else (None, None)
    return Speed(round(rate, 2), round(rate * tokens), p50, p99, memory, round(started, 2))


def _throughput(settings: Settings, articles: Sequence[Article], events: Iterator[Event]) -> float:
    start = time.monotonic()
    _send(settings, articles)
    _skip(events, len(articles))
    return time.monotonic() - start


def _latency(settings: Settings, article: Article, events: Iterator[Event]) -> float:
    # Other text each time: what the worker has read before it would not compute again.
    marked = article.model_copy(update={"id": f"{article.id}-rest", "body": article.body.replace(".", " .")})
    start = time.monotonic()
    _send(settings, [marked])
    next(events)
    return time.monotonic() - start


def _send(settings: Settings, articles: Sequence[Article]) -> None:
    produce(settings, [Outgoing(as_record(article), article.id.encode()) for article in articles])


def _skip(events: Iterator[Event], count: int) -> None:
    for _ in range(count):
        next(events)


def _enriched(settings: Settings, processes: Sequence[subprocess.Popen[bytes]]) -> Iterator[Event]:
    yield from tail(settings, [settings.topics.enriched.name], start="beginning", idle=QUIET_S)
    ended = [process.returncode for process in processes if process.poll() is not None]
    raise NewsstreamError(f"no enriched event for {QUIET_S:.0f} s; workers that ended: {ended or 'none'}")


def _settings(given: Settings, bootstrap: str) -> Settings:
    topics = {name: topic.model_copy(update={"partitions": PARTITIONS}) for name, topic in given.topics}
    return given.model_copy(
        update={
            "kafka": given.kafka.model_copy(update={"brokers": [bootstrap], "security_protocol": "PLAINTEXT"}),
            "topics": given.topics.model_copy(update=topics),
            "http": given.http.model_copy(update={"enabled": False}),
        }
    )


@contextmanager
def _worker(settings: Settings, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    folder.mkdir()
    file = folder / "settings.yaml"
    file.write_text(yaml.safe_dump(settings.model_dump(mode="json")), encoding="utf-8")
    command = [sys.executable, "-m", "stream.cli.main", "--config", str(file), "worker"]
    with (folder / "worker.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603  # our own command
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(settings.worker.shutdown_timeout + 5)
        except subprocess.TimeoutExpired:
            process.kill()


def _peak_memory(process: subprocess.Popen[bytes]) -> float:
    """MB that the process held at most."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    peak = next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")), "0")
    return round(int(peak) / KB, 1)
