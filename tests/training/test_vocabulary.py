"""Trimming the vocabulary: what must survive, and that nothing changes for texts whose pieces survive."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream.training.vocabulary import (
    SPACE,
    SPECIAL,
    build_tokenizer,
    choose_pieces,
    count_pieces,
    is_ours,
    piece_id,
    unknown_rate,
)
from tests.training.builders import WORDS, toy_pieces, toy_tokenizer

FOREIGN = [("日本", -1.0), (f"{SPACE}ไทย", -1.0)]


def test_special_pieces_keep_their_places() -> None:
    pieces = toy_pieces() + FOREIGN
    kept = choose_pieces(pieces, Counter(), limit=0)
    assert [pieces[number][0] for number in kept[: len(SPECIAL)]] == list(SPECIAL)


def test_seen_pieces_stay_whatever_their_script() -> None:
    pieces = toy_pieces() + FOREIGN
    assert len(pieces) - 1 in choose_pieces(pieces, Counter({len(pieces) - 1: 1}), limit=0)


def test_the_limit_is_filled_with_likely_pieces_of_our_scripts() -> None:
    pieces = toy_pieces() + FOREIGN
    names = {pieces[number][0] for number in choose_pieces(pieces, Counter(), limit=len(pieces))}
    assert {f"{SPACE}{word}" for word in WORDS} <= names
    assert not names & {name for name, _ in FOREIGN}


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_a_text_of_kept_pieces_is_cut_as_before(words: list[str]) -> None:
    pieces, full, text = toy_pieces(), toy_tokenizer(), " ".join(words)
    kept = choose_pieces(pieces, count_pieces(full, [text]), limit=0)
    trimmed = build_tokenizer([pieces[number] for number in kept])
    assert trimmed.encode(text).tokens == full.encode(text).tokens


def test_unknown_tokens_are_counted() -> None:
    assert unknown_rate(toy_tokenizer(), ["Omar won", "Omar won"]) == 0.0
    assert unknown_rate(toy_tokenizer(), ["Omar ☃"]) > 0.0
    assert unknown_rate(toy_tokenizer(), []) == 0.0


@pytest.mark.parametrize(
    ("piece", "ours"), [("▁وقال", True), ("Иван", True), ("é", True), ("日", False), ("3,5", True)]
)
def test_scripts_are_told_apart(piece: str, ours: bool) -> None:  # noqa: FBT001
    assert is_ours(piece) is ours


def test_a_missing_piece_is_named() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        piece_id(toy_tokenizer(), "nowhere")
