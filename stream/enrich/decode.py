"""Scores of tokens turned into spans of text: names, and the sources, cues and contents of attributions.

Spans are whole words: a piece of a word never stands alone, except that an Arabic particle written onto a name
(و ف ب ل ك) may be left outside. See `stream.enrich.paths`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from stream.enrich.encoder import Scores
from stream.enrich.paths import ENTITY_COSTS, Costs, token_tags
from stream.enrich.windows import Tokens


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


def decode_spans(  # noqa: PLR0913  # the last two have a sensible value for names
    scores: Scores,
    tokens: Tokens,
    text: str,
    labels: Sequence[str],
    *,
    temperature: float = 1.0,
    costs: Costs = ENTITY_COSTS,
) -> list[LabelledSpan]:
    """The spans that BIO `labels` mark in `text`, in order, not overlapping."""
    if not tokens.ids:
        return []
    tags = token_tags(softmax(scores), tokens.offsets, text, labels, costs)
    probabilities = softmax(scores, temperature)
    spans = [_span(run, probabilities, tokens, labels) for run in _runs(tags)]
    return [span for span in spans if span.start < span.end]


@dataclass(slots=True)
class _Run:
    kind: str
    first: int
    end: int


def _runs(tags: Sequence[str]) -> Iterator[_Run]:
    """Runs of tokens of one span each."""
    run: _Run | None = None
    for number, tag in enumerate(tags):
        if run and not tag.startswith("I-"):
            yield run
            run = None
        if tag != "O":
            run = run or _Run(tag[2:], number, number)
            run.end = number + 1
    if run:
        yield run


def _span(run: _Run, probabilities: Scores, tokens: Tokens, labels: Sequence[str]) -> LabelledSpan:
    columns = [number for number, label in enumerate(labels) if label[2:] == run.kind]
    confidence = float(probabilities[run.first : run.end, columns].sum(axis=-1).mean())
    start, end = tokens.offsets[run.first][0], tokens.offsets[run.end - 1][1]
    return LabelledSpan(run.kind, run.first, run.end, start, end, min(1.0, confidence))
