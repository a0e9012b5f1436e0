"""A mention that ran past its name is parted, and a body belongs to whom the words beside it say."""

from __future__ import annotations

import pytest

from tests.enrich.identity.builders import entities, named, texts


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("قال [PER عثمان داود لسودان تربيون] إن", ["عثمان داود", "سودان تربيون"]),
        ("توعد [PER ركن عبد الفتاح البرهان برد قاس] أمس", ["عبد الفتاح البرهان"]),
        ("وقعت مع [ORG جامعة الملك عبد الله للعلوم والتقنية لتدريب] أمس", ["جامعة الملك عبد الله للعلوم والتقنية"]),
        ("drones struck [LOC Sudan's Merowe Dam] again", ["Sudan", "Merowe Dam"]),
    ],
)
def test_what_a_name_is_followed_by_is_no_part_of_it(marked: str, names: list[str]) -> None:
    assert sorted(texts(entities(marked))) == sorted(names)


def test_a_hospital_is_a_body_in_either_language() -> None:
    arabic = entities("توفي في [ORG مستشفى مروي] أمس")
    english = entities("He died at [LOC Merowe Hospital] on Monday.", language="en")
    assert arabic[0].id == english[0].id
    assert english[0].type == "ORG"


def test_a_crossing_and_a_port_are_called_after_their_town() -> None:
    assert "رفح" in texts(entities("عبر معبر [LOC رفح] أمس"))
    assert "Tindouf" in texts(entities("At [LOC Tindouf station] in Algeria women sang.", language="en"))


def test_a_ministry_is_that_of_the_place_named_right_after_it() -> None:
    found = entities("قالت مصر ومصر ومصر. وفق وزارة الصحة في غزة أمس.")
    assert named(found, "وزارة الصحة").id == "org:ministry-health-ps"


def test_a_regions_ministry_is_not_its_countrys() -> None:
    said = (
        "The Iraqi Finance Ministry paid. A spokesman for the region's Ministry of Finance in Kurdistan did not. Iraq."
    )
    found = entities(said, language="en")
    assert named(found, "Iraqi Finance Ministry").id == "org:ministry-finance-iq"
    assert named(found, "Ministry of Finance").id == "org:ministry-finance-kurdistan-region"


def test_a_party_of_two_countries_is_told_by_the_country() -> None:
    in_syria = named(entities("حل [ORG حزب البعث] أمس. قالت سوريا وسوريا"), "حزب البعث").id
    in_iraq = named(entities("حل [ORG حزب البعث] أمس. قال العراق والعراق"), "حزب البعث").id
    assert (in_syria, in_iraq) == ("org:baath-sy", "org:baath-iq")


def test_equipment_and_water_is_not_the_ministry_of_water() -> None:
    found = entities("The [ORG Ministry of Equipment and Water] said so in Morocco. Morocco.", language="en")
    assert found[0].id == "org:ministry-equipment-ma"
