"""`newsstream worker`: HTTP side up, model loaded, the Faust app running until it is told to stop."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from stream.contract.dead_letter import error_code
from stream.settings import Settings

if TYPE_CHECKING:
    from stream.contract.article import Article
    from stream.contract.dead_letter import Received
    from stream.contract.events import ArticleEnriched
    from stream.web.feed import LiveFeed


def worker(
    context: typer.Context,
    *,
    wait: Annotated[bool, typer.Option("--wait", help="Wait for the broker and topics instead of giving up.")] = False,
) -> None:
    """Consume articles, publish events, until SIGTERM or Ctrl-C."""
    from stream.observe.logs import configure_logging

    settings: Settings = context.obj
    if wait:
        settings = settings.model_copy(update={"worker": settings.worker.model_copy(update={"wait_for_broker": True})})
    configure_logging(settings.log, secrets=[settings.kafka.password() or ""])
    raise typer.Exit(_run(settings))


@contextmanager
def _loading() -> Iterator[None]:
    """A block that makes hundreds of thousands of objects which stay: nothing to collect in it, or in them later.

    A full collection would go through all of them, a quarter of a second in which no article and no heartbeat moves.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _run(settings: Settings) -> int:
    with _loading():
        from stream.broker.topics import check_topics
        from stream.enrich.pipeline import Enricher
        from stream.enrich.read import Report
        from stream.observe.metrics import Metrics
        from stream.observe.traces import open_traces
        from stream.web.feed import LiveFeed
        from stream.web.live import live_routes
        from stream.web.server import start_http
        from stream.worker.reports import Reports
        from stream.worker.run import run_worker

    metrics = Metrics()
    feed = LiveFeed(lag=metrics.total_lag)
    traces = open_traces(settings)
    reports = Reports(metrics=metrics, listener=LivePage(feed), traces=traces)
    # The HTTP side comes first: a probe that finds nothing listening while the model loads would restart us.
    routes = live_routes(feed)
    http = start_http(settings.http, metrics, reports.health, routes) if settings.http.enabled else None
    try:
        report = Report(tokens=metrics.tokens, took=metrics.stage_took)
        with _loading():
            enricher = Enricher.load(settings.model, report=report, on_sentences=metrics.sentences)
        return run_worker(settings, enricher, check=partial(check_topics, settings), reports=reports)
    finally:
        traces.close()
        if http:
            http.close()


class LivePage:
    """Shows the live page what the worker has confirmed."""

    def __init__(self, feed: LiveFeed) -> None:
        self._feed = feed

    def enriched(self, article: Article, data: ArticleEnriched) -> None:
        """An article's events are in Kafka."""
        age = article.age(time.time())
        self._feed.publish(data, article, None if age is None else max(0.0, age))

    def dead_lettered(self, received: Received, error: Exception) -> None:
        """A record is in the dead-letter topic."""
        where = f"{received.topic} partition {received.partition} offset {received.offset}"
        self._feed.dead_letter(error_code(error), str(error), where=where)
