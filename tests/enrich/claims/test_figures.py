"""Which stretches of text hold a figure that matters."""

from __future__ import annotations

import pytest

from stream.enrich.claims.figures import exact_figure_in, figure_in
from stream.enrich.claims.tokens import tokenize


@pytest.mark.parametrize(
    "text",
    [
        "مقتل اثنين منهم وإصابة ثلاثة",
        "تسجيل وفاتين في الجنوب",
        "ثلاثة جرحى في الحادث",
        "حريقا أتى على مئتي دونم من القمح",
        "الرحلة استغرقت أقل من ساعتين",
        "خسائر بملايين الدولارات",
        "سرق خمسة آلاف دينار",
        "نسبة الالتزام بلغت 97%",
        "عشرين بالمئة من الكهرباء",
        "two people were killed",
        "two road workers were killed and three hurt",
        "four trucks crossed",
        "it cost millions of dollars",
        "a fifth of the power",
    ],
)
def test_counts_shares_and_sums_matter_in_digits_and_in_words(text: str) -> None:
    assert figure_in(tokenize(text, 0, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "عشرات المتطوعين أمام المقر",
        "مئات الوثائق",
        "تأجيل الجلسة إلى يوم الثلاثاء",
        "بعد يومين من الحادث",
        "انتهت المباراة 2-1",
        "في الساعة 10 مساء",
        "المرتبة الثانية",
        "dozens of volunteers",
        "thousands of employees",
        "two days later",
        "in March 2019",
        "a man aged 40",
        "the second round",
    ],
)
def test_vague_numbers_dates_times_ages_ranks_and_scores_do_not(text: str) -> None:
    assert not figure_in(tokenize(text, 0, len(text)))


def test_a_pair_is_not_the_point_of_a_sentence() -> None:
    text = "the two men met again"
    assert not exact_figure_in(tokenize(text, 0, len(text)))
