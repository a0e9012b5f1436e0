"""A body named without its country belongs to the country that the article is about, in either language."""

from __future__ import annotations

import pytest

from tests.enrich.identity.builders import entities, named


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("الجمعية الوطنية", "National Assembly"),
        ("الحزب الجمهوري", "Republican Party"),
        ("المحكمة العليا الانتخابية", "Superior Electoral Court"),
        ("محكمة النقض", "Court of Cassation"),
    ],
)
def test_two_countries_bodies_of_one_name_are_two_and_meet_across_languages(arabic: str, english: str) -> None:
    ids = {}
    for country, in_arabic in (("Venezuela", "فنزويلا"), ("Senegal", "السنغال")):
        one = named(entities(f"رفض [ORG {arabic}] القرار في {in_arabic}، وعادت {in_arabic} إليه."), arabic).id
        said = f"The [ORG {english}] of the day refused it in {country}, and {country} agreed."
        assert named(entities(said, language="en"), english).id == one
        ids[country] = one
    assert ids["Venezuela"] != ids["Senegal"]


def test_of_two_countries_the_one_named_more_often_is_meant() -> None:
    said = "The [ORG National Assembly] met. Senegal and Senegal and Senegal wrote to Mali and Mali."
    assert named(entities(said, language="en"), "National Assembly").country == "SN"


def test_a_ministry_in_small_letters_is_a_ministry_with_its_country() -> None:
    found = entities("A statement by Saudi Arabia's energy ministry said so.", language="en")
    assert named(found, "Saudi Arabia's energy ministry").id == "org:ministry-energy-sa"


def test_its_ministry_in_small_letters_is_no_name() -> None:
    assert not entities("He asked its health ministry.", language="en")


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("تقرير [ORG للأمين العام للأمم المتحدة] أمس", "للأمم المتحدة"),
        ("بحسب [ORG وكالة الأرصاد الجوية اليابانية] أمس", "وكالة الأرصاد الجوية اليابانية"),
        ("اتهم [PER حليفه كالونزو موسيوكا] الحكومة", "كالونزو موسيوكا"),
        ("اتهم [PER ماينا تاليا دولا] بالتعطيل", "ماينا تاليا"),
        ("قال [ORG إراستوس] [PER إيثيكون] إنه باق", "إراستوس إيثيكون"),
        ("أغلقت [LOC أوناغاوا] محطة أوناغاوا النووية", "محطة أوناغاوا النووية"),
    ],
)
def test_a_name_is_cut_where_it_begins_and_ends(marked: str, name: str) -> None:
    if "محطة" in marked:
        marked = "أغلقت محطة [LOC أوناغاوا] النووية"
    assert name in {m.span.text for entity in entities(marked) for m in entity.mentions}
