"""A trace through a real broker and a real worker: sender, article, events, and the spans at an OTLP collector."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from stream.broker.produce import Outgoing
from stream.settings import Settings
from tests.kafka.workers import Events, Workers, article, changed, events, header, send

TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
PARENT = ("traceparent", f"00-{TRACE}-{SPAN}-01".encode())

pytestmark = pytest.mark.kafka


@dataclass
class Collector:
    """Takes OTLP over HTTP, as a collector does."""

    requests: list[ExportTraceServiceRequest] = field(default_factory=list)
    port: int = 0

    def spans(self) -> dict[str, tuple[str, str]]:
        """Span ids by name, each with its parent's, of the sender's trace."""
        return {
            span.name: (span.span_id.hex(), span.parent_span_id.hex())
            for request in self.requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
            if span.trace_id.hex() == TRACE
        }

    def services(self) -> set[str]:
        return {
            attribute.value.string_value
            for request in self.requests
            for resource in request.resource_spans
            for attribute in resource.resource.attributes
            if attribute.key == "service.name"
        }


@pytest.fixture
def collector() -> Iterator[Collector]:
    taken = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/v1/traces":
                taken.requests.append(ExportTraceServiceRequest.FromString(body))
            self.send_response(200 if self.path == "/v1/traces" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    taken.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield taken
    finally:
        server.shutdown()
        server.server_close()


def traced(number: int) -> Outgoing:
    plain = article(number)
    return Outgoing(plain.value, key=plain.key, headers=(PARENT,))


def run(settings: Settings, *records: Outgoing) -> Events:
    """What a worker makes of `records` before it is told to stop."""
    with Workers(settings) as workers:
        worker = workers.start()
        workers.until_ready()
        send(settings, list(records))
        workers.until_done()
        worker.terminate()
        assert worker.exit_code() == 0, workers.logs()
    return events(settings)


def test_a_trace_goes_from_the_sender_through_the_worker_into_its_events(
    kafka_settings: Settings, collector: Collector
) -> None:
    endpoint = f"http://127.0.0.1:{collector.port}"
    settings = changed(kafka_settings, traces={"enabled": True, "endpoint": endpoint})
    found = run(settings, traced(1), Outgoing(b"{", headers=(PARENT,)))
    spans = collector.spans()
    root = f"process {settings.topics.articles.name}"
    assert set(spans) == {root, "queue", "decode", "enrich", "publish"}
    assert spans[root][1] == SPAN
    published = {header(event, "traceparent") for event in found.all}
    assert {value[3:35] for value in published} == {TRACE}
    assert len(published) == 1
    assert collector.services() == {"newsstream"}
    assert header(found.dead_letters[0], "traceparent") == PARENT[1].decode()


def test_without_spans_the_events_carry_what_the_sender_wrote(kafka_settings: Settings) -> None:
    found = run(kafka_settings, traced(1), article(2))
    carried = {(event.key or b"").decode(): header(event, "traceparent") for event in found.enriched}
    assert carried == {"a1": PARENT[1].decode(), "a2": ""}
    assert {header(event, "traceparent") for event in found.mentions} == {PARENT[1].decode(), ""}
