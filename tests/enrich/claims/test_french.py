"""French claims: every sentence here was written for this test."""

from __future__ import annotations

import pytest

from tests.enrich.claims.builders import only, rules, told

CASES = {
    "a_declare_que": (
        "Le ministre a déclaré que le barrage est sûr.",
        "a déclaré",
        "Le ministre",
        "le barrage est sûr",
    ),
    "affirme_que": ("La maire affirme que la route est fermée.", "affirme", "La maire", "la route est fermée"),
    "elided_que": ("Le préfet a indiqué qu'un pont est fermé.", "a indiqué", "Le préfet", "un pont est fermé"),
    "selon_opens": ("Selon la police, le feu a pris dans la nuit.", "Selon", "la police", "le feu a pris dans la nuit"),
    "selon_closes": (
        "Le feu a pris dans la nuit, selon la police.",
        "selon",
        "la police",
        "Le feu a pris dans la nuit",
    ),
    "d_apres_opens": ("D'après un rapport, la rivière monte vite.", "D'après", "un rapport", "la rivière monte vite"),
    "guillemets_then_verb": (
        "« La route est ouverte », a déclaré le ministre.",
        "a déclaré",
        "le ministre",
        "La route est ouverte",
    ),
    "claim_before_an_inverted_verb": (
        "La route est de nouveau ouverte, a annoncé le préfet.",
        "a annoncé",
        "le préfet",
        "La route est de nouveau ouverte",
    ),
    "colon_and_guillemets": (
        "Le maire a expliqué : « La route est encore fermée. »",
        "a expliqué",
        "Le maire",
        "La route est encore fermée",
    ),
}


@pytest.mark.parametrize(("text", "cue", "claimant", "content"), CASES.values(), ids=CASES.keys())
def test_a_sentence_gives_its_cue_claimant_and_content(text: str, cue: str, claimant: str | None, content: str) -> None:
    found = told(only(rules(text, "fr")))
    assert (found[0], found[1], found[2].rstrip(".")) == (cue, claimant, content)


def test_an_inverted_pronoun_is_its_own_span() -> None:
    _, second = rules("Le maire dit que la route est fermée. « Le pont est ouvert à tous », a-t-il ajouté.", "fr")
    assert second.pronoun
    assert second.claimant is not None
    assert second.claimant.text == "il"
    assert second.antecedent is not None
    assert second.antecedent.text == "Le maire"


def test_a_participle_goes_on_with_the_claimant() -> None:
    _, second = rules("Le maire a dit que la route est fermée, précisant que le pont est ouvert.", "fr")
    assert told(second) == ("précisant", "Le maire", "le pont est ouvert")


def test_a_denial_is_marked() -> None:
    assert only(rules("La société a démenti que l'usine ferme.", "fr")).denied


@pytest.mark.parametrize("text", ["Le ministre n'a pas dit que le pont est ouvert.", "Que dit le ministre ?"])
def test_nothing_is_claimed_by(text: str) -> None:
    assert rules(text, "fr") == []
