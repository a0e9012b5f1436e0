"""Whose a body is, where not its name but the words beside it say so: وزارة الصحة في غزة, the region's Ministry of Finance.

A body without a country in its name would otherwise be given to the country that the article speaks of most.
"""

from __future__ import annotations

from stream.enrich.identity.article import Article
from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.letters import fold
from stream.enrich.identity.words import Word
from stream.enrich.reading import Mention

IN = frozenset(("في", "فى", "in"))
POSSESSIVE = ("'s ", "’s ")
LONGEST_PLACE = 2  # words
REACH = 4  # words after a body that may say which government it belongs to
REGION = frozenset(fold(word) for word in ("region", "الإقليم", "إقليم", "بالإقليم", "regional"))
# Regions of a state with a government and ministries of their own, by a word of their name
SELF_GOVERNED = {"kurdistan": "kurdistan-region", fold("كردستان"): "kurdistan-region"}


def parted_from_its_country(text: str, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """Sudan and Merowe Dam of Sudan's Merowe Dam; None where no country owns the rest."""
    for mark in POSSESSIVE:
        owner, found, rest = text.partition(mark)
        if found and rest and gazetteer.country(fold(owner)):
            return owner, rest
    return None


def country_beside(mention: Mention, article: Article) -> str | None:
    """The country right after the body: في غزة, بتونس, "in Algeria"."""
    gazetteer = article.gazetteer
    words = [word.folded for word in _after(mention, article, LONGEST_PLACE + 1)]
    if not words:
        return None
    if words[0] in IN:
        places = [" ".join(words[1 : 1 + size]) for size in range(LONGEST_PLACE, 0, -1)]
    elif words[0].startswith("ب"):
        places = [words[0][1:]]
    else:
        return None
    return next((code for place in places if (code := _country_of_place(place, gazetteer))), None)


def region_of(mention: Mention, article: Article) -> str | None:
    """The self-governed region whose body this is, where it is said in front of the name or behind it."""
    region = next((name for word, name in SELF_GOVERNED.items() if article.seen[word]), None)
    if region is None:
        return None
    before = {word.folded for word in article.words_before(mention.span, 1)}
    around = before | {word.folded for word in _after(mention, article, REACH)[1:]}
    inside = set(fold(mention.span.text).split())
    said = (before & REGION) | (around & SELF_GOVERNED.keys()) | (inside & SELF_GOVERNED.keys())
    follows = [word.folded for word in _after(mention, article, 2)]
    return region if said or (follows[:1] and follows[0] in IN and not REGION.isdisjoint(follows)) else None


def _after(mention: Mention, article: Article, count: int) -> list[Word]:
    """Up to `count` words right after the mention, in its sentence."""
    text = article.text(mention.span.field)
    words: list[Word] = []
    end = mention.span.end
    for word in article.words_after(mention.span, count):
        if text[end : word.start] not in (" ", "'s "):
            break
        words.append(word)
        end = word.end
    return words


def _country_of_place(place: str, gazetteer: Gazetteer) -> str | None:
    code = gazetteer.country(place)
    known = gazetteer.places.get(place)
    if code or known:
        return code or (known.country if known else None)
    if place not in gazetteer.sure_cities:
        return None
    return next((city.link.country for city in gazetteer.cities_named(place)), None)
