"""Workers as they are deployed, Kafka to Kafka: processes of their own on the embedded broker, joined and warm.

The times are Kafka's: an article's timestamp is when it was sent, its enriched event's when the worker sent that. While
a rate is measured nobody reads the events; how many there are is asked a few times a second.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from stream.bench.articles import as_record, unread
from stream.bench.figures import Speed, percentiles
from stream.broker.embedded import EmbeddedBroker, free_port
from stream.broker.produce import Outgoing, produce
from stream.broker.reading import counting, read_all
from stream.broker.topics import create_topics
from stream.broker.worker_process import WorkerProcess, worker_process
from stream.contract.article import Article
from stream.errors import NewsstreamError
from stream.settings import Settings

PARTITIONS = 4  # divides among one, two and four workers
WARM = 16  # articles a worker, not counted: the encoder's memory, the producer's connections, the first batches
WARM_TURN = 10_000  # no measured article is one of these
QUIET_S = 60.0  # no event for this long is a failure
LOOK_EVERY_S = 0.05
LOOK_AT_REST_S = 0.005  # the next article is sent so long after the last one's event, at most
KB = 1_024
ANYWHERE: tuple[Collection[int], ...] = ((),)


@dataclass(frozen=True, slots=True)
class Group:
    """Workers that share the articles; all of them hold partitions and have enriched some."""

    settings: Settings
    workers: Sequence[WorkerProcess]
    enriched: Callable[[], int]
    first_event_seconds: float | None = None  # from a worker's start, with an article waiting

    def rate(self, articles: Sequence[Article]) -> float:
        """Articles a second with a backlog: from the first one's sending to the last event."""
        start = time.time()
        self._send(self._spread(articles), len(articles))
        return len(articles) / (max(self._sent_at(articles).values()) - start)

    def delays(self, articles: Sequence[Article], pauses: Iterable[float] | None = None) -> list[float]:
        """Seconds from article to event: one article after the other, or with `pauses` between, whatever is done."""
        done = self.enriched()
        sent = self._spread(articles)
        paced = _paced(sent, pauses) if pauses else self._one_by_one(sent, done)
        self._send(paced, len(articles), linger_ms=0)
        begun, ended = _timestamps(self.settings, self.settings.topics.articles.name), self._sent_at(articles)
        return [ended[article.id] - begun[article.id] for article in articles]

    @property
    def peak_memory_mb(self) -> float:
        """The most that one of the workers held, MB."""
        return max(_peak_memory(worker.process.pid) for worker in self.workers)

    def _send(self, records: Iterable[Outgoing], number: int, linger_ms: int = 20) -> None:
        wanted = self.enriched() + number
        produce(self.settings, records, linger_ms=linger_ms)
        self.wait_for(wanted, LOOK_EVERY_S)

    def wait_for(self, wanted: int, pause: float) -> None:
        """Return when there are `wanted` enriched events.

        Raises:
            NewsstreamError: a worker ended, or no event came for a minute.
        """
        seen, since = -1, time.monotonic()
        while (now := self.enriched()) < wanted:
            if now > seen:
                seen, since = now, time.monotonic()
            if time.monotonic() - since > QUIET_S or not all(worker.runs for worker in self.workers):
                raise NewsstreamError(f"{now} of {wanted} events, then none for {QUIET_S:.0f} s; {self._logs()}")
            time.sleep(pause)

    def _one_by_one(self, records: Iterable[Outgoing], done: int) -> Iterator[Outgoing]:
        for number, record in enumerate(records, done):
            self.wait_for(number, LOOK_AT_REST_S)
            yield record

    def _spread(self, articles: Iterable[Article]) -> Iterator[Outgoing]:
        # Round robin, not by key: with few articles a hash would give one worker more than the other.
        for article, number in zip(articles, count(), strict=False):
            yield Outgoing(as_record(article), article.id.encode(), partition=number % PARTITIONS)

    def _sent_at(self, articles: Sequence[Article]) -> dict[str, float]:
        ids = {article.id for article in articles}
        found = _timestamps(self.settings, self.settings.topics.enriched.name)
        return {name: seconds for name, seconds in found.items() if name in ids}

    def _logs(self) -> str:
        return "\n".join(worker.log.read_text(encoding="utf-8", errors="replace")[-1_000:] for worker in self.workers)


@contextmanager
def running(given: Settings, warm: Sequence[Article], cores: Sequence[Collection[int]] = ANYWHERE) -> Iterator[Group]:
    """A broker, and one worker an entry of `cores`, on those cores alone; entered when all have joined and are warm.

    Where there are several no article waits for them: a member of the embedded broker's group that finishes a batch
    while another one joins is left out, and its own joining is not answered for half a minute and more.

    Raises:
        MissingExtraError: the embedded broker is not installed.
        NewsstreamError: a worker ended, did not join, or gave no events.
    """
    with tempfile.TemporaryDirectory(prefix="newsstream-bench-") as folder, EmbeddedBroker() as broker:
        settings = _settings(given, broker.bootstrap)
        create_topics(settings)
        first, *others = islice(unread(warm, WARM_TURN), 1 + WARM * len(cores))
        if len(cores) == 1:
            produce(settings, [Outgoing(as_record(first), first.id.encode())])
        with ExitStack() as stack:
            enriched = stack.enter_context(counting(settings.kafka, settings.topics.enriched.name))
            began = time.monotonic()
            workers = [
                stack.enter_context(worker_process(_own_port(settings), Path(folder) / str(number), each))
                for number, each in enumerate(cores)
            ]
            if len(cores) == 1:
                Group(settings, workers, enriched).wait_for(1, LOOK_AT_REST_S)
            started = round(time.monotonic() - began, 2)
            _wait_for_shares(workers)
            group = Group(settings, workers, enriched, started if len(cores) == 1 else None)
            group.rate(others)
            yield group


def worker_speed(group: Group, articles: Sequence[Article], tokens: float) -> Speed:
    """The group's rate on `articles`; `tokens` is the mean of one. Memory as far as it has come."""
    rate = group.rate(articles)
    return Speed(
        round(rate, 2),
        round(rate * tokens),
        peak_memory_mb=group.peak_memory_mb,
        first_event_seconds=group.first_event_seconds,
    )


def delay_speed(group: Group, articles: Sequence[Article], tokens: float, pauses: Sequence[float] = ()) -> Speed:
    """Percentiles of the delay; the rate is the one at which the articles came."""
    start = time.monotonic()
    found = group.delays(articles, pauses)
    rate = len(articles) / (time.monotonic() - start)
    return Speed(round(rate, 2), round(rate * tokens), *percentiles(found), group.peak_memory_mb)


def _paced(records: Iterable[Outgoing], pauses: Iterable[float]) -> Iterator[Outgoing]:
    due = time.monotonic()
    for record, pause in zip(records, pauses, strict=False):
        due += pause
        time.sleep(max(0.0, due - time.monotonic()))
        yield record


def _wait_for_shares(workers: Sequence[WorkerProcess]) -> None:
    share = PARTITIONS // len(workers)
    for worker in workers:
        worker.wait_until(lambda each: _assigned(each) == share, f"did not get {share} partitions", QUIET_S)


def _assigned(worker: WorkerProcess) -> int:
    found = re.search(r"^newsstream_assigned_partitions (\d+)", worker.metrics(), re.MULTILINE)
    return int(found[1]) if found else 0


def _timestamps(settings: Settings, topic: str) -> dict[str, float]:
    return {(record.key or b"").decode(): record.timestamp / 1000 for record in read_all(settings.kafka, topic)}


def _settings(given: Settings, bootstrap: str) -> Settings:
    topics = {name: topic.model_copy(update={"partitions": PARTITIONS}) for name, topic in given.topics}
    return given.model_copy(
        update={
            "kafka": given.kafka.model_copy(update={"brokers": [bootstrap], "security_protocol": "PLAINTEXT"}),
            "topics": given.topics.model_copy(update=topics),
        }
    )


def _own_port(settings: Settings) -> Settings:
    http = settings.http.model_copy(update={"enabled": True, "host": "127.0.0.1", "port": free_port()})
    return settings.model_copy(update={"http": http})


def _peak_memory(process: int) -> float:
    """MB that the process held at most."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    peak = next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")), "0")
    return round(int(peak) / KB, 1)
