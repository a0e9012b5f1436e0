from __future__ import annotations

import socket
import sys
import time
import timeit

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from stream.contract.dead_letter import Received
from stream.contract.records import Record
from stream.errors import MissingExtraError, SettingsError
from stream.observe import spans
from stream.observe.traces import PassingOn, open_traces
from stream.settings import Settings

ON = Settings.model_validate({"traces": {"enabled": True}})


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_traces_are_passed_on_unless_asked_for_more() -> None:
    assert isinstance(open_traces(Settings()), PassingOn)


def test_without_the_extra_asking_for_spans_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "stream.observe.spans")
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(MissingExtraError, match=r"newsstream\[otel\]"):
        open_traces(ON)


def test_a_protocol_that_is_not_spoken_is_refused_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
    with pytest.raises(SettingsError, match="grpc"):
        open_traces(ON)


def test_the_service_is_newsstream_unless_opentelemetrys_variables_say_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert spans.resource().attributes["service.name"] == "newsstream"
    monkeypatch.setenv("OTEL_SERVICE_NAME", "news-eu")
    monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=test")
    named = spans.resource().attributes
    assert (named["service.name"], named["deployment.environment"]) == ("news-eu", "test")


def test_a_collector_that_is_away_holds_up_neither_an_article_nor_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "CLOSE_S", 0.5)
    away = Settings.model_validate(
        {"traces": {"enabled": True, "endpoint": f"http://127.0.0.1:{unused_port()}"}},
    )
    traces = open_traces(away)
    start = time.monotonic()
    for offset in range(5_000):  # more than OpenTelemetry keeps
        received = Received("news.articles", 0, offset, None, b"{}", (), None)
        traces.begin(received, 0.0).ends("enriched")
    traces.close()
    assert time.monotonic() - start < 5


def test_spans_cost_less_than_a_millisecond_an_article() -> None:
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(InMemorySpanExporter()))
    traces = spans.Spans(provider, "newsstream")
    events = [Record("news.mentions", b"k", b"v", (("ce_id", b"1"),))] * 20

    def article() -> None:
        trace = traces.begin(Received("news.articles", 0, 1, None, b"{}", (), None), 0.1)
        trace.took("decode", 0.1)
        trace.took("enrich", 0.1)
        with trace.publishing(events):
            pass
        trace.ends("enriched")

    # The best of several: another process on the machine makes any one of them slow.
    assert min(timeit.repeat(article, number=50, repeat=20)) / 50 < 0.001
    traces.close()
