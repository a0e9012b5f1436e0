"""Findings, signs and what follows an accusation: nobody says these."""

from __future__ import annotations

import pytest

from tests.enrich.claims.builders import only, rules


@pytest.mark.parametrize("body", ["كشف فريق عن معبد قديم في الصحراء.", "كشفت الشركة عن هاتف جديد بشاشة كبيرة."])
def test_finding_a_thing_says_nothing(body: str) -> None:
    assert rules(body) == []


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("كشف الوزير أن العقد باطل.", "العقد باطل"),
        ("كشف الوزير عن نيته الاستقالة.", "نيته الاستقالة"),
        ("كشفت الشركة عن خطط لبناء مصنع جديد.", "خطط لبناء مصنع جديد"),
        ("كشف التحقيق عن وجود أموال مهربة.", "وجود أموال مهربة"),
    ],
)
def test_revealing_a_fact_or_a_plan_does(body: str, content: str) -> None:
    assert only(rules(body)).content.text == content


@pytest.mark.parametrize(
    "body",
    [
        'A hand-written sign that said only "Closed until further notice" hung on the door.',
        'A banner read "We want water and power now".',
    ],
)
def test_signs_and_banners_do_not_speak(body: str) -> None:
    assert rules(body, "en") == []


@pytest.mark.parametrize(
    ("body", "content"),
    [
        (
            "The ministry accused the army of blocking the convoy, and the army did not answer.",
            "blocking the convoy",
        ),
        (
            "Quist accused Dahl, who was born in Brill, of taking bribes.",
            "taking bribes",
        ),
        (
            "The ministry accused the army of blocking the convoy, stealing fuel and burning trucks.",
            "blocking the convoy, stealing fuel and burning trucks",
        ),
    ],
)
def test_an_accusation_ends_with_its_clause(body: str, content: str) -> None:
    assert only(rules(body, "en")).content.text == content


@pytest.mark.parametrize(
    "body",
    [
        "اتهمت الوزارة الجيش بعرقلة القافلة، في خطوة غير مسبوقة.",
        "اتهمت الوزارة الجيش بعرقلة القافلة، ولم يرد الجيش على الأسئلة.",
    ],
)
def test_the_writers_remark_is_no_part_of_an_arabic_accusation(body: str) -> None:
    assert only(rules(body)).content.text == "عرقلة القافلة"


def test_what_the_mockery_is_about_is_no_part_of_the_mocker() -> None:
    claim = only(rules('سخرت الخبيرة من "إدارة تنفق على الإعلانات أكثر مما تنفق على الحماية".'))
    assert claim.claimant is not None
    assert claim.claimant.text == "الخبيرة"
