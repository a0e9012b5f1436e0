"""Readings by hand: a text with names marked in it, as if a model had read it."""

from __future__ import annotations

import re

from stream.enrich.identity import Entity, identify
from stream.enrich.reading import EntityType, Field, Mention, Reading, Sentence, Span

NEUTRAL = (0.1, 0.8, 0.1)
MARK = re.compile(r"\[(PER|ORG|LOC|MISC) ([^\]]*)\]")


def mention(text: str, start: int, end: int, kind: EntityType = "LOC", field: Field = "body") -> Mention:
    """A model's mention of `text[start:end]`."""
    return Mention(Span(text[start:end], field, start, end), kind, 0.9, 0, NEUTRAL)


def reading(body: str, title: str = "", language: str = "ar") -> Reading:
    """A reading of texts in which `[LOC Baku]` stands for Baku marked as a place."""
    plain_title, in_title = _unmarked(title, "title")
    plain_body, in_body = _unmarked(body, "body")
    texts: list[tuple[Field, str]] = [("title", plain_title), ("body", plain_body)]
    sentences = tuple(
        Sentence(index, Span(text, field, 0, len(text)), NEUTRAL, 0.0, 0.0) for index, (field, text) in enumerate(texts)
    )
    return Reading(plain_title, plain_body, language, sentences, (*in_title, *in_body), ())


def entities(body: str, title: str = "", language: str = "ar") -> list[Entity]:
    """What identity makes of a marked text."""
    return identify(reading(body, title, language))


def named(found: list[Entity], text: str) -> Entity:
    """The entity that has a mention of exactly `text`."""
    holders = [entity for entity in found if any(m.span.text == text for m in entity.mentions)]
    assert len(holders) == 1, (
        f"{text!r} is in {len(holders)} of {[(e.id, [m.span.text for m in e.mentions]) for e in found]}"
    )
    return holders[0]


def texts(found: list[Entity]) -> list[str]:
    """Every mention's text, in the order of entities."""
    return [m.span.text for entity in found for m in entity.mentions]


def _unmarked(marked: str, field: Field) -> tuple[str, list[Mention]]:
    plain, mentions, last = "", [], 0
    for found in MARK.finditer(marked):
        plain += marked[last : found.start()]
        start = len(plain)
        plain += found.group(2)
        kind: EntityType = found.group(1)  # type: ignore[assignment]
        mentions.append((start, len(plain), kind))
        last = found.end()
    plain += marked[last:]
    return plain, [mention(plain, start, end, kind, field) for start, end, kind in mentions]
