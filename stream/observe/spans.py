"""Spans of an article's way through the worker, by OpenTelemetry (extra `otel`), sent over OTLP.

A span `process TOPIC` for each article, child of the context in the article's headers; below it `queue`, `decode`,
`enrich` (the batch's, shared by its articles) and `publish`, whose context the events and dead letters carry. The
provider is ours and never the process's global one. Attributes: OpenTelemetry's conventions for messaging.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import (
    Span,
    SpanKind,
    Status,
    StatusCode,
    Tracer,
    format_trace_id,
    set_span_in_context,
    use_span,
)
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from opentelemetry.util.types import AttributeValue

from stream import __version__
from stream.contract.dead_letter import Received, error_code
from stream.contract.records import Record
from stream.contract.trace import carrying, trace_context
from stream.errors import SettingsError
from stream.observe.metrics import Outcome, Stage
from stream.observe.traces import Trace
from stream.settings import Settings

TRACES_PATH = "/v1/traces"  # of OTLP over HTTP, below the endpoint
PROTOCOL = "http/protobuf"
PROTOCOL_VARIABLES = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
CLOSE_S = 3.0  # a collector that is away must not hold up the end of a worker that has drained
NANOSECONDS = 1_000_000_000

_w3c = TraceContextTextMapPropagator()


def open_spans(settings: Settings) -> Spans:
    """Spans to the collector that `settings` or OpenTelemetry's variables name.

    Raises:
        SettingsError: a variable asks for another protocol than OTLP over HTTP.
    """
    asked = next((os.environ[name] for name in PROTOCOL_VARIABLES if name in os.environ), PROTOCOL)
    if asked != PROTOCOL:
        raise SettingsError(f"OTEL_EXPORTER_OTLP_PROTOCOL: spans are sent by {PROTOCOL}, not by {asked}")
    base = settings.traces.endpoint
    provider = TracerProvider(resource=resource(), shutdown_on_exit=False)
    provider.add_span_processor(
        BatchSpanProcessor(OTLPSpanExporter(endpoint=base.rstrip("/") + TRACES_PATH if base else None))
    )
    return Spans(provider, settings.kafka.group)


def resource() -> Resource:
    """Who sends: newsstream and its version, unless OTEL_SERVICE_NAME or OTEL_RESOURCE_ATTRIBUTES say otherwise."""
    ours = Resource.create({"service.name": "newsstream", "service.version": __version__})
    return ours.merge(OTELResourceDetector().detect())


class Spans:
    """Begins a span for every article, on a provider of its own.

    Parameters:
        provider: where spans go; closed with this.
        group: the consumer group that the spans name.
    """

    def __init__(self, provider: TracerProvider, group: str) -> None:
        self._provider = provider
        self._group = group
        self._tracer = provider.get_tracer("newsstream", __version__)

    def begin(self, received: Received, waited: float) -> Trace:
        """The article's span, begun when it was taken from Kafka, and `queue` below it."""
        carrier = {name: value.decode() for name, value in trace_context(received.headers)}
        span = self._tracer.start_span(
            f"process {received.topic}",
            _w3c.extract(carrier, Context()),  # not whatever context this thread may be in
            SpanKind.CONSUMER,
            self._attributes(received),
            start_time=time.time_ns() - _nanoseconds(waited),
        )
        trace = SpanOfArticle(self._tracer, span)
        trace.took("queue", waited)
        return trace

    def _attributes(self, received: Received) -> dict[str, AttributeValue]:
        return {
            "messaging.system": "kafka",
            "messaging.operation.type": "process",
            "messaging.operation.name": "process",
            "messaging.destination.name": received.topic,
            "messaging.destination.partition.id": str(received.partition),
            "messaging.kafka.offset": received.offset,
            "messaging.consumer.group.name": self._group,
        }

    def close(self) -> None:
        """Send what is left, for at most `CLOSE_S`."""
        closing = threading.Thread(target=self._provider.shutdown, name="newsstream-spans", daemon=True)
        closing.start()
        closing.join(CLOSE_S)


class SpanOfArticle:
    """One article's span and those below it."""

    def __init__(self, tracer: Tracer, span: Span) -> None:
        self._tracer = tracer
        self._span = span
        self._below = set_span_in_context(span, Context())

    @property
    def id(self) -> str | None:
        """The trace's id, hexadecimal."""
        context = self._span.get_span_context()
        return format_trace_id(context.trace_id) if context.is_valid else None

    def took(self, stage: Stage, seconds: float) -> None:
        """A finished span."""
        now = time.time_ns()
        self._tracer.start_span(stage, self._below, start_time=now - _nanoseconds(seconds)).end(now)

    @contextmanager
    def publishing(self, records: Iterable[Record]) -> Iterator[tuple[Record, ...]]:
        """A span around the block; its context is what the records carry."""
        records = tuple(records)
        attributes: dict[str, AttributeValue] = {
            "messaging.system": "kafka",
            "messaging.operation.type": "send",
            "messaging.operation.name": "publish",
            "messaging.batch.message_count": len(records),
        }
        span = self._tracer.start_span("publish", self._below, SpanKind.PRODUCER, attributes)
        carrier: dict[str, str] = {}
        _w3c.inject(carrier, set_span_in_context(span, Context()))
        context = tuple((name, value.encode()) for name, value in carrier.items())
        with use_span(span, end_on_exit=True):
            yield tuple(carrying(record, context) for record in records)

    def ends(self, outcome: Outcome, *, article: str | None = None, error: Exception | None = None) -> None:
        """Say how it ended, and end the span."""
        self._span.set_attribute("newsstream.outcome", outcome)
        if article is not None:
            self._span.set_attribute("newsstream.article.id", article)
        if error is not None:
            self._span.set_attribute("error.type", error_code(error))
            self._span.set_status(Status(StatusCode.ERROR, str(error)))
        self._span.end()


def _nanoseconds(seconds: float) -> int:
    return round(seconds * NANOSECONDS)
