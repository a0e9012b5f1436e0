"""What the worker asks of an enricher; `stream.enrich` has the real one, `stream.worker.testing` a fast stand-in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from stream.contract.article import Article
from stream.contract.events import Analysis, ModelReference


class Enricher(Protocol):
    """Articles in, analyses out; called from a thread, never from the event loop."""

    @property
    def models(self) -> tuple[ModelReference, ...]:
        """The models that take part, for the provenance of every event."""
        ...

    def enrich(self, articles: Sequence[Article]) -> list[Analysis]:
        """Analyse `articles`, in order; the same article gives the same analysis in any batch.

        Raises:
            ModelError: the model is unusable; the worker stops, since no article is at fault.
            Exception: anything else is retried, then held against single articles.
        """
        ...
