"""Where a worker reports: counters, health, and whoever wants to see each article (the live page, the demo)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from stream.contract.article import Article
from stream.contract.dead_letter import Received
from stream.contract.events import ArticleEnriched
from stream.observe.health import Health
from stream.observe.metrics import Metrics
from stream.observe.traces import PassingOn, Traces


class Listener(Protocol):
    """Told of every article after it is confirmed. Called on the worker's event loop: return at once, do not raise."""

    def enriched(self, article: Article, data: ArticleEnriched) -> None:
        """The article's events are in Kafka."""
        ...

    def dead_lettered(self, received: Received, error: Exception) -> None:
        """The record is in the dead-letter topic."""
        ...


@dataclass(frozen=True, slots=True)
class Reports:
    """Everything that is told how the worker does."""

    metrics: Metrics = field(default_factory=Metrics)
    health: Health = field(default_factory=Health)
    traces: Traces = field(default_factory=PassingOn)
    listener: Listener | None = None
