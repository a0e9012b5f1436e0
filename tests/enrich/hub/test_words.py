"""Pieces to words to spans, on probabilities written by hand."""

from __future__ import annotations

import numpy as np
import pytest

from stream.enrich.hub.words import word_spans

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def spans(text: str, pieces: list[tuple[int, int]], tags: list[str], sure: float = 1.0) -> list[tuple[str, str]]:
    rows = np.full((len(tags), len(LABELS)), (1 - sure) / 4, np.float32)
    for number, tag in enumerate(tags):
        rows[number, LABELS.index(tag)] = sure
    return [(span.label, text[span.start : span.end]) for span in word_spans(text, pieces, rows, LABELS)]


def test_a_comma_is_no_part_of_the_word_before_it() -> None:
    assert spans("Baku, won", [(0, 4), (4, 5), (6, 9)], ["B-LOC", "I-LOC", "O"]) == [("LOC", "Baku,")]
    assert spans("Baku, won", [(0, 4), (4, 5), (6, 9)], ["B-LOC", "O", "O"]) == [("LOC", "Baku")]


def test_later_pieces_of_a_word_have_no_say() -> None:
    assert spans("Karabakh", [(0, 3), (3, 6), (6, 8)], ["B-LOC", "O", "B-PER"]) == [("LOC", "Karabakh")]
    assert spans("Karabakh", [(0, 3), (3, 8)], ["O", "B-LOC"]) == []


def test_a_space_that_is_a_piece_speaks_for_the_word_behind_it() -> None:
    assert spans("in Baku", [(0, 2), (3, 3), (3, 7)], ["O", "B-LOC", "O"]) == [("LOC", "Baku")]


def test_vowel_signs_do_not_cut_a_word() -> None:
    text = "بَاكُو"
    assert spans(text, [(0, 2), (2, 4), (4, 6)], ["B-LOC", "O", "O"]) == [("LOC", text)]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["B-PER", "I-PER", "O"], ["a b"]),
        (["I-PER", "I-PER", "O"], ["a b"]),
        (["B-PER", "B-PER", "I-PER"], ["a", "b c"]),
        (["B-PER", "I-LOC", "I-LOC"], ["a", "b c"]),
        (["O", "I-LOC", "O"], ["b"]),
    ],
)
def test_a_span_goes_on_until_its_type_ends_or_another_begins(tags: list[str], expected: list[str]) -> None:
    assert [text for _, text in spans("a b c", [(0, 1), (2, 3), (4, 5)], tags)] == expected


def test_confidence_is_the_mean_over_words_of_the_types_probability() -> None:
    rows = np.array([[0.1, 0.6, 0.3, 0, 0], [0.3, 0.1, 0.6, 0, 0]], np.float32)
    [span] = word_spans("a b", [(0, 1), (2, 3)], rows, LABELS)
    assert span.confidence == pytest.approx(0.8)


def test_no_pieces_no_spans() -> None:
    assert word_spans("", [], np.zeros((0, 5), np.float32), LABELS) == []
