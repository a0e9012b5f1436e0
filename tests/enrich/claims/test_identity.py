"""Which name in a claimant is the one who speaks."""

from __future__ import annotations

import pytest

from stream.enrich.claims import claimant_mention
from stream.enrich.reading import Span
from tests.enrich.claims.builders import Names, reading

SPEAKS: dict[str, tuple[str, Names, str | None]] = {
    # People.
    "a_president_by_name": ("الرئيس الأذربيجاني إلهام علييف", {"إلهام علييف": "PER"}, "إلهام علييف"),
    "a_minister_by_name": (
        "وزير الخارجية في أرمينيا سالم الراجحي",
        {"أرمينيا": "LOC", "سالم الراجحي": "PER"},
        "سالم الراجحي",
    ),
    "a_director_by_name": (
        "مدير منظمة الصحة العالمية سالم الراجحي",
        {"منظمة الصحة العالمية": "ORG", "سالم الراجحي": "PER"},
        "سالم الراجحي",
    ),
    "a_name_with_an_affiliation": ("Ida Moe, the mayor of Brill", {"Ida Moe": "PER", "Brill": "LOC"}, "Ida Moe"),
    "a_title_without_a_name": ("وزير الدفاع الإسرائيلي", {}, None),
    "a_head_of_a_country_without_a_name": ("رئيس وزراء إسرائيل", {"إسرائيل": "LOC"}, None),
    "a_head_of_a_body_without_a_name": ("the head of Interpol", {"Interpol": "ORG"}, None),
    # Somebody else's people.
    "an_adviser_of_a_person": ("مستشار ترامب", {"ترامب": "PER"}, None),
    "a_lawyer_of_a_person": ("Trump's lawyer", {"Trump": "PER"}, None),
    "a_lawyer_for_a_person": ("a lawyer for Trump", {"Trump": "PER"}, None),
    "an_adviser_named_after_a_person": ("Trump adviser Ida Moe", {"Trump": "PER", "Ida Moe": "PER"}, "Ida Moe"),
    "avocat_de": ("l'avocat de Moe", {"Moe": "PER"}, None),
    # Bodies.
    "a_ministry": ("وزارة الدفاع الأذربيجانية", {"وزارة الدفاع الأذربيجانية": "ORG"}, "وزارة الدفاع الأذربيجانية"),
    "an_outlet": ("موقع العربية", {"العربية": "ORG"}, "العربية"),
    "a_country_that_acts": ("روسيا", {"روسيا": "LOC"}, "روسيا"),
    "the_kremlin": ("the Kremlin", {"Kremlin": "ORG"}, "Kremlin"),
    "a_report_of_a_body": ("تقرير للأمم المتحدة", {"للأمم المتحدة": "ORG"}, "للأمم المتحدة"),
    "a_statement_of_a_body": ("a statement from Interpol", {"Interpol": "ORG"}, "Interpol"),
    "a_spokesperson": ("المتحدث باسم الكرملين", {"الكرملين": "ORG"}, "الكرملين"),
    "a_named_spokesperson": (
        "Interpol spokeswoman Ida Moe",
        {"Interpol": "ORG", "Ida Moe": "PER"},
        "Interpol",
    ),
    "a_general_directorate_is_no_general": (
        "the General Directorate of Mines",
        {"General Directorate of Mines": "ORG"},
        "General Directorate of Mines",
    ),
    "doctors_in_the_name_of_a_body": ("أطباء بلا حدود", {"أطباء بلا حدود": "ORG"}, "أطباء بلا حدود"),
    "a_body_behind_its_kind_and_nationality": ("The Norwegian daily Vanor", {"Vanor": "ORG"}, "Vanor"),
    "an_accusative_spokesperson": ("ناطقا باسم الكرملين", {"الكرملين": "ORG"}, "الكرملين"),
    "a_spokeswoman_with_a_title": (
        "المتحدثة الإعلامية باسم الكرملين ليلى كمال",
        {"الكرملين": "ORG", "ليلى كمال": "PER"},
        "الكرملين",
    ),
    "a_record_of_a_body": ("محضر للأمم المتحدة", {"للأمم المتحدة": "ORG"}, "للأمم المتحدة"),
    # Nobody with an entity.
    "a_spokesperson_of_a_body_without_a_name": ("Trump campaign spokesman Ida Moe", {"Ida Moe": "PER"}, None),
    "a_spokesperson_of_a_nameless_ministry_in_a_city": ("a ministry spokesman in Baku", {"Baku": "LOC"}, None),
    "an_official_of_a_department": ("a Harbour Department official", {"Harbour Department": "ORG"}, None),
    "doctors_of_a_body": ("doctors at Interpol", {"Interpol": "ORG"}, None),
    "an_employee_of_a_bank": ("an employee of the bank Danske", {"Danske": "ORG"}, None),
    "unnamed_officials": ("المسؤولون الأذربيجانيون", {}, None),
    "an_official_of_a_ministry": ("مسؤول في وزارة الدفاع", {"وزارة الدفاع": "ORG"}, None),
    "sources_of_a_body": ("مصادر في حركة النهضة", {"حركة النهضة": "ORG"}, None),
    "officials_in_a_city": ("officials in Baku", {"Baku": "LOC"}, None),
    "an_analyst_of_a_bank": ("an analyst at Danske", {"Danske": "ORG"}, None),
    "two_people": ("سالم الراجحي ونادر كمال", {"سالم الراجحي": "PER", "نادر كمال": "PER"}, None),
    "two_people_in_english": ("Ida Moe and Ola Dahl", {"Ida Moe": "PER", "Ola Dahl": "PER"}, None),
    "two_bodies": ("فرنسا وألمانيا", {"فرنسا": "LOC", "ألمانيا": "LOC"}, None),
}


@pytest.mark.parametrize(("claimant", "names", "expected"), SPEAKS.values(), ids=SPEAKS.keys())
def test_the_entity_of_the_claimant(claimant: str, names: Names, expected: str | None) -> None:
    mentions = reading(claimant, names=names).mentions
    number = claimant_mention(Span(claimant, "body", 0, len(claimant)), mentions)
    assert (None if number is None else mentions[number].span.text) == expected


def test_names_outside_the_claimant_do_not_count() -> None:
    mentions = reading("قال الوزير إن روسيا انسحبت.", names={"روسيا": "LOC"}).mentions
    assert claimant_mention(Span("الوزير", "body", 4, 10), mentions) is None


def test_a_name_in_the_other_field_does_not_count() -> None:
    mentions = reading("", title="روسيا", names={"روسيا": "LOC"}).mentions
    assert claimant_mention(Span("روسيا", "body", 0, 5), mentions) is None
