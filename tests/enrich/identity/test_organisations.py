"""Ministries, outlets and known organisations: found, whole, and apart from their countries."""

from __future__ import annotations

import pytest

from tests.enrich.identity.builders import entities, named, texts


@pytest.mark.parametrize(
    ("sentence", "name", "key"),
    [
        ("أعلنت وزارة الدفاع الأذربيجانية ذلك", "وزارة الدفاع الأذربيجانية", "org:ministry-defence-az"),
        ("وقالت وزارة التربية والتعليم المصرية أمس", "وزارة التربية والتعليم المصرية", "org:ministry-education-eg"),
        ("ونفت وزارة الخارجية الكورية الجنوبية الخبر", "وزارة الخارجية الكورية الجنوبية", "org:ministry-foreign-kr"),
        ("بحسب الخارجية الروسية فإن", "الخارجية الروسية", "org:ministry-foreign-ru"),
        ("وفق بيان لوزارة الصحة الفلسطينية", "وزارة الصحة الفلسطينية", "org:ministry-health-ps"),
        ("The Azerbaijani Defence Ministry said", "Azerbaijani Defence Ministry", "org:ministry-defence-az"),
        ("Azerbaijan's Defence Ministry said", "Azerbaijan's Defence Ministry", "org:ministry-defence-az"),
        ("The Ministry of Defence of Azerbaijan said", "Ministry of Defence of Azerbaijan", "org:ministry-defence-az"),
        (
            "selon le ministère russe des Affaires étrangères",
            "ministère russe des Affaires étrangères",
            "org:ministry-foreign-ru",
        ),
        ("Министерство обороны России сообщило", "Министерство обороны России", "org:ministry-defence-ru"),
        ("قالت وزارة الدفاع الأمريكية", "وزارة الدفاع الأمريكية", "org:pentagon"),
    ],
)
def test_a_ministry_is_found_whole_with_portfolio_and_country(sentence: str, name: str, key: str) -> None:
    found = named(entities(sentence), name)
    assert (found.id, found.type) == (key, "ORG")


def test_foreign_policy_is_not_a_ministry() -> None:
    assert entities("تغيرت السياسة الخارجية الروسية والتجارة الخارجية الصينية") == []


def test_a_minister_is_not_a_ministry() -> None:
    assert entities("التقى وزير الخارجية الروسي نظيره، ووزير الدفاع حضر") == []


def test_a_bare_ministry_is_the_one_named_in_full() -> None:
    found = entities("قالت وزارة الدفاع الأرمينية ذلك في [LOC أرمينيا] و[LOC أذربيجان]، ثم عادت وزارة الدفاع ونفت.")
    assert len(named(found, "وزارة الدفاع").mentions) == 2


def test_a_bare_ministry_between_two_stays_apart() -> None:
    found = entities("قالت وزارة الدفاع الأرمينية ووزارة الدفاع الأذربيجانية ذلك، ثم نفت وزارة الدفاع.")
    assert named(found, "وزارة الدفاع").id == "org:ministry-defence"


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("الجيش الأذري", "الجيش الأذربيجاني", "Azerbaijani army", "armée azerbaïdjanaise"), "org:army-az"),
        (("البرلمان العراقي", "Iraq's parliament", "Iraqi parliament"), "org:parliament-iq"),
        (("البنك المركزي المصري", "Egyptian Central Bank", "Central Bank of Egypt"), "org:central-bank-eg"),
    ],
)
def test_a_body_of_state_is_known_by_what_it_is_and_whose(names: tuple[str, ...], key: str) -> None:
    assert {entities(f"... [ORG {name}] ...")[0].id for name in names} == {key}


@pytest.mark.parametrize(
    ("sentence", "name", "key"),
    [
        ("وقالت إن الجيش الأذرى دخل المنطقة", "الجيش الأذرى", "org:army-az"),
        ("وفق بيان للسفارة اليابانية في بغداد", "للسفارة اليابانية", "org:embassy-jp"),
        ("وفاز منتخب لبنان أمس", "منتخب لبنان", "org:national-team-lb"),
        ("وصوت مجلس النواب اللبناني عليه", "مجلس النواب اللبناني", "org:parliament-lb"),
        ("teams of the Turkish Red Crescent came", "Turkish Red Crescent", "org:red-crescent-tr"),
        ("the Sudanese army said", "Sudanese army", "org:army-sd"),
    ],
)
def test_a_body_of_state_is_found_where_no_model_marked_it(sentence: str, name: str, key: str) -> None:
    assert named(entities(sentence), name).id == key


def test_an_army_without_a_country_is_not_found() -> None:
    assert entities("قال الجيش إن المنتخب الجديد في السفارة") == []


def test_an_adjective_that_does_not_agree_belongs_to_another_noun() -> None:
    assert texts(entities("وكتبت صحيفة [ORG المنتخب المغربية] ذلك")) == ["المنتخب"]


def test_what_follows_the_word_newspaper_is_an_outlet() -> None:
    assert named(entities("وكتبت صحيفة [PER لوريان لوجور] ذلك"), "لوريان لوجور").type == "ORG"
    assert named(entities("[PER Al Ghad] newspaper wrote", language="en"), "Al Ghad").type == "ORG"


@pytest.mark.parametrize("name", ["Democratic National Committee", "مجلس نواب الشعب", "البرلمان العربي"])
def test_an_organisation_named_in_common_words_is_a_mention(name: str) -> None:
    assert texts(entities(f"... [ORG {name}] ...")) == [name]


def test_country_army_and_ministry_are_three() -> None:
    found = entities("قالت [LOC إسرائيل] إن [ORG الجيش الإسرائيلي] أبلغ وزارة الدفاع الإسرائيلية.")
    assert [entity.id for entity in found] == ["iso3166:IL", "org:idf", "org:ministry-defence-il"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("أفادت قناة روسيا اليوم بذلك", "روسيا اليوم"),
        ("ووفقا لموقع العربية نت كان", "العربية نت"),
        ("نقلت وكالة رويترز عن مصدر", "رويترز"),
        ("قالت وكالة الأنباء السعودية إن", "وكالة الأنباء السعودية"),
        ("نشرت صحيفة الشرق الأوسط مقالا", "الشرق الأوسط"),
        ("ذكرت سكاي نيوز عربية أن", "سكاي نيوز عربية"),
        ("وبحسب فرانس برس", "فرانس برس"),
    ],
)
def test_an_outlet_is_found_and_its_head_left_out(sentence: str, name: str) -> None:
    assert named(entities(sentence), name).type == "ORG"


@pytest.mark.parametrize(
    "sentence",
    [
        "أعلنت الدول العربية موقفا",
        "بدأ العمل بحماس كبير",
        "let us go there",
        "عاد إلى الحياة بعد الحدث",
        "أصرت مصر على موقفها"[:0] or "قام بدور كبير مصر على موقفه",
    ],
)
def test_common_words_are_not_taken_for_names(sentence: str) -> None:
    assert entities(sentence) == []


def test_russia_that_announces_today_is_a_country() -> None:
    found = entities("أعلنت [LOC روسيا] اليوم الأربعاء وقف القتال.")
    assert [(entity.id, entity.name) for entity in found] == [("iso3166:RU", "روسيا")]


@pytest.mark.parametrize(
    "names",
    [
        ("الأمم المتحدة", "للأمم المتحدة", "United Nations", "UN", "ONU", "ООН"),
        ("حزب الله", "Hezbollah", "Хезболла"),
        ("حلف شمال الأطلسي", "الناتو", "NATO", "OTAN", "НАТО"),
        ("البيت الأبيض", "the White House", "Maison Blanche"),
    ],
)
def test_a_known_organisation_has_one_id_in_every_language(names: tuple[str, ...]) -> None:
    assert len({entities(f"... [ORG {name}] ...")[0].id for name in names}) == 1


def test_a_short_form_and_an_acronym_join_the_full_name() -> None:
    found = entities(
        "[ORG Northern Relief Committee] opened. [ORG NRC] staff came; [ORG Northern Relief] paid.", language="en"
    )
    assert len(found) == 1


def test_names_that_share_a_word_are_two() -> None:
    assert len(entities("[ORG Columbia University] sued [ORG Columbia Bank].", language="en")) == 2
    assert len(entities("[ORG Green Party] and [ORG Green National Committee] met.", language="en")) == 2


def test_two_parties_that_share_a_skeleton_are_two() -> None:
    assert len(entities("فاز [ORG حزب العدل] على [ORG حزب العدالة].")) == 2


def test_an_american_party_is_meant_only_where_america_is_spoken_of() -> None:
    tunisian = entities("عقد [ORG الحزب الجمهوري] مؤتمره في [LOC تونس].")
    american = entities("عقد [ORG الحزب الجمهوري] مؤتمره في [LOC الولايات المتحدة].")
    assert named(tunisian, "الحزب الجمهوري").id != "org:republican-party"
    assert named(american, "الحزب الجمهوري").id == "org:republican-party"


def test_a_rules_mention_takes_the_sentiment_of_what_it_replaces() -> None:
    [ministry] = entities("قالت وزارة [ORG الدفاع] الأذربيجانية إن")
    assert ministry.mentions[0].sentiment == (0.1, 0.8, 0.1)
    assert texts([ministry]) == ["وزارة الدفاع الأذربيجانية"]
