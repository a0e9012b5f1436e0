"""Every metric of newsstream, declared once, with typed methods around them so that nobody writes a label by hand.

Prefix `newsstream_`, seconds, `_total`; each `Metrics` has its own registry, so two workers in one process or a test do
not share counters. Labels are bounded: partitions are cleared when revoked, languages beyond the first few are `other`.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from stream import __version__
from stream.contract.events import ArticleEnriched, ModelReference

Stage = Literal["queue", "decode", "tokenise", "infer", "enrich", "publish"]
Outcome = Literal["enriched", "dead_lettered", "abandoned"]
Activity = Literal["busy", "idle", "back_pressured"]
BatchClosed = Literal["count", "tokens", "time", "stop"]
Retried = Literal["enrich", "publish", "commit"]

# OpenTelemetry's buckets for messaging durations, and longer ones: a batch on a slow CPU takes tens of seconds.
DURATIONS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
DELAYS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 21_600, 86_400)  # up to a day behind
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256)
MAX_LANGUAGES = 40  # values of the `language` label; a hostile feed cannot grow the registry


class Metrics:
    """The container: construct one for a worker, hand it to whoever has something to report."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._declare_flow()
        self._declare_time()
        self._declare_content()
        self._languages: set[str] = set()
        self._lags: dict[int, int] = {}
        self._build.labels(__version__, platform.python_version()).set(1)

    def exposition(self) -> tuple[bytes, str]:
        """The registry in Prometheus' text format, and its content type."""
        return generate_latest(self.registry), CONTENT_TYPE_LATEST

    # What flows through the worker.

    def received(self) -> None:
        """An article was taken from Kafka."""
        self._received.inc()
        self._in_process.inc()

    def processed(self, outcome: Outcome) -> None:
        """An article is dealt with, or was given up because its partition moved on."""
        self._in_process.dec()
        self._processed.labels(outcome).inc()

    def published(self, event_type: str) -> None:
        """An event was confirmed by the broker."""
        self._published.labels(event_type).inc()

    def dead_lettered(self, code: str) -> None:
        """A dead letter was confirmed by the broker."""
        self._dead_letters.labels(code).inc()

    def retried(self, stage: Retried) -> None:
        """Something transient failed and is tried again."""
        self._retries.labels(stage).inc()

    def stuck(self) -> None:
        """An article outlived its time and its thread was left behind."""
        self._stuck.inc()

    def batch_closed(self, articles: int, why: BatchClosed) -> None:
        """A batch of `articles` starts."""
        self._batch_articles.observe(articles)
        self._batches.labels(why).inc()

    def tokens(self, count: int) -> None:
        """The encoder read `count` tokens."""
        self._tokens.inc(count)

    def sentences(self, computed: int, known: int) -> None:
        """The encoder computed some sentences; others it knew from before or met twice in one batch."""
        self._sentences.labels("computed").inc(computed)
        self._sentences.labels("known").inc(known)

    # Partitions.

    def assigned(self, partitions: int) -> None:
        """This worker holds `partitions` of the article topic."""
        self._assigned.set(partitions)

    def lag(self, partition: int, records: int) -> None:
        """`records` of the article topic's `partition` are not acknowledged yet."""
        self._lag.labels(str(partition)).set(records)
        self._lags[partition] = records

    def total_lag(self) -> int | None:
        """Records not acknowledged yet in all partitions held; None before it was measured."""
        return sum(self._lags.values()) if self._lags else None

    def clear_partitions(self, partitions: Iterable[int]) -> None:
        """Forget partitions that somebody else reports from now on (faust-streaming/faust PR 72)."""
        for partition in partitions:
            self._lag.remove_by_labels({"partition": str(partition)})
            self._lags.pop(partition, None)

    # Time.

    def stage_took(self, stage: Stage, seconds: float) -> None:
        """One step of the pipeline took `seconds`."""
        self._stages.labels(stage).observe(seconds)

    @contextmanager
    def timing(self, stage: Stage) -> Iterator[None]:
        """Observe how long the block takes."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.stage_took(stage, time.perf_counter() - start)

    def delays(self, since_kafka: float | None, since_published: float | None) -> None:
        """Seconds from the record's Kafka timestamp, and from `published_at`, to the confirmed events."""
        for histogram, seconds in ((self._since_kafka, since_kafka), (self._since_published, since_published)):
            if seconds is not None and seconds >= 0:  # a sender's clock may be ahead of ours
                histogram.observe(seconds)

    def spent(self, activity: Activity, seconds: float) -> None:
        """The worker was busy, idle or back-pressured for `seconds`."""
        self._activity.labels(activity).inc(seconds)

    # What was found.

    def found(self, data: ArticleEnriched) -> None:
        """Count what one enriched article holds, by type and language."""
        language = self._language(data.article.language)
        self._sentiment.labels(data.sentiment.label, language).inc()
        for entity in data.entities:
            self._entities.labels(entity.type, language).inc()
        for claim in data.claims:
            for basis in claim.basis or ("none",):
                self._claims.labels(basis, language).inc()

    def models(self, models: Iterable[ModelReference]) -> None:
        """Say which models take part."""
        for model in models:
            self._model.labels(model.name, model.version, model.sha256).set(1)

    def watch_ready(self, is_ready: Callable[[], bool]) -> None:
        """Ask `is_ready` at every scrape."""
        self._ready.set_function(lambda: float(is_ready()))

    def _language(self, tag: str | None) -> str:
        language = (tag or "unknown").lower().replace("_", "-").split("-")[0]
        if not (language.isascii() and language.isalpha() and len(language) <= len("unknown")):
            return "other"
        if language not in self._languages and len(self._languages) >= MAX_LANGUAGES:
            return "other"
        self._languages.add(language)
        return language

    def _declare_flow(self) -> None:
        self._received = self._counter("articles_received_total", "Records taken from the article topic.")
        self._in_process = self._gauge("articles_in_process", "Articles taken and not acknowledged yet.")
        self._processed = self._counter("articles_processed_total", "Articles dealt with, by outcome.", "outcome")
        self._published = self._counter("events_published_total", "Events confirmed by the broker.", "type")
        self._dead_letters = self._counter("dead_letters_total", "Dead letters confirmed, by error code.", "code")
        self._retries = self._counter("retries_total", "Transient failures tried again, by stage.", "stage")
        self._stuck = self._counter("stuck_articles_total", "Enrichments that outlived worker.article_timeout.")
        self._batch_articles = self._histogram("batch_articles", "Articles in a batch.", BATCHES)
        self._batches = self._counter("batches_total", "Batches, by what closed them.", "closed_by")
        self._tokens = self._counter("tokens_total", "Tokens read by the encoder.")
        self._sentences = self._counter("sentences_total", "Sentences read, computed or known from before.", "how")
        self._assigned = self._gauge("assigned_partitions", "Partitions of the article topic held by this worker.")
        self._lag = self._gauge("partition_lag", "Records of the partition not acknowledged yet.", "partition")

    def _declare_time(self) -> None:
        self._stages = self._histogram("stage_seconds", "Duration of each step.", DURATIONS, "stage")
        self._since_kafka = self._histogram(
            "delay_since_received_seconds", "Kafka timestamp of the article to its confirmed events.", DELAYS
        )
        self._since_published = self._histogram(
            "delay_since_published_seconds", "published_at of the article to its confirmed events.", DELAYS
        )
        self._activity = self._counter(
            "worker_seconds_total", "Time spent busy, idle, or back-pressured (every slot and buffer full).", "activity"
        )

    def _declare_content(self) -> None:
        self._entities = self._counter("entities_total", "Entities found.", "type", "language")
        self._claims = self._counter("claims_total", "Claims found.", "basis", "language")
        self._sentiment = self._counter("articles_sentiment_total", "Articles by sentiment.", "label", "language")
        self._build = self._gauge("build_info", "Version of the worker.", "version", "python")
        self._model = self._gauge("model_info", "Models in use.", "name", "version", "sha256")
        self._ready = self._gauge("ready", "1 when /readyz answers 200.")

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"newsstream_{name}", text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"newsstream_{name}", text, labels, registry=self.registry)

    def _histogram(self, name: str, text: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(f"newsstream_{name}", text, labels, buckets=buckets, registry=self.registry)
