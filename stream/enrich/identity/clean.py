"""From the spans a model marked to the spans of the names themselves.

Each step is a function from mentions to mentions: fit to whole words, join fragments, take off particles, titles
and generic heads, leave out what is not a name. `text == field_text[start:end]` holds after every step, and what comes
out is in reading order and does not overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from stream.enrich.identity.article import FIELDS, Article
from stream.enrich.identity.fragments import join_fragments, split_coordination, split_place_from_holder
from stream.enrich.identity.heads import is_a_name, without_heads
from stream.enrich.identity.letters import fold
from stream.enrich.identity.overlaps import settle
from stream.enrich.identity.particles import without_particles
from stream.enrich.identity.sightings import sightings
from stream.enrich.identity.stretches import parted
from stream.enrich.identity.tails import without_tail
from stream.enrich.identity.verbs import without_verbs
from stream.enrich.identity.widening import widened
from stream.enrich.identity.words import PARTICLES
from stream.enrich.reading import Mention

_DOTTED = re.compile(r"(?:^|\s)(?:[A-Z]\.)+[A-Z]$")  # U.S. keeps its last dot
_MAY_BELONG = ("+", ".", "'", "’")  # OPEC+, U.S., Moody's
_POSSESSIVES = ("'s", "’s")
TATWEEL = "\u0640"  # لـوزارة: it holds the particle
_WORD_MARKS = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"


def clean(article: Article) -> list[Mention]:
    """The article's names: the model's mentions made clean, and the ones that rules are sure of."""
    marked = _without_overlap(whole for mention in article.reading.mentions if (whole := _fitted(mention, article)))
    pieces = [
        piece for mention in join_fragments(marked, article) for piece in split_place_from_holder(mention, article)
    ]
    pieces = [part for piece in pieces for part in parted(piece, article)]
    parts = [part for piece in pieces for part in split_coordination(piece, article)]
    named = widened([name for mention in parts if (name := _name_only(mention, article))], article)
    seen = _in_order(settle(named, sightings(article), article))
    settled = widened(seen, article, {id(mention) for mention in named})  # جبل كينيا, though كينيا is known
    return _in_order(_trimmed(without_heads(mention, article), article) for mention in settled)


def _name_only(mention: Mention, article: Article) -> Mention | None:
    named = without_verbs(_trimmed(mention, article), article)
    stripped = without_heads(without_particles(named, article), article)
    trimmed = _trimmed(without_tail(stripped, article), article)
    return trimmed if is_a_name(trimmed, article) else None


def _fitted(mention: Mention, article: Article) -> Mention | None:
    """`mention` over whole words of its field, or None for a span that holds no letter."""
    text = article.text(mention.span.field)
    start, end = max(0, mention.span.start), min(len(text), mention.span.end)
    while start < end and not _in_word(text[start]):
        start += 1
    while end > start and not _in_word(text[end - 1]):
        end -= 1
    if start >= end:
        return None
    return article.resized(mention, _word_start(text, start), _word_end(text, end))


def _word_start(text: str, start: int) -> int:
    """The start of the word, unless only an attached particle stands before: there the model has already cut well."""
    first = start
    while first > 0 and _in_word(text[first - 1]):
        first -= 1
    return start if text[first:start] in PARTICLES else first


def _word_end(text: str, end: int) -> int:
    while end < len(text) and _in_word(text[end]):
        end += 1
    return end


def _in_word(character: str) -> bool:
    return character.isalnum() or character in _WORD_MARKS


def _trimmed(mention: Mention, article: Article) -> Mention:
    text = article.text(mention.span.field)
    start, end = mention.span.start, mention.span.end
    whole = end > start and text[start].isalnum() and text[start] != TATWEEL and text[end - 1].isalnum()
    if whole and text[end : end + 1] not in _MAY_BELONG:
        return mention  # as nearly all are
    while start < end and (not text[start].isalnum() or text[start] == TATWEEL):
        start += 1
    while end > start and not _in_word(text[end - 1]) and text[end - 1] != "+":
        end -= 1
    if text[end : end + 1] == "+" and not _in_word(text[end + 1 : end + 2] or " "):
        end += 1  # OPEC+
    if text[end : end + 2] in _POSSESSIVES and fold(text[start:end] + "s") in article.gazetteer.organisations:
        end += 2  # Moody's
    if text[end : end + 1] == "." and _DOTTED.search(text[start:end]):
        end += 1
    return article.resized(mention, start, end)


def _without_overlap(mentions: Iterable[Mention]) -> list[Mention]:
    """Of two mentions that share letters the more confident one stays, then the longer."""
    ordered = _in_order(mentions)
    if not any(left.span.overlaps(right.span) for left, right in pairwise(ordered)):
        return ordered  # as in nearly every article
    kept: list[Mention] = []
    for mention in sorted(ordered, key=lambda m: (-m.confidence, m.span.start - m.span.end, m.span.start)):
        if not any(mention.span.overlaps(other.span) for other in kept):
            kept.append(mention)
    return _in_order(kept)


def _in_order(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda m: (m.span.field == FIELDS[1], m.span.start))
