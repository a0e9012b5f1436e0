from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator

import pytest

from stream.broker.produce import Outgoing, article_key, produce
from stream.broker.reading import read_all
from stream.broker.tail import as_json, tail
from stream.broker.topics import create_topics
from stream.contract.records import ENRICHED
from stream.errors import BrokerError, PublishError
from stream.settings import InputSettings, Settings
from tests.kafka.broker_choice import Broker

pytestmark = pytest.mark.kafka


def article(number: int) -> bytes:
    return json.dumps({"id": f"a{number}", "body": f"خبر رقم {number}"}, ensure_ascii=False).encode()


def outgoing(value: bytes, **rest: object) -> Outgoing:
    return Outgoing(value, article_key(value), **rest)  # type: ignore[arg-type]  # keyword values of a builder


def test_every_article_is_confirmed_keyed_by_its_id_and_kept_byte_for_byte(kafka_settings: Settings) -> None:
    sent = [article(number) for number in range(300)]
    settled: list[int] = []
    report = produce(kafka_settings, (outgoing(value) for value in sent), settled.append)
    assert (report.confirmed, report.failures) == (300, [])
    assert settled == list(range(1, 301))
    records = list(read_all(kafka_settings.kafka, kafka_settings.topics.articles.name))
    assert sorted(record.value or b"" for record in records) == sorted(sent)
    assert all(record.key == json.loads(record.value or b"")["id"].encode() for record in records)
    assert {record.partition for record in records} == {0, 1, 2, 3}


def test_records_with_one_key_keep_their_order(kafka_settings: Settings) -> None:
    produce(kafka_settings, [Outgoing(str(number).encode(), b"one") for number in range(500)])
    records = list(read_all(kafka_settings.kafka, kafka_settings.topics.articles.name))
    assert [int(record.value or b"") for record in records] == list(range(500))


def test_records_too_large_are_named_and_the_others_go_on_in_order(kafka: Broker, bare_settings: Settings) -> None:
    if not kafka.is_apache:
        pytest.skip(f"{kafka.name} has a limit of its own, below max.message.bytes")
    settings = bare_settings.model_copy(update={"input": InputSettings(max_bytes=1_200_000)})
    create_topics(settings)
    # Random bytes: the limit is for what is left after compression.
    biggest, huge = os.urandom(1_200_000), os.urandom(3_000_000)
    sent = [Outgoing(str(number).encode(), b"one", origin=str(number)) for number in range(400)]
    sent[20] = Outgoing(biggest, b"one")
    for place in (50, 300, 301):
        sent.insert(place, Outgoing(huge, b"one", origin=f"huge at {place}"))
    report = produce(settings, sent)
    assert [failure.origin for failure in report.failures] == ["huge at 50", "huge at 300", "huge at 301"]
    assert all("larger than" in failure.reason for failure in report.failures)
    assert report.confirmed == 400
    kept = [record.value for record in read_all(settings.kafka, settings.topics.articles.name)]
    assert kept == [record.value for record in sent if record.value != huge]


def test_a_partition_that_does_not_exist_is_a_failure_of_that_record(kafka_settings: Settings) -> None:
    report = produce(kafka_settings, [outgoing(article(1), partition=99, origin="here"), outgoing(article(2))])
    assert (report.confirmed, [failure.origin for failure in report.failures]) == (1, ["here"])


def test_a_missing_topic_ends_the_run_and_names_the_first_record(kafka: Broker, bare_settings: Settings) -> None:
    if not kafka.is_apache:
        pytest.skip(f"{kafka.name} creates topics by itself")
    fast = bare_settings.model_copy(update={"kafka": bare_settings.kafka.model_copy(update={"request_timeout": 2.0})})
    with pytest.raises(BrokerError, match=r"0 records confirmed, none from a\.jsonl:1 on"):
        produce(fast, [outgoing(article(1), origin="a.jsonl:1")])


def test_a_broker_that_dies_ends_the_run_within_the_timeout(kafka: Broker, kafka_settings: Settings) -> None:
    patient = kafka_settings.kafka.model_copy(update={"request_timeout": 1.5})
    settings = kafka_settings.model_copy(update={"kafka": patient})

    def records() -> list[Outgoing]:
        return [outgoing(article(number), origin=f"line {number}") for number in range(10)]

    def with_a_death_in_the_middle() -> Iterator[Outgoing]:
        yield from records()
        kafka.kill()
        yield from records()

    try:
        began = time.monotonic()
        with pytest.raises(PublishError, match="records confirmed, none from line"):
            produce(settings, with_a_death_in_the_middle())
        assert time.monotonic() - began < 30
    finally:
        kafka.start()


def test_tail_reads_events_as_json_from_the_beginning(kafka_settings: Settings) -> None:
    enriched, claims = kafka_settings.topics.enriched.name, kafka_settings.topics.claims.name
    headers = (("ce_type", ENRICHED.encode()), ("ce_id", b"e1"))
    event = Outgoing('{"مقال": 1}'.encode(), b"k", headers, enriched)
    produce(kafka_settings, [event, Outgoing(b"not json", None, (), claims)])
    everything = list(tail(kafka_settings, start="beginning", idle=1.0))
    assert {each.type for each in everything} == {ENRICHED, "unknown"}
    only = list(tail(kafka_settings, [enriched], start="beginning", idle=0.5))
    assert [each.data for each in only] == [{"مقال": 1}]
    shown = as_json(only[0])
    assert (shown["topic"], shown["key"], shown["headers"]["ce_id"]) == (enriched, "k", "e1")


def test_tail_from_the_end_shows_only_what_comes_later(kafka_settings: Settings) -> None:
    topic = kafka_settings.topics.claims.name
    produce(kafka_settings, [Outgoing(b'{"n": "old"}', topic=topic)])
    assert list(tail(kafka_settings, [topic], idle=0.5)) == []


def test_tail_goes_on_after_the_broker_was_killed_and_started_again(kafka: Broker, kafka_settings: Settings) -> None:
    topic = kafka_settings.topics.claims.name
    produce(kafka_settings, [Outgoing(b'{"n": 1}', topic=topic)])
    events = tail(kafka_settings, [topic], start="beginning", idle=60)
    assert next(events).data == {"n": 1}
    kafka.kill()
    kafka.start()
    produce(kafka_settings, [Outgoing(b'{"n": 2}', topic=topic)])
    assert next(events).data == {"n": 2}
