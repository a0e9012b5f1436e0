"""Denials are claims with what is denied as their content; refusals are none."""

from __future__ import annotations

import pytest

from tests.enrich.claims.builders import only, rules

DENIED = {
    "existence": ("نفت الشركة وجود تسرب في الأنبوب.", "الشركة", "وجود تسرب في الأنبوب"),
    "intention": ("نفت الهيئة نيتها رفع الأسعار.", "الهيئة", "نيتها رفع الأسعار"),
    "knowledge": ("نفى المدير علمه بالصفقة.", "المدير", "علمه بالصفقة"),
    "an_occasion_between_commas": ("نفى كامل، في اتصال هاتفي، علمه بالصفقة.", "كامل", "علمه بالصفقة"),
    "an_occasion_that_is_a_verbal_noun": (
        "ونفى المدير، في تصريح للإذاعة، أي علاقة له بالحادث.",
        "المدير",
        "أي علاقة له بالحادث",
    ),
    "an_adverb_before_an": ("نفت البلدية بشدة أن يكون الجسر قديما.", "البلدية", "يكون الجسر قديما"),
    "a_subject_that_ends_like_a_possessive": ("نفى المتهم التهم الموجهة إليه.", "المتهم", "التهم الموجهة إليه"),
    "the_source_itself": ("نفى المصدر نفسه هذه المعلومات.", "المصدر نفسه", "هذه المعلومات"),
    "refuted": ("فندت الوزارة الشائعات حول نقص الوقود.", "الوزارة", "الشائعات حول نقص الوقود"),
    "denied_any_involvement": (
        "The firm denied any involvement in the leak.",
        "The firm",
        "any involvement in the leak",
    ),
    "rejected_the_accusation": (
        "The mayor rejected the accusation that he took bribes.",
        "The mayor",
        "the accusation that he took bribes",
    ),
    "disputed": ("The bank disputed the figure.", "The bank", "the figure"),
}


@pytest.mark.parametrize(("body", "claimant", "content"), DENIED.values(), ids=DENIED.keys())
def test_what_is_denied_is_the_content(body: str, claimant: str, content: str) -> None:
    claim = only(rules(body, "en" if body.isascii() else "ar"))
    assert claim.denied
    assert claim.claimant is not None
    assert (claim.claimant.text, claim.content.text) == (claimant, content)


@pytest.mark.parametrize(
    "body",
    [
        "The judge denied the request for bail.",
        "The embassy denied him a visa.",
        "Quist rejected the offer of a new job.",
        "لم ينف الوزير وجود خلاف.",
    ],
)
def test_a_refusal_is_no_denial(body: str) -> None:
    assert rules(body, "en" if body.isascii() else "ar") == []
