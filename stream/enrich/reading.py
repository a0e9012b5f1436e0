"""What the model read in one article: sentences with scores, raw mentions, attribution spans.

These are the values that flow between the steps of the enricher. Identity and claims are decided from them, and only
then does anything take the shape of the wire contract. Every offset counts Unicode code points in its field's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Field = Literal["title", "body"]
EntityType = Literal["PER", "ORG", "LOC", "MISC"]
AttributionLabel = Literal["SOURCE", "CUE", "CONTENT"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's title or body; `text` is exactly `field_text[start:end]`."""

    text: str
    field: Field
    start: int
    end: int

    @property
    def position(self) -> tuple[bool, int]:
        """Its place in reading order, title before body; sorts."""
        return self.field == "body", self.start

    def overlaps(self, other: Span) -> bool:
        """True when both lie in the same field and share at least one code point."""
        return self.field == other.field and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in the text; `sentiment` is negative, neutral, positive probability towards it here."""

    span: Span
    type: EntityType
    confidence: float
    sentence: int
    sentiment: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class AttributionSpan:
    """Source, cue or content as the model's attribution head marked it."""

    span: Span
    label: AttributionLabel
    confidence: float
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the sentence heads' probabilities (sentiment: negative, neutral, positive)."""

    index: int
    span: Span
    sentiment: tuple[float, float, float]
    claim: float
    check_worthiness: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as read by the model, title first, sentences in order of appearance."""

    title: str
    body: str
    language: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[AttributionSpan, ...]

    def text(self, field: Field) -> str:
        """The full text of `field`."""
        return self.title if field == "title" else self.body
