from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream.contract.records import Headers, Record
from stream.contract.trace import MAX_TRACESTATE, carrying, trace_context, trace_id

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = ("traceparent", f"00-{TRACE}-00f067aa0ba902b7-01".encode())
STATE = ("tracestate", b"vendor=opaque,other=1")


def test_the_context_is_kept_byte_for_byte() -> None:
    assert trace_context((("h", b"1"), STATE, PARENT)) == (PARENT, STATE)
    assert trace_id((PARENT, STATE)) == TRACE


def test_a_record_without_context_has_none() -> None:
    assert trace_context((("h", b"1"),)) == ()
    assert trace_id(()) is None


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"rubbish",
        PARENT[1] + b"-00",
        PARENT[1].upper(),
        PARENT[1].replace(TRACE.encode(), b"0" * 32),
        PARENT[1].replace(b"00f067aa0ba902b7", b"0" * 16),
        b"ff" + PARENT[1][2:],
        PARENT[1] + b"\n",
        b"\xff" * 55,
        b"01" + PARENT[1][2:] + b"-" + b"x" * 10_000,
    ],
)
def test_what_w3c_calls_invalid_goes_no_further(value: bytes) -> None:
    assert trace_context((("traceparent", value), STATE)) == ()


def test_a_later_version_is_passed_on_as_it_is() -> None:
    later = ("traceparent", b"01" + PARENT[1][2:] + b"-more")
    assert trace_context((later,)) == (later,)


@pytest.mark.parametrize("state", [b"", b"a" * (MAX_TRACESTATE + 1), b"a=\xff", b"a=1\r\nb=2", None])
def test_a_state_that_cannot_be_carried_is_dropped_and_the_parent_stays(state: bytes | None) -> None:
    headers: Headers = (PARENT, ("tracestate", state))  # type: ignore[assignment]  # Kafka's headers may be null
    assert trace_context(headers) == (PARENT,)


def test_of_two_parents_the_last_counts() -> None:
    other = ("traceparent", PARENT[1].replace(b"4bf9", b"aaaa"))
    assert trace_context((other, PARENT)) == (PARENT,)


def test_a_record_with_a_parent_of_its_own_keeps_it() -> None:
    letter = Record("dlq", None, b"v", (("traceparent", b"whatever the sender wrote"),))
    assert carrying(letter, (PARENT,)) is letter


def test_a_record_carries_the_context_after_its_own_headers() -> None:
    record = carrying(Record("t", None, b"v", (("h", b"1"),)), (PARENT, STATE))
    assert record.headers == (("h", b"1"), PARENT, STATE)


@given(st.lists(st.tuples(st.sampled_from(["traceparent", "tracestate", "h"]), st.binary(max_size=600))))
def test_nothing_a_sender_writes_grows_beyond_bounds(headers: list[tuple[str, bytes]]) -> None:
    context = trace_context(tuple(headers))
    assert sum(len(value) for _, value in context) <= 1024
