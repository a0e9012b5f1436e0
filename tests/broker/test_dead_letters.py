from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream.broker.dead_letters import Filter, parse, replayed
from stream.broker.reading import Consumed, RawHeaders
from stream.contract.dead_letter import Received, dead_letter, is_reason
from stream.errors import NotJsonError


def consumed(headers: RawHeaders = (), *, replays: int = 0, at: datetime | None = None) -> Consumed:
    own = (*headers, *((("newsstream.replays", str(replays).encode()),) if replays else ()))
    plain = tuple((name, value or b"") for name, value in own)
    letter = dead_letter(Received("src", 3, 9, b"k", b"\xff{", plain, 1), NotJsonError("bad"), "decode", 2, "dlq")
    timestamp = int((at or datetime(2026, 1, 1, tzinfo=UTC)).timestamp() * 1000)
    return Consumed("dlq", 1, 5, timestamp, letter.key, letter.value, letter.headers)


def test_reasons_are_read_from_the_headers() -> None:
    letter = parse(consumed(replays=1))
    assert (letter.position, letter.source) == ("1:5", "src-3:9")
    assert (letter.code, letter.message, letter.stage) == ("article.not_json", "bad", "decode")
    assert (letter.attempts, letter.replays) == (2, 1)


@given(st.lists(st.tuples(st.text(max_size=20), st.none() | st.binary(max_size=20))))
def test_any_headers_can_be_parsed_and_own_ones_survive_a_replay(headers: list[tuple[str, bytes | None]]) -> None:
    back = replayed(parse(Consumed("dlq", 0, 0, 0, None, None, tuple(headers))))
    own = [header for header in headers if not is_reason(header[0]) and header[0] != "newsstream.replays"]
    assert list(back.headers[:-1]) == own


def test_a_replay_goes_back_to_its_partition_with_its_bytes_and_one_more_count() -> None:
    back = replayed(parse(consumed((("own", b"\x00"),), replays=4)))
    assert (back.topic, back.partition, back.key, back.value) == ("src", 3, b"k", b"\xff{")
    assert back.headers == (("own", b"\x00"), ("newsstream.replays", b"5"))


@pytest.mark.parametrize(
    ("which", "passes"),
    [
        (Filter(), True),
        (Filter(codes=frozenset({"article.not_json", "other"})), True),
        (Filter(codes=frozenset({"article.*"})), True),
        (Filter(codes=frozenset({"article"})), False),
        (Filter(topic="src", partition=3), True),
        (Filter(partition=1), False),
        (Filter(since=datetime(2026, 1, 1, tzinfo=UTC), until=datetime(2026, 1, 2, tzinfo=UTC)), True),
        (Filter(until=datetime(2026, 1, 1, tzinfo=UTC)), False),
        (Filter(positions=frozenset({"1:5"})), True),
        (Filter(positions=frozenset({"1:6"})), False),
        (Filter(max_replays=3), True),
        (Filter(max_replays=2), False),
    ],
)
def test_a_filter_passes_what_fits_all_its_parts(which: Filter, *, passes: bool) -> None:
    assert which.matches(parse(consumed(replays=2))) is passes
