"""Names that rules see in the text, whatever the model saw: institutions, known organisations, people and countries.

Only what is hardly ever anything else: ambiguous names (العربية, قطر, Jordan) need a word such as قناة before them or
are left to the model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from stream.enrich.identity.article import FIELDS, Article
from stream.enrich.identity.composed_bodies import composed_bodies
from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.heads import OFTEN_SOMETHING_ELSE, WRITTEN_WITH
from stream.enrich.identity.institutions import ministries
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.state_bodies import state_bodies
from stream.enrich.identity.words import Word, without_particle
from stream.enrich.reading import EntityType, Field, Span

Ground = Literal["institution", "outlet", "known name"]

SHORTEST_ARABIC_NAME = 4  # letters; shorter ones are common words too (واس, تاس)
LONGEST_ACRONYM = 4  # letters; US is a country and "us" is not, so a short name needs its capitals
LONGEST_AMBIGUOUS_PLACE = 4  # letters
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
    after_head: bool


Index = dict[str, list[_Name]]


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
        institutions = (*ministries(article, field), *state_bodies(article, field), *composed_bodies(article, field))
        found += [Sighting(span, "ORG", "institution") for span in institutions]
        found += _known_names(_Scene(field, article.text(field), article.words[field], article, index))
    return found


def _known_names(scene: _Scene) -> Iterator[Sighting]:
    at = 0
    gazetteer = scene.article.gazetteer
    while at < len(scene.words):
        forms = _first_words(gazetteer, scene.words[at].folded)
        if not forms:
            at += 1
            continue
        sighting, step = _at(scene, at, forms)
        if sighting:
            yield sighting
        at += step


def _at(scene: _Scene, at: int, forms: tuple[tuple[str, int], ...]) -> tuple[Sighting | None, int]:
    word = scene.words[at]
    for form, cut in forms:
        first = Word(form, word.start + cut, word.end)
        follower = scene.words[at + 1].folded if at + 1 < len(scene.words) else ""
        for name in scene.index[form]:
            size = len(name.words)
            if size > 1 and name.words[1] != follower:
                continue
            if _stands(name, scene, at, first):
                end = scene.words[at + size - 1].end if size > 1 else first.end
                ground: Ground = "outlet" if name.after_head else "known name"
                return Sighting(scene.span(first.start, end), name.type, ground), size
    return None, 1


@lru_cache(maxsize=65_536)
def _first_words(gazetteer: Gazetteer, folded: str) -> tuple[tuple[str, int], ...]:
    """The readings of a word that begin a name, with the letters to cut: the word itself, and without a particle.

    ب and ك come off only before ال and from countries: بحماس is "with enthusiasm".
    """
    index = _index(gazetteer)
    forms = [(folded, 0)]
    if folded in gazetteer.words["not-a-name"]:
        return tuple((form, 0) for form, _ in forms if form in index)  # وجوبا is "compulsorily", not Juba
    forms += [
        (shorter.folded, shorter.start)
        for shorter in without_particle(Word(folded, 0, len(folded)))
        if folded[0] in "وفل" or shorter.folded.startswith("ال") or shorter.folded in gazetteer.short_countries
    ]
    if folded.startswith("لل"):
        forms.append(("ال" + folded[2:], 0))
    return tuple((form, cut) for form, cut in forms if form in index)


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
    if not _capitals_fit(scene.text[first.start : words[at].end], name) or _is_common_noun(last, scene):
        return False
    return not name.after_head or scene.article.outlet_head_before(scene.span(first.start, first.end))


def _is_something_else(word: str, scene: _Scene, at: int, first: Word) -> bool:
    """مسقط رأسه is a birthplace, أفاد a verb and آفاد an agency."""
    follower = scene.words[at + 1].folded if at + 1 < len(scene.words) else ""
    spelt = scene.text.startswith(WRITTEN_WITH.get(word, ""), first.start)
    return not spelt or follower.startswith(OFTEN_SOMETHING_ELSE.get(word, "-"))


def _is_common_noun(last: Word, scene: _Scene) -> bool:
    """The agency of "Anadolu agency": a small letter says that it is no part of the name."""
    return scene.text[last.start].islower() and last.folded in scene.article.gazetteer.words["generic"]


def _capitals_fit(raw: str, name: _Name) -> bool:
    if script_of(raw) == "arabic":
        return True
    short = len(name.words) == 1 and len(raw) <= LONGEST_ACRONYM
    return raw.isupper() if short and raw.isascii() else raw[:1].isupper()


@lru_cache(maxsize=4)
def _index(gazetteer: Gazetteer) -> Index:
    """The names to look for by their first word, the longest first."""
    index: Index = {}
    for folded, kind, after_head in _sure_names(gazetteer):
        words = tuple(folded.split())
        if words and (after_head or _is_long_enough(folded)):
            index.setdefault(words[0], []).append(_Name(words, kind, after_head))
    for names in index.values():
        names.sort(key=lambda name: -len(name.words))
    return index


def _is_long_enough(folded: str) -> bool:
    return script_of(folded) != "arabic" or len(folded) >= SHORTEST_ARABIC_NAME or folded in _SHORT_BUT_SURE


_SHORT_BUT_SURE = frozenset(fold(name) for name in ("مصر", "داعش", "قسد", "دبي", "عدن", "جدة", "حلب", "مكة", "غزة"))


def _sure_names(gazetteer: Gazetteer) -> Iterator[tuple[str, EntityType, bool]]:
    ambiguous = gazetteer.words["ambiguous"]
    for folded, organisation in gazetteer.organisations.items():
        if organisation.found != "model":
            yield folded, organisation.link.type, organisation.found in ("head", "marked")
    for folded in gazetteer.people:
        if " " in folded:
            yield folded, "PER", False
    for folded in [*gazetteer.short_countries, *gazetteer.sure_cities]:
        if folded not in ambiguous:
            yield folded, "LOC", False
    for folded in gazetteer.places:
        if folded not in ambiguous and (" " in folded or len(folded) > LONGEST_AMBIGUOUS_PLACE):
            yield folded, "LOC", False
