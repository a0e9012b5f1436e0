"""One batch through the pipeline: decode, enrich, publish, give the receipts back.

Every article ends in exactly one of two ways, events or a dead letter, and only when those are confirmed is its receipt
finished. What is in between is here: which error leads where, what is measured, what a log line says.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from stream.contract.article import Article
from stream.contract.dead_letter import Stage, dead_letter, error_code
from stream.contract.decode import decode_article
from stream.contract.events import Analysis, ArticleEnriched
from stream.contract.provenance import made_now
from stream.contract.records import Record, enriched_data, event_records
from stream.errors import ArticleError, EventTooLargeError, PublishError
from stream.observe.logs import where
from stream.settings import Settings
from stream.worker.activity import Activity
from stream.worker.consume import Delivery
from stream.worker.enricher import Enricher
from stream.worker.isolate import Failure, Isolation
from stream.worker.ledger import Ledger
from stream.worker.publish import Publisher
from stream.worker.reports import Listener, Reports
from stream.worker.threads import in_thread

MOST_LEFT_BEHIND = 4  # threads that never came back: each takes a core from the others, and only a restart ends it

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """An article to be enriched, and how many milliseconds each step took so far."""

    delivery: Delivery
    article: Article
    timings_ms: dict[str, float]


@dataclass(frozen=True, slots=True)
class Enriched:
    """An article's events, ready to be sent."""

    data: ArticleEnriched
    records: tuple[Record, ...]


class Processor:
    """Takes batches; several may be in progress at once."""

    def __init__(  # noqa: PLR0913  # the pipeline's parts, each used as it is
        self,
        settings: Settings,
        enricher: Enricher,
        publisher: Publisher,
        ledger: Ledger,
        reports: Reports,
        *,
        on_acknowledged: Callable[[], None] = lambda: None,
    ) -> None:
        self._settings = settings
        self._enricher = enricher
        self._publisher = publisher
        self._ledger = ledger
        self._metrics = reports.metrics
        self._health = reports.health
        self._listener = reports.listener
        self._traces = reports.traces
        self._on_acknowledged = on_acknowledged
        self.activity = Activity(reports.metrics)
        self._enrichment: Isolation[Job, Enriched] = Isolation(
            self._enrich,
            settings.retry,
            settings.worker.article_timeout,
            on_retry=lambda: reports.metrics.retried("enrich"),
            on_stuck=self._stuck,
            during=self.activity.enriching,
        )

    async def process(self, batch: Sequence[Delivery]) -> None:
        """Return when every article of `batch` is acknowledged or was given up with its partition.

        Raises:
            ModelError, MissingExtraError: the worker cannot go on; nothing unconfirmed was acknowledged.
        """
        self.activity.starts("batch")
        try:
            decoded = await in_thread(lambda: [self._decode(self._traced(delivery)) for delivery in batch])
            refused = [item for item in decoded if not isinstance(item, Job)]
            jobs = [item for item in decoded if isinstance(item, Job)]
            await asyncio.gather(
                *(self._refuse(delivery, error, "decode", 1) for delivery, error in refused),
                self._enrichment.run(jobs, self._resolve),
            )
        finally:
            self.activity.ends("batch")

    def _traced(self, delivery: Delivery) -> Delivery:
        return replace(delivery, trace=self._traces.begin(delivery.received, time.monotonic() - delivery.at))

    def _decode(self, delivery: Delivery) -> Job | tuple[Delivery, ArticleError]:
        queued = time.monotonic() - delivery.at
        start = time.perf_counter()
        try:
            article = decode_article(delivery.received.value, self._settings.input)
        except ArticleError as error:
            return delivery, error
        took = time.perf_counter() - start
        self._metrics.stage_took("queue", queued)
        self._metrics.stage_took("decode", took)
        delivery.trace.took("decode", took)
        return Job(delivery, article, {"queue": _ms(queued), "decode": _ms(took)})

    def _enrich(self, jobs: Sequence[Job]) -> list[Enriched]:
        """Runs in a thread: the model, and the events' JSON, which is as much Python as the rest of a batch."""
        with self._metrics.timing("enrich"):
            start = time.perf_counter()
            analyses = self._enricher.enrich([job.article for job in jobs])
            took = time.perf_counter() - start
        for job in jobs:
            job.delivery.trace.took("enrich", took)
        return [self._events(job, analysis, _ms(took)) for job, analysis in zip(jobs, analyses, strict=True)]

    def _events(self, job: Job, analysis: Analysis, took: float) -> Enriched:
        provenance = made_now(self._enricher.models, {**job.timings_ms, "enrich": took})
        data = enriched_data(job.article, analysis, provenance)
        return Enriched(data, tuple(event_records(data, self._settings.topics)))

    async def _resolve(self, job: Job, result: Enriched | Failure) -> None:
        if isinstance(result, Failure):
            await self._refuse(job.delivery, result.error, "enrich", result.attempts, job.article)
            return
        start = time.perf_counter()
        try:
            with self.activity.publishing(), job.delivery.trace.publishing(result.records) as records:
                await self._publisher.publish(records, self._wants(job.delivery))
        except EventTooLargeError as error:
            await self._refuse(job.delivery, error, "publish", 1, job.article)
        except PublishError as error:
            self._give_up(job.delivery, error)
        else:
            self._metrics.stage_took("publish", time.perf_counter() - start)
            self._acknowledge_events(job, result)

    async def _refuse(
        self, delivery: Delivery, error: Exception, stage: Stage, attempts: int, article: Article | None = None
    ) -> None:
        received = delivery.received
        letter = dead_letter(received, error, stage, attempts, self._settings.topics.dead_letters.name)
        try:
            with self.activity.publishing(), delivery.trace.publishing([letter]) as [carrying]:
                await self._publisher.publish_dead_letter(carrying, self._wants(delivery))
        except PublishError as unconfirmed:
            self._give_up(delivery, unconfirmed)
            return
        self._ledger.finish(delivery.receipt)
        self._metrics.dead_lettered(error_code(error))
        self._metrics.processed("dead_lettered")
        self._say_why(delivery, error, stage, article.id if article else None)
        self._on_acknowledged()
        self._tell(lambda listener: listener.dead_lettered(received, error))

    def _say_why(self, delivery: Delivery, error: Exception, stage: Stage, article: str | None) -> None:
        delivery.trace.ends("dead_lettered", article=article, error=error)
        received, code = delivery.received, error_code(error)
        place = where(article, received.partition, received.offset, code=code, stage=stage, trace=delivery.trace.id)
        log.warning("dead letter: %s", error, extra=place)

    def _acknowledge_events(self, job: Job, enriched: Enriched) -> None:
        self._ledger.finish(job.delivery.receipt)
        for record in enriched.records:
            self._metrics.published(dict(record.headers)["ce_type"].decode())
        self._metrics.processed("enriched")
        self._metrics.found(enriched.data)
        self._metrics.delays(*_delays(job))
        received, trace = job.delivery.received, job.delivery.trace
        trace.ends("enriched", article=job.article.id)
        place = where(job.article.id, received.partition, received.offset, events=len(enriched.records), trace=trace.id)
        log.debug("enriched", extra=place)
        self._on_acknowledged()
        self._tell(lambda listener: listener.enriched(job.article, enriched.data))

    def _stuck(self, left_behind: int) -> None:
        self._metrics.stuck()
        log.error("an enrichment outlived worker.article_timeout; %d such threads still run", left_behind)
        if left_behind >= MOST_LEFT_BEHIND:
            self._health.breaks(f"{left_behind} enrichments never came back")

    def _tell(self, news: Callable[[Listener], None]) -> None:
        if self._listener is None:
            return
        try:
            news(self._listener)
        except Exception:
            log.exception("a listener failed; the article is confirmed all the same")

    def _give_up(self, delivery: Delivery, error: PublishError) -> None:
        received = delivery.received
        self._metrics.processed("abandoned")
        delivery.trace.ends("abandoned")
        place = where(partition=received.partition, offset=received.offset)
        log.info("given up, the partition has moved on: %s", error, extra=place)

    def _wants(self, delivery: Delivery) -> Callable[[], bool]:
        return lambda: self._ledger.holds(delivery.receipt)


def _delays(job: Job) -> tuple[float | None, float | None]:
    now, received = time.time(), job.delivery.received.timestamp
    return None if received is None else now - received / 1000, job.article.age(now)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)
