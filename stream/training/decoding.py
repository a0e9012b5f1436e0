"""From token logits to labelled spans: shared by the checks during training and the evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from stream.enrich.decode import softmax
from stream.enrich.paths import ATTRIBUTION_COSTS, ENTITY_COSTS, token_tags
from stream.training.examples import ATTRIBUTION_LABELS, ENTITY_LABELS, Span
from stream.training.predictions import Prediction

Head = Literal["entities", "attribution"]
HEADS: Final = {"entities": (ENTITY_LABELS, ENTITY_COSTS), "attribution": (ATTRIBUTION_LABELS, ATTRIBUTION_COSTS)}


def decode_spans(item: Prediction, head: Head) -> list[Span]:
    """Spans that a head marks, decided as the worker decides; special tokens, whose offsets are empty, are left out."""
    real = [number for number, (start, end) in enumerate(item.offsets) if start < end]
    offsets = [item.offsets[number] for number in real]
    labels, costs = HEADS[head]
    logits = item.entities if head == "entities" else item.attribution
    spans: list[Span] = []
    tags = token_tags(softmax(logits[real]), offsets, item.example.text, labels, costs)
    for (start, end), tag in zip(offsets, tags, strict=True):
        prefix, _, kind = tag.partition("-")
        if prefix == "I":
            spans[-1] = Span(spans[-1].start, end, kind)
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
