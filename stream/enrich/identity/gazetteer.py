"""Everything that is known about names before an article is read, loaded once and never changed.

Curated tables (short names of countries, regions, organisations, office holders, word lists) are dictionaries;
the large generated ones (CLDR, GeoNames, name data) are `SortedTable`s. Lookups take folded names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources.abc import Traversable
from itertools import chain
from typing import Literal

from stream.enrich.identity.entity import Link
from stream.enrich.identity.letters import fold
from stream.enrich.identity.lexicon import read_concepts
from stream.enrich.identity.nationalities import read_nationalities
from stream.enrich.identity.person_names import NameKeys
from stream.enrich.identity.tables import DATA, SortedTable, curated, names_in
from stream.enrich.identity.turkish import turkish_words
from stream.enrich.reading import EntityType

_DOTTED = re.compile("^([UE])([NSKU]) ")  # UN, US, UK, EU, which half of the desks write U.N. and so on
REMEMBERED = 16_384  # answers kept of lookups that come again with every article
Finding = Literal["free", "head", "marked", "model", "on"]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A known organisation; `found` says where its name may be believed without a model's word for it.

    `country`, where given, is the one that an article must speak of most for the name to mean this organisation: many
    countries have a Republican Party.
    """

    link: Link
    found: Finding
    country: str | None = None


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
    news_cities: frozenset[str]
    sure_cities: frozenset[str]
    towns: dict[str, str]
    local: dict[str, str]
    organisations: dict[str, Organisation]
    shared_names: dict[str, tuple[Organisation, ...]]
    people: dict[str, KnownPerson]
    surnames: dict[str, KnownPerson]
    portfolios: dict[str, str]
    western_portfolios: tuple[str, ...]
    portfolio_names: dict[str, str]
    state_bodies: dict[str, tuple[str, str]]
    concepts: dict[str, tuple[str, ...]]
    concept_roles: dict[str, str]
    english_words: dict[str, str]
    kinds: dict[str, str]
    kind_types: dict[str, EntityType]
    seen_bodies: frozenset[str]
    words: dict[str, frozenset[str]]
    country_aliases: dict[
        str, str
    ]  # asked for every stretch of every name, and small: a search took fifteen times as long
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
        concepts, concept_roles = read_concepts(folder)
        name_words = SortedTable.load("name_words", folder)
        with_article = frozenset(
            latin
            for name, value in name_words.items()
            if name.startswith("ال") and not (latin := value.partition("\t")[0]).startswith(("b", "f", "t", "v"))
        )
        places, localities = dict(_places(folder, "places")), dict(_places(folder, "localities"))
        towns = dict(_towns(folder))
        named = [*_named_things("organisations", "ORG", folder), *_named_things("events", "MISC", folder)]
        return cls(
            shared_names=_shared(named),
            concepts=concepts,
            concept_roles=concept_roles,
            english_words={
                fold(word): row[0] for row in curated("english_in_arabic", 2, folder) for word in names_in(row[1])
            },
            short_countries={
                fold(name): row[0] for row in curated("country_short_names", 2, folder) for name in names_in(row[1])
            },
            nationalities=read_nationalities(folder),
            places=localities | places,
            news_cities=frozenset(_news_cities(folder, ambiguous=True)),
            sure_cities=frozenset(_news_cities(folder, ambiguous=False)),
            towns={name: key for name, (key, _) in towns.items()},
            local=_local(localities, towns, places),
            organisations=dict(named),
            people=dict(_people(folder, full=True)),
            surnames=dict(_people(folder, full=False)),
            portfolios=dict(_portfolios(folder)),
            portfolio_names={row[0]: names_in(row[2])[0] for row in curated("institutions", 3, folder) if row[2]},
            western_portfolios=tuple(_western_portfolios(folder)),
            state_bodies=dict(_state_bodies(folder)),
            kinds=dict(_kinds(folder)),
            kind_types={row[0]: _TYPES[row[3]] for row in curated("kinds", 4, folder)},
            seen_bodies=frozenset(row[0] for row in curated("bodies", 6, folder) if row[5]),
            words={row[0]: frozenset(fold(w) for w in names_in(row[1])) for row in curated("words", 2, folder)},
            country_aliases=dict(SortedTable.load("country_aliases", folder).items()),
            country_names=SortedTable.load("country_names", folder),
            cities=SortedTable.load("cities", folder),
            city_aliases=SortedTable.load("city_aliases", folder),
            city_skeletons=SortedTable.load("city_skeletons", folder),
            name_words=name_words,
            people_names=SortedTable.load("people_names", folder),
            keys=NameKeys(SortedTable.load("name_keys", folder), turkish_words(folder), with_article),
        )

    def country(self, folded: str) -> str | None:
        """The ISO code of a country's name in any language, or None."""
        return self.short_countries.get(folded) or self.country_aliases.get(folded)

    @cached_property
    def concept_words(self) -> frozenset[str]:
        """Every word of the lexicon's phrases."""
        return frozenset(word for phrase in self.concepts for word in phrase.split(" "))

    @cached_property
    def first_words_of_kinds(self) -> frozenset[str]:
        """The words that nouns of several words begin with: محطة of محطة النووية."""
        return frozenset(noun.split(" ")[0] for noun in self.kinds if " " in noun)

    @cached_property
    def words_of_countries(self) -> frozenset[str]:
        """Every word of the countries' names and of the adjectives of nationality."""
        names = chain(self.short_countries, self.nationalities, self.country_aliases)
        return frozenset(word for name in names for word in name.split(" "))

    @cached_property
    def organisation_ids(self) -> frozenset[str]:
        """The id of every organisation and event listed."""
        return frozenset(known.link.id for known in self.organisations.values())

    @cached_property
    def first_words_of_bodies(self) -> frozenset[str]:
        """The words that names of bodies of state begin with."""
        return frozenset(name.split(" ")[0] for name in self.state_bodies)

    def is_known(self, folded: str) -> bool:
        """True for the whole name of a country, a curated place, an organisation or a prominent person."""
        if folded in self.people or folded in self.organisations:
            return True
        if folded in self.places and folded not in self.local:
            return True
        return self.country(folded) is not None

    def name_frequency(self, folded: str) -> int:
        """How many people the name data know by a word in Arabic letters."""
        row = self.name_words.get(folded)
        return int(row.rpartition("\t")[2]) if row else 0

    def name_in_latin(self, folded: str) -> str | None:
        """The Latin form that most people give a name word in Arabic letters, where one has a clear lead."""
        row = self.name_words.get(folded)
        return row.partition("\t")[0] or None if row else None

    def country_link(self, code: str) -> Link:
        """The entity of a country; its name in English comes from CLDR."""
        names = (self.country_names.get(code) or "").split("\t")
        return Link(f"iso3166:{code}", "LOC", names[1] if len(names) > 1 else None, code)

    def cities_named(self, folded: str) -> list[City]:
        """Every city that bears the name, the most populous first."""
        return self._cities_named(folded)

    @cached_property
    def _cities_named(self) -> Callable[[str], list[City]]:
        return lru_cache(maxsize=REMEMBERED)(self._cities_called)

    def _cities_called(self, folded: str) -> list[City]:
        cities = self._cities(self.city_aliases.get(folded))
        town = self.towns.get(folded)
        if town and all(city.link.id != f"geonames:{town}" for city in cities):
            cities.append(self._city(town))
        return sorted(cities, key=lambda city: -city.population)

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


def _places(folder: Traversable, table: str) -> Iterator[tuple[str, Link]]:
    for key, country, latitude, longitude, name, others in curated(table, 6, folder):
        position = (float(latitude), float(longitude)) if latitude else (None, None)
        link = Link(key, "LOC", name, country or None, *position)
        for alias in [name, *names_in(others)]:
            yield fold(alias), link


def _news_cities(folder: Traversable, *, ambiguous: bool) -> Iterator[str]:
    """Names of cities often in the news, with or without those that are common words too (صور is Tyre, and pictures)."""
    for _, _, name, others, common in curated("city_news_names", 5, folder):
        names = {fold(alias) for alias in [name, *names_in(others)]}
        yield from names if ambiguous else names - {fold(alias) for alias in names_in(common)}


def _towns(folder: Traversable) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every name of a town that news of its country means by it, with its GeoNames id and country."""
    for key, country, name, others in curated("towns", 4, folder):
        for alias in [name, *names_in(others)]:
            yield fold(alias), (key, country)


def _local(localities: dict[str, Link], towns: dict[str, tuple[str, str]], anywhere: dict[str, Link]) -> dict[str, str]:
    """The names of towns and smaller places, with the country that an article must name for them to be sure."""
    local = {name: link.country for name, link in localities.items() if link.country}
    local |= {name: country for name, (_, country) in towns.items()}
    return {name: country for name, country in local.items() if name not in anywhere}


def _named_things(table: str, kind: EntityType, folder: Traversable) -> Iterator[tuple[str, Organisation]]:
    """The rows of a table; events, treaties and products are found, linked and told apart as organisations are."""
    named: set[str] = set()  # the English name belongs to a thing's first row
    for key, found, name, others, country in curated(table, 5, folder):
        finding = _FINDINGS[found]
        for alias in [*names_in(others), *([] if key in named else [name])]:
            for spelling in dict.fromkeys((fold(alias), fold(_DOTTED.sub(r"\1.\2. ", alias)))):
                yield spelling, Organisation(Link(key, kind, name), finding, country or None)
        named.add(key)


def _shared(named: list[tuple[str, Organisation]]) -> dict[str, tuple[Organisation, ...]]:
    """The names that several things bear, each in its own country: الأهلي, STC, Baath Party."""
    bearers: dict[str, list[Organisation]] = {}
    for name, organisation in named:
        bearers.setdefault(name, []).append(organisation)
    return {
        name: tuple(found)
        for name, found in bearers.items()
        if len({one.link.id for one in found}) > 1 and any(one.country for one in found)
    }


_TYPES: dict[str, EntityType] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
_FINDINGS: dict[str, Finding] = {"free": "free", "head": "head", "marked": "marked", "model": "model", "on": "on"}


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


def _state_bodies(folder: Traversable) -> Iterator[tuple[str, tuple[str, str]]]:
    for key, arabic, english, french, name_en in curated("bodies", 5, folder):
        with_article = ["ال" + name for name in names_in(arabic)]
        for name in [*names_in(arabic), *with_article, *names_in(english), *names_in(french)]:
            yield fold(name), (key, name_en)


def _kinds(folder: Traversable) -> Iterator[tuple[str, str]]:
    for key, arabic, western in curated("kinds", 3, folder):
        for noun in [*names_in(arabic), *("ال" + name for name in names_in(arabic)), *names_in(western)]:
            yield fold(noun), key


def _western_portfolios(folder: Traversable) -> Iterator[str]:
    """Portfolios as written in English and French, capitals and accents kept: a pattern looks for them."""
    for _, _, english, french in curated("institutions", 4, folder):
        yield from names_in(english)
        yield from names_in(french)
