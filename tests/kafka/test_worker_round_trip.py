from __future__ import annotations

import json
import time

import pytest
from kafka import KafkaProducer
from kafka.admin import ConfigResource, ConfigResourceType

from stream.broker.client import admin, producer
from stream.broker.produce import Outgoing
from stream.contract.events import ArticleEnriched, ClaimMade, EntityMentioned
from stream.settings import Settings
from tests.kafka.workers import Workers, article, changed, events, header, send

pytestmark = pytest.mark.kafka


def test_an_article_goes_in_and_its_events_come_out(kafka_settings: Settings) -> None:
    with Workers(kafka_settings) as workers:
        workers.start()
        send(kafka_settings, [article(1)])
        workers.until_done()
        out = events(kafka_settings)
    (enriched,) = out.enriched
    data = ArticleEnriched.model_validate_json(enriched.value or b"")
    assert enriched.key == b"a1"
    assert header(enriched, "ce_type") == "article.enriched.v1"
    assert header(enriched, "ce_specversion") == "1.0"
    assert header(enriched, "ce_time") == data.provenance.enriched_at
    assert {entity.id for entity in data.entities} == {(mention.key or b"").decode() for mention in out.mentions}
    assert {EntityMentioned.model_validate_json(mention.value or b"").article.id for mention in out.mentions} == {"a1"}
    assert {ClaimMade.model_validate_json(claim.value or b"").claim.id for claim in out.claims} == {
        claim.id for claim in data.claims
    }


# Twenty ways in which a record is not an article, and the code its dead letter must carry.
BAD = {
    "null": (None, "article.null"),
    "empty": (b"", "article.not_json"),
    "blank": (b"  ", "article.not_json"),
    "not utf-8": (b"\xff\xfe{}", "article.not_utf8"),
    "utf-16": ('{"body": "x"}'.encode("utf-16"), "article.not_utf8"),
    "cut off": (b'{"body": "ab', "article.not_json"),
    "not json": (b"<xml/>", "article.not_json"),
    "nan": (b'{"body": "x", "score": NaN}', "article.not_json"),
    "list": (b'[{"body": "x"}]', "article.not_an_object"),
    "string": (b'"text"', "article.not_an_object"),
    "number": (b"17", "article.not_an_object"),
    "json null": (b"null", "article.not_an_object"),
    "too deep": (b'{"body": "x", "a": ' + b"[" * 200 + b"]" * 200 + b"}", "article.too_deep"),
    "hostile depth": (b"[" * 100_000, "article.too_deep"),
    "body is a number": (b'{"body": 5}', "article.field_type"),
    "title is a list": (b'{"title": ["x"], "body": "y"}', "article.field_type"),
    "no text": (b'{"id": "1", "url": "http://x"}', "article.no_text"),
    "blank body": (b'{"body": " \\n\\t "}', "article.no_text"),
    "lone surrogate": (b'{"body": "a \\ud83d b"}', "article.invalid_unicode"),
    "five megabytes": (json.dumps({"body": "x" * 5_000_000}).encode(), "article.too_large"),
}


def test_twenty_kinds_of_bad_record_among_two_hundred_good_ones(kafka_settings: Settings) -> None:
    assert len(BAD) == 20
    records = [article(number) for number in range(200)]
    for number, (kind, (value, _)) in enumerate(BAD.items()):
        headers = (("kind", kind.encode()), ("twice", b"1"), ("twice", b"\xff"))
        records.insert(number * 10, Outgoing(value, key=kind.encode(), headers=headers))
    with Workers(kafka_settings) as workers:
        worker = workers.start()
        send(kafka_settings, records)
        workers.until_done()
        out = events(kafka_settings)
        workers.until(lambda: worker.metric("newsstream_articles_in_process") == 0, "nothing in process")
        assert worker.metric('newsstream_articles_processed_total{outcome="dead_lettered"}') == 20
        assert worker.metric('newsstream_dead_letters_total{code="article.null"}') == 1
    assert (len(out.article_ids()), len(out.enriched), out.repeated()) == (200, 200, 0)
    letters = {header(letter, "kind"): letter for letter in out.dead_letters}
    assert {kind: header(letter, "newsstream.error.code") for kind, letter in letters.items()} == {
        kind: code for kind, (_, code) in BAD.items()
    }
    for kind, (value, _) in BAD.items():
        letter = letters[kind]
        assert (letter.key, letter.value) == (kind.encode(), value)
        assert letter.headers[:3] == (("kind", kind.encode()), ("twice", b"1"), ("twice", b"\xff"))
        assert header(letter, "__connect.errors.topic") == kafka_settings.topics.articles.name


def test_a_dead_letter_keeps_the_records_timestamp_to_the_millisecond(kafka_settings: Settings) -> None:
    with producer(kafka_settings.kafka) as client:
        earlier = int(time.time() - 3600) * 1000 + 1  # seconds as a float would lose the last digit
        sent = [earlier + 7 * number for number in range(50)]
        for stamp in sent:
            client.send(kafka_settings.topics.articles.name, value=b"{", timestamp_ms=stamp)
        client.flush(30)
    with Workers(kafka_settings) as workers:
        workers.start()
        workers.until_done()
        assert sorted(letter.timestamp for letter in events(kafka_settings).dead_letters) == sent


def test_poisonous_and_failing_articles_cost_nothing_else(kafka_settings: Settings) -> None:
    settings = changed(kafka_settings, retry={"attempts": 2, "first_delay": 0.01, "max_delay": 0.02})
    options = {"poison": "arsenic", "fail_share": "0.05"}
    with Workers(settings, options) as workers:
        worker = workers.start()
        send(settings, [article(n, "arsenic" if n % 50 == 0 else "Baku had 5.") for n in range(400)])
        workers.until_done()
        out = events(settings)
        assert worker.metric('newsstream_retries_total{stage="enrich"}') > 0
    assert {header(letter, "newsstream.error.code") for letter in out.dead_letters} == {"enrich.failed"}
    # A healthy article that fails by chance every time it is alone may be a dead letter, too; none is in neither.
    dead = {(letter.key or b"").decode() for letter in out.dead_letters}
    assert dead | out.article_ids() == {f"a{n}" for n in range(400)}
    assert {f"a{n}" for n in range(0, 400, 50)} <= dead


def test_an_event_larger_than_its_topic_takes_makes_a_dead_letter(kafka_settings: Settings) -> None:
    limit_record_size(kafka_settings, kafka_settings.topics.mentions.name, 4_000)
    with Workers(kafka_settings, {"grow": "10000"}) as workers:
        workers.start()
        nameless = [article(n, "nobody came.") for n in range(10)]
        send(kafka_settings, [Outgoing(b'{"id": "named", "body": "Baku"}', key=b"named"), *nameless])
        workers.until_done()
        out = events(kafka_settings)
    # Every title says `Report`, which is a name to the stand-in: all eleven articles have an event of 10 kB.
    assert out.codes() == {"broker.event_too_large": 11}


def test_small_records_are_not_refused_for_the_company_they_are_sent_in(kafka_settings: Settings) -> None:
    for topic in kafka_settings.topics.outputs():
        limit_record_size(kafka_settings, topic.name, 3_000)
    with Workers(kafka_settings) as workers:
        workers.start()
        send(kafka_settings, [article(n, "Baku.") for n in range(200)])
        workers.until_done()
        out = events(kafka_settings)
    assert (len(out.article_ids()), out.codes()) == (200, {})


def limit_record_size(settings: Settings, topic: str, limit: int) -> None:
    with admin(settings.kafka) as client:
        client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, {"max.message.bytes": str(limit)})])


def test_articles_of_an_aborted_transaction_are_not_read_and_leave_no_lag(kafka_settings: Settings) -> None:
    topic, bootstrap = kafka_settings.topics.articles.name, kafka_settings.kafka.brokers
    client = KafkaProducer(bootstrap_servers=bootstrap, transactional_id=kafka_settings.kafka.group)
    client.init_transactions()
    for first, end in ((0, client.commit_transaction), (5, client.abort_transaction)):
        client.begin_transaction()
        for number in range(first, first + 5):
            client.send(topic, value=article(number).value, partition=0)
        client.flush(30)
        end()
    client.close()
    with Workers(kafka_settings) as workers:
        worker = workers.start()
        workers.until(lambda: len(events(kafka_settings).enriched) == 5, "five articles")
        lag = 'newsstream_partition_lag{partition="0"}'
        workers.until(lambda: lag in worker.get("/metrics")[1] and worker.metric(lag) == 0, "no lag reported")
        assert events(kafka_settings).article_ids() == {f"a{number}" for number in range(5)}


@pytest.mark.parametrize("codec", ["gzip", "snappy", "lz4", "zstd"])
def test_articles_compressed_by_their_producer_are_read(kafka_settings: Settings, codec: str) -> None:
    try:
        client = KafkaProducer(bootstrap_servers=kafka_settings.kafka.brokers, compression_type=codec)
    except RuntimeError as error:  # its libraries for the codec are not installed
        pytest.skip(f"kafka-python cannot write {codec} here: {error}")
    for number in range(20):
        client.send(kafka_settings.topics.articles.name, value=article(number).value)
    client.flush(30)
    client.close()
    with Workers(kafka_settings) as workers:
        workers.start()
        workers.until_done()
        assert len(events(kafka_settings).article_ids()) == 20
