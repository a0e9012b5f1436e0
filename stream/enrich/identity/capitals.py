"""Capitals called as their country is, in one language or both: تونس, الجزائر, الكويت, Luxembourg.

The word alone is the country; after العاصمة or مدينة, and as the place in a dateline, it is the city. English Tunis is
always the city, though other languages call the country so.
"""

from __future__ import annotations

from functools import lru_cache

from stream.enrich.identity.article import Article
from stream.enrich.identity.entity import Link
from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.words import readings_of
from stream.enrich.reading import Mention

CITY_NOUNS = frozenset(fold(word) for word in ("العاصمة", "مدينة", "capital"))
AFTER_A_DATELINE = ("(", "-", "–", "—", ":", "/")


def capital_link(mention: Mention, article: Article) -> Link | None:
    """The capital that a country's name means where this mention stands; None where it means the country."""
    folded = fold(mention.span.text)
    capital = _capital_called_as_its_country(folded, article.gazetteer)
    if capital is None:
        return None
    if script_of(folded) == "latin" and not _is_the_countrys_english_name(folded, article.gazetteer):
        return capital
    return capital if _is_a_city_here(mention, article) else None


def _is_a_city_here(mention: Mention, article: Article) -> bool:
    before = article.words_before(mention.span, 1)
    if before and not CITY_NOUNS.isdisjoint(readings_of(before[0].folded)):
        return article.text(mention.span.field)[before[0].end : mention.span.start] == " "
    first_word = mention.span.field == "body" and not article.text("body")[: mention.span.start].strip()
    return first_word and article.text("body")[mention.span.end :].lstrip().startswith(AFTER_A_DATELINE)


@lru_cache(maxsize=16_384)
def _capital_called_as_its_country(folded: str, gazetteer: Gazetteer) -> Link | None:
    code = gazetteer.country(folded)
    cities = gazetteer.cities_named(folded) if code else []
    return next((city.link for city in cities if city.capital and city.link.country == code), None)


def _is_the_countrys_english_name(folded: str, gazetteer: Gazetteer) -> bool:
    code = gazetteer.country(folded) or ""
    return folded in gazetteer.short_countries or fold(gazetteer.country_link(code).name_en or "") == folded
