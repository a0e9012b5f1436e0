"""Countries, cities and regions link to open ids where that is certain, and to nothing else."""

from __future__ import annotations

import pytest

from stream.enrich.identity.derived import place_id
from stream.enrich.identity.gazetteer import default_gazetteer
from tests.enrich.identity.builders import entities, named


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("أمريكا", "US"),
        ("الولايات المتحدة", "US"),
        ("US", "US"),
        ("États-Unis", "US"),
        ("США", "US"),
        ("بريطانيا", "GB"),
        ("UK", "GB"),
        ("الإمارات", "AE"),
        ("المملكة العربية السعودية", "SA"),
        ("ساحل العاج", "CI"),
        ("Azerbaïdjan", "AZ"),
        ("Армения", "AM"),
        ("الكونغو الديمقراطية", "CD"),
    ],
)
def test_a_countrys_names_have_its_iso_code(name: str, code: str) -> None:
    [country] = entities(f"... [LOC {name}] ...")
    assert (country.id, country.country, country.type) == (f"iso3166:{code}", code, "LOC")


@pytest.mark.parametrize(
    ("names", "country"),
    [
        (("باكو", "Baku", "Bakou", "Баку"), "AZ"),
        (("موسكو", "Moscow", "Moscou", "Москва"), "RU"),
        (("القاهرة", "Cairo", "Le Caire", "Каир"), "EG"),
        (("خانكندي", "ستيباناكيرت", "Stepanakert", "Khankendi", "Ханкенди"), "AZ"),
        (("الفاشر", "El Fasher", "Al-Fashir"), "SD"),
        (("غزة", "قطاع غزة", "Gaza", "Gaza Strip", "Газа"), "PS"),
        (("القرم", "شبه جزيرة القرم", "Crimea", "Крым"), "UA"),
        (("البحر الأحمر", "Red Sea", "mer Rouge"), None),
    ],
)
def test_a_place_has_one_id_in_every_language(names: tuple[str, ...], country: str | None) -> None:
    found = [entities(f"... [LOC {name}] ...")[0] for name in names]
    assert len({place.id for place in found}) == 1
    assert {place.country for place in found} == {country}
    assert all(place.latitude is not None for place in found)


def test_of_two_comparable_namesakes_the_country_spoken_of_decides() -> None:
    lebanese = entities("قتل جندي في [LOC طرابلس] شمالي [LOC لبنان].")
    libyan = entities("اجتمع المجلس في [LOC طرابلس] غربي [LOC ليبيا].")
    assert named(lebanese, "طرابلس").country == "LB"
    assert named(libyan, "طرابلس").country == "LY"


def test_amman_is_told_from_oman_by_what_the_article_speaks_of() -> None:
    assert named(entities("عقد في [LOC عمان] لقاء أردني عراقي."), "عمان").country == "JO"
    assert named(entities("تستضيف [LOC عمان] المحادثات، وقال وزير خارجية سلطنة عمان ذلك."), "عمان").country == "OM"


def test_a_small_town_is_not_guessed_where_its_country_is_not_spoken_of() -> None:
    [place] = entities("Crowds gathered in [LOC Everest] on Sunday.", language="en")
    assert place.id.startswith("loc:")
    assert place.latitude is None


def test_a_spelling_that_no_list_has_links_by_sound_within_the_country() -> None:
    found = entities("سيطر الجيش في أذربيجان على [LOC فيزولي] أمس، وعادت أذربيجان إلى المدينة.")
    assert named(found, "فيزولي").country == "AZ"


def test_an_unknown_place_has_one_id_across_scripts() -> None:
    [arabic] = entities("... [LOC شاركوبنتلا] ...")
    [latin] = entities("... [LOC Sharkubantla] ...")
    assert arabic.id == latin.id == "loc:crkbntl"


def test_a_capital_that_acts_stays_a_place() -> None:
    assert named(entities("حذرت [ORG موسكو] من التصعيد."), "موسكو").type == "LOC"


def test_jerusalem_carries_no_country() -> None:
    assert named(entities("في [LOC القدس] أمس."), "القدس").country is None


@pytest.mark.parametrize("names", [("كرري", "Karari"), ("قرقور", "Gargour"), ("طلوزة", "Talluza")])
def test_a_short_unlinked_place_is_told_by_its_last_vowel(names: tuple[str, ...]) -> None:
    gazetteer = default_gazetteer()
    assert len({place_id(name, gazetteer) for name in names}) == 1
    assert place_id("Karari", gazetteer) != place_id("Karara", gazetteer)


def test_georgia_in_news_of_the_united_states_is_no_country() -> None:
    found = entities("[LOC Georgia] votes on Tuesday, the United States' closest race.", language="en")
    assert not named(found, "Georgia").id.startswith("iso3166:")


@pytest.mark.parametrize(
    ("arabic", "country", "english"), [("كيسومو", "كينيا", "Kisumu"), ("سينداي", "اليابان", "Sendai")]
)
def test_a_city_without_an_arabic_name_is_found_by_its_sound_and_vowels(
    arabic: str, country: str, english: str
) -> None:
    found = named(entities(f"وصل إلى [LOC {arabic}] في {country}."), arabic)
    assert found.id.startswith("geonames:")
    assert found.name_en == english


def test_a_short_sound_with_other_vowels_is_another_place() -> None:
    assert not named(entities("وصل إلى [LOC كسيمي] في كينيا."), "كسيمي").id.startswith("geonames:")


@pytest.mark.parametrize(
    "names",
    [
        ("محافظة الجعيفرية", "Al-Juaifriya Governorate"),
        ("واغاه", "Wagah"),
        ("حقل كاريشون", "Karishon gas field"),
    ],
)
def test_rank_kind_and_written_vowels_make_one_id_of_a_place(names: tuple[str, ...]) -> None:
    gazetteer = default_gazetteer()
    assert len({place_id(name, gazetteer) for name in names}) == 1


def test_a_town_is_found_without_the_article_that_geonames_gives_it() -> None:
    found = entities("[LOC Syria] said shells fell on [LOC Qusayr]. [LOC Syria] left.", language="en")
    assert named(found, "Qusayr").id == "geonames:173322"
