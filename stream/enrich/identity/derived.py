"""Ids for what no gazetteer lists: computed from the name alone, so that every worker arrives at the same one.

People's ids come from their name's keys and are the same in every script. Places and single-word organisations
use the skeleton where it tells enough; longer organisation names are translated rather than transliterated, so their
letters are kept (حزب العدل and حزب العدالة share a skeleton and are two).
"""

from __future__ import annotations

from rapidfuzz.distance import Indel

from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.latin import latin_letters
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.skeleton import SHORTEST_TELLING_KEY, SHORTEST_WITH_ARTICLE, word_skeleton
from stream.enrich.reading import EntityType

SAME_NAME_SIMILARITY = 0.75  # of the keys of a name and its Latin form in the name data
_ROMAN = str.maketrans(
    {
        "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "7", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
        "ز": "z", "س": "s", "ش": "sh", "ص": "9", "ض": "dd", "ط": "tt", "ظ": "zz", "ع": "3", "غ": "gh", "ف": "f",
        "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "پ": "p", "چ": "ch",
        "گ": "g", "ڤ": "v", "ژ": "zh",
    }
)  # fmt: skip


def person_id(name: str, gazetteer: Gazetteer) -> str:
    """`per:` and the keys of the fullest name that the data know for `name`."""
    folded = fold(name)
    known = gazetteer.people.get(folded)
    if known:
        return "per:" + _joined(known.name_en, gazetteer)
    key = _joined(folded, gazetteer)
    latin = gazetteer.people_names.get(folded) if script_of(folded) == "arabic" else None
    if latin:
        latin_key = _joined(latin, gazetteer)
        if Indel.normalized_similarity(key, latin_key) >= SAME_NAME_SIMILARITY:
            key = latin_key
    return "per:" + (key or _letters(folded))


def place_id(name: str) -> str:
    """`loc:` and the place's skeleton, or its letters where the skeleton is too short to tell it from others."""
    words = [word.removeprefix("ال") for word in fold(name).split()]
    key = "".join(word_skeleton(word) for word in words)
    return "loc:" + (key if len(key) >= SHORTEST_TELLING_KEY else _letters("-".join(words)))


def organisation_id(name: str, kind: EntityType, generic: frozenset[str]) -> str:
    """`org:` or `misc:` and the name's telling words."""
    words = telling_words(name, generic)
    if len(words) == 1 and len(word_skeleton(words[0])) >= SHORTEST_TELLING_KEY:
        return f"{kind.lower()}:{word_skeleton(words[0])}"
    return f"{kind.lower()}:" + _letters("-".join(words))


def telling_words(name: str, generic: frozenset[str]) -> list[str]:
    """The folded words of an organisation's name without ال and generic nouns; all of them when nothing else is left."""
    words = fold(name).split()
    bare = [word.removeprefix("ال") if len(word) >= SHORTEST_WITH_ARTICLE else word for word in words]
    telling = [word for word, whole in zip(bare, words, strict=True) if whole not in generic and word not in generic]
    return telling or bare


def _joined(name: str, gazetteer: Gazetteer) -> str:
    return "".join(gazetteer.keys.of_name(name))


def _letters(folded: str) -> str:
    script = script_of(folded)
    if script == "arabic":
        return folded.translate(_ROMAN)
    return (latin_letters(folded) if script == "cyrillic" else folded).replace(" ", "-")
