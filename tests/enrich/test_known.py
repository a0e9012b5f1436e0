"""Sentences read before: the same scores, computed once, and never more of them than agreed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stream.enrich.known import RememberingEncoder
from tests.enrich.fakes import CountingEncoder

Windows = list[tuple[int, ...]]
windows = st.lists(st.lists(st.integers(0, 3), max_size=3).map(tuple), max_size=12)


@given(st.lists(windows, max_size=4), st.integers(1, 6))
def test_what_is_remembered_is_what_would_be_computed(batches: list[Windows], capacity: int) -> None:
    encoder = RememberingEncoder(CountingEncoder(), capacity=capacity)
    for batch in batches:
        for found, expected in zip(encoder.encode(batch), CountingEncoder().encode(batch), strict=True):
            assert (found.attribution == expected.attribution).all()
            assert (found.sentence == expected.sentence).all()


def test_a_sentence_is_computed_once_in_a_batch_and_not_again_in_the_next() -> None:
    inner, counted = CountingEncoder(), []
    encoder = RememberingEncoder(inner, lambda computed, known: counted.append((computed, known)))
    encoder.encode([(1, 2), (3,), (1, 2)])
    encoder.encode([(3,), (4,)])
    assert inner.windows == [(1, 2), (3,), (4,)]
    assert counted == [(2, 1), (1, 1)]


def test_the_longest_unseen_is_forgotten_first() -> None:
    inner = CountingEncoder()
    encoder = RememberingEncoder(inner, capacity=2)
    encoder.encode([(1,)])
    encoder.encode([(2,)])
    encoder.encode([(1,)])
    encoder.encode([(3,)])
    encoder.encode([(1,), (2,)])
    assert inner.windows == [(1,), (2,), (3,), (2,)]
