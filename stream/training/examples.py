"""One training or evaluation example: a sentence, and the labels its set happens to have.

A label that a set does not give is None (or an empty tuple for targets), and no loss is computed for it. All offsets
count code points of `text`, and ends are exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ENTITY_TYPES: Final = ("PER", "ORG", "LOC", "MISC")
ROLES: Final = ("SOURCE", "CUE", "CONTENT")
SENTIMENTS: Final = ("negative", "neutral", "positive")
ENTITY_LABELS: Final = ("O", *(f"{prefix}-{kind}" for kind in ENTITY_TYPES for prefix in "BI"))
ATTRIBUTION_LABELS: Final = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))
SENTENCE_LABELS: Final = (*SENTIMENTS, "claim", "check_worthiness")
OUTPUT_LABELS: Final = {
    "entities": ENTITY_LABELS,
    "attribution": ATTRIBUTION_LABELS,
    "target_sentiment": SENTIMENTS,
    "sentence": SENTENCE_LABELS,
}  # what the columns of each output mean
ALL_TYPES: Final = frozenset(ENTITY_TYPES)


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled piece of text."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Target:
    """A mention and the sentiment towards it, as an index into SENTIMENTS."""

    start: int
    end: int
    sentiment: int


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with what is known about it.

    `entity_types` are the types the set marks at all: an unmarked word says nothing about the others.
    `unsure` are stretches whose unmarked words are not to be trusted either.
    `words` is given for sets that come split into words; entity scores are counted on them.
    """

    text: str
    source: str
    language: str
    entities: tuple[Span, ...] | None = None
    entity_types: frozenset[str] = ALL_TYPES
    unsure: tuple[tuple[int, int], ...] = ()
    words: tuple[tuple[int, int], ...] = ()
    attribution: tuple[Span, ...] | None = None
    targets: tuple[Target, ...] = ()
    sentiment: int | None = None
    claim: int | None = None
    check_worthiness: int | None = None
