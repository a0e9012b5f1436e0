"""What becomes of the trace context of an article: passed on to its events, or continued with spans of our own.

`open_traces` chooses. Passing on needs nothing installed and records nothing; spans need the extra `otel` and are in
stream/observe/spans.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

from stream.contract.dead_letter import Received
from stream.contract.records import Headers, Record
from stream.contract.trace import carrying, trace_context, trace_id
from stream.errors import MissingExtraError
from stream.observe.metrics import Outcome, Stage
from stream.settings import Settings


class Trace(Protocol):
    """One article's part in a trace."""

    @property
    def id(self) -> str | None:
        """The trace's id for log lines; None when the article belongs to none."""
        ...

    def took(self, stage: Stage, seconds: float) -> None:
        """A step that took `seconds` has just ended."""
        ...

    def publishing(self, records: Iterable[Record]) -> AbstractContextManager[tuple[Record, ...]]:
        """The block publishes what it is given: `records`, with the headers by which their readers continue the trace."""
        ...

    def ends(self, outcome: Outcome, *, article: str | None = None, error: Exception | None = None) -> None:
        """The article is dealt with; `article` is its id, if it has got one."""
        ...


class Traces(Protocol):
    """Where a worker's traces begin, one an article."""

    def begin(self, received: Received, waited: float) -> Trace:
        """Work on `received` begins, `waited` seconds after it was taken from Kafka."""
        ...

    def close(self) -> None:
        """Send what is still to be sent."""
        ...


def open_traces(settings: Settings) -> Traces:
    """The traces that `settings` ask for.

    Raises:
        MissingExtraError: `traces.enabled` without the extra `otel`.
        SettingsError: OpenTelemetry's variables ask for a protocol that is not spoken here.
    """
    if not settings.traces.enabled:
        return PassingOn()
    try:
        from stream.observe.spans import open_spans  # noqa: PLC0415  # an optional dependency
    except ModuleNotFoundError as error:
        raise MissingExtraError("traces.enabled needs OpenTelemetry: pip install 'newsstream[otel]'") from error
    return open_spans(settings)


class PassingOn:
    """Records nothing: an article's own trace context goes to its events, byte for byte."""

    def begin(self, received: Received, waited: float) -> Trace:  # noqa: ARG002  # the interface
        """Keep the context."""
        return PassedOn(trace_context(received.headers))

    def close(self) -> None:
        """Nothing is to be sent."""


@dataclass(frozen=True, slots=True)
class PassedOn:
    """The trace context of one article, as it came."""

    context: Headers = ()

    @property
    def id(self) -> str | None:
        """The sender's trace."""
        return trace_id(self.context)

    def took(self, stage: Stage, seconds: float) -> None:
        """Nothing is recorded."""

    @contextmanager
    def publishing(self, records: Iterable[Record]) -> Iterator[tuple[Record, ...]]:
        """The records with the context as it came."""
        yield tuple(carrying(record, self.context) for record in records)

    def ends(self, outcome: Outcome, *, article: str | None = None, error: Exception | None = None) -> None:
        """Nothing is recorded."""
