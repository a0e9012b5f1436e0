"""Bodies that every state has, army, parliament, central bank, known by what they are and whose.

الجيش الأذري, Azerbaijan's army and l'armée azerbaïdjanaise are one thing, and neither the country nor its ministry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from stream.enrich.identity.article import Article
from stream.enrich.identity.concepts import may_name_a_country, parts_of
from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.latin import russian_nominatives
from stream.enrich.identity.letters import script_of
from stream.enrich.identity.words import Word, readings_of, with_alif, without_affixes, words_of
from stream.enrich.reading import Field, Span

OF_ONE_WORD = frozenset(("senate",))  # bodies that English names so, with a capital letter
LONGEST_BODY = 3  # words, the country left out
_LINKS = frozenset("of the de la l le du des d в".split())


@dataclass(frozen=True, slots=True)
class StateBody:
    """`key` is what it is (`army`), `name_en` what it is called."""

    key: str
    name_en: str
    country: str


@lru_cache(maxsize=16_384)
def state_body_named(text: str, gazetteer: Gazetteer) -> StateBody | None:
    """The body that a name means, where it says both what and whose; else None."""
    words = [with_alif(without_affixes(text, word).folded) for word in words_of(text)]
    for cut in range(1, len(words)):
        for what, whose in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            found = gazetteer.state_bodies.get(" ".join(word for word in what if word not in _LINKS))
            country = country_in([word for word in whose if word not in _LINKS], gazetteer) if found else None
            if found and country:
                return StateBody(*found, country)
    return _by_concepts(text, gazetteer)


def _by_concepts(text: str, gazetteer: Gazetteer) -> StateBody | None:
    """بنك مصر المركزي, الاتحاد السعودي لكرة القدم: the country stands between the words that say what it is."""
    if not may_name_a_country(text, gazetteer):
        return None  # as nearly every person's name, which is taken apart for nothing else
    parts = parts_of(text, gazetteer)
    countries = {part.key for part in parts if part.sort == "country"}
    concepts = frozenset(part.key for part in parts if part.sort == "concept" and part.key != "association")
    found = _concepts_of_bodies(gazetteer).get(concepts)
    if not found or len(countries) != 1 or any(part.sort in ("place", "proper") for part in parts):
        return None
    return StateBody(*found, countries.pop().upper())


@lru_cache(maxsize=4)
def _concepts_of_bodies(gazetteer: Gazetteer) -> dict[frozenset[str], tuple[str, str]]:
    """What bodies of state are by the concepts in their names, the ones of a single word left out."""
    bodies: dict[frozenset[str], tuple[str, str]] = {}
    for name, body in gazetteer.state_bodies.items():
        parts = parts_of(name, gazetteer)
        if " " in name and parts and all(part.sort == "concept" for part in parts):
            bodies.setdefault(frozenset(part.key for part in parts), body)
    return bodies


@lru_cache(maxsize=16_384)
def bare_state_body(text: str, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """Key and English name of a body that many states have, named in two words or more without its country."""
    words = words_of(text)
    listed = gazetteer.state_bodies.get(" ".join(with_alif(word.folded) for word in words))
    if listed and (len(words) > 1 or (listed[0] in OF_ONE_WORD and text[:1].isupper())):
        return listed
    parts = parts_of(text, gazetteer)
    if len(words) == 1 or any(part.sort != "concept" for part in parts):
        return None
    return _concepts_of_bodies(gazetteer).get(frozenset(part.key for part in parts))


def state_bodies(article: Article, field: Field, places: Sequence[int]) -> Iterator[Span]:
    """The full name of every body of a state that names its country: السفارة اليابانية, منتخب لبنان, Turkish Red Crescent.

    Only at `places`, the indices of the words to look at.
    """
    words = article.words[field]
    for at in places:
        word = words[at]
        for form, cut in _beginnings(article.gazetteer, word.folded):
            first = Word(form, word.start + cut, word.end)
            name = _name(first, words[at + 1 : at + LONGEST_BODY], article.gazetteer)
            if name:
                yield from _with_country(
                    name, words[at - 1 : at], words[at + len(name) : at + len(name) + 1], article, field
                )
                break


@lru_cache(maxsize=65_536)
def _beginnings(gazetteer: Gazetteer, folded: str) -> tuple[tuple[str, int], ...]:
    """The readings of a word that begin a body's name, with the letters to cut from it."""
    whole = with_alif(folded)
    forms = [(folded, 0)] if whole == folded else [(folded, 0), (whole, 0)]
    forms += [(form, len(folded) - len(form)) for form in readings_of(folded)[1:]]
    return tuple([(form, cut) for form, cut in forms if form in gazetteer.first_words_of_bodies])


def _name(first: Word, following: list[Word], gazetteer: Gazetteer) -> list[Word]:
    """The words of the body's name, its country left out; none where no name begins."""
    for size in range(len(following), -1, -1):
        phrase = " ".join(word.folded for word in (first, *following[:size]))
        if phrase in gazetteer.state_bodies and gazetteer.state_bodies[phrase][0] in gazetteer.seen_bodies:
            return [first, *following[:size]]
    return []


def _with_country(
    name: list[Word], before: list[Word], after: list[Word], article: Article, field: Field
) -> Iterator[Span]:
    text, gazetteer = article.text(field), article.gazetteer
    first, last = name[0], name[-1]
    if script_of(first.folded) != "arabic":
        for owner in before:  # Turkish Red Crescent
            if (
                gazetteer.nationalities.get(owner.folded)
                and text[owner.start].isupper()
                and text[owner.end : first.start] == " "
            ):
                yield article.span(field, owner.start, last.end)
        return
    for owner in after:
        definite = first.folded.startswith("ال") or last.folded.startswith("ال")  # السفارة اليابانية, but منتخب لبنان
        owners = gazetteer.nationalities if definite else gazetteer.short_countries
        fits = agrees(first.folded, owner.folded) if definite else True
        if owners.get(owner.folded) and fits and text[last.end : owner.start] == " ":
            yield article.span(field, first.start, owner.end)


def agrees(noun: str, adjective: str) -> bool:
    """True where the adjective may be the noun's: المنتخب المغربي, السفارة اليابانية; not المنتخب المغربية, where the adjective is another noun's (صحيفة)."""
    return adjective.startswith("ال") and noun.endswith(("ه", "ات")) == adjective.endswith("ه")


def country_in(words: list[str], gazetteer: Gazetteer) -> str | None:
    """The country that the words name or are the adjective of."""
    for phrase in dict.fromkeys([" ".join(words), *words]):
        bare = phrase.removesuffix(" s") if " " in phrase else phrase
        forms = (
            phrase,
            bare,
            bare.removesuffix("s"),
            bare.removeprefix("l"),
            bare.removeprefix("d"),
            *russian_nominatives(bare),
        )
        for form in forms:
            code = gazetteer.nationalities.get(form) or gazetteer.country(form)
            if code:
                return code
    return None
