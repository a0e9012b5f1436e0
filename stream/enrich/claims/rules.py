"""The rules for one sentence: its script and the article's language pick the reader."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stream.enrich.claims.arabic import read_arabic
from stream.enrich.claims.english import ENGLISH
from stream.enrich.claims.french import FRENCH
from stream.enrich.claims.headline import headline
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.tokens import fold
from stream.enrich.claims.utterance import Utterance
from stream.enrich.claims.western import read_western

_ARABIC_LETTERS = re.compile("[\u0620-\u064a]+")
_LATIN_LETTERS = re.compile("[A-Za-z]+")
SIGNS = frozenset(
    "sign signs banner banners placard placards poster posters billboard plaque sticker graffiti label لافته لافتات اللافته "
    "لوحه ملصق يافطه pancarte banderole affiche".split()
)
LONGEST_SIGN = 4  # words of "a large hand-written sign"
SCRIPT_SAMPLE = 400  # characters that tell a sentence's script


def attributed(passage: Passage, language: str) -> list[Utterance]:
    """What somebody is reported to say in the sentence, in order of appearance."""
    if is_arabic(passage):
        found = by_people(passage, read_arabic(passage))
        return found if any(one.claimant for one in found) else headline(passage, None) or found
    grammar = FRENCH if language.startswith("fr") else ENGLISH
    return by_people(passage, read_western(passage, grammar)) or headline(passage, grammar)


def by_people(passage: Passage, found: Sequence[Utterance]) -> list[Utterance]:
    """Without what is written on signs and banners: nobody asserts "Closed until Monday"."""
    return [one for one in found if not _on_sign(passage, one)]


def _on_sign(passage: Passage, one: Utterance) -> bool:
    if one.claimant is None:
        return False
    start, end = one.claimant
    named = any(start <= passage.tokens[name.first].start < end for name in passage.named)
    words = [fold(word) for word in passage.text[start:end].split()[:LONGEST_SIGN]]
    return not named and any(word in SIGNS for word in words)


def is_arabic(passage: Passage) -> bool:
    """True when the sentence is written in Arabic letters for the most part."""
    start = passage.sentence.span.start
    sample = passage.text[start : min(passage.sentence.span.end, start + SCRIPT_SAMPLE)]
    latin = "".join(_LATIN_LETTERS.findall(sample))
    if not latin:
        return _ARABIC_LETTERS.search(sample) is not None
    return len("".join(_ARABIC_LETTERS.findall(sample))) > len(latin)
