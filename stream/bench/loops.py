"""Others from Kafka to Kafka: a plain confluent-kafka loop around `transformers` pipelines, and Quix Streams around ours.

Each has every core to itself, and a broker of its own whose article topic has one partition:
librdkafka asks an empty partition again at once, and the embedded broker answers at once, which would cost them a core.
Both deliver at least once, as the worker does.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from stream.bench.articles import as_record
from stream.bench.figures import Speed
from stream.bench.peers import open_pipelines, sentences
from stream.broker.embedded import EmbeddedBroker
from stream.broker.produce import Outgoing, produce
from stream.broker.topics import create_topics
from stream.contract.article import Article
from stream.contract.decode import decode_article
from stream.contract.provenance import made_now
from stream.contract.records import Record, enriched_data, event_records
from stream.enrich.pipeline import Enricher
from stream.errors import NewsstreamError
from stream.settings import Settings

QUIET_S = 120.0  # no article done for this long is a failure
KEEP_LITTLE = {"queued.min.messages": 1}  # while one waits here, librdkafka does not fetch


def in_own_process(measure: Callable[..., Speed], *arguments: object) -> Speed:
    """`measure(*arguments)` in a process that ends with it: Kafka clients left behind would go on asking for records."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(measure, *arguments).result()


def transformers_loop_speed(
    given: Settings, folder: Path, articles: Sequence[Article], tokens: float, threads: int
) -> Speed:
    """Poll, two pipelines, produce, flush, commit; the first article is not counted.

    Raises:
        ImportError: torch or confluent-kafka is not installed.
        MissingExtraError: the embedded broker is not installed.
    """
    import confluent_kafka as confluent  # noqa: PLC0415  # an optional dependency

    names, mood = open_pipelines(folder, threads)
    with _backlog(given, articles) as settings:
        address = {"bootstrap.servers": settings.kafka.brokers[0]}
        producer = confluent.Producer(address)
        group = {"group.id": "loop", "auto.offset.reset": "earliest", "enable.auto.commit": False}
        consumer = confluent.Consumer(address | group | KEEP_LITTLE)
        consumer.subscribe([settings.topics.articles.name])
        done: list[float] = []
        while len(done) < len(articles):
            message = _next(consumer)
            article = json.loads(message.value())
            found = sentences(article["title"], article["body"])
            labels = {"names": names(found), "sentiment": mood(found, truncation=True)}
            producer.produce(settings.topics.enriched.name, json.dumps(labels, default=float).encode(), message.key())
            producer.flush()
            consumer.commit(message=message)
            done.append(time.perf_counter())
        consumer.close()
    return _speed(done, tokens)


def quix_speed(given: Settings, articles: Sequence[Article], tokens: float) -> Speed:
    """Quix Streams around our Enricher, an article a message as it hands them out, the same events to the same topics.

    Raises:
        ImportError: quixstreams is not installed.
        MissingExtraError: the embedded broker is not installed.
    """
    from quixstreams import Application  # noqa: PLC0415  # an optional dependency

    enricher, done = Enricher.load(given.model), list[float]()

    def one_more(*_: object) -> None:
        done.append(time.perf_counter())
        if len(done) == len(articles):
            app.stop()

    with _backlog(given, articles) as settings:
        app = Application(
            settings.kafka.brokers[0],
            consumer_group="quix",
            auto_offset_reset="earliest",
            processing_guarantee="at-least-once",
            consumer_extra_config=KEEP_LITTLE,
            on_message_processed=one_more,
            loglevel="WARNING",
        )
        outputs = {topic.name: app.topic(topic.name, value_serializer=_value()) for topic in settings.topics.outputs()}
        frame = app.dataframe(app.topic(settings.topics.articles.name, value_deserializer="bytes"))
        frame = frame.apply(lambda value: _events(enricher, value, settings), expand=True)
        frame.to_topic(lambda record, *_: outputs[record.topic], key=lambda record: record.key)
        app.run(timeout=QUIET_S)  # its `count` counts events, of which an article has many
    if len(done) < len(articles):
        raise NewsstreamError(f"Quix Streams did {len(done)} of {len(articles)} articles, then none")
    return _speed(done, tokens)


def _events(enricher: Enricher, value: bytes, settings: Settings) -> list[Record]:
    article = decode_article(value, settings.input)
    [analysis] = enricher.enrich([article])
    return list(event_records(enriched_data(article, analysis, made_now(enricher.models, {})), settings.topics))


def _value() -> Any:
    from quixstreams.models import Serializer  # noqa: PLC0415  # an optional dependency

    class Value(Serializer):  # type: ignore[misc]  # a class of an untyped library
        def __call__(self, value: Record, ctx: Any) -> bytes | None:  # noqa: ARG002  # Quix Streams' signature
            return value.value

    return Value()


@contextmanager
def _backlog(given: Settings, articles: Sequence[Article]) -> Iterator[Settings]:
    """A broker whose article topic holds `articles`."""
    with EmbeddedBroker() as broker:
        topics = {name: topic.model_copy(update={"partitions": 1}) for name, topic in given.topics}
        kafka = given.kafka.model_copy(update={"brokers": [broker.bootstrap], "security_protocol": "PLAINTEXT"})
        settings = given.model_copy(update={"kafka": kafka, "topics": given.topics.model_copy(update=topics)})
        create_topics(settings)
        produce(settings, [Outgoing(as_record(article), article.id.encode()) for article in articles])
        yield settings


def _next(consumer: Any) -> Any:
    deadline = time.monotonic() + QUIET_S
    while time.monotonic() < deadline:
        message = consumer.poll(1.0)
        if message is not None and not message.error():
            return message
    raise NewsstreamError(f"confluent-kafka gave no article for {QUIET_S:.0f} s")


def _speed(done: Sequence[float], tokens: float) -> Speed:
    rate = (len(done) - 1) / (done[-1] - done[0])
    return Speed(round(rate, 2), round(rate * tokens))
