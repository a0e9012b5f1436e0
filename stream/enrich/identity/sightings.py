"""Names that rules see in the text, whatever the model saw: institutions, known organisations, people and countries.

Only what is hardly ever anything else: ambiguous names (العربية, قطر, Jordan) need a word such as قناة before them or
are left to the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from stream.enrich.identity.article import FIELDS, Article
from stream.enrich.identity.composed_bodies import HEADS, composed_bodies
from stream.enrich.identity.entity import Link
from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.heads import OFTEN_SOMETHING_ELSE, ON_A_PLATFORM, WRITTEN_WITH
from stream.enrich.identity.institutions import may_begin_a_ministry, ministries
from stream.enrich.identity.kinds import LEFT_OUT_THOUGH_KNOWN
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.state_bodies import state_bodies
from stream.enrich.identity.words import Word, readings_of
from stream.enrich.reading import EntityType, Field, Span

Ground = Literal["institution", "outlet", "known name"]

SHORTEST_ARABIC_NAME = 4  # letters; shorter ones are common words too (واس, تاس)
LONGEST_ACRONYM = 4  # letters; US is a country and "us" is not, so a short name needs its capitals
LONGEST_AMBIGUOUS_PLACE = 4  # letters
ALONE, NOTHING = "", "-"  # no word is either of them, as a second word of a name
JOINTS = frozenset((" ", "-", "\u00a0", "'", "’", ".", ". ", " - ", "‑", ""))


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name that a rule is sure of, and the kind of rule."""

    span: Span
    type: EntityType
    ground: Ground


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    type: EntityType
    after: Literal["", "outlet", "platform"] = ""  # what must stand before it
    country: str = ""  # what the article must speak of


class _Form(NamedTuple):
    """A reading of a word: `cut` letters are a particle, and `alone` says whether it may be a name by itself."""

    folded: str
    cut: int
    alone: bool


# By a name's first word, then by its second ("" where it has none), the longest first
Index = dict[str, dict[str, list[_Name]]]


@dataclass(frozen=True, slots=True)
class _Scene:
    """A field being searched, and what for."""

    field: Field
    text: str
    words: list[Word]
    article: Article
    index: Index

    def span(self, start: int, end: int) -> Span:
        return Span(self.text[start:end], self.field, start, end)


def sightings(article: Article) -> list[Sighting]:
    """Every sighting in the article; they may overlap each other and the model's mentions."""
    found: list[Sighting] = []
    index = _index(article.gazetteer)
    for field in FIELDS:
        words = article.words[field]
        places = [at for at, word in enumerate(words) if _may_begin_a_name(article.gazetteer, word.folded)]
        for finder in (ministries, state_bodies, composed_bodies):
            found += [Sighting(span, "ORG", "institution") for span in finder(article, field, places)]
        found += _known_names(_Scene(field, article.text(field), words, article, index), places)
    return found


@lru_cache(maxsize=65_536)  # words, about 15 MB: every word of every article is asked for
def _may_begin_a_name(gazetteer: Gazetteer, folded: str) -> bool:
    """True of the words that one of the four searches may begin at: the others are passed over once, not four times."""
    if may_begin_a_ministry(folded):
        return True
    return not _beginnings(gazetteer).isdisjoint((*readings_of(folded), *_with_their_alif(folded)))


@lru_cache(maxsize=4)
def _beginnings(gazetteer: Gazetteer) -> frozenset[str]:
    """The first words of all that is searched for, but for ministries."""
    return gazetteer.first_words_of_bodies.union(_index(gazetteer), HEADS)


def _known_names(scene: _Scene, places: Sequence[int]) -> Iterator[Sighting]:
    past = 0
    for at in places:
        if at < past:
            continue
        sighting, step = _at(scene, at, _first_words(scene.article.gazetteer, scene.words[at].folded))
        past = at + step
        if sighting:
            yield sighting


def _at(scene: _Scene, at: int, forms: tuple[_Form, ...]) -> tuple[Sighting | None, int]:
    word, gazetteer = scene.words[at], scene.article.gazetteer
    for form, cut, alone in forms:
        first = Word(form, word.start + cut, word.end)
        follower = scene.words[at + 1].folded if at + 1 < len(scene.words) else NOTHING
        names = scene.index[form]
        for name in (*names.get(follower, ()), *(names.get(ALONE, ()) if alone else ())):
            size = len(name.words)
            if _stands(name, scene, at, first):
                last = at + size - 1 - _nationalities_at_the_end(name.words, gazetteer)
                end = scene.words[last].end if last > at else first.end
                ground: Ground = "outlet" if name.after == "outlet" else "known name"
                return Sighting(scene.span(first.start, end), name.type, ground), size
    return None, 1


def _nationalities_at_the_end(words: tuple[str, ...], gazetteer: Gazetteer) -> int:
    """1 for السد القطري, where السد is known to be the same club: the adjective is no part of the name."""
    if len(words) == 1 or not gazetteer.nationalities.get(words[-1]) or not words[-1].startswith("ال"):
        return 0
    short, whole = gazetteer.organisations.get(" ".join(words[:-1])), gazetteer.organisations.get(" ".join(words))
    return int(short is not None and whole is not None and short.link == whole.link)


@lru_cache(maxsize=65_536)
def _first_words(gazetteer: Gazetteer, folded: str) -> tuple[_Form, ...]:
    """The readings of a word that begin a name: the word itself, and without a particle.

    From a name in one word ب and ك come off only before ال and from countries: بحماس is "with enthusiasm".
    """
    index = _index(gazetteer)
    forms = [_Form(folded, 0, alone=True)] if folded in index else []
    if folded in gazetteer.words["not-a-name"]:
        return tuple(forms)  # وجوبا is "compulsorily", not Juba
    for shorter in readings_of(folded)[1:]:
        if shorter in index:
            safe = folded[0] in "وفل" or shorter.startswith("ال") or shorter in gazetteer.short_countries
            forms.append(_Form(shorter, len(folded) - len(shorter), alone=safe))
    forms += [_Form(whole, 0, alone=True) for whole in _with_their_alif(folded) if whole in index]
    return tuple(forms)


def _with_their_alif(folded: str) -> list[str]:
    """الأمم of للأمم, and اللجنة of للجنة."""
    return ["ال" + folded[2:], "ال" + folded[1:]] if folded.startswith("لل") else []


def _stands(name: _Name, scene: _Scene, at: int, first: Word) -> bool:
    words, size = scene.words, len(name.words)
    if at + size > len(words):
        return False
    if any(words[at + step].folded != name.words[step] for step in range(1, size)):
        return False
    if any(scene.text[words[i].end : words[i + 1].start] not in JOINTS for i in range(at, at + size - 1)):
        return False
    if _is_something_else(name.words[0], scene, at, first):
        return False
    last = words[at + size - 1]
    if not _capitals_fit(scene.text[first.start : words[at].end], name) or _is_common_noun(name, last, scene):
        return False
    return _is_in_its_place(name, scene, at, first)


def _is_in_its_place(name: _Name, scene: _Scene, at: int, first: Word) -> bool:
    """True where what the name needs is there: a country in the article, a word before it."""
    if name.country and not scene.article.countries[name.country]:
        return False
    return not name.after or _is_announced(name, scene, at, first)


def _is_announced(name: _Name, scene: _Scene, at: int, first: Word) -> bool:
    """True where what must stand before the name does: قناة, "on" of "on X"."""
    if name.after == "platform":
        return at > 0 and scene.words[at - 1].folded in ON_A_PLATFORM
    return scene.article.outlet_head_before(scene.span(first.start, first.end))


def _is_something_else(word: str, scene: _Scene, at: int, first: Word) -> bool:
    """مسقط رأسه is a birthplace, أفاد a verb and آفاد an agency."""
    follower = scene.words[at + 1].folded if at + 1 < len(scene.words) else ""
    spelt = scene.text.startswith(WRITTEN_WITH.get(word, ""), first.start)
    return not spelt or follower.startswith(OFTEN_SOMETHING_ELSE.get(word, "-"))


def _is_common_noun(name: _Name, last: Word, scene: _Scene) -> bool:
    """The agency of "Anadolu agency", the river of "Aras river": in small letters, and the name is known without it.

    Of a gas field or a crossing the noun is left out in any case.
    """
    gazetteer = scene.article.gazetteer
    if name.type == "LOC" and scene.text[last.start].islower() and len(name.words) > 1:
        phrases = (" ".join(name.words[-size:]) for size in (1, 2))
        if any(gazetteer.kinds.get(phrase) in LEFT_OUT_THOUGH_KNOWN for phrase in phrases):
            return True
    nouns = gazetteer.words["place-head" if name.type == "LOC" else "generic"]
    if not scene.text[last.start].islower() or last.folded not in nouns:
        return False
    link = _link(name.words, name.type, gazetteer)
    starts = (name.words[:size] for size in range(1, len(name.words)))
    return len(name.words) == 1 or any(link == _link(start, name.type, gazetteer) for start in starts)


def _link(words: tuple[str, ...], kind: EntityType, gazetteer: Gazetteer) -> Link | None:
    folded = " ".join(words)
    if kind == "LOC":
        return gazetteer.places.get(folded)
    known = gazetteer.organisations.get(folded)
    return known.link if known else None


def _capitals_fit(raw: str, name: _Name) -> bool:
    if script_of(raw) == "arabic":
        return True
    short = len(name.words) == 1 and len(raw) <= LONGEST_ACRONYM
    return raw.isupper() if short and raw.isascii() else raw[:1].isupper()


@lru_cache(maxsize=4)
def _index(gazetteer: Gazetteer) -> Index:
    """The names to look for by their first word, the longest first."""
    index: Index = {}
    for name in _sure_names(gazetteer):
        if name.words and (name.after or _is_long_enough(" ".join(name.words))):
            second = name.words[1] if len(name.words) > 1 else ALONE
            index.setdefault(name.words[0], {}).setdefault(second, []).append(name)
    for by_second in index.values():
        for names in by_second.values():
            names.sort(key=lambda name: -len(name.words))
    return index


def _is_long_enough(folded: str) -> bool:
    return script_of(folded) != "arabic" or len(folded) >= SHORTEST_ARABIC_NAME or folded in _SHORT_BUT_SURE


_SHORT_BUT_SURE = frozenset(fold(name) for name in ("مصر", "داعش", "قسد", "دبي", "عدن", "جدة", "حلب", "مكة", "غزة"))


def _sure_names(gazetteer: Gazetteer) -> Iterator[_Name]:
    ambiguous = gazetteer.words["ambiguous"]
    for folded, organisation in gazetteer.organisations.items():
        if organisation.found != "model" and not _is_known_without_the(folded, gazetteer):
            yield _Name(tuple(folded.split()), organisation.link.type, _AFTER.get(organisation.found, ""))
    for folded in gazetteer.people:
        first, _, rest = folded.partition(" ")
        if rest and not (first in gazetteer.words["title"] and rest in gazetteer.people):
            yield _Name(tuple(folded.split()), "PER")
    yield from (name for name in _sure_places(gazetteer) if " ".join(name.words) not in ambiguous)


def _sure_places(gazetteer: Gazetteer) -> Iterator[_Name]:
    """Countries, cities and places anywhere; towns and smaller places in Arabic, where their country is named."""
    anywhere = [*gazetteer.short_countries, *gazetteer.sure_cities]
    anywhere += [name for name in gazetteer.places if " " in name or len(name) > LONGEST_AMBIGUOUS_PLACE]
    for folded in dict.fromkeys(anywhere):
        if folded not in gazetteer.local or folded in gazetteer.sure_cities:
            yield _Name(tuple(folded.split()), "LOC")
    for folded, country in gazetteer.local.items():
        if script_of(folded) == "arabic" and folded not in gazetteer.sure_cities:
            yield _Name(tuple(folded.split()), "LOC", country=country)


def _is_known_without_the(folded: str, gazetteer: Gazetteer) -> bool:
    """The UN, beside UN: seen first, it would hide the UN refugee agency."""
    whole, short = gazetteer.organisations[folded], gazetteer.organisations.get(folded.removeprefix("the "))
    return folded.startswith("the ") and short is not None and short.link == whole.link


_AFTER: dict[str, Literal["", "outlet", "platform"]] = {"head": "outlet", "marked": "outlet", "on": "platform"}
