"""Tokens of many sentences in one row of numbers, and which of them begin a word.

Array work on a whole batch in place of a loop over tokens in Python: the texts are laid end to end, with a line break
around each, and every token keeps where it stands in them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Offsets = Sequence[tuple[int, int]]

PARTICLES: Final = frozenset({"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"})
_LETTER_BITS: Final = 21  # of a code point
_PARTICLE_CODES: Final = np.array(
    sorted(sum(ord(letter) << (_LETTER_BITS * place) for place, letter in enumerate(word)) for word in PARTICLES)
)
_LONGEST_PARTICLE: Final = 2  # letters
_UNKNOWN, _NO, _YES = 0, 1, 2
# Whether a character belongs to words, asked once for each; untouched pages of the table take no memory.
_word_characters = np.zeros(0x110000, dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class Layout:
    """Sentences laid end to end.

    `codes` are the code points of all texts; `starts` and `ends` the tokens' places in them; `bounds` the sentences'
    first tokens and, last, the number of tokens; `texts` where each text begins.
    """

    codes: npt.NDArray[np.uint32]
    starts: Ints
    ends: Ints
    bounds: Ints
    texts: Ints


def lay_out(texts: Sequence[str], offsets: Sequence[Offsets]) -> Layout:
    """The layout of sentences from their texts and where their tokens lie; none is without tokens."""
    joined = "\n" + "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    begins = np.cumsum([1, *(len(text) + 1 for text in texts[:-1])])
    counts = [len(found) for found in offsets]
    places = np.array([place for found in offsets for place in found], dtype=np.int64).reshape(-1, 2)
    places += np.repeat(begins, counts)[:, None]
    return Layout(codes, places[:, 0], places[:, 1], np.cumsum([0, *counts]), begins)


def is_inside_word(number: int, offsets: Offsets, text: str) -> bool:
    """True when token `number` continues the word of the token before it."""
    end, start = offsets[number - 1][1], offsets[number][0]
    return end == start and 0 < start < len(text) and all(map(_belongs_to_words, text[start - 1 : start + 1]))


def word_starts(offsets: Offsets, text: str) -> list[int]:
    """Index of the first token of each word of one sentence; see `word_firsts`."""
    found: list[int] = word_firsts(lay_out([text], [offsets])).tolist()
    return found


def word_firsts(layout: Layout) -> Ints:
    """Index of the first token of each word; an Arabic particle written onto a word is a word of its own."""
    starts, ends, codes = layout.starts[1:], layout.ends[:-1], layout.codes
    inside = (starts == ends) & _is_word(codes[starts - 1]) & _is_word(codes[starts])
    # A bare word mark at the start of a text is given the first letter of the piece behind it.
    overlaps = starts < ends
    begins = np.concatenate([[True], ~inside & ~overlaps])
    after_particle = np.concatenate([[False], inside & ~overlaps & _are_particles(layout)[:-1]])
    while True:  # as often as particles stand in a row: a particle counts only where it begins a word itself
        more = after_particle & ~begins
        more[1:] &= begins[:-1]
        if not more.any():
            return np.flatnonzero(begins)
        begins |= more


def _are_particles(layout: Layout) -> Flags:
    lengths = layout.ends - layout.starts
    last = len(layout.codes) - 1
    codes = layout.codes[layout.starts].astype(np.int64)
    second = layout.codes[np.minimum(layout.starts + 1, last)].astype(np.int64) << _LETTER_BITS
    codes += np.where(lengths == _LONGEST_PARTICLE, second, 0)
    return (lengths > 0) & (lengths <= _LONGEST_PARTICLE) & np.isin(codes, _PARTICLE_CODES)


def _is_word(codes: npt.NDArray[np.uint32]) -> Flags:
    known = _word_characters[codes]
    if (known == _UNKNOWN).any():
        for code in np.unique(codes[known == _UNKNOWN]).tolist():
            _word_characters[code] = _YES if _belongs_to_words(chr(code)) else _NO
        known = _word_characters[codes]
    return np.equal(known, _YES)


def _belongs_to_words(character: str) -> bool:
    # Vowel signs and other combining marks belong to the word they stand on.
    return character.isalnum() or unicodedata.combining(character) > 0
