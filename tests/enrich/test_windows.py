"""Long sentences in overlapping windows: every token is read once, from the window that saw most around it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream.enrich.encoder import pack_by_length
from stream.enrich.windows import Tokens, read_sentences
from tests.enrich.fakes import CountingEncoder


def sentence(length: int, first: int = 0) -> Tokens:
    return Tokens(tuple(range(first, first + length)), tuple((number, number + 1) for number in range(length)))


@given(st.lists(st.integers(0, 120), max_size=6), st.integers(6, 40))
def test_every_token_gets_its_own_scores_whatever_the_window(lengths: list[int], max_tokens: int) -> None:
    encoder = CountingEncoder()
    sentences = [sentence(length, first=1000 * number) for number, length in enumerate(lengths)]
    read = read_sentences(sentences, encoder, max_tokens)
    for tokens, heads in zip(sentences, read, strict=True):
        assert heads.attribution[:, 0].astype(int).tolist() == list(tokens.ids)
    assert all(len(window) <= max_tokens - 2 for window in encoder.windows)


def test_a_short_sentence_is_one_window() -> None:
    encoder = CountingEncoder()
    read_sentences([sentence(14)], encoder, 16)
    assert len(encoder.windows) == 1


def test_sentence_scores_of_long_sentences_are_weighted_by_length() -> None:
    [heads] = read_sentences([sentence(20)], CountingEncoder(), 16)
    # Windows of 14 and 9 tokens: each says its own length, and the longer counts more.
    assert 9 < float(heads.sentence[0]) < 14


@given(st.lists(st.integers(1, 300), max_size=60), st.integers(8, 600))
def test_packs_hold_every_window_once_within_the_budget(lengths: list[int], budget: int) -> None:
    packs = list(pack_by_length(lengths, budget))
    assert sorted(number for pack in packs for number in pack) == list(range(len(lengths)))
    for pack in packs:
        assert len(pack) == 1 or len(pack) * max(lengths[number] for number in pack) <= budget


def test_a_window_longer_than_the_budget_is_not_waited_for_ever() -> None:
    assert list(pack_by_length([900], 100)) == [[0]]


def test_packing_depends_on_lengths_alone() -> None:
    lengths = list(np.random.default_rng(7).integers(1, 50, 40))
    assert list(pack_by_length(lengths, 128)) == list(pack_by_length(lengths, 128))


@pytest.mark.parametrize("length", [0, 1])
def test_an_empty_or_tiny_sentence_is_read_too(length: int) -> None:
    [heads] = read_sentences([sentence(length)], CountingEncoder(), 16)
    assert len(heads.entities) == length
