"""What other models say of an article's sentences, where the settings give a task to one of them.

The `Reader` asks here first and falls back on the shipped model for every task that nobody took. What answers is behind
two protocols, so that nothing here depends on torch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from stream.enrich.decode import LabelledSpan

SpanTask = Literal["entities", "attribution"]
SentenceTask = Literal["sentiment", "claim", "check_worthiness"]


class SpanTagger(Protocol):
    """Finds labelled spans; their token numbers mean nothing to anybody else."""

    def tag(self, sentences: Sequence[str]) -> list[list[LabelledSpan]]:
        """The spans of every sentence, in code points of the sentence, in order, not overlapping."""
        ...


class SentenceScorer(Protocol):
    """Weighs a sentence as a whole."""

    def score(self, sentences: Sequence[str]) -> list[tuple[float, ...]]:
        """Probabilities of every sentence: negative, neutral, positive; or no, yes."""
        ...


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the specialists say of one sentence, by task."""

    spans: Mapping[SpanTask, list[LabelledSpan]] = field(default_factory=dict)
    weights: Mapping[SentenceTask, tuple[float, ...]] = field(default_factory=dict)

    def yes(self, task: Literal["claim", "check_worthiness"]) -> float | None:
        """The probability of yes, if `task` has a specialist."""
        found = self.weights.get(task)
        return None if found is None else found[1]

    @property
    def sentiment(self) -> tuple[float, float, float] | None:
        """Negative, neutral, positive, if sentiment has a specialist."""
        found = self.weights.get("sentiment")
        return None if found is None else (found[0], found[1], found[2])


@dataclass(frozen=True, slots=True)
class Specialists:
    """The models that do single tasks; none of them by default."""

    spans: Mapping[SpanTask, SpanTagger] = field(default_factory=dict)
    sentences: Mapping[SentenceTask, SentenceScorer] = field(default_factory=dict)

    def read(self, sentences: Sequence[str]) -> list[Opinion]:
        """One opinion a sentence, empty where there is no specialist."""
        spans = {task: tagger.tag(sentences) for task, tagger in self.spans.items()}
        weights = {task: scorer.score(sentences) for task, scorer in self.sentences.items()}
        return [
            Opinion(
                {task: found[number] for task, found in spans.items()},
                {task: found[number] for task, found in weights.items()},
            )
            for number in range(len(sentences))
        ]


NONE = Specialists()


def in_tokens(spans: Sequence[LabelledSpan], offsets: Sequence[tuple[int, int]]) -> list[LabelledSpan]:
    """The same spans with the numbers of the shipped model's tokens, which lie at `offsets`, instead of their own.

    A span that touches none of them is dropped: nothing else of the pipeline could see it.
    """
    placed = []
    for span in spans:
        touched = [number for number, (start, end) in enumerate(offsets) if start < span.end and span.start < end]
        if touched:
            placed.append(replace(span, first_token=touched[0], end_token=touched[-1] + 1))
    return placed
