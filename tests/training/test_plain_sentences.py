"""Weak labels and spellings: what they may say, and what they must not touch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream.training.examples import Example, Span
from stream.training.readers.reporting import reports_nothing
from stream.training.spelling import egyptian, with_spellings, without_hamza

PLAIN = "وصل الوفد إلى العاصمة مساء الأحد في زيارة رسمية"


def test_a_sentence_without_reporting_words_reports_nothing() -> None:
    assert reports_nothing(PLAIN)


@pytest.mark.parametrize(
    "addition", ["وأكد الوزير ذلك", "واعلن ذلك", "بحسب الوكالة", "وعددهم 30", "«نعم»", "وسيقول الوفد", "أُفيد بذلك"]
)
def test_any_word_of_reporting_or_figure_takes_a_sentence_out(addition: str) -> None:
    assert not reports_nothing(f"{PLAIN} {addition}")


def test_headings_are_too_short_to_judge() -> None:
    assert not reports_nothing("وصل الوفد إلى العاصمة")


@given(st.text(alphabet=st.sampled_from([*"يىأإآابت في، ."]), max_size=60))
def test_another_spelling_moves_no_offset(text: str) -> None:
    assert len(egyptian(text)) == len(without_hamza(text)) == len(text)


def test_only_the_final_ya_loses_its_dots() -> None:
    assert egyptian("فى المصري يزور") == "فى المصرى يزور"


def test_copies_keep_their_labels_and_only_arabic_gets_them() -> None:
    arabic = [Example(f"في المصري {number}", "toy", "ar", entities=(Span(3, 9, "ORG"),)) for number in range(200)]
    english = [Example(f"In Cairo {number}", "toy", "en") for number in range(200)]
    found = list(with_spellings([*arabic, *english]))
    assert len(arabic) + len(english) + 20 < len(found) < len(arabic) + len(english) + 90
    assert sum(example.language == "en" for example in found) == len(english)
    assert all(example.entities == (Span(3, 9, "ORG"),) for example in found if example.language == "ar")
