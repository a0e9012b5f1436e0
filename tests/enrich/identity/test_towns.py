"""Towns and smaller places: found by rule only in news that names their country, and told from namesakes by it."""

from __future__ import annotations

import pytest

from tests.enrich.identity.builders import entities, named, texts


@pytest.mark.parametrize("town", ["سبها", "القيارة", "المتلوي", "بني سويف"])
def test_a_town_is_found_where_its_country_is_named(town: str) -> None:
    country = {"سبها": "ليبيا", "القيارة": "العراق", "المتلوي": "تونس", "بني سويف": "مصر"}[town]
    found = entities(f"قال سكان {town} إن المياه انقطعت، بحسب حكومة {country}.")
    assert named(found, town).type == "LOC"
    assert texts(entities(f"قال سكان {town} إن المياه انقطعت.")) == []


@pytest.mark.parametrize(
    "text", ["فتح الباب في سوريا", "بحسب المصدر في فلسطين", "بعد الخمس في ليبيا", "قضايا المهاجرين في سوريا"]
)
def test_names_that_are_common_words_are_left_to_the_model(text: str) -> None:
    assert len(texts(entities(text))) == 1


def test_of_two_towns_the_one_where_the_news_is() -> None:
    [place, _] = entities("غرق قارب قبالة [LOC زنجبار] في [LOC اليمن]، واليمن حزين.")
    assert (place.id, place.country) == ("geonames:69426", "YE")
    [place, _] = entities("افتتح مصنع في [LOC القنيطرة] في [LOC المغرب]، والمغرب يبني.")
    assert place.country == "MA"


def test_a_great_city_is_not_traded_for_a_small_namesake_of_the_country_named() -> None:
    found = entities("وصل إلى [LOC بلفاست] من [LOC الولايات المتحدة]، والولايات المتحدة بعيدة.")
    assert named(found, "بلفاست").country == "GB"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[LOC Congo] said", "CD"),
        ("[LOC Congo] said in [LOC Brazzaville]", "CG"),
        ("[LOC Congo] said in [LOC Kinshasa] and [LOC Brazzaville]", "CD"),
        ("قالت [LOC الكونغو]", "CD"),
    ],
)
def test_congo_is_the_bigger_one_unless_the_smaller_ones_capital_is_named(text: str, code: str) -> None:
    assert named(entities(text), "الكونغو" if "الكونغو" in text else "Congo").country == code


def test_a_city_is_no_club_where_nothing_is_sport() -> None:
    assert named(entities("تجتمع اللجنة في [ORG لايبزيغ] غدا."), "لايبزيغ").id == "geonames:2879139"
    assert named(entities("فاز [ORG لايبزيغ] في المباراة."), "لايبزيغ").type == "ORG"


@pytest.mark.parametrize(
    ("arabic", "english"), [("نهر [LOC روزيزي]", "[LOC Ruzizi]"), ("حوض [LOC سرت]", "[LOC Sirte Basin]")]
)
def test_a_river_is_one_with_or_without_its_noun_and_a_basin_is_no_town(arabic: str, english: str) -> None:
    [left], [right] = entities(arabic), entities(english, language="en")
    assert left.id == right.id


def test_a_field_known_with_its_noun_is_known_beside_it() -> None:
    [left], [right] = entities("في حقل [LOC الدرة] غاز"), entities("the [LOC Durra] gas field", language="en")
    assert left.id == right.id
    assert [m.span.text for m in (*left.mentions, *right.mentions)] == ["الدرة", "Durra"]


def test_a_town_hall_is_a_body_and_a_commune_is_a_place() -> None:
    assert named(entities("قالت بلدية [LOC طرابلس] إن"), "بلدية طرابلس").type == "ORG"
    assert named(entities("وصل إلى بلدية [LOC توجة] أمس"), "توجة").type == "LOC"


@pytest.mark.parametrize("part", ["شرق", "جنوبي", "وسط"])
def test_a_part_of_a_country_is_the_country(part: str) -> None:
    assert texts(entities(f"في [LOC {part} السودان]")) == ["السودان"]


def test_a_city_in_the_news_is_not_one_of_its_namesakes_in_the_country_named() -> None:
    found = entities("Talks in [LOC Geneva] with the [LOC United States] and the [LOC United States]", language="en")
    assert named(found, "Geneva").id == "geonames:2660646"
