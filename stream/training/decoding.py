"""From token logits to labelled spans, with numpy only: shared by the checks during training and the evaluation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from stream.training.examples import Span

Logits = npt.NDArray[np.float32]
FORBIDDEN = -1e9


def best_path(logits: Logits, labels: Sequence[str]) -> list[str]:
    """The most probable label sequence in which every I follows a B or I of its own kind (Viterbi)."""
    scores = logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True)
    moves = _moves(labels)
    best = scores[0] + np.array([FORBIDDEN if label[0] == "I" else 0.0 for label in labels])
    back = []
    for row in scores[1:]:
        reached = best[:, None] + moves
        back.append(reached.argmax(axis=0))
        best = reached.max(axis=0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return [labels[number] for number in reversed(path)]


def decode_spans(logits: Logits, offsets: Sequence[tuple[int, int]], labels: Sequence[str]) -> list[Span]:
    """Spans of one sentence; special tokens, whose offsets are empty, are left out.

    A beginning right behind a span of its kind, with no space between, is a later piece of the same word.
    """
    real = [number for number, (start, end) in enumerate(offsets) if start < end]
    if not real:
        return []
    spans: list[Span] = []
    for number, label in zip(real, best_path(logits[real], labels), strict=True):
        start, end = offsets[number]
        prefix, _, kind = label.partition("-")
        last = spans[-1] if spans else None
        if last and (prefix == "I" or (prefix == "B" and last.end == start and last.label == kind)):
            spans[-1] = Span(last.start, end, kind)
        elif prefix == "B":
            spans.append(Span(start, end, kind))
    return spans


def word_tags(spans: Sequence[Span], words: Sequence[tuple[int, int]]) -> list[str]:
    """BIO tags of words: a word belongs to the first span that touches it."""
    tags = []
    previous: Span | None = None
    for start, end in words:
        touching = next((span for span in spans if span.start < end and start < span.end), None)
        tags.append("O" if touching is None else f"{'I' if touching is previous else 'B'}-{touching.label}")
        previous = touching
    return tags


def _moves(labels: Sequence[str]) -> npt.NDArray[np.float64]:
    moves = np.zeros((len(labels), len(labels)))
    for to, label in enumerate(labels):
        if label[0] == "I":
            allowed = {label, f"B-{label[2:]}"}
            moves[[number for number, name in enumerate(labels) if name not in allowed], to] = FORBIDDEN
    return moves
