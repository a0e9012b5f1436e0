"""Dead letters keep the record byte for byte and say why in headers."""

from __future__ import annotations

from stream.contract.dead_letter import ATTEMPTS, ERROR_CODE, REASON, REPLAYS, Received, dead_letter, error_code
from stream.errors import EnrichmentError, NotUtf8Error, catalogue


def received(**changes: object) -> Received:
    fields: dict[str, object] = {
        "topic": "news.articles", "partition": 2, "offset": 41, "key": b"k\xff", "value": b"\xff\x00",
        "headers": (("trace", b"1"), ("trace", b"2")), "timestamp": 1_700_000_000_123,
    }  # fmt: skip
    return Received(**{**fields, **changes})  # type: ignore[arg-type]


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_key_value_headers_and_timestamp_stay_byte_for_byte() -> None:
    letter = dead_letter(received(), NotUtf8Error("byte 0"), "decode", 1, "dlq")
    assert (letter.key, letter.value, letter.timestamp) == (b"k\xff", b"\xff\x00", 1_700_000_000_123)
    assert letter.headers[:2] == (("trace", b"1"), ("trace", b"2"))


def test_the_reason_is_in_kafka_connects_headers() -> None:
    reasons = dict(dead_letter(received(), raised(NotUtf8Error("byte 0 is not UTF-8")), "decode", 1, "dlq").headers)
    assert reasons[REASON + "topic"] == b"news.articles"
    assert reasons[REASON + "partition"] == b"2"
    assert reasons[REASON + "offset"] == b"41"
    assert reasons[REASON + "stage"] == b"decode"
    assert reasons[REASON + "exception.class.name"] == b"stream.errors.NotUtf8Error"
    assert reasons[REASON + "exception.message"] == b"byte 0 is not UTF-8"
    assert b"NotUtf8Error" in reasons[REASON + "exception.stacktrace"]
    assert reasons[ERROR_CODE] == b"article.not_utf8"
    assert reasons[ATTEMPTS] == b"1"


def test_a_second_death_replaces_the_first_reason_and_keeps_the_replay_count() -> None:
    first = dead_letter(received(headers=((REPLAYS, b"1"),)), NotUtf8Error("old"), "decode", 1, "dlq")
    again = dead_letter(received(headers=first.headers), EnrichmentError("new"), "enrich", 5, "dlq")
    assert len(again.headers) == len(dict(again.headers))
    assert dict(again.headers)[ERROR_CODE] == b"enrich.failed"
    assert dict(again.headers)[REPLAYS] == b"1"


def test_a_null_key_and_value_stay_null() -> None:
    letter = dead_letter(received(key=None, value=None), NotUtf8Error("x"), "decode", 1, "dlq")
    assert letter.key is None
    assert letter.value is None


def test_a_message_that_utf8_cannot_carry_does_not_fail() -> None:
    assert dead_letter(received(), NotUtf8Error("\ud800"), "decode", 1, "dlq").headers


def test_an_exception_newsstream_does_not_name_has_a_code_too() -> None:
    assert error_code(RuntimeError("x")) == "enrich.failed"


def test_codes_are_unique_and_explained() -> None:
    codes = [code for code, _ in catalogue()]
    assert len(codes) == len(set(codes))
    assert all(meaning for _, meaning in catalogue())
