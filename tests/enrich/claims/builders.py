"""Readings made by hand: a text, its sentences, and the names a model would have marked."""

from __future__ import annotations

from stream.enrich.claims import Claim, claims_by_rules
from stream.enrich.reading import (
    AttributionLabel,
    AttributionSpan,
    EntityType,
    Field,
    Mention,
    Reading,
    Sentence,
    Span,
)
from stream.enrich.sentences import split_sentences

Names = dict[str, EntityType]
Marks = tuple[tuple[AttributionLabel, str, float], ...]

CHECKABLE = 0.9
NEUTRAL = (0.0, 1.0, 0.0)


def reading(  # noqa: PLR0913  # a builder: every part of an article may be given, none must be
    body: str,
    *,
    title: str = "",
    language: str = "ar",
    names: Names | None = None,
    score: float = CHECKABLE,
    marked: Marks = (),
) -> Reading:
    """An article as the model would have read it, every sentence with the same scores.

    `names` are marked wherever they stand; `marked` gives the attribution head's spans, each where it first stands.
    """
    sentences = tuple(_sentences(title, body, score))
    found = tuple(mention for sentence in sentences for mention in _mentions(sentence, names or {}))
    heads = tuple(_attribution(sentences, *one) for one in marked)
    return Reading(title, body, language, sentences, found, heads)


def _sentences(title: str, body: str, score: float) -> list[Sentence]:
    fields: tuple[tuple[Field, str], ...] = (("title", title), ("body", body))
    spans = [Span(text[a:b], field, a, b) for field, text in fields for a, b in split_sentences(text)]
    return [Sentence(index, span, NEUTRAL, score, score) for index, span in enumerate(spans)]


def _mentions(sentence: Sentence, names: Names) -> list[Mention]:
    found = []
    for name, kind in names.items():
        at = sentence.span.text.find(name)
        while at >= 0:
            start = sentence.span.start + at
            span = Span(name, sentence.span.field, start, start + len(name))
            found.append(Mention(span, kind, 0.9, sentence.index, NEUTRAL))
            at = sentence.span.text.find(name, at + len(name))
    return found


def _attribution(
    sentences: tuple[Sentence, ...], label: AttributionLabel, text: str, confidence: float
) -> AttributionSpan:
    home = next(sentence for sentence in sentences if text in sentence.span.text)
    start = home.span.start + home.span.text.index(text)
    return AttributionSpan(Span(text, home.span.field, start, start + len(text)), label, confidence, home.index)


def rules(
    body: str, language: str = "ar", names: Names | None = None, title: str = "", score: float = 0.0
) -> list[Claim]:
    """What the rules find; sentence scores of 0 keep the writer's own figures out unless a test asks for them."""
    return claims_by_rules(reading(body, title=title, language=language, names=names, score=score))


def only(claims: list[Claim]) -> Claim:
    """The one claim there is."""
    assert len(claims) == 1, [claim.content.text for claim in claims]
    return claims[0]


def told(claim: Claim) -> tuple[str | None, str | None, str]:
    """Cue, claimant and content as text."""
    cue = claim.cue.text if claim.cue else None
    return cue, claim.claimant.text if claim.claimant else None, claim.content.text
