"""One person, one id, in any script; two people with one surname are two."""

from __future__ import annotations

import pytest

from stream.enrich.identity.derived import person_id
from stream.enrich.identity.gazetteer import default_gazetteer
from tests.enrich.identity.builders import entities, named


@pytest.mark.parametrize(
    "names",
    [
        ("إلهام علييف", "الهام علييف", "Ilham Aliyev", "Ilham Aliev", "Ильхам Алиев"),
        ("فلاديمير بوتين", "Vladimir Putin", "Vladimir Poutine", "Владимир Путин"),
        ("نيكول باشينيان", "Nikol Pashinyan", "Никол Пашинян"),
        ("محمد بن سلمان", "Mohammed bin Salman", "Mohamed Ben Salman", "MBS"),
        ("شي جين بينغ", "شي جينبينغ", "Xi Jinping"),
        ("أنطونيو غوتيريش", "António Guterres", "Antonio Guterres"),
        # Not in the curated table: the name data and the skeleton alone.
        ("حسن نصر الله", "حسن نصرالله", "Hassan Nasrallah"),
        ("عبد الرحيم العلمي", "عبدالرحيم العلمي", "Abdelrahim al-Alami", "Abdul Rahim Alami"),
        ("نور الدين الطبوبي", "نورالدين الطبوبي", "Noureddine Taboubi"),
        ("ريتشارد ميلر", "ريشار ميلر", "Richard Miller", "Ричард Миллер"),
        ("كلود فالمبير", "كلود فالمبيرت", "Claude Valmbert"),
        ("تشيليك", "شيليك", "Çelik", "Celik"),
        ("بشار شيمشك", "Bashar Şimşek", "Bashar Simsek"),
        ("فاطمة الرميحي", "Fatma Alremaihi", "Fatma al-Remaihi"),
        ("عبد الله ديوب", "Abdoulaye Diop"),
        ("خورخي رودريغيز", "Jorge Rodríguez", "Jorge Rodriguez"),
        ("كريستوفر كانينغهام", "Christopher Cunningham"),
        ("أندريه ميلوشيفيتش", "Andrej Milošević"),
        ("شتيفان بوبيسكو", "Ștefan Popescu"),
        ("هبة الله مرادي", "Hibatullah Moradi"),
        ("كريم علي آبادي", "Karim Aliabadi"),
        ("رضا حسن زاده", "Reza Hassanzadeh"),
        ("بيورن ليندكفيست", "Bjorn Lindqvist"),
        ("باولو سبانيارا", "Paolo Spagnara"),
        ("يانيس خريستوفاكيس", "Yannis Christofakis"),
        ("رائد أبو السعود", "Raed Abu Soud"),
        ("سيرغي ماركوف", "Sergei Markov", "Sergey Markov", "Сергей Марков"),
    ],
)
def test_one_person_has_one_id_in_every_script_and_spelling(names: tuple[str, ...]) -> None:
    gazetteer = default_gazetteer()
    assert len({person_id(name, gazetteer) for name in names}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("حسن علي", "حسين علي"),
        ("محمد صالح", "محمود صالح"),
        ("سالم أحمد", "سليم أحمد"),
        ("خالد سعد", "خالد سعيد"),
        ("إلهام علييف", "حيدر علييف"),
        ("Hassan Ali", "Hussein Ali"),
        ("Vladimir Putin", "Vladimir Potanin"),
        ("Russell Brand", "Russell Brown"),
        ("Hugh Grant", "Hugh Green"),
        ("ماركو ألبرتي", "ماركو برتي"),
        ("Marco Altieri", "Marco Tieri"),
        ("George W. Bush", "George H. W. Bush"),
    ],
)
def test_names_that_only_sound_alike_are_two_people(left: str, right: str) -> None:
    gazetteer = default_gazetteer()
    assert person_id(left, gazetteer) != person_id(right, gazetteer)


def test_a_surname_with_a_title_joins_the_only_one_who_bears_it() -> None:
    found = entities(
        "[PER Vladimir Putin] spoke. Later [PER Mr. Putin] left, and [PER Putin's] aide stayed.", language="en"
    )
    assert len(found) == 1
    assert [m.span.text for m in found[0].mentions] == ["Vladimir Putin", "Putin", "Putin"]


def test_a_surname_that_two_bear_joins_the_one_named_last_before_it() -> None:
    found = entities("تولى [PER حيدر كريموف] الحكم ثم خلفه [PER سعيد كريموف]، وقال [PER كريموف] إنه باق.")
    assert {m.span.text for m in named(found, "سعيد كريموف").mentions} == {"سعيد كريموف", "كريموف"}
    assert len(found) == 2


def test_a_wife_does_not_take_her_husbands_mentions() -> None:
    found = entities(
        "[PER Mehriban Aliyeva] met guests. [PER Ilham Aliyev] came too; [PER Aliyeva] left first.", language="en"
    )
    assert {m.span.text for m in named(found, "Mehriban Aliyeva").mentions} == {"Mehriban Aliyeva", "Aliyeva"}


def test_an_office_holders_surname_links_only_where_the_country_is_spoken_of() -> None:
    there = entities("أعلنت باكو أن [PER علييف] وقع الاتفاق مع أذربيجان.")
    elsewhere = entities("سجل [PER علييف] هدفين في مباراة الأمس.")
    assert named(there, "علييف").name_en == "Ilham Aliyev"
    assert named(elsewhere, "علييف").name_en is None


def test_a_longer_form_of_a_name_is_the_same_person() -> None:
    found = entities("زار [PER تركي بن فيصل] المعرض، وكان [PER تركي بن فيصل آل سعود] ضيف الشرف.")
    assert len(found) == 1
    assert found[0].name == "تركي بن فيصل آل سعود"


def test_a_misspelt_name_in_one_article_is_the_same_person() -> None:
    assert len(entities("[PER مارك زوكربارغ] ثم [PER مارك زوكبرغ]")) == 1


def test_the_name_is_the_fullest_form_and_english_where_known() -> None:
    [person] = entities("[PER غوتيريش] قال. [PER أنطونيو غوتيريش] في الأمم المتحدة")[:1]
    assert (person.name, person.name_en) == ("أنطونيو غوتيريش", "Antonio Guterres")


def test_a_wrongly_typed_mention_of_a_person_in_the_article_is_that_person() -> None:
    found = entities("قال [PER فايز السراج] إن [ORG السراج] باق.")
    assert {m.type for m in named(found, "السراج").mentions} == {"PER"}


def test_a_surname_in_the_title_is_the_one_that_the_body_begins_with() -> None:
    found = entities(
        "[PER Karim Fanous] scored. His cousin [PER Sameh Fanous] did not.", title="[PER Fanous] wins", language="en"
    )
    assert {m.span.text for m in named(found, "Karim Fanous").mentions} == {"Fanous", "Karim Fanous"}


@pytest.mark.parametrize(
    ("written", "bare"),
    [("إلياس المنكبي", "الياس المنكبي"), ("أليكسي زوبوف", "اليكسي زوبوف"), ("ألبير قدسي", "البير قدسي")],
)
def test_a_given_name_without_its_hamza_is_not_read_as_an_article(written: str, bare: str) -> None:
    assert len(entities(f"حضر [PER {written}] أمس، وقال [PER {bare}] ذلك")) == 1
