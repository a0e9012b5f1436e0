"""Scores to spans: whole words, particles left outside, nothing overlapping, whatever the scores."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream.enrich.decode import decode_batch, decode_spans, mean_rows, sigmoid, softmax
from stream.enrich.layout import lay_out
from stream.enrich.paths import ENTITY_COSTS
from stream.enrich.windows import Tokens
from tests.enrich.fakes import ENTITY_LABELS


def decoded(text: str, pieces: str, tags: str) -> list[tuple[str, str]]:
    """Spans of `text` cut into `pieces` (separated by |) with one tag a piece."""
    offsets, at = [], 0
    for piece in pieces.split("|"):
        at = text.index(piece, at)
        offsets.append((at, at + len(piece)))
        at += len(piece)
    scores = np.zeros((len(offsets), len(ENTITY_LABELS)), np.float32)
    for row, tag in enumerate(tags.split()):
        scores[row, ENTITY_LABELS.index(tag)] = 9.0
    tokens = Tokens(tuple(range(len(offsets))), tuple(offsets))
    return [(span.label, text[span.start : span.end]) for span in decode_spans(scores, tokens, text, ENTITY_LABELS)]


@pytest.mark.parametrize(
    ("text", "pieces", "tags", "expected"),
    [
        ("زار نيكول باشينيان باكو", "زار|نيكول|باشين|يان|باكو", "O B-PER I-PER I-PER B-LOC",
         [("PER", "نيكول باشينيان"), ("LOC", "باكو")]),
        # A name does not go on in another type.
        ("Paris Match", "Paris|Match", "B-LOC B-ORG", [("LOC", "Paris"), ("ORG", "Match")]),
        # B after B keeps two neighbours apart.
        ("Ali Omar", "Ali|Omar", "B-PER B-PER", [("PER", "Ali"), ("PER", "Omar")]),
        # A particle piece outside the name stays outside; any other piece of its word comes in.
        ("في وبغداد", "في|و|بغداد", "O O B-LOC", [("LOC", "بغداد")]),
        ("في شبغداد", "في|ش|بغ|داد", "O B-LOC B-LOC I-LOC", [("LOC", "شبغداد")]),
        # The pieces of a word speak together: most of them decide, and no piece stands alone.
        ("Karabakhi", "Kara|bakh|i", "B-LOC I-LOC O", [("LOC", "Karabakhi")]),
        ("Karabakhi", "Kara|bakh|i", "B-LOC O O", []),
        ("Kalbajar", "Kalb|aj|ar", "B-LOC B-PER I-LOC", [("LOC", "Kalbajar")]),
        # Punctuation ends a word even where no space does.
        ("(باكو)", "(|باكو|)", "O B-LOC O", [("LOC", "باكو")]),
        ("Nagorno-Karabakh", "Nagorno|-|Karabakh", "B-LOC I-LOC I-LOC", [("LOC", "Nagorno-Karabakh")]),
        # Vowel signs belong to their word.
        ("بَاكُو", "بَاك|ُو", "B-LOC I-LOC", [("LOC", "بَاكُو")]),
    ],
)  # fmt: skip
def test_names_are_whole_words(text: str, pieces: str, tags: str, expected: list[tuple[str, str]]) -> None:
    assert decoded(text, pieces, tags) == expected


def test_no_tokens_no_spans() -> None:
    assert decode_spans(np.zeros((0, 9), np.float32), Tokens((), ()), "", ENTITY_LABELS) == []


@st.composite
def scored_text(draw: st.DrawFn) -> tuple[str, Tokens, np.ndarray]:
    text = draw(st.text(alphabet="ابو فك.«» abЖ\u0301😀-", max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    offsets = [(start, end) for start, end in pairwise(cuts) if text[start:end].strip()]
    trimmed = tuple(
        (start + len(re.match(r"\s*", text[start:end]).group()), end)  # type: ignore[union-attr]  # always matches
        for start, end in offsets
    )
    rows = draw(st.lists(st.integers(0, 8), min_size=len(trimmed), max_size=len(trimmed)))
    scores = np.eye(9, dtype=np.float32)[rows] * 5 if rows else np.zeros((0, 9), np.float32)
    return text, Tokens(tuple(range(len(trimmed))), trimmed), scores


@given(scored_text())
def test_spans_are_ordered_never_overlap_and_never_are_empty(case: tuple[str, Tokens, np.ndarray]) -> None:
    text, tokens, scores = case
    spans = decode_spans(scores, tokens, text, ENTITY_LABELS)
    ends = [0] + [span.end for span in spans]
    assert all(end <= span.start < span.end <= len(text) for end, span in zip(ends, spans, strict=False))
    assert all(0.0 <= span.confidence <= 1.0 for span in spans)


@given(st.lists(scored_text().filter(lambda case: case[1].ids), min_size=1, max_size=6), st.integers(0, 2**32 - 1))
def test_sentences_decoded_together_are_those_decoded_alone(
    cases: list[tuple[str, Tokens, np.ndarray]], seed: int
) -> None:
    noise = np.random.default_rng(seed)
    scores = [(scores + noise.normal(0, 3, scores.shape)).astype(np.float32) for _, _, scores in cases]
    layout = lay_out([text for text, _, _ in cases], [tokens.offsets for _, tokens, _ in cases])
    together = decode_batch(np.concatenate(scores), layout, ENTITY_LABELS, temperature=1.5, costs=ENTITY_COSTS)
    alone = [
        decode_spans(found, tokens, text, ENTITY_LABELS, temperature=1.5)
        for (text, tokens, _), found in zip(cases, scores, strict=True)
    ]
    assert together == alone


def test_means_of_ranges_are_those_of_each_range() -> None:
    rows = np.random.default_rng(1).normal(size=(9, 3)).astype(np.float32)
    firsts, ends = np.array([0, 2, 5, 8]), np.array([2, 4, 8, 9])
    expected = [rows[first:end].mean(axis=0) for first, end in zip(firsts, ends, strict=True)]
    assert mean_rows(rows, firsts, ends) == pytest.approx(np.array(expected))


def test_a_temperature_softens_probabilities() -> None:
    scores = np.array([4.0, 0.0, 0.0], np.float32)
    assert softmax(scores, 2.0)[0] < softmax(scores)[0]
    assert softmax(scores).sum() == pytest.approx(1.0)


@pytest.mark.parametrize("score", [-1e9, -3.0, 0.0, 1e9])
def test_a_sigmoid_stays_within_zero_and_one(score: float) -> None:
    assert 0.0 <= sigmoid(score) <= 1.0
