"""An article's trace context on its way through the worker: passed on without the extra, continued with it."""

from __future__ import annotations

import time

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, ParentBased
from opentelemetry.trace import SpanKind, StatusCode, format_span_id, format_trace_id

from stream.contract.records import Headers
from stream.errors import PublishError
from stream.observe.spans import Spans
from stream.observe.traces import PassingOn, Traces
from stream.worker.consume import Delivery
from stream.worker.ledger import Receipt
from stream.worker.process import Processor
from stream.worker.publish import Publisher
from stream.worker.reports import Reports
from stream.worker.testing import StandInEnricher
from tests.worker.builders import GENERATION, TOPIC, FakeProducer, article, assigned_ledger, received, settings

TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
PARENT = ("traceparent", f"00-{TRACE}-{SPAN}-01".encode())
STATE = ("tracestate", b"vendor=opaque")
DLQ = "news.articles.dlq"


class Recorded:
    """Spans in memory, and the traces that make them."""

    def __init__(self, sampler: ParentBased | None = None) -> None:
        self.exporter = InMemorySpanExporter()
        provider = TracerProvider(sampler, shutdown_on_exit=False)
        provider.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.traces = Spans(provider, "newsstream")

    def by_name(self) -> dict[str, ReadableSpan]:
        return {span.name: span for span in self.exporter.get_finished_spans()}


async def processed(
    traces: Traces, value: bytes, headers: Headers, producer: FakeProducer | None = None
) -> FakeProducer:
    """What is confirmed after one record, which waited a second, went through the worker."""
    producer, ledger, reports = producer or FakeProducer(), assigned_ledger(), Reports(traces=traces)
    tree = settings()
    receipt = ledger.receive(TOPIC, 7, GENERATION)
    assert isinstance(receipt, Receipt)
    publisher = Publisher(producer, tree.retry, tree.worker.publish_timeout, reports.metrics)
    processor = Processor(tree, StandInEnricher(poison="poison"), publisher, ledger, reports)
    await processor.process([Delivery(receipt, received(value, 7, headers), time.monotonic() - 1)])
    return producer


async def test_without_spans_every_event_carries_the_context_as_it_came() -> None:
    producer = await processed(PassingOn(), article(), (("own", b"1"), PARENT, STATE))
    assert len(producer.confirmed) == 3
    assert all(record.headers[-2:] == (PARENT, STATE) for record in producer.confirmed)
    assert all("own" not in dict(record.headers) for record in producer.confirmed)


async def test_without_spans_an_article_without_context_gives_events_without() -> None:
    producer = await processed(PassingOn(), article(), ())
    assert all("traceparent" not in dict(record.headers) for record in producer.confirmed)


async def test_the_steps_are_spans_below_the_article_and_the_article_below_its_sender() -> None:
    recorded = Recorded()
    await processed(recorded.traces, article(), (PARENT, STATE))
    spans = recorded.by_name()
    assert set(spans) == {"process news.articles", "queue", "decode", "enrich", "publish"}
    root = spans.pop("process news.articles")
    assert root.parent is not None
    assert root.context is not None
    assert (format_trace_id(root.parent.trace_id), format_span_id(root.parent.span_id)) == (TRACE, SPAN)
    assert {span.parent.span_id for span in spans.values() if span.parent} == {root.context.span_id}
    assert (root.kind, spans["publish"].kind) == (SpanKind.CONSUMER, SpanKind.PRODUCER)


async def test_the_events_continue_below_the_publish_span_with_the_senders_state() -> None:
    recorded = Recorded()
    producer = await processed(recorded.traces, article(), (PARENT, STATE))
    context = recorded.by_name()["publish"].context
    assert context is not None
    expected = f"00-{TRACE}-{format_span_id(context.span_id)}-01".encode()
    assert all(record.headers[-2:] == (("traceparent", expected), STATE) for record in producer.confirmed)


async def test_the_spans_say_which_record_it_was_and_how_long_it_waited() -> None:
    recorded = Recorded()
    await processed(recorded.traces, article(3), (PARENT,))
    root, queue = recorded.by_name()["process news.articles"], recorded.by_name()["queue"]
    assert root.attributes is not None
    assert root.attributes["messaging.destination.partition.id"] == "0"
    assert root.attributes["messaging.kafka.offset"] == 7
    assert root.attributes["newsstream.article.id"] == "a3"
    assert root.attributes["newsstream.outcome"] == "enriched"
    assert queue.start_time is not None
    assert queue.end_time is not None
    assert queue.end_time - queue.start_time == pytest.approx(1e9, rel=0.5)


async def test_an_article_without_context_begins_a_trace_of_its_own() -> None:
    recorded = Recorded()
    producer = await processed(recorded.traces, article(), (("traceparent", b"rubbish"),))
    root = recorded.by_name()["process news.articles"]
    assert root.parent is None
    assert root.context is not None
    begun = {dict(record.headers)["traceparent"][3:35].decode() for record in producer.confirmed}
    assert begun == {format_trace_id(root.context.trace_id)}


@pytest.mark.parametrize(("body", "code"), [(b"{", "article.not_json"), (article(1, "poison"), "enrich.failed")])
async def test_a_dead_letter_ends_its_span_with_the_code(body: bytes, code: str) -> None:
    recorded = Recorded()
    await processed(recorded.traces, body, (PARENT,))
    root = recorded.by_name()["process news.articles"]
    assert root.attributes is not None
    assert (root.attributes["error.type"], root.status.status_code) == (code, StatusCode.ERROR)


async def test_a_dead_letter_keeps_the_senders_context_or_gets_one() -> None:
    producer = await processed(Recorded().traces, b"{", (PARENT, STATE))
    assert producer.to(DLQ)[0].headers[:2] == (PARENT, STATE)
    producer = await processed(Recorded().traces, b"{", ())
    assert "traceparent" in dict(producer.to(DLQ)[0].headers)


async def test_what_the_sender_does_not_sample_is_not_recorded_and_says_so_to_the_events() -> None:
    recorded = Recorded(sampler=ParentBased(ALWAYS_OFF))
    producer = await processed(recorded.traces, article(), (("traceparent", PARENT[1][:-1] + b"0"),))
    assert recorded.exporter.get_finished_spans() == ()
    header = dict(producer.confirmed[0].headers)["traceparent"].decode()
    assert (header[3:35], header[-2:]) == (TRACE, "00")


async def test_a_log_line_names_the_trace(caplog: pytest.LogCaptureFixture) -> None:
    await processed(PassingOn(), b"{", (PARENT,))
    assert caplog.records[-1].__dict__["newsstream"]["trace"] == TRACE


async def test_a_publish_that_fails_for_good_is_an_error_of_its_span() -> None:
    def refuse(_record: object) -> Exception | None:
        ledger_moves_on()
        return PublishError("no broker")

    recorded, producer = Recorded(), FakeProducer(refuse)
    ledger = assigned_ledger()
    receipt = ledger.receive(TOPIC, 0, GENERATION)
    assert isinstance(receipt, Receipt)

    def ledger_moves_on() -> None:
        ledger.revoke([TOPIC])

    tree, reports = settings(), Reports(traces=recorded.traces)
    publisher = Publisher(producer, tree.retry, tree.worker.publish_timeout, reports.metrics)
    processor = Processor(tree, StandInEnricher(), publisher, ledger, reports)
    await processor.process([Delivery(receipt, received(article()), time.monotonic())])
    spans = recorded.by_name()
    assert spans["publish"].status.status_code is StatusCode.ERROR
    attributes = spans["process news.articles"].attributes
    assert attributes is not None
    assert attributes["newsstream.outcome"] == "abandoned"
