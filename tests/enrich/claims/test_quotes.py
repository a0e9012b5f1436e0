"""Where quotations begin and end, with the marks as news writes them."""

from __future__ import annotations

import pytest

from stream.enrich.claims.quotes import find_quotations


def quoted(text: str) -> list[str]:
    return [text[found.inner_start : found.inner_end] for found in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('قال "نحن بخير" ثم غادر', ["نحن بخير"]),
        ('He said "...and then we left" to them', ["...and then we left"]),
    ],
)
def test_what_stands_between_marks_is_quoted(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_a_mark_before_a_full_stop_opens_nothing() -> None:
    assert quoted('قطعت كل خط رجعة الى الوراء ". واوضح ان البلاد بخير وصفها بـ"الصعبة"') == ["الصعبة"]
