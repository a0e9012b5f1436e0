"""The shipped data: complete, sorted, small, quick to load, and with its licences."""

from __future__ import annotations

import time
from importlib.resources import files

import pytest

from stream.enrich.identity.gazetteer import Gazetteer, default_gazetteer
from stream.enrich.identity.letters import fold
from stream.enrich.identity.tables import DATA, SortedTable, curated, names_in

GENERATED = (
    "country_aliases",
    "country_names",
    "cities",
    "city_aliases",
    "city_skeletons",
    "name_keys",
    "name_words",
    "people_names",
)
CURATED = (
    "bodies",
    "city_news_names",
    "concepts",
    "towns",
    "localities",
    "english_in_arabic",
    "events",
    "country_short_names",
    "institutions",
    "kinds",
    "nationalities",
    "organisations",
    "people",
    "places",
    "turkish_names",
    "words",
)
LARGEST_DATA = 12_000_000  # bytes
SLOWEST_LOAD_S = 2.0  # measured: 0.15 s; the margin is for a busy machine


def test_every_table_of_the_folder_is_declared_and_licensed() -> None:
    licences = DATA.joinpath("LICENSES.md").read_text("utf-8")
    shipped = {path.name for path in DATA.iterdir() if ".tsv" in path.name}
    assert shipped == {f"{name}.tsv.gz" for name in GENERATED} | {f"{name}.tsv" for name in CURATED}
    assert all(f"`{name}`" in licences for name in (*GENERATED, *CURATED))


def test_the_data_is_small_enough_to_live_in_the_repository() -> None:
    assert (
        sum(len(path.read_bytes()) for path in files("stream.enrich").joinpath("data").iterdir() if path.is_file())
        < LARGEST_DATA
    )


def test_loading_is_quick() -> None:
    started = time.perf_counter()
    Gazetteer.load()
    assert time.perf_counter() - started < SLOWEST_LOAD_S


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_table_is_sorted_and_finds_each_of_its_keys(name: str) -> None:
    table = SortedTable.load(name)
    keys = list(table.keys())
    encoded = [key.encode() + b"\t" for key in keys]
    assert encoded == sorted(encoded)
    assert all(table.get(key) is not None for key in keys[:: max(1, len(keys) // 500)])
    assert table.get("\u0000nothing") is None


def test_curated_ids_are_unique_in_kind_and_positions_are_on_earth() -> None:
    for row in curated("places", 6):
        assert row[0].startswith(("loc:", "geonames:"))
        if row[2]:
            assert abs(float(row[2])) <= 90
            assert abs(float(row[3])) <= 180
    assert all(row[0].startswith("org:") for row in curated("organisations", 4))


def test_no_name_of_an_organisation_is_claimed_by_two() -> None:
    owner: dict[tuple[str, str], str] = {}
    for key, _, _, names, country in curated("organisations", 5):
        for name in names_in(names):
            assert owner.setdefault((fold(name), country), key) == key, name


def test_no_name_of_a_person_is_claimed_by_two() -> None:
    owner: dict[str, str] = {}
    for name_en, _, surnames, names in curated("people", 4):
        for name in [*names_in(surnames), *names_in(names)]:
            assert owner.setdefault(fold(name), name_en) == name_en, name


def test_every_curated_city_is_in_the_table_of_cities() -> None:
    gazetteer = default_gazetteer()
    rows = list(curated("city_news_names", 3))
    assert [row for row in rows if gazetteer.cities.get(row[0]) is None and row[0] != "146970"] == []
    assert all((gazetteer.cities.get(row[0]) or "").split("\t")[1] == row[1] for row in rows)


def test_codes_of_curated_countries_exist() -> None:
    names = default_gazetteer().country_names
    codes = {row[0] for table in ("country_short_names", "nationalities") for row in curated(table, 1)} - {"-"}
    assert [code for code in codes if names.get(code) is None] == []
