"""A capital called as its country is told from it by what stands around the name."""

from __future__ import annotations

import pytest

from tests.enrich.identity.builders import entities, named


def test_tunis_is_the_city_and_tunisia_the_country_in_both_languages() -> None:
    english = entities("[LOC Tunis] relies on it, says [LOC Tunisia].", language="en")
    arabic = entities("تظاهرت نساء في العاصمة [LOC تونس] أمس.")
    assert named(english, "Tunis").id == named(arabic, "تونس").id != named(english, "Tunisia").id
    assert named(english, "Tunisia").id == "iso3166:TN"


@pytest.mark.parametrize(("name", "code"), [("تونس", "TN"), ("الجزائر", "DZ")])
def test_the_word_alone_is_the_country(name: str, code: str) -> None:
    assert named(entities(f"وقعت [LOC {name}] اتفاقا مع جيرانها."), name).id == f"iso3166:{code}"


def test_a_dateline_names_the_city() -> None:
    assert named(entities("[LOC الجزائر] (رويترز) - قالت الشركة."), "الجزائر").id.startswith("geonames:")


def test_a_country_whose_english_name_its_capital_shares_stays_the_country() -> None:
    assert named(entities("It met [LOC Kuwait] officials.", language="en"), "Kuwait").id == "iso3166:KW"


def test_a_mountain_called_after_a_country_is_not_the_country() -> None:
    found = entities("أضاف أن منطقة جبل كينيا حرمت منها، وأن [LOC كينيا] ستنتخب.")
    assert named(found, "جبل كينيا").id != "iso3166:KE"
