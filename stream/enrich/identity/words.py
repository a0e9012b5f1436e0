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
_BY_FIRST_LETTER = {letter: tuple(p for p in PARTICLES if p[0] == letter) for letter in "وفبكل"}


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
    # In columns: a loop over the words in Python takes half as long again, and every article is split here as a whole.
    found = list(_WORD.finditer(text))
    folded = map(fold, map(re.Match.group, found))
    return [word for word in map(Word, folded, map(re.Match.start, found), map(re.Match.end, found)) if word.folded]


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


def particles_before(folded: str) -> list[str]:
    """The particles that the letters of a word begin with."""
    return [particle for particle in _BY_FIRST_LETTER.get(folded[:1], ()) if folded.startswith(particle)]


def _removable(folded: str) -> list[str]:
    """Those of them that leave enough of a name."""
    return [particle for particle in particles_before(folded) if len(folded) >= len(particle) + SHORTEST_NAME]


@lru_cache(maxsize=65_536)
def readings_of(folded: str) -> tuple[str, ...]:
    """A word as it stands, then without each particle that may be written onto it; see `without_particle`."""
    return (folded, *(folded[len(particle) :] for particle in _removable(folded)))


def without_particle(word: Word) -> Iterator[Word]:
    """The readings of an Arabic word with an attached particle taken off; للـ stays whole but for a و or ف before it."""
    folded, start, end = word
    if end - start < len(folded):
        return
    for particle in _removable(folded):
        yield Word(folded[len(particle) :], start + len(particle), end)
