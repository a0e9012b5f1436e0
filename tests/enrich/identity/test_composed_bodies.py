"""Institutions said in common words: seen whole in Arabic, one id with their English names, apart where they differ."""

from __future__ import annotations

import pytest

from tests.enrich.identity.builders import entities, named, texts


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("وأوضحت المديرية العامة [ORG للأرصاد الجوية] أن", "المديرية العامة للأرصاد الجوية"),
        ("بقرار من محكمة التمييز أمس", "محكمة التمييز"),
        ("مثل أمام المحكمة الإدارية بأكادير أمس", "المحكمة الإدارية بأكادير"),
        ("ورأت الرابطة التونسية للدفاع عن حقوق الإنسان أن", "الرابطة التونسية للدفاع عن حقوق الإنسان"),
        ("ودعت نقابة المحامين الأردنيين إلى", "نقابة المحامين الأردنيين"),
    ],
)
def test_a_body_is_seen_whole_whatever_the_model_marked(sentence: str, name: str) -> None:
    assert named(entities(sentence), name).type == "ORG"


@pytest.mark.parametrize(
    "sentence",
    ["اجتمع مجلس الإدارة أمس", "في المحكمة الإدارية أمس", "افتتح ديوان للخدمات أمس", "تعمل هيئة جديدة على ذلك"],
)
def test_what_any_country_has_many_of_is_no_name(sentence: str) -> None:
    assert entities(sentence) == []


def test_a_body_joined_by_and_is_another() -> None:
    found = entities("قالت هيئة الأرصاد الجوية و[ORG الهلال الأحمر التركي] إن")
    assert texts(found) == ["هيئة الأرصاد الجوية", "الهلال الأحمر التركي"]


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("بنك مصر المركزي", "Central Bank of Egypt"),
        ("الاتحاد السعودي لكرة القدم", "Saudi Football Federation"),
        ("وزارة التجارة الأميركية", "U.S. Commerce Department"),
        ("وزارة الزراعة الأمريكية", "US Department of Agriculture"),
        ("الدفاع المدني السوري", "Syrian Civil Defence"),
        ("الخطوط الجوية الأوزبكية", "Uzbekistan Airways"),
        ("نقابة المهندسين السوريين", "Syrian Engineers Syndicate"),
        ("جهاز موريتانيا للاستثمار", "Mauritania Investment Authority"),
        ("مستشفى الثورة", "Al-Thawra Hospital"),
        ("حزب السنبلة", "Sunbula Party"),
        ("برنارد كولمان", "Bernard Coleman"),
    ],
)
def test_a_translated_name_has_the_id_of_its_original(arabic: str, english: str) -> None:
    ids = [entity.id for name in (arabic, english) for entity in entities(f"[ORG {name}]")]
    assert len(ids) == 2
    assert ids[0] == ids[1]


def test_civil_defence_is_not_the_ministry_of_defence() -> None:
    found = entities("[ORG الدفاع المدني السوري] و[ORG وزارة الدفاع السورية]")
    assert len({entity.id for entity in found}) == 2


def test_opec_and_opec_plus_are_two() -> None:
    found = entities("اتفق تحالف [ORG أوبك]+ أمس، وقالت [ORG أوبك] إن")
    assert [entity.id for entity in found] == ["org:opec-plus", "org:opec"]


def test_a_court_without_a_country_is_that_of_the_country_the_article_is_about() -> None:
    arabic = named(entities("في الأردن قضت [ORG محكمة أمن الدولة] أمس"), "محكمة أمن الدولة")
    english = named(entities("[ORG Jordan's State Security Court] in Amman"), "Jordan's State Security Court")
    assert arabic.id == english.id


def test_no_country_is_guessed_where_two_compete() -> None:
    found = named(entities("في الأردن ومصر قالت [ORG وزارة الداخلية] إن"), "وزارة الداخلية")
    assert found.country is None


def test_a_given_name_is_the_person_named_in_full() -> None:
    found = entities("قال [PER هيثم الكسواني] أمس، وتجمع العشرات أمام منزل [LOC هيثم] مساء")
    assert [entity.type for entity in found] == ["PER"]


def test_a_birthplace_is_not_muscat() -> None:
    assert entities("في مسقط رأسه تجمع الناس") == []
    assert entities("في [LOC مسقط] رأسه تجمع الناس") == []


def test_dadan_beside_alula_is_another_place() -> None:
    found = entities("بين [LOC العلا] و[LOC دادان] طريق، وتقع [LOC العلا] في [LOC السعودية]")
    assert named(found, "دادان").id != found[0].id


@pytest.mark.parametrize("marked", ["قالت [PER مرارا] إن", "[ORG أفاد] مصدر", "ارتفع [ORG طفيفا] أمس"])
def test_a_verb_or_adverb_is_no_name(marked: str) -> None:
    assert entities(marked) == []
