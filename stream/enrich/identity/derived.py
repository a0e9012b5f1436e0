"""Ids for what no gazetteer lists: computed from the name alone, so that every worker arrives at the same one.

People's ids come from their name's keys and are the same in every script. Places and single-word organisations
use the skeleton where it tells enough; longer organisation names are translated rather than transliterated, so their
letters are kept (حزب العدل and حزب العدالة share a skeleton and are two).
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Indel

from stream.enrich.identity.borrowed import acronym_key, in_english
from stream.enrich.identity.concepts import brand_key, concept_key
from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.kinds import LEFT_OUT, kind_of_name, proper_key
from stream.enrich.identity.latin import latin_letters
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.skeleton import SHORTEST_TELLING_KEY, SHORTEST_WITH_ARTICLE, with_vowels
from stream.enrich.identity.turkish import by_sound
from stream.enrich.reading import EntityType

SHORTEST_COMPOUND_KEY = 2  # consonants, or a country's code
SAME_NAME_SIMILARITY = 0.75  # of the keys of a name and its Latin form in the name data
_RANKS = frozenset(
    fold(word)
    for word in (
        "محافظة مديرية قضاء ناحية إقليم منطقة مقاطعة ولاية حي بلدة قرية مدينة "
        "governorate province district region prefecture neighbourhood neighborhood county village town"
    ).split()
)
_SILENT_H = re.compile(r"(?<=[aeo])h$")
_FINAL_VOWELS = {
    **dict.fromkeys("اهa", "a"), **dict.fromkeys("يiy", "i"), **dict.fromkeys("وuo", "u"), "e": "e",
}  # fmt: skip
_ROMAN = str.maketrans(
    {
        "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "7", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
        "ز": "z", "س": "s", "ش": "sh", "ص": "9", "ض": "dd", "ط": "tt", "ظ": "zz", "ع": "3", "غ": "gh", "ف": "f",
        "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "پ": "p", "چ": "ch",
        "گ": "g", "ڤ": "v", "ژ": "zh",
    }
)  # fmt: skip


@lru_cache(maxsize=16_384)
def person_id(name: str, gazetteer: Gazetteer) -> str:
    """`per:` and the keys of the fullest name that the data know for `name`."""
    folded = fold(name)
    known = gazetteer.people.get(folded)
    if known:
        return "per:" + _joined(known.name_en, gazetteer)
    key = _joined(name, gazetteer)
    latin = gazetteer.people_names.get(folded) if script_of(folded) == "arabic" else None
    if latin:
        latin_key = _joined(latin, gazetteer)
        parts = [len(gazetteer.keys.of_name(one)) for one in (name, latin)]
        if parts[0] == parts[1] and Indel.normalized_similarity(key, latin_key) >= SAME_NAME_SIMILARITY:
            key = latin_key
    return "per:" + (key or letters(folded))


@lru_cache(maxsize=16_384)
def place_id(name: str, gazetteer: Gazetteer) -> str:
    """`loc:` and the place's sound, or its letters where that is too short to tell it from others."""
    name = _without_its_rank(by_sound(name))
    compound = kind_of_name(name, gazetteer)
    if compound and compound.kind not in LEFT_OUT:
        return f"loc:{compound.kind}-{compound.key}"
    words = [_without_article(word) for word in (compound.rest if compound else fold(name).split())]
    key = proper_key(words, gazetteer)
    if len(key) == SHORTEST_TELLING_KEY - 1:  # كرري and Karari: a last vowel is written in every script
        return f"loc:{key}-{_final_vowel(words[-1])}".removesuffix("-")
    return "loc:" + (key if len(key) >= SHORTEST_TELLING_KEY else _short(words))


def _without_its_rank(name: str) -> str:
    """Jawf of محافظة الجوف and Al-Jawf Governorate: what the state calls a stretch of land is no part of its name."""
    first, _, rest = name.partition(" ")
    if rest and fold(first) in _RANKS:
        return rest.removeprefix("of ")
    before, _, last = name.rpartition(" ")
    return before if before and fold(last) in _RANKS and script_of(last) != "arabic" else name


def _short(words: list[str]) -> str:
    """A name of one or two consonants with its vowels, where it is one word: لوق and Luuq, واغاه and Wagah."""
    return with_vowels(words[0]) if len(words) == 1 and words[0].isalpha() else letters("-".join(words))


def _final_vowel(word: str) -> str:
    if script_of(word) == "cyrillic":
        word = latin_letters(word)
    return _FINAL_VOWELS.get(_SILENT_H.sub("", word)[-1:], "")


@lru_cache(maxsize=16_384)
def organisation_id(name: str, kind: EntityType, gazetteer: Gazetteer) -> str:
    """`org:` or `misc:` and the name's telling words."""
    prefix, name = kind.lower(), by_sound(name)
    acronym = acronym_key(name)
    if acronym:
        listed = f"{prefix}:{letters(fold(name))}"
        if listed in gazetteer.organisation_ids:
            return listed
        # VTV sounds like FTF, which the table has; إن إس إيه is the NSA
        taken = script_of(name) == "latin" and f"{prefix}:{acronym}" in gazetteer.organisation_ids
        return f"{prefix}:{acronym}{'-sound' if taken else ''}"
    return f"{prefix}:{_by_meaning_or_sound(in_english(name, gazetteer), gazetteer)}"


def _by_meaning_or_sound(name: str, gazetteer: Gazetteer) -> str:
    """What the name says, where that tells; else what it is and how it sounds."""
    compound = kind_of_name(name, gazetteer)
    concepts = None if compound and compound.sure else concept_key(name, gazetteer)
    if concepts:
        return letters("+".join(concepts))
    if compound and len(compound.key) >= SHORTEST_COMPOUND_KEY:
        return f"{compound.kind}-{compound.key}"
    brand = brand_key(name, gazetteer)
    if brand and " " in name.strip():
        return brand
    return _by_its_words(name, gazetteer)


def _by_its_words(name: str, gazetteer: Gazetteer) -> str:
    """A brand in one word by its sound, anything else by the letters of its telling words."""
    words = telling_words(name, gazetteer.words["light"])
    is_a_brand = len(words) == 1 and words[0] in fold(name).split()  # not الجمهوري and الجمهورية: those are words
    sound = gazetteer.keys.of_word(words[0]) if is_a_brand else ""
    if len(sound) >= SHORTEST_TELLING_KEY:
        return sound
    if len(sound) == SHORTEST_TELLING_KEY - 1 and words[0] not in gazetteer.concepts:
        return f"{sound}-{_final_vowel(words[0])}".removesuffix("-e").removesuffix("-")  # وايبر and Wiper
    if len(words) == 1 and words[0] not in gazetteer.concepts and words[0].isalpha():
        return with_vowels(words[0])  # غيتي and Getty
    return letters("-".join(words))


@lru_cache(maxsize=16_384)
def telling_words(name: str, light: frozenset[str]) -> tuple[str, ...]:
    """The folded words of an organisation's name without ال and without `light` words (شركة, FC, the).

    All of its words when nothing else is left.
    """
    words = fold(name).split()
    bare = [_without_article(word) for word in words]
    pairs = zip(bare, words, strict=True)
    telling = tuple(word for word, whole in pairs if whole not in light and word not in light)
    return telling or tuple(bare)


def _without_article(word: str) -> str:
    """`word` without ال, or without the للـ that a preposition made of it."""
    if len(word) < SHORTEST_WITH_ARTICLE:
        return word
    return word[2:] if word.startswith(("ال", "لل")) else word


def _joined(name: str, gazetteer: Gazetteer) -> str:
    return "".join(gazetteer.keys.of_name(name))


def letters(folded: str) -> str:
    """`folded` in Latin letters, vowels kept: readable, and one id for one spelling."""
    script = script_of(folded)
    if script == "arabic":
        return folded.translate(_ROMAN)
    return (latin_letters(folded) if script == "cyrillic" else folded).replace(" ", "-")
