"""Names made of a common noun and a proper one, known by both in any language: بحيرة فان and Lake Van.

The noun is translated and the proper name transliterated, so neither a dictionary nor a skeleton alone brings the two
together: جامعة هارفارد and Harvard University are `university` and `hrfrd`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.words import with_alif, words_of
from stream.enrich.reading import EntityType

SAYS_LITTLE = frozenset(
    "الدولي دولي الدوليه الوطني الوطنيه المركزي international national central the of de la le l du des d al el".split()
)
LINKS = frozenset("of the de la le l du des d".split())
LONGEST_NOUN = 3  # words
# Nouns that say by themselves whether the thing is a body or a place; bank and institute stand in the names of places too
SURE_OF_TYPE = frozenset(
    "hospital university museum airport stadium circuit prison camp dam refinery street khor municipality".split()
)
# Places that are called by their proper name alone as often: معبر رفح, مخيم الجفينة, Tengiz field
LEFT_OUT = frozenset(
    "crossing port camp field refinery forest hotel mine island river oasis air-base peninsula".split()
)
LEFT_OUT_THOUGH_KNOWN = frozenset(
    "crossing port field refinery forest hotel mine".split()
)  # even where a table has both
AMMAN_OR_OMAN = fold("عمان")  # عمّان and عُمان differ by marks that news leaves out
_ONE_SOUND = str.maketrans({"g": "k"})  # ق is g in many places' own names: قابس is Gabes


@dataclass(frozen=True, slots=True)
class KindOfName:
    """`kind` is what it is (`lake`), `key` the sound of its proper name or the code of its country.

    `sure` where the noun has several words (medical complex), which no reading by single concepts can better; `rest`
    are the folded words of the proper name.
    """

    kind: str
    key: str
    sure: bool
    rest: tuple[str, ...]


@lru_cache(maxsize=16_384)
def kind_of_name(text: str, gazetteer: Gazetteer) -> KindOfName | None:
    """What a name is made of, or None where it has no common noun or nothing else."""
    words = [with_alif(word.folded) for word in words_of(text.replace("-", " "))]
    for noun, rest in _nouns_and_names(words):
        kind = gazetteer.kinds.get(" ".join(noun))
        key = proper_key(rest, gazetteer) if kind and rest else ""
        if kind and key:
            return KindOfName(kind, key, sure=len(noun) > 1, rest=tuple(rest))
    return None


@lru_cache(maxsize=16_384)
def type_of_its_noun(text: str, gazetteer: Gazetteer) -> EntityType | None:
    """ORG of Merowe Hospital, LOC of Lusail Circuit: the noun stands where its language puts it, and is sure."""
    words = [with_alif(word.folded) for word in words_of(text)]
    if len(words) == 1:
        return None
    for size in range(min(LONGEST_NOUN, len(words) - 1), 0, -1):
        noun = words[:size] if script_of(text) == "arabic" or words[size] in LINKS else words[-size:]
        kind = gazetteer.kinds.get(" ".join(noun))
        if kind:
            return gazetteer.kind_types[kind] if kind in SURE_OF_TYPE else None
    return None


def _nouns_and_names(words: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The ways to part a name into its noun and the rest, the longest noun first; مجمع … الطبي stands around it."""
    for size in range(min(LONGEST_NOUN, len(words) - 1), 0, -1):
        yield words[:size], words[size:]
        yield words[-size:], words[:-size]
        if size > 1 and len(words) > size:
            yield [*words[: size - 1], words[-1]], words[size - 1 : -1]


def proper_key(words: list[str], gazetteer: Gazetteer) -> str:
    """The country's code where the words are its name or adjective; else their skeletons, the ones that say little left out."""
    phrase = " ".join(word for word in words if word not in LINKS)
    code = gazetteer.country(phrase) or gazetteer.nationalities.get(phrase)
    if code and phrase != AMMAN_OR_OMAN:
        return code.lower()
    telling = " ".join(word for word in words if word not in SAYS_LITTLE)
    telling = _english_name(telling, gazetteer) or telling
    return "".join(gazetteer.keys.of_name(telling)).translate(_ONE_SOUND) if telling else ""


def _english_name(phrase: str, gazetteer: Gazetteer) -> str | None:
    """Cairo for القاهرة: a place's English name often sounds otherwise than its own."""
    known = gazetteer.places.get(phrase)
    if known is None and phrase in gazetteer.news_cities:
        known = next((city.link for city in gazetteer.cities_named(phrase)), None)
    return known.name_en if known else None
