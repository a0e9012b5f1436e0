"""The words of a text with their offsets, and the readings of a word that grammar allows.

In Arabic a conjunction or preposition is written onto the next word (وبغداد, لفرنسا); in French an article or
preposition is elided onto it (l'Azerbaïdjan); in English the possessive follows it (Russia's).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from stream.enrich.identity.letters import fold

_WORD = re.compile(r"[^\W_][\w\u064b-\u0652\u0670]*(?:['’ʼ][^\W_]+)*")
_ELIDED = re.compile(r"^(?:[lLdD]|qu|Qu)['’]")
_POSSESSIVE = re.compile(r"(?:['’][sS])$")
LONGEST_CACHED = 120  # characters: names, which come again and again; never whole articles
SHORTEST_NAME = 3  # letters that must be left when a particle is taken off
PARTICLES = ("و", "ف", "ب", "ك", "ل", "ول", "وب", "وك", "فل", "فب", "فك")  # ال stays: it is part of the written word
_FIRST_OF_PARTICLES = frozenset("وفبكل")


class Word(NamedTuple):
    """One word: `folded` is what it is looked up by."""

    folded: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Every word of `text` from left to right."""
    if len(text) <= LONGEST_CACHED:
        return list(_words_of_a_name(text))
    return _split(text)


@lru_cache(maxsize=32_768)
def _words_of_a_name(text: str) -> tuple[Word, ...]:
    return tuple(_split(text))


def _split(text: str) -> list[Word]:
    return [Word(folded, *found.span()) for found in _WORD.finditer(text) if (folded := fold(found.group()))]


def with_alif(folded: str) -> str:
    """للـ as الـ: the alif that the preposition took is given back."""
    return "ال" + folded[2:] if folded.startswith("لل") else folded


def without_affixes(text: str, word: Word) -> Word:
    """`word` without a French elision before it or an English possessive after it."""
    raw = text[word.start : word.end]
    if len(raw) == len(word.folded) or ("'" not in raw and "’" not in raw):
        return word  # folding drops an apostrophe, so that equal length says there is none
    elided, possessive = _ELIDED.match(raw), _POSSESSIVE.search(raw)
    if not elided and not possessive:
        return word
    start = word.start + (elided.end() if elided else 0)
    end = word.end - (len(possessive.group()) if possessive else 0)
    return Word(fold(text[start:end]), start, end) if start < end else word


def without_particle(word: Word) -> Iterator[Word]:
    """The readings of an Arabic word with an attached particle taken off; للـ stays whole but for a و or ف before it."""
    if word.folded[:1] not in _FIRST_OF_PARTICLES:
        return
    for particle in PARTICLES:
        rest = word.folded[len(particle) :]
        if (
            word.folded.startswith(particle)
            and len(rest) >= SHORTEST_NAME
            and word.end - word.start >= len(word.folded)
        ):
            yield Word(rest, word.start + len(particle), word.end)
