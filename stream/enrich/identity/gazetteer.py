"""Everything that is known about names before an article is read, loaded once and never changed.

Curated tables (short names of countries, regions, organisations, office holders, word lists) are dictionaries;
the large generated ones (CLDR, GeoNames, name data) are `SortedTable`s. Lookups take folded names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import Literal

from stream.enrich.identity.entity import Link
from stream.enrich.identity.letters import fold
from stream.enrich.identity.nationalities import read_nationalities
from stream.enrich.identity.person_names import NameKeys
from stream.enrich.identity.tables import DATA, SortedTable, curated, names_in

Finding = Literal["free", "head", "model"]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A known organisation; `found` says where its name may be believed without a model's word for it."""

    link: Link
    found: Finding


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody so prominent that other spellings, or a surname alone, are certain; `country` is that certainty's price."""

    name_en: str
    country: str | None


@dataclass(frozen=True, slots=True)
class City:
    """A populated place of GeoNames."""

    link: Link
    population: int
    capital: bool


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """All tables; get one from `load`. Compared by identity, so that what is derived from one can be cached by it."""

    short_countries: dict[str, str]
    nationalities: dict[str, str]
    places: dict[str, Link]
    organisations: dict[str, Organisation]
    people: dict[str, KnownPerson]
    surnames: dict[str, KnownPerson]
    portfolios: dict[str, str]
    western_portfolios: tuple[str, ...]
    words: dict[str, frozenset[str]]
    country_aliases: SortedTable
    country_names: SortedTable
    cities: SortedTable
    city_aliases: SortedTable
    city_skeletons: SortedTable
    name_words: SortedTable
    people_names: SortedTable
    keys: NameKeys

    @classmethod
    def load(cls, folder: Traversable = DATA) -> Gazetteer:
        """Read every table of `folder`; raises FileNotFoundError naming the first that is missing."""
        return cls(
            short_countries={
                fold(name): row[0] for row in curated("country_short_names", 2, folder) for name in names_in(row[1])
            },
            nationalities=read_nationalities(folder),
            places=dict(_places(folder)),
            organisations=dict(_organisations(folder)),
            people=dict(_people(folder, full=True)),
            surnames=dict(_people(folder, full=False)),
            portfolios=dict(_portfolios(folder)),
            western_portfolios=tuple(_western_portfolios(folder)),
            words={row[0]: frozenset(fold(w) for w in names_in(row[1])) for row in curated("words", 2, folder)},
            country_aliases=SortedTable.load("country_aliases", folder),
            country_names=SortedTable.load("country_names", folder),
            cities=SortedTable.load("cities", folder),
            city_aliases=SortedTable.load("city_aliases", folder),
            city_skeletons=SortedTable.load("city_skeletons", folder),
            name_words=SortedTable.load("name_words", folder),
            people_names=SortedTable.load("people_names", folder),
            keys=NameKeys(SortedTable.load("name_keys", folder)),
        )

    def country(self, folded: str) -> str | None:
        """The ISO code of a country's name in any language, or None."""
        return self.short_countries.get(folded) or self.country_aliases.get(folded)

    def country_link(self, code: str) -> Link:
        """The entity of a country; its name in English comes from CLDR."""
        names = (self.country_names.get(code) or "").split("\t")
        return Link(f"iso3166:{code}", "LOC", names[1] if len(names) > 1 else None, code)

    def cities_named(self, folded: str) -> list[City]:
        """Every city that bears the name, the most populous first."""
        return self._cities(self.city_aliases.get(folded))

    def cities_sounding_like(self, skeleton: str) -> list[City]:
        """Every city with a name of that skeleton, the most populous first; only telling skeletons are listed."""
        return self._cities(self.city_skeletons.get(skeleton))

    def _cities(self, ids: str | None) -> list[City]:
        return [self._city(key) for key in ids.split(",")] if ids else []

    def _city(self, key: str) -> City:
        name, country, latitude, longitude, population, mark = (self.cities.get(key) or "\t\t0\t0\t0\t").split("\t")
        link = Link(f"geonames:{key}", "LOC", name, country, float(latitude), float(longitude))
        return City(link, int(population), mark == "C")


@lru_cache(maxsize=1)
def default_gazetteer() -> Gazetteer:
    """The gazetteer of the installed package, loaded on first use."""
    return Gazetteer.load()


def _places(folder: Traversable) -> Iterator[tuple[str, Link]]:
    for key, country, latitude, longitude, name, others in curated("places", 6, folder):
        position = (float(latitude), float(longitude)) if latitude else (None, None)
        link = Link(key, "LOC", name, country or None, *position)
        for alias in [name, *names_in(others)]:
            yield fold(alias), link


def _organisations(folder: Traversable) -> Iterator[tuple[str, Organisation]]:
    named: set[str] = set()  # the English name belongs to an organisation's first row
    for key, found, name, others in curated("organisations", 4, folder):
        finding: Finding = "free" if found == "free" else "head" if found == "head" else "model"
        for alias in [*names_in(others), *([] if key in named else [name])]:
            yield fold(alias), Organisation(Link(key, "ORG", name), finding)
        named.add(key)


def _people(folder: Traversable, *, full: bool) -> Iterator[tuple[str, KnownPerson]]:
    for name, country, surnames, others in curated("people", 4, folder):
        person = KnownPerson(name, country or None)
        for alias in [name, *names_in(others)] if full else names_in(surnames):
            yield fold(alias), person


def _portfolios(folder: Traversable) -> Iterator[tuple[str, str]]:
    for key, arabic, english, french in curated("institutions", 4, folder):
        for phrase in names_in(arabic):
            yield fold(phrase), key
        for phrase in [*names_in(english), *names_in(french)]:
            yield fold(phrase), key


def _western_portfolios(folder: Traversable) -> Iterator[str]:
    """Portfolios as written in English and French, capitals and accents kept: a pattern looks for them."""
    for _, _, english, french in curated("institutions", 4, folder):
        yield from names_in(english)
        yield from names_in(french)
