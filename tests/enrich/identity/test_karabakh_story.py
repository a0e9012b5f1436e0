"""The story this project starts from, told in sentences of our own: one id for every spelling of everything in it."""

from __future__ import annotations

import pytest

from stream.enrich.identity import Entity
from tests.enrich.identity.builders import entities, named

STORY = (
    "دخلت القوات منطقة [LOC كالبيجار] صباح الخميس، وقالت وزارة [ORG الدفاع] الأذربيجانية إن الانتشار في"
    " [LOC كالباجار] جرى بهدوء قرب [LOC كاراباخ]. "
    "وذكر موقع العربية أن [LOC أذربيجان] أمهلت [LOC وأرمينيا] أسبوعا، وأن [LOC كلبجر] كانت آخر محطة في إقليم"
    " [LOC ناغورنو كاراباخ]. "
    "وأعلن الرئيس [PER إلهام علييف] من [LOC باكو] أن الاتفاق مع [PER نيكول] [PER باشينيان] و[PER فلاديمير بوتين] صامد، "
    "وأضاف [PER علييف] في مقابلة مع قناة [LOC روسيا] اليوم أن [LOC قره باغ] ستبقى آمنة. "
    "ونشرت صحيفة [ORG الإندبندنت البريطانية] صورا من [LOC قره باغ]، ورحبت [LOC وروسيا] بالهدنة، وأكدت وزارة الدفاع ذلك."
)


@pytest.fixture(scope="module")
def story() -> list[Entity]:
    return entities(STORY)


def test_the_three_spellings_of_kalbajar_are_one_place_with_a_position(story: list[Entity]) -> None:
    kalbajar = named(story, "كلبجر")
    assert {m.span.text for m in kalbajar.mentions} == {"كالبيجار", "كالباجار", "كلبجر"}
    assert (kalbajar.id, kalbajar.country, kalbajar.name_en) == ("geonames:586268", "AZ", "Kalbajar")


def test_karabakh_under_its_names_is_one_place_and_not_kalbajar(story: list[Entity]) -> None:
    karabakh = named(story, "كاراباخ")
    assert {m.span.text for m in karabakh.mentions} == {"كاراباخ", "ناغورنو كاراباخ", "قره باغ"}
    assert karabakh.id != named(story, "كلبجر").id


def test_a_surname_and_two_fragments_join_their_people(story: list[Entity]) -> None:
    assert {m.span.text for m in named(story, "إلهام علييف").mentions} == {"إلهام علييف", "علييف"}
    assert named(story, "نيكول باشينيان").name_en == "Nikol Pashinyan"
    assert sum(entity.type == "PER" for entity in story) == 3


def test_countries_have_iso_codes_and_baku_a_position(story: list[Entity]) -> None:
    assert [named(story, name).id for name in ("أذربيجان", "أرمينيا", "روسيا")] == [
        "iso3166:AZ",
        "iso3166:AM",
        "iso3166:RU",
    ]
    baku = named(story, "باكو")
    assert (baku.id, baku.country) == ("geonames:587084", "AZ")
    assert baku.latitude == pytest.approx(40.4, abs=0.1)
    assert baku.longitude == pytest.approx(49.9, abs=0.1)


def test_the_ministry_is_an_organisation_apart_from_its_country(story: list[Entity]) -> None:
    ministry = named(story, "وزارة الدفاع الأذربيجانية")
    assert (ministry.type, ministry.id, ministry.country) == ("ORG", "org:ministry-defence-az", "AZ")
    assert "وزارة الدفاع" in {m.span.text for m in ministry.mentions}


def test_outlets_are_organisations_even_where_their_name_is_a_country_and_an_adverb(story: list[Entity]) -> None:
    outlets = [named(story, name) for name in ("العربية", "روسيا اليوم", "الإندبندنت")]
    assert [outlet.id for outlet in outlets] == ["org:al-arabiya", "org:rt", "org:the-independent"]
    assert {outlet.type for outlet in outlets} == {"ORG"}


@pytest.mark.parametrize(
    ("language", "story_in_it"),
    [
        (
            "en",
            (
                "Azerbaijan's Defence Ministry said troops entered [LOC Kalbajar] near [LOC Nagorno-Karabakh]. President"
                " [PER Ilham Aliyev] spoke in [LOC Baku] with [PER Vladimir Putin] and [PER Nikol Pashinyan] of [LOC Armenia]."
            ),
        ),
        (
            "ru",
            (
                "В [LOC Кельбаджар] вошли войска, [LOC Нагорный Карабах] спокоен. [PER Ильхам Алиев] в [LOC Баку] говорил с"
                " [PER Владимир Путин], [PER Никол Пашинян] молчал, [LOC Армения] ждёт."
            ),
        ),
        (
            "fr",
            (
                "Le ministère azerbaïdjanais de la Défense parle de [LOC Kelbadjar] et du [LOC Haut-Karabakh]. [PER Ilham Aliev]"
                " a vu à [LOC Bakou] [PER Vladimir Poutine] et [PER Nikol Pachinian] d'[LOC Arménie]."
            ),
        ),
    ],
)
def test_the_same_story_in_another_language_has_the_same_ids(
    story: list[Entity], language: str, story_in_it: str
) -> None:
    ids = {entity.id for entity in story}
    told = {entity.id for entity in entities(story_in_it, language=language)}
    assert len(told) >= 7
    assert told <= ids
