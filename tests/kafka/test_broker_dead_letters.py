from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stream.broker.dead_letters import (
    Filter,
    list_dead_letters,
    replay_dead_letters,
    show_dead_letter,
)
from stream.broker.produce import Outgoing, produce
from stream.broker.reading import read_all
from stream.contract.dead_letter import Received, dead_letter
from stream.errors import ArticleError, BrokerError, NotJsonError, NotUtf8Error
from stream.settings import Settings

pytestmark = pytest.mark.kafka


def bury(settings: Settings, error: ArticleError, *values: bytes, partition: int = 2) -> None:
    records = []
    for offset, value in enumerate(values):
        own = (("trace", b"\xff\x00"), ("trace", b"again"))
        received = Received(settings.topics.articles.name, partition, offset, b"\x00key", value, own, None)
        letter = dead_letter(received, error, "decode", 1, settings.topics.dead_letters.name)
        records.append(Outgoing(letter.value, letter.key, letter.headers, letter.topic))
    assert produce(settings, records).confirmed == len(values)


def test_dead_letters_are_listed_with_their_reason_and_filtered(kafka_settings: Settings) -> None:
    bury(kafka_settings, NotUtf8Error("byte 0"), b"\xff", b"\xfe")
    bury(kafka_settings, NotJsonError("line 1"), b"{", partition=3)
    letters = list(list_dead_letters(kafka_settings))
    assert sorted(letter.code for letter in letters) == ["article.not_json", "article.not_utf8", "article.not_utf8"]

    def count(which: Filter) -> int:
        return len(list(list_dead_letters(kafka_settings, which)))

    assert count(Filter(codes=frozenset({"article.not_json"}))) == 1
    assert count(Filter(codes=frozenset({"article.*"}))) == 3
    assert count(Filter(partition=2)) == 2
    assert count(Filter(topic="other")) == 0
    assert count(Filter(until=datetime(2020, 1, 1, tzinfo=UTC))) == 0
    assert count(Filter(since=datetime(2020, 1, 1, tzinfo=UTC))) == 3


def test_one_dead_letter_can_be_shown_by_its_position(kafka_settings: Settings) -> None:
    bury(kafka_settings, NotJsonError("Expecting value at line 1"), b"one", b"two")
    wanted = list(list_dead_letters(kafka_settings))[1]
    shown = show_dead_letter(kafka_settings, wanted.position)
    assert shown == wanted
    assert (shown.record.value, shown.message, shown.stage) == (b"two", "Expecting value at line 1", "decode")
    assert shown.source == f"{kafka_settings.topics.articles.name}-2:1"
    for nowhere in ("0:999", "77:0", "nonsense"):
        with pytest.raises(BrokerError, match="no dead letter at"):
            show_dead_letter(kafka_settings, nowhere)


def test_a_replay_keeps_bytes_order_and_partition_and_counts(kafka_settings: Settings) -> None:
    values = [bytes([255, number]) for number in range(50)]
    bury(kafka_settings, NotUtf8Error("byte 0"), *values)
    report = replay_dead_letters(kafka_settings, list_dead_letters(kafka_settings))
    assert (report.confirmed, report.failures) == (50, [])
    back = list(read_all(kafka_settings.kafka, kafka_settings.topics.articles.name))
    assert [record.value for record in back] == values
    assert {(record.partition, record.key) for record in back} == {(2, b"\x00key")}
    assert back[0].headers == (("trace", b"\xff\x00"), ("trace", b"again"), ("newsstream.replays", b"1"))


def test_what_fails_again_after_a_replay_can_be_left_out(kafka_settings: Settings) -> None:
    bury(kafka_settings, NotJsonError("no"), b"{")
    replay_dead_letters(kafka_settings, list_dead_letters(kafka_settings))
    (back,) = read_all(kafka_settings.kafka, kafka_settings.topics.articles.name)
    headers = tuple((name, value or b"") for name, value in back.headers)
    received = Received(back.topic, back.partition, back.offset, back.key, back.value, headers, back.timestamp)
    again = dead_letter(received, NotJsonError("still no"), "decode", 1, kafka_settings.topics.dead_letters.name)
    produce(kafka_settings, [Outgoing(again.value, again.key, again.headers, again.topic)])
    letters = list(list_dead_letters(kafka_settings))
    assert [(letter.replays, letter.message) for letter in letters] == [(0, "no"), (1, "still no")]
    fresh = list(list_dead_letters(kafka_settings, Filter(max_replays=1)))
    assert [letter.message for letter in fresh] == ["no"]
