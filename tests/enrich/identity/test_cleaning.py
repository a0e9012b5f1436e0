"""What a mention covers: the name, the whole name, and nothing but the name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stream.enrich.identity import identify
from stream.enrich.reading import EntityType, Reading
from tests.enrich.identity.builders import entities, mention, named, texts


@pytest.mark.parametrize(
    ("marked", "name", "kind"),
    [
        ("«الرياض»،", "الرياض", "LOC"),
        ("مدينة حلب", "حلب", "LOC"),
        ("العاصمة الليبية طرابلس", "طرابلس", "LOC"),
        ("الرئيس الروسي فلاديمير بوتين", "فلاديمير بوتين", "PER"),
        ("President Vladimir Putin", "Vladimir Putin", "PER"),
        ("Mr. Putin's", "Putin", "PER"),
        ("the United Nations", "United Nations", "ORG"),
        ("l'Azerbaïdjan", "Azerbaïdjan", "LOC"),
        ("Russia's", "Russia", "LOC"),
        ("صحيفة الإندبندنت البريطانية", "الإندبندنت", "ORG"),
        ("شركة غوغل", "غوغل", "ORG"),
        ("Marco Rubio of", "Marco Rubio", "PER"),
        ("ناغورنو كاراباخ الانفصالي", "ناغورنو كاراباخ", "LOC"),
    ],
)
def test_heads_titles_and_punctuation_are_left_out(marked: str, name: str, kind: EntityType) -> None:
    assert texts(entities(f"... [{kind} {marked}] ...")) == [name]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("قوات الدعم السريع", "ORG"),
        ("وكالة الأنباء السعودية", "ORG"),
        ("الضفة الغربية", "LOC"),
        ("دارفور الغربية", "LOC"),
        ("منظمة العفو الدولية", "ORG"),
        ("The Hague", "LOC"),
        ("قطاع غزة", "LOC"),
        ("U.S.", "LOC"),
    ],
)
def test_a_head_that_belongs_to_the_name_stays(name: str, kind: EntityType) -> None:
    assert texts(entities(f"... [{kind} {name}] ...")) == [name]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("الرئيس", "PER"),
        ("الروسي", "LOC"),
        ("والفلسطينيين", "LOC"),
        ("للتونسيين", "LOC"),
        ("Russian", "MISC"),
        ("نوفمبر", "LOC"),
        ("Tuesday", "MISC"),
        ("دولار", "MISC"),
        ("المملكة", "LOC"),
        ("2020", "MISC"),
        ("و", "PER"),
        ("X", "PER"),
        ("…", "ORG"),
        ("المنظمة", "ORG"),
        ("شمال", "LOC"),
    ],
)
def test_what_is_no_name_is_no_mention(marked: str, kind: EntityType) -> None:
    assert entities(f"قيل [{kind} {marked}] أمس") == []


def test_a_nationality_that_is_somebodys_surname_is_a_mention() -> None:
    found = entities("استقبل [PER محمد شياع السوداني] الوفد، وقال [PER السوداني] إن الوضع مستقر.")
    assert len(named(found, "السوداني").mentions) == 2


def test_an_office_is_not_its_ministry() -> None:
    assert entities("التقى وزير [ORG الخارجية] نظيره.") == []


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[PER نيكول] [PER باشينيان]", ["نيكول باشينيان"]),
        ("[LOC كوريا] [LOC الجنوبية]", ["كوريا الجنوبية"]),
        ("[PER Jean]-[PER Pierre Dupont]", ["Jean-Pierre Dupont"]),
        ("[PER حزب] [ORG الله]", ["حزب الله"]),
        ("[LOC بحر] [LOC إيجة]", ["بحر إيجة"]),
        ("[LOC Pearl] [ORG Harbor]", ["Pearl Harbor"]),
        ("[LOC أذربيجان وأرمينيا]", ["أذربيجان", "أرمينيا"]),
        ("[LOC دمشق وباريس]", ["دمشق", "باريس"]),
        ("[PER ياسين ابراهيم وفوزي عبد الرحمن]", ["ياسين ابراهيم", "فوزي عبد الرحمن"]),
        ("[PER بوتين] [PER وترامب]", ["بوتين", "ترامب"]),
        ("[LOC البوسنة والهرسك]", ["البوسنة والهرسك"]),
    ],
)
def test_pieces_of_one_name_are_joined_and_two_names_parted(marked: str, names: list[str]) -> None:
    assert texts(entities(f"جاء في تقرير عن {marked} أمس")) == names


def test_a_span_that_cuts_a_word_is_widened_to_the_word() -> None:
    body = "وصل الوفد إلى كلبجر مساء"
    start = body.index("كلبجر")
    [place] = identify(Reading("", body, "ar", (), (mention(body, start, start + 3),), ()))
    assert place.mentions[0].span.text == "كلبجر"


def test_a_model_that_left_the_particle_out_itself_is_believed() -> None:
    body = "وصل الوفد من باريس وبغداد مساء"
    start = body.index("بغداد")
    found = identify(Reading("", body, "ar", (), (mention(body, start, start + 5),), ()))
    assert named(found, "بغداد").id == "geonames:98182"


def test_a_lone_mention_that_nobody_vouches_for_is_left_out() -> None:
    def found_with(confidence: float, name: str) -> int:
        body = f"تحدث عن {name} أمس"
        start = body.index(name)
        marked = replace(mention(body, start, start + len(name), "ORG"), confidence=confidence)
        return len(identify(Reading("", body, "ar", (), (marked,), ())))

    assert found_with(0.3, "المروع") == 0
    assert found_with(0.7, "المروع") == 1
    assert found_with(0.3, "الناتو") == 1


@pytest.mark.parametrize(
    ("marked", "name", "kind"),
    [
        ("مطار [LOC بغداد] الدولي", "مطار بغداد الدولي", "LOC"),
        ("وجامعة [LOC القاهرة]", "جامعة القاهرة", "ORG"),
        ("معبر [PER كرم أبو سالم]", "كرم أبو سالم", "LOC"),
        ("مخيم [LOC الجفينة]", "الجفينة", "LOC"),
        ("[LOC جزيرة كريت]", "كريت", "LOC"),
        ("[LOC Aras river]", "Aras", "LOC"),
        ("[LOC Tengiz field]", "Tengiz", "LOC"),
        ("[LOC مخيم جنين]", "مخيم جنين", "LOC"),
        ("[ORG منظمة اليونسكو]", "اليونسكو", "ORG"),
        ("[ORG بنك غولدمان ساكس]", "غولدمان ساكس", "ORG"),
        ("مركز [ORG طبرق الطبي]", "مركز طبرق الطبي", "ORG"),
        ("بورصة [LOC عمّان]", "بورصة عمّان", "ORG"),
        ("مدينة [LOC بغداد]", "بغداد", "LOC"),
        ("الجامعة في [LOC بغداد]", "بغداد", "LOC"),
        ("[LOC Van province]", "Van", "LOC"),
        ("[ORG منظمة الصحة العالمية في السودان]", "منظمة الصحة العالمية", "ORG"),
    ],
)
def test_a_noun_that_makes_the_name_is_part_of_it(marked: str, name: str, kind: EntityType) -> None:
    found = entities(f"... {marked} ...")
    assert named(found, name).type == kind
