"""Scores of tokens turned into spans of text: names, and the sources, cues and contents of attributions.

Spans are whole words: a piece of a word never stands alone, except that an Arabic particle written onto a name
(و ف ب ل ك) may be left outside. See `stream.enrich.paths`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stream.enrich.encoder import Scores
from stream.enrich.layout import Ints, Layout, lay_out
from stream.enrich.paths import ENTITY_COSTS, Costs, token_labels
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


def sigmoid(scores: npt.ArrayLike, temperature: float = 1.0) -> npt.NDArray[np.float64]:
    """The probabilities of a yes/no label."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(np.asarray(scores, np.float64) / temperature, -30.0, 30.0))))


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
    layout = lay_out([text], [tokens.offsets])
    return decode_batch(scores, layout, labels, temperature=temperature, costs=costs)[0]


def decode_batch(
    scores: Scores, layout: Layout, labels: Sequence[str], *, temperature: float, costs: Costs
) -> list[list[LabelledSpan]]:
    """The spans of every sentence of `layout`; `scores` are those of all their tokens, [tokens, labels]."""
    found = token_labels(softmax(scores), layout, tuple(labels), costs)
    firsts, ends = _runs(found, layout.bounds)
    spans: list[list[LabelledSpan]] = [[] for _ in layout.bounds[1:]]
    if not len(firsts):
        return spans
    kinds = (found[firsts] + 1) // 2
    confidences = np.minimum(1.0, _confidences(softmax(scores, temperature), firsts, ends, kinds))
    sentences = np.searchsorted(layout.bounds, firsts, side="right") - 1
    before, texts = layout.bounds[sentences], layout.texts[sentences]
    starts, stops = layout.starts[firsts] - texts, layout.ends[ends - 1] - texts
    names = ["", *(label[2:] for label in labels[1::2])]
    rows = zip(*(each.tolist() for each in (firsts - before, ends - before, starts, stops, confidences)), strict=True)
    for sentence, kind, row in zip(sentences.tolist(), kinds.tolist(), rows, strict=True):
        span = LabelledSpan(names[kind], *row)
        if span.start < span.end:
            spans[sentence].append(span)
    return spans


def mean_rows(rows: Scores, firsts: Ints, ends: Ints) -> Scores:
    """The mean of `rows[first:end]` for ranges that are not empty, in order and do not overlap: [ranges, ...]."""
    longer = np.concatenate([rows, np.zeros_like(rows[:1])])  # so that a range may end with the rows
    sums = np.add.reduceat(longer, np.stack([firsts, ends], axis=1).ravel(), axis=0)[::2]
    counts = (ends - firsts).astype(np.float32)
    return np.asarray(sums / counts.reshape(-1, *[1] * (rows.ndim - 1)), dtype=np.float32)


def _runs(labels: Ints, bounds: Ints) -> tuple[Ints, Ints]:
    """Where spans begin, and the token behind each: a B begins one, and so does an I with none to go on with."""
    outside = labels == 0
    before = np.concatenate([[True], outside[:-1]])
    before[bounds[:-1]] = True
    begins = ~outside & ((labels % 2 == 1) | before)
    firsts = np.flatnonzero(begins)
    breaks = begins | outside
    breaks[bounds[:-1]] = True
    stops = np.append(np.flatnonzero(breaks), len(labels))
    return firsts, stops[np.searchsorted(stops, firsts, side="right")]


def _confidences(probabilities: Scores, firsts: Ints, ends: Ints, kinds: Ints) -> Scores:
    """The mean probability of each span's kind over its tokens."""
    by_kind = probabilities[:, 1::2] + probabilities[:, 2::2]
    return np.asarray(mean_rows(by_kind, firsts, ends)[np.arange(len(firsts)), kinds - 1])
