"""An encoder with the real one's interface whose scores come from a table: tests say what the model says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from stream.enrich.encoder import Heads, TokenIds
from stream.enrich.model_folder import ModelDescription

ENTITY_LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
ATTRIBUTION_LABELS = ("O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT")
SENTENCE_LABELS = ("negative", "neutral", "positive", "claim", "check_worthiness")


class CountingEncoder:
    """Scores every token by its id through `label_of`; remembers the windows it was given."""

    def __init__(self, label_of: Callable[[int], int] = lambda _token: 0) -> None:
        self.windows: list[tuple[int, ...]] = []
        self._label_of = label_of

    def encode(self, windows: Sequence[TokenIds]) -> list[Heads]:
        self.windows += [tuple(window) for window in windows]
        return [self._heads(window) for window in windows]

    def _heads(self, window: TokenIds) -> Heads:
        entities = np.zeros((len(window), len(ENTITY_LABELS)), np.float32)
        for row, token in enumerate(window):
            entities[row, self._label_of(token)] = 8.0
        # The first column carries the token's own id, so that a test can see which window a row came from.
        attribution = np.zeros((len(window), len(ATTRIBUTION_LABELS)), np.float32)
        attribution[:, 0] = list(window)
        return Heads(
            entities=entities,
            attribution=attribution,
            target_sentiment=np.zeros((len(window), 3), np.float32),
            sentence=np.full(len(SENTENCE_LABELS), len(window), np.float32),
        )


def description(max_tokens: int = 16) -> ModelDescription:
    return ModelDescription(
        name="fake",
        version="0",
        sha256="0" * 64,
        max_tokens=max_tokens,
        labels={
            "entities": ENTITY_LABELS,
            "attribution": ATTRIBUTION_LABELS,
            "target_sentiment": ("negative", "neutral", "positive"),
            "sentence": SENTENCE_LABELS,
        },
    )
