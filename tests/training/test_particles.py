"""Particles taken out of names that a set marks as whole words."""

from __future__ import annotations

from collections import Counter

import pytest

from stream.training.examples import Example, Span
from stream.training.readers.particles import first_words, without_particles


def names(text: str, *entities: str, known: Counter[str]) -> list[str]:
    spans = tuple(Span(text.index(name), text.index(name) + len(name), "PER") for name in entities)
    (example,) = without_particles([Example(text, "toy", "ar", entities=spans)], known)
    return [example.text[span.start : span.end] for span in example.entities or ()]


def test_what_stands_alone_more_often_is_the_name() -> None:
    assert names("قال وبلير", "وبلير", known=Counter({"بلير": 3, "وبلير": 1})) == ["بلير"]


@pytest.mark.parametrize("name", ["وائل", "لبنان", "باريس", "كوفي عنان", "فرنسا"])
def test_a_name_keeps_a_first_letter_that_is_its_own(name: str) -> None:
    known = Counter({name.split(maxsplit=1)[0]: 2})
    assert names(f"زار {name} أمس", name, known=known) == [name]


def test_an_and_right_behind_a_name_is_never_part_of_the_next() -> None:
    found = names("جورج بوش واولميرت", "جورج بوش", "واولميرت", known=Counter({"واولميرت": 1}))
    assert found == ["جورج بوش", "اولميرت"]


def test_two_particles_on_one_word_are_both_taken_out() -> None:
    assert names("في مصر وبالعراق", "وبالعراق", known=Counter({"بالعراق": 2, "العراق": 9})) == ["العراق"]


def test_a_rare_particle_needs_more_than_a_tie() -> None:
    assert names("قال فريد", "فريد", known=Counter({"فريد": 1, "ريد": 1})) == ["فريد"]


def test_the_word_for_two_articles_run_together_stays_whole() -> None:
    assert names("انضم للأمم المتحدة", "للأمم المتحدة", known=Counter({"للأمم": 4, "الأمم": 9})) == ["للأمم المتحدة"]


def test_first_words_are_counted_with_their_particles() -> None:
    example = Example("زار وائل حسن مصر", "toy", "ar", entities=(Span(4, 12, "PER"), Span(13, 16, "LOC")))
    assert first_words([example]) == {"وائل": 1, "مصر": 1}
