"""What an organisation's name says, in whatever language: a set of concepts that translation keeps.

هيئة تنظيم قطاع الاتصالات and Telecommunications Regulatory Commission are both body + regulation + telecom. Common
words are looked up in `concepts.tsv`, countries become their code, cities their GeoNames id, and what is left, the
proper part, its sound. Order, articles and prepositions do not count. Words that say little on their own (national,
central) are too few to tell a name by: then there is no concept key, and the letters decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.kinds import AMMAN_OR_OMAN, SAYS_LITTLE
from stream.enrich.identity.letters import script_of
from stream.enrich.identity.lexicon import STOP_WORDS, singular
from stream.enrich.identity.person_names import SILENT
from stream.enrich.identity.skeleton import SHORTEST_TELLING_KEY, with_vowels
from stream.enrich.identity.words import with_alif, without_affixes, words_of

LONGEST_PHRASE = 4  # words
SHORTEST_COUNTRY = 4  # letters, of a country's name that is not in the curated list
SHORTEST_PLACE = 5  # letters, and people, of a city that a name is read by though it is not in the curated list
WELL_KNOWN_CITY = 300_000
_POPULATION = 4  # the column of a city's row
SHORTEST_SOUND = 3  # consonants of a proper part; what is shorter keeps its letters
SHORTEST_NOUN = 3  # letters left when an ending is taken off
SHORTEST_STEM = 2  # letters left when ال is taken off
ENOUGH = 2  # keys that tell a name
OF_MANY_COUNTRIES = frozenset(("party", "movement", "front"))  # الحزب الشيوعي is one in Lebanon and another in Sudan
SOME_BODY = frozenset(("company", "club"))  # light words that still say what kind of thing is named
SURE = "sure"  # the role of what says enough with a country's name
TRANSLITERATED = frozenset("revolution peace hope future unity independence martyr liberation free".split())
MANY_BEARERS = 30  # people in the name data
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")  # U.S. is US
_HYPHENATED = re.compile(r"\b([Cc]o)-o")  # Co-operation
_INFLECTED = ("يين", "يون", "يات", "يه", "ي", "ين", "ون", "ات", "ه")  # of the noun, longest first: تموينيه is of تموين
ALIKE = frozenset(
    ("council", "foundation", "union")
)  # مجلس is council and board, نقابة syndicate and union, whatever follows
NOT_GRENADA = "granada"  # the city of Spain, though Spanish has the country so
FINANCIAL = frozenset(("المالي", "الماليه"))  # مالي is Mali, but its people are not what markets are called by
_ATTACHED = ("وال", "بال", "فال", "كال", "ولل", "فلل", "لل", "ال", "و", "ل", "ب", "ول")
_ONE_LETTER = "وبل"
_ORDINAL = re.compile(r"^(\d{2,})(?:st|nd|rd|th)$")  # the 19th Division is الفرقة 19; 1st to 10th are in the lexicon
_SERVANT = re.compile(r"\bعبد ال(?=\w)|\b[Aa]bd(?:[aeu]l)?[ -](?:[aAeE]l )?(?=[A-Z])")  # one word, as in Abdulaziz
_ONE_SOUND = str.maketrans({"g": "k"})

Sort = Literal["concept", "country", "place", "proper"]


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a name: `key` is the same in every language."""

    sort: Sort
    key: str


@lru_cache(maxsize=16_384)
def concept_key(name: str, gazetteer: Gazetteer) -> tuple[str, ...] | None:
    """The sorted keys of what `name` is made of, or None where too little of it is in the lexicon to tell."""
    parts = parts_of(name, gazetteer)
    keys = _without_light(parts, gazetteer)
    concepts = {part.key for part in parts if part.sort == "concept"} & keys
    telling = {part.key for part in parts if part.key in keys or part.key in SOME_BODY} - SAYS_LITTLE
    if not concepts or len(telling) < ENOUGH or _is_a_bare_head(keys, parts, gazetteer):
        return None
    if "hospital" in keys and not keys.isdisjoint(TRANSLITERATED):
        return None  # مستشفى الثورة is Al-Thawra Hospital, by its sound
    if not any(part.sort in ("proper", "place") for part in parts) and _may_be_anybodys(keys, parts, gazetteer):
        return None
    return tuple(sorted({_head_class(key, keys, gazetteer) for key in keys}))


@lru_cache(maxsize=16_384)
def brand_key(name: str, gazetteer: Gazetteer) -> str:
    """The sound of a name that holds no common word but what the body is: غولدمان ساكس, حزب الوفد; else empty.

    An Arabic name in several words with ال is a phrase, and translated.
    """
    parts = parts_of(name, gazetteer)
    heads = [part.key for part in parts if part.sort == "concept"]
    names = [w for w in words_of(name.replace("-", " ")) if w.folded not in SILENT | STOP_WORDS]
    names = [word for word in names if _stem(word.folded, gazetteer) not in gazetteer.concepts]
    if len(names) + len(heads) <= 1:
        return ""  # Al Ghad is one word
    sounds = [gazetteer.keys.of_word(with_alif(word.folded)).translate(_ONE_SOUND) for word in names]
    proper = [part for part in parts if part.sort == "proper"]
    if (
        not proper
        or len(proper) + len(heads) != len(parts)
        or not all(map(_tells_what, heads, [gazetteer] * len(heads)))
    ):
        return ""
    if len(proper) > 1 and any(word.folded.startswith(("ال", "لل")) for word in names):
        return ""
    sound = "".join(sounds)
    head = next((_class_of(key, gazetteer) for key in heads if gazetteer.concept_roles[key] != "light"), "")
    return f"{head}-{sound}".removeprefix("-") if len(sound) >= SHORTEST_SOUND + (not head) else ""


def _class_of(key: str, gazetteer: Gazetteer) -> str:
    """Foundation of institution and corporation: مؤسسة is all three."""
    return gazetteer.concept_roles[key].removeprefix("head").removeprefix(":") or key


def _tells_what(key: str, gazetteer: Gazetteer) -> bool:
    return bool(gazetteer.concept_roles.get(key))


def portfolio_key(name: str, gazetteer: Gazetteer) -> str:
    """The concepts of a ministry's portfolio, its country and the word ministry left out; empty where none is known."""
    parts = [part for part in parts_of(name, gazetteer) if part.sort != "country" and part.key != "ministry"]
    return "-".join(sorted({part.key for part in parts})) if any(part.sort == "concept" for part in parts) else ""


@lru_cache(maxsize=16_384)
def parts_of(name: str, gazetteer: Gazetteer) -> tuple[Part, ...]:
    """The pieces of `name` in its own order, words without content left out."""
    raw = _words(name, gazetteer)
    stems = [_stem(word, gazetteer) for word in raw]
    parts: list[Part] = []
    at = 0
    while at < len(raw):
        found, size = _longest(raw, stems, at, gazetteer)
        parts += found
        at += size
    return tuple(parts)


def may_name_a_country(name: str, gazetteer: Gazetteer) -> bool:
    """False where `parts_of` would surely find no country, which costs a tenth of asking it."""
    known = gazetteer.words_of_countries
    return any(word in known or (word[0] in _ONE_LETTER and word[1:] in known) for word in _words(name, gazetteer))


def _words(name: str, gazetteer: Gazetteer) -> list[str]:
    """The folded words of `name` that have content."""
    if "." in name:
        name = _DOTTED.sub(lambda found: found.group().replace(".", ""), name)
    if "-" in name:
        name = _HYPHENATED.sub(r"\1o", name).replace("-", " ")
    name = _SERVANT.sub(lambda found: "عبدال" if found.group()[0] == "ع" else "Abdul", name)
    words = [without_affixes(name, word).folded for word in words_of(name)]
    words = [_ORDINAL.sub(r"\1", word) if word[:1].isdigit() else word for word in words]
    return [piece for word in words for piece in _with_alif(word, gazetteer).split() if piece not in STOP_WORDS]


def _with_alif(word: str, gazetteer: Gazetteer) -> str:
    """للاجئين as اللاجئين, whose first letter the article doubles; للأمم as الأمم."""
    noun = word[1:]
    own_lam = word.startswith("لل") and (
        noun in gazetteer.concept_words or _noun_of(noun, gazetteer) in gazetteer.concepts
    )
    return "ال" + word[1:] if own_lam else with_alif(word)


def _longest(raw: list[str], stems: list[str], at: int, gazetteer: Gazetteer) -> tuple[list[Part], int]:
    for size in range(min(LONGEST_PHRASE, len(raw) - at), 0, -1):
        whole, stem = " ".join(raw[at : at + size]), " ".join(stems[at : at + size])
        forms = [whole, whole[1:]] if whole[0] in _ONE_LETTER else [whole]
        code = next((code for form in forms if (code := _country(form, gazetteer))), None)
        if code:
            return [Part("country", code.lower())], size
        concepts = gazetteer.concepts.get(stem)
        if concepts:
            return [Part("concept", key) for key in concepts], size
        place = next((form for form in forms if _is_a_place(form, gazetteer)), None)
        if place:
            return [Part("place", _place_key(place, gazetteer))], size
    proper = _proper_key(raw[at], stems[at], gazetteer)
    return ([Part("proper", proper)] if proper else []), 1


def _country(phrase: str, gazetteer: Gazetteer) -> str | None:
    if phrase in (AMMAN_OR_OMAN, NOT_GRENADA) or phrase in FINANCIAL:
        return None
    code = gazetteer.short_countries.get(phrase) or gazetteer.nationalities.get(phrase)
    if code or len(phrase) < SHORTEST_COUNTRY or phrase in gazetteer.concepts:
        return code
    return gazetteer.country(phrase)


def _is_a_place(form: str, gazetteer: Gazetteer) -> bool:
    if form in gazetteer.news_cities or form in gazetteer.towns:
        return True
    if form in gazetteer.places and form not in gazetteer.local:
        return True
    return len(form) >= SHORTEST_PLACE and form in _well_known_cities(gazetteer) and form not in gazetteer.name_words


@lru_cache(maxsize=4)
def _well_known_cities(gazetteer: Gazetteer) -> frozenset[str]:
    """The names whose most populous bearer is well known: asked for every stretch of every name, so kept in a set."""
    cities = gazetteer.cities.items()
    known = {key for key, row in cities if int(row.split("\t")[_POPULATION]) >= WELL_KNOWN_CITY}
    return frozenset(name for name, keys in gazetteer.city_aliases.items() if keys.partition(",")[0] in known)


def _place_key(whole: str, gazetteer: Gazetteer) -> str:
    known = gazetteer.places.get(whole)
    link = known or next((city.link for city in gazetteer.cities_named(whole)), None)
    return link.id.rpartition(":")[2] if link else whole.replace(" ", "")


def _proper_key(word: str, stem: str, gazetteer: Gazetteer) -> str:
    """A name's sound. An Arabic word with ال that few people bear is a common noun: it keeps its letters."""
    if word in SILENT:
        return ""
    sound = gazetteer.keys.of_word(stem).translate(_ONE_SOUND)
    if script_of(word) == "arabic" and word != stem:
        is_a_name = len(sound) >= SHORTEST_TELLING_KEY and gazetteer.name_frequency(stem) >= MANY_BEARERS
        return sound if is_a_name else stem
    return sound if len(sound) >= SHORTEST_SOUND or not stem.isalpha() else with_vowels(stem)


def _stem(word: str, gazetteer: Gazetteer) -> str:
    """`word` as the lexicon has it: in the singular, or without what is written onto it; else without ال."""
    if script_of(word) != "arabic":
        one = singular(word)
        return one if one in gazetteer.concept_words else word
    if word in gazetteer.concept_words:
        return word
    for attached in _ATTACHED:
        rest = word.removeprefix(attached)
        if rest != word and rest in gazetteer.concept_words:
            return rest
    for article in ("وال", "ولل", "ال", "لل"):
        if word.startswith(article) and len(word) >= len(article) + SHORTEST_STEM:
            return _noun_of(word.removeprefix(article), gazetteer)
    return word if word in gazetteer.nationalities else _noun_of(word, gazetteer)


def _noun_of(word: str, gazetteer: Gazetteer) -> str:
    """The lexicon's noun that `word` is an adjective or plural of; else `word`."""
    for ending in _INFLECTED:
        noun = word.removesuffix(ending)
        if noun == word or len(noun) < SHORTEST_NOUN:
            continue
        for form in (noun, noun + "ه"):
            if form in gazetteer.concepts:
                return form
    return word


def _without_light(parts: tuple[Part, ...], gazetteer: Gazetteer) -> set[str]:
    keys = {part.key for part in parts}
    telling = {key for key in keys if gazetteer.concept_roles.get(key) != "light"}
    return telling if len(telling) >= ENOUGH else keys


def with_country(keys: set[str], code: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The key of a body of that country which does not name it: one with what names it (الهيئة الصومالية)."""
    keys = keys | {code.lower()}
    return tuple(sorted({_head_class(key, keys, gazetteer) for key in keys}))


def _head_class(key: str, keys: set[str], gazetteer: Gazetteer) -> str:
    """authority, commission and committee are one word where what they are for agrees: two or more other concepts."""
    role = gazetteer.concept_roles.get(key, "")
    if not role.startswith("head:"):
        return key
    head = role.removeprefix("head:")
    return head if len(keys) > ENOUGH or head in ALIKE else key


def _is_a_bare_head(keys: set[str], parts: tuple[Part, ...], gazetteer: Gazetteer) -> bool:
    """جامعة هارفارد and بنك مصر: what it is, and a name. `kind_of_name` does what can be done there without guessing.

    A city is no guess, nor is a country: شرطة دبي is Dubai Police, الأكاديمية السويدية the Swedish Academy.
    """
    concepts = {part.key for part in parts if part.sort == "concept" and (part.key in keys or part.key in SOME_BODY)}
    in_a_city = any(part.sort in ("place", "country") for part in parts)
    return not in_a_city and len(concepts) == 1 and all(_says_what_only(key, gazetteer) for key in concepts)


def _says_what_only(key: str, gazetteer: Gazetteer) -> bool:
    """True of bank and company; a bar association is told by its country alone."""
    return gazetteer.concept_roles.get(key, "") not in ("", SURE)


def _may_be_anybodys(keys: set[str], parts: tuple[Part, ...], gazetteer: Gazetteer) -> bool:
    """Two common words: an outlet's or brand's name (Gulf News is not أخبار الخليج), or a party that many countries have."""
    if len(keys) > ENOUGH:
        return False
    is_some_body = any(_is_head(part.key, gazetteer) or part.key in SOME_BODY for part in parts)
    return not is_some_body or not keys.isdisjoint(OF_MANY_COUNTRIES)


def _is_head(key: str, gazetteer: Gazetteer) -> bool:
    role = gazetteer.concept_roles.get(key, "")
    return role == SURE or role.startswith("head")
