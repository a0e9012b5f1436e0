"""What Arabic takes over by its sound, word by word or letter by letter, meets what English writes."""

from __future__ import annotations

import pytest

from stream.enrich.identity.borrowed import acronym_key, in_english
from stream.enrich.identity.derived import organisation_id
from stream.enrich.identity.gazetteer import default_gazetteer


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("باور شيفت لاغونا", "Power Shift Laguna"),
        ("ديلي هيرالد", "Daily Herald"),
        ("بلو هورايزن كابيتال", "Blue Horizon Capital"),
        ("دي إم تي", "DMT"),
        ("إف دي كيو", "F.D.Q."),
    ],
)
def test_a_borrowed_name_has_one_id_in_both_scripts(arabic: str, english: str) -> None:
    gazetteer = default_gazetteer()
    assert organisation_id(arabic, "ORG", gazetteer) == organisation_id(english, "ORG", gazetteer)


def test_letters_that_arabic_writes_alike_are_one() -> None:
    assert acronym_key("إر تي بي") == acronym_key("RTP") == acronym_key("RTB")


def test_different_acronyms_stay_apart() -> None:
    assert len({acronym_key(name) for name in ("CGT", "CFT", "CGD", "سي جي إل")}) == 4


@pytest.mark.parametrize("name", ["Verdi", "سكاي", "وكالة الأنباء", "AB", "ABCDEFGH"])
def test_a_word_is_no_acronym(name: str) -> None:
    assert acronym_key(name) == ""


def test_a_lone_word_and_arabic_words_keep_their_script() -> None:
    gazetteer = default_gazetteer()
    assert in_english("نيوز", gazetteer) == "نيوز"
    assert in_english("أخبار اليوم", gazetteer) == "أخبار اليوم"


def test_a_listed_acronym_keeps_its_listed_id() -> None:
    assert organisation_id("SPA", "ORG", default_gazetteer()) == "org:spa"
