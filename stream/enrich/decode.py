"""Scores of tokens turned into spans of text: names, and the sources, cues and contents of attributions.

Spans are repaired to whole words: a piece of a word never stands alone, except that an Arabic particle written onto a
name (و ف ب ل ك) may be left outside.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from stream.enrich.encoder import Scores
from stream.enrich.windows import Offsets, Tokens

PARTICLES = frozenset({"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"})


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A labelled stretch of a sentence: token range, code point range, mean probability of its label."""

    label: str
    first_token: int
    end_token: int
    start: int
    end: int
    confidence: float


def softmax(scores: Scores, temperature: float = 1.0) -> Scores:
    """Probabilities over the last axis; `temperature` is the calibration measured on development data."""
    shifted = (scores - scores.max(axis=-1, keepdims=True)) / temperature
    powers = np.exp(shifted)
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def sigmoid(score: float, temperature: float = 1.0) -> float:
    """The probability of a yes/no label."""
    return float(1.0 / (1.0 + np.exp(-np.clip(score / temperature, -30.0, 30.0))))


def decode_spans(
    scores: Scores, tokens: Tokens, text: str, labels: Sequence[str], temperature: float = 1.0
) -> list[LabelledSpan]:
    """The spans that BIO `labels` mark in `text`, in order, not overlapping."""
    if not tokens.ids:
        return []
    probabilities = softmax(scores, temperature)
    best = probabilities.argmax(axis=-1)
    runs = _whole_words(list(_runs([labels[number] for number in best])), tokens.offsets, text)
    return [_span(run, probabilities, tokens, labels) for run in runs]


@dataclass(slots=True)
class _Run:
    kind: str
    first: int
    end: int


def _runs(tags: Sequence[str]) -> Iterator[_Run]:
    """Runs of one kind; an I without its B, or of another kind than what it follows, starts a run."""
    run: _Run | None = None
    for number, tag in enumerate(tags):
        kind = tag[2:]
        if run and (tag == "O" or tag.startswith("B-") or kind != run.kind):
            yield run
            run = None
        if tag != "O":
            run = run or _Run(kind, number, number)
            run.end = number + 1
    if run:
        yield run


def _whole_words(runs: Sequence[_Run], offsets: Offsets, text: str) -> list[_Run]:
    """Runs grown to whole words; what a grown run swallowed is joined to it or dropped."""
    kept: list[_Run] = []
    for run in runs:
        grown = _Run(run.kind, _word_start(run.first, offsets, text), _word_end(run.end, offsets, text))
        if kept and grown.first < kept[-1].end:
            kept[-1].end = grown.end if grown.kind == kept[-1].kind else kept[-1].end
        elif offsets[grown.first][0] < offsets[grown.end - 1][1]:
            kept.append(grown)
    return kept


def _word_start(first: int, offsets: Offsets, text: str) -> int:
    start = first
    while start > 0 and _inside_word(start, offsets, text):
        start -= 1
    return first if text[offsets[start][0] : offsets[first][0]] in PARTICLES else start


def _word_end(end: int, offsets: Offsets, text: str) -> int:
    while end < len(offsets) and _inside_word(end, offsets, text):
        end += 1
    return end


def _inside_word(number: int, offsets: Offsets, text: str) -> bool:
    """True when token `number` continues the word of the token before it."""
    end, start = offsets[number - 1][1], offsets[number][0]
    return end == start and 0 < start < len(text) and _is_word(text[start - 1]) and _is_word(text[start])


def _is_word(character: str) -> bool:
    # Vowel signs and other combining marks belong to the word they stand on.
    return character.isalnum() or unicodedata.combining(character) > 0


def _span(run: _Run, probabilities: Scores, tokens: Tokens, labels: Sequence[str]) -> LabelledSpan:
    columns = [number for number, label in enumerate(labels) if label[2:] == run.kind]
    confidence = float(probabilities[run.first : run.end, columns].sum(axis=-1).mean())
    start, end = tokens.offsets[run.first][0], tokens.offsets[run.end - 1][1]
    return LabelledSpan(run.kind, run.first, run.end, start, end, min(1.0, confidence))
