"""Adjectives of nationality in all the forms that news writes, each with its country.

They are not names (annotation: "nationalities are not mentions"), but they tell whose ministry one is and which
countries an article speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from stream.enrich.identity.letters import fold
from stream.enrich.identity.tables import curated, names_in

NO_COUNTRY = ""  # عربي, European: an adjective of the kind, but of no single country
_ARABIC_ENDINGS = ("", "ه", "ون", "ين", "ان", "تان", "تين", "ات", "ا")
_RUSSIAN_ENDINGS = ("ий", "ая", "ое", "ие", "ого", "ой", "им", "ими", "их", "ому", "ую", "ом")


def read_nationalities(folder: Traversable) -> dict[str, str]:
    """Folded adjective to ISO code, or to `NO_COUNTRY`."""
    table: dict[str, str] = {}
    for code, arabic, english, french, russian, plurals in curated("nationalities", 6, folder):
        country = NO_COUNTRY if code == "-" else code
        forms = [*_arabic(names_in(arabic), names_in(plurals)), *_english(names_in(english))]
        forms += [*_french(names_in(french)), *_russian(names_in(russian))]
        for form in forms:
            table.setdefault(fold(form), country)
    return table


def _arabic(stems: list[str], plurals: list[str]) -> Iterator[str]:
    for stem in stems:
        first, *rest = stem.split()
        if rest:  # كوري شمالي: both words decline together
            yield from (f"{article}{first}{e} {article}{rest[0]}{e}" for article in ("", "ال") for e in ("", "ة", "ين"))
            continue
        forms = [stem + ending for ending in _ARABIC_ENDINGS]
        yield from forms
        yield from ("ال" + form for form in forms)
    for plural in plurals:
        yield from (plural, "ال" + plural)


def _english(adjectives: list[str]) -> Iterator[str]:
    for adjective in adjectives:
        yield adjective
        yield adjective + "s"


def _french(adjectives: list[str]) -> Iterator[str]:
    for adjective in adjectives:
        yield from (adjective, adjective + "s", adjective + "es", adjective + "e")


def _russian(stems: list[str]) -> Iterator[str]:
    for stem in stems:
        yield from (stem + ending for ending in _RUSSIAN_ENDINGS)
