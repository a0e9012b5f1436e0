"""A verb that the model took into a name is taken off it, and a name that is also a verb is left alone."""

from __future__ import annotations

import pytest

from stream.enrich.reading import EntityType
from tests.enrich.identity.builders import entities, texts


@pytest.mark.parametrize(
    ("marked", "kind", "left"),
    [
        ("أكد سامي الطاهري", "PER", "سامي الطاهري"),
        ("وأوضحت هدى الزين", "PER", "هدى الزين"),
        ("يستقبل عماد الطرابلسي", "PER", "عماد الطرابلسي"),
        ("ستفتتح ليلى بناني", "PER", "ليلى بناني"),
        ("عماد الطرابلسي يؤكد", "PER", "عماد الطرابلسي"),
        ("أعلنت منظمة الزنبق", "ORG", "منظمة الزنبق"),
    ],
)
def test_a_verb_is_no_part_of_the_name_beside_it(marked: str, kind: EntityType, left: str) -> None:
    assert texts(entities(f"أمس [{kind} {marked}] هناك")) == [left]


@pytest.mark.parametrize(
    "name", ["يوسف القاضي", "وعد الراشد", "شهد الموسوي", "يحيى العطار", "تامر حسني", "محمد ولد الشيخ"]
)
def test_a_given_name_that_looks_like_a_verb_stays(name: str) -> None:
    assert texts(entities(f"أمس [PER {name}] هناك")) == [name]
