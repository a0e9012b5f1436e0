"""Where one name ends and the next begins, when a model marked them as one or cut them in the wrong place."""

from __future__ import annotations

import pytest

from tests.enrich.identity.builders import entities, named, texts


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        # a word that nobody is called belongs to the body before it
        ("[ORG إي إف جي] [PER هيرميس رانيا الدسوقي]", {"إي إف جي هيرميس", "رانيا الدسوقي"}),
        ("[ORG كريدي] [PER دو لوفان ريمون نادر]", {"كريدي دو لوفان", "ريمون نادر"}),
        # but two given names are somebody's
        ("[ORG البنك العالمي] [PER ماري فرنسواز نالي]", {"البنك العالمي", "ماري فرنسواز نالي"}),
        # a town and who speaks for it
        ("[PER أصفهان حميد رستمي]", {"أصفهان", "حميد رستمي"}),
        ("[PER رائد أبو السعود]", {"رائد أبو السعود"}),
        ("[PER عقبة بن نافع]", {"عقبة بن نافع"}),
        ("[LOC دير البلح أنوار]", {"دير البلح"}),
        ("[LOC رونو بطنجة]", {"رونو", "طنجة"}),
        ("تونس، [LOC ملعب حمادي العقربي بقابس]", {"تونس", "ملعب حمادي العقربي", "قابس"}),
        # verbs and objects
        ("[PER رقية آيت بلعيد فتدرس]", {"رقية آيت بلعيد"}),
        ("[PER أورهان كاراجا نافيا]", {"أورهان كاراجا"}),
        ("[ORG اللجنة الدولية للصليب الأحمر الأسرى]", {"اللجنة الدولية للصليب الأحمر"}),
        ("[PER أمينة يلدريم للأناضول]", {"أمينة يلدريم", "للأناضول"}),
        ("عبر منصة [MISC إكس نافيا]", {"إكس"}),
        # titles of the person named next
        ("[ORG شركة الزنبق الأمير] [PER سامي حداد]", {"شركة الزنبق", "سامي حداد"}),
        ("[ORG الحزب الديمقراطي الكوسوفي]", {"الحزب الديمقراطي الكوسوفي"}),
        ("[ORG مجلس إدارة البنك المركزي التونسي]", {"البنك المركزي التونسي"}),
        # one of the Maghreb's sons, not somebody that something is done to
        ("[PER لحسن آيت بلعيد]", {"لحسن آيت بلعيد"}),
    ],
)
def test_in_arabic(marked: str, names: set[str]) -> None:
    assert set(texts(entities(f"... {marked} ..."))) == names


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[MISC SpaceX Falcon 9]", {"SpaceX", "Falcon 9"}),
        ("[ORG DUBAI - Gulf Air] ordered", {"DUBAI", "Gulf Air"}),
        ("[LOC ERBIL, Iraq] - ", {"ERBIL", "Iraq"}),
        (
            "[ORG Special Investigation Commission of the Banque du Liban]",
            {"Special Investigation Commission", "Banque du Liban"},
        ),
        ("[ORG United Nations relief] chief", {"United Nations"}),
        ("[MISC Great Return programme]", {"Great Return"}),
        ("[ORG Moody]'s said", {"Moody's"}),
        ("[LOC Russia]'s", {"Russia"}),
        ("[ORG Bank of England]", {"Bank of England"}),
        ("[ORG Democratic Party of Kosovo]", {"Democratic Party of Kosovo"}),
    ],
)
def test_in_english(marked: str, names: set[str]) -> None:
    assert set(texts(entities(f"... {marked} ...", language="en"))) == names


def test_a_longer_name_is_not_cut_to_somebody_known() -> None:
    assert texts(entities("... [PER إبراهيم عيسى الحجي محمد الباكر] ...")) == ["إبراهيم عيسى الحجي محمد الباكر"]


def test_a_surname_in_two_words_is_the_one_named_last() -> None:
    found = entities(
        "[PER Raymond Abi Nader] ran a bank. [PER Abi Nader] was jailed. His daughter, [PER Lina Abi Nader], left.",
        language="en",
    )
    assert {len(entity.mentions) for entity in found} == {1, 2}
    assert named(found, "Abi Nader") is named(found, "Raymond Abi Nader")


def test_a_shared_surname_in_two_words_joins_nobody_together() -> None:
    found = entities("[PER Widad Abu Awad] wept. [PER Abu Awad] rose. [PER Said Abu Awad] came.", language="en")
    assert named(found, "Widad Abu Awad") is not named(found, "Said Abu Awad")


def test_an_arabic_surname_is_its_bearers_however_sure_a_model_is_of_a_club() -> None:
    found = entities("[PER Mousa Al-Tamari] scored. [ORG Al-Tamari] left.", language="en")
    assert len(found) == 1
