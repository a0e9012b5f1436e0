"""Countries by CLDR's names and cities by GeoNames' names, reduced to what a lookup needs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel import Locale

from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.linking import SHORTEST_SOUND
from stream.enrich.identity.skeleton import SHORTEST_TELLING_KEY, skeleton
from stream.enrich.identity.tables import curated, names_in
from stream.training.gazetteer.sources import geonames

COUNTRY_NAME_LOCALES = (
    "ar en fr ru es de tr zh he pt it hi ja id uk az hy ka nl pl am ar_EG ar_SA ar_LY ar_LB ar_MA ar_AE"
)
DISPLAY_LOCALES = ("ar", "en", "fr", "ru")
WELL_KNOWN = 30_000  # people; only such cities are found by a sound of three consonants
SMALL_CITY = 15_000  # people; a smaller place is kept when it has an Arabic or Cyrillic name: news reached it
EXONYM_CITY = 50_000  # people; other Latin names of smaller places are mostly other things' names (Everest, Pearl)
SHORTEST_ALIAS = 3
MOST_NAMESAKES = 8  # cities kept for one name, the most populous
TRANSLITERATED = re.compile(r"^[a-z]|^[A-Z]{2,4}$|[`ʻʼ]|\d")  # machine romanisations of other scripts, airport codes


def country_aliases() -> dict[str, str]:
    """Folded country name to ISO 3166 alpha-2 code; a name that two countries share is left out."""
    codes: dict[str, set[str]] = defaultdict(set)
    for locale in COUNTRY_NAME_LOCALES.split():
        for code, name in _territories(locale):
            codes[fold(name)].add(code)
    return {name: next(iter(found)) for name, found in codes.items() if len(found) == 1}


def country_names() -> dict[str, str]:
    """ISO code to its display names, tab-separated, in the order of `DISPLAY_LOCALES`."""
    names = [dict(_territories(locale)) for locale in DISPLAY_LOCALES]
    return {code: "\t".join(table.get(code, "") for table in names) for code in sorted(names[1])}


def _territories(locale: str) -> Iterator[tuple[str, str]]:
    known = set(geonames("countries"))
    for code, name in Locale.parse(locale).territories.items():
        if code in known:
            yield code, re.sub(r"\s*\(.*?\)", "", str(name))


@dataclass(frozen=True, slots=True)
class CityTables:
    """Rows by GeoNames id (name, country, latitude, longitude, population, `C` for a capital); ids by name and sound."""

    rows: dict[str, str]
    aliases: dict[str, str]
    skeletons: dict[str, str]


def city_tables() -> CityTables:
    """Every newsworthy city; a name's ids are listed from the most populous city down."""
    capitals = {(row["iso"], fold(row["capital"])) for row in geonames("countries").values()}
    rows: dict[str, str] = {}
    aliases: dict[str, list[str]] = defaultdict(list)
    skeletons: dict[str, list[str]] = defaultdict(list)
    news_names = {row[0]: [row[2], *names_in(row[3])] for row in curated("city_news_names", 4)}
    for city in sorted(geonames("cities5000").values(), key=lambda row: -int(row["population"])):
        key = str(city["geonameid"])
        in_news = news_names.get(key, [])
        names = set(_names(city)) | {fold(name) for name in in_news}
        if not _newsworthy(city, names):
            continue
        capital = (city["countrycode"], fold(city["name"])) in capitals
        rows[key] = _row(city, in_news[0] if in_news else city["name"], capital=capital)
        for name in names:
            aliases[name].append(key)
        for sound in {skeleton(name) for name in names}:
            if len(sound) >= (SHORTEST_SOUND if city["population"] >= WELL_KNOWN else SHORTEST_TELLING_KEY):
                skeletons[sound].append(key)
    return CityTables(rows, _listed(aliases), _listed(skeletons))


def _listed(ids: dict[str, list[str]]) -> dict[str, str]:
    return {name: ",".join(keys[:MOST_NAMESAKES]) for name, keys in ids.items()}


def _newsworthy(city: dict[str, Any], names: set[str]) -> bool:
    return city["population"] >= SMALL_CITY or any(script_of(name) == "arabic" for name in names)


def _names(city: dict[str, Any]) -> Iterator[str]:
    yield fold(city["name"])
    own = skeleton(city["name"])
    for name in city["alternatenames"]:
        script = script_of(name)
        if script == "other" or TRANSLITERATED.search(name):
            continue
        if script == "latin" and city["population"] < EXONYM_CITY and skeleton(name) != own:
            continue  # but Nabatiyeh is Nabatieh in another spelling
        folded = fold(name)
        if len(folded) >= SHORTEST_ALIAS:
            yield folded


def _row(city: dict[str, Any], name: str, *, capital: bool) -> str:
    position = f"{city['latitude']:.4f}\t{city['longitude']:.4f}"
    mark = "C" if capital else ""
    return f"{name}\t{city['countrycode']}\t{position}\t{city['population']}\t{mark}"
