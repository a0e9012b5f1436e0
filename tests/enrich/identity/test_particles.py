"""Attached particles come off names; the first letters of names that only look like particles stay."""

from __future__ import annotations

import pytest

from stream.enrich.reading import EntityType
from tests.enrich.identity.builders import entities, texts


@pytest.mark.parametrize(
    ("marked", "name", "kind"),
    [
        ("وبغداد", "بغداد", "LOC"),
        ("بمصر", "مصر", "LOC"),
        ("لفرنسا", "فرنسا", "LOC"),
        ("للبنان", "لبنان", "LOC"),
        ("وللبنان", "لبنان", "LOC"),
        ("كروسيا", "روسيا", "LOC"),
        ("فالعراق", "العراق", "LOC"),
        ("بالقاهرة", "القاهرة", "LOC"),
        ("والولايات المتحدة", "الولايات المتحدة", "LOC"),
        ("لحزب الله", "حزب الله", "ORG"),
        ("وبوتين", "بوتين", "PER"),
        ("ولمحمد صلاح", "محمد صلاح", "PER"),
        ("وتانغ وي", "تانغ وي", "PER"),
    ],
)
def test_a_particle_is_taken_off(marked: str, name: str, kind: EntityType) -> None:
    assert texts(entities(f"تحدث المراسل عن روسيا ثم انتقل [{kind} {marked}] في التقرير."))[-1] == name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("بغداد", "LOC"),
        ("فرنسا", "LOC"),
        ("لبنان", "LOC"),
        ("كوريا الجنوبية", "LOC"),
        ("باكو", "LOC"),
        ("كلبجر", "LOC"),
        ("لندن", "LOC"),
        ("ليبيا", "LOC"),
        ("فيينا", "LOC"),
        ("واشنطن", "LOC"),
        ("وهران", "LOC"),
        ("بيروت", "LOC"),
        ("كابول", "LOC"),
        ("بوتين", "PER"),
        ("وليد", "PER"),
        ("وليد المعلم", "PER"),
        ("لافروف", "PER"),
        ("كريم بنزيما", "PER"),
        ("بلال حسن", "PER"),
        ("فاطمة الزهراء", "PER"),
        ("للأمم المتحدة", "ORG"),
    ],
)
def test_a_name_keeps_its_own_first_letters(name: str, kind: EntityType) -> None:
    assert texts(entities(f"كتب المراسل تقريرا طويلا حول [{kind} {name}] أمس.")) == [name]


def test_a_word_seen_inside_a_name_is_no_word_with_a_particle() -> None:
    found = entities("فاز [PER فرنسوا فيون] بالجولة، ورد [PER فيون] على خصومه.")
    assert texts(found) == ["فرنسوا فيون", "فيون"]
    assert len(found) == 1


def test_the_alif_that_a_preposition_took_is_back_in_the_name() -> None:
    [organisation] = entities("وفقا [ORG للأمم المتحدة].")
    assert organisation.name == "الأمم المتحدة"
