"""English claims: every sentence here was written for this test."""

from __future__ import annotations

import pytest

from tests.enrich.claims.builders import only, rules, told

CASES = {
    "said_that": ("The minister said that the dam is safe.", "said", "The minister", "the dam is safe"),
    "said_without_that": ("The minister said the dam is safe.", "said", "The minister", "the dam is safe"),
    "a_day_before_that": (
        "The minister said on Tuesday that the dam is safe.",
        "said",
        "The minister",
        "the dam is safe",
    ),
    "a_day_without_that": ("The minister said Tuesday the dam is safe.", "said", "The minister", "the dam is safe"),
    "told_reporters": ("Laura Quist told reporters that the dam is safe.", "told", "Laura Quist", "the dam is safe"),
    "present_perfect": ("The company has denied that it spilled oil.", "denied", "The company", "it spilled oil"),
    "adverb_before_the_verb": ("She also claimed the votes were lost.", "claimed", "She", "the votes were lost"),
    "apposition": (
        "Laura Quist, the mayor of Brill, said the bridge is closed.",
        "said",
        "Laura Quist, the mayor of Brill",
        "the bridge is closed",
    ),
    "fronted_occasion": (
        "In a statement on Monday, the ministry said the strike is over.",
        "said",
        "the ministry",
        "the strike is over",
    ),
    "conjunction_before_the_claimant": (
        "But officials said the road is open.",
        "said",
        "officials",
        "the road is open",
    ),
    "quotation_then_name_then_verb": (
        '"The road is open again," Quist said.',
        "said",
        "Quist",
        "The road is open again",
    ),
    "quotation_then_verb_then_name": (
        "“The road is open again,” said Laura Quist, the mayor.",
        "said",
        "Laura Quist, the mayor",
        "The road is open again",
    ),
    "quotation_after_the_verb": (
        'Quist said: "The road is open again."',
        "said",
        "Quist",
        "The road is open again",
    ),
    "quotation_after_told": (
        'Quist told the council, "The road is open again."',
        "told",
        "Quist",
        "The road is open again",
    ),
    "claim_before_its_verb": ("The road is open again, Quist said.", "said", "Quist", "The road is open again"),
    "claim_before_an_inverted_verb": (
        "The road is open again, said Laura Quist.",
        "said",
        "Laura Quist",
        "The road is open again",
    ),
    "according_to_opens": (
        "According to the police, the fire began at night.",
        "According to",
        "the police",
        "the fire began at night",
    ),
    "according_to_closes": (
        "The fire began at night, according to the police.",
        "according to",
        "the police",
        "The fire began at night",
    ),
    "a_pledge": ("The party vowed to cut the tax.", "vowed", "The party", "to cut the tax"),
    "an_object": ("The bank announced record losses this year.", "announced", "The bank", "record losses this year"),
    "a_poll_finds": ("A new poll found most voters undecided.", "found", "A new poll", "most voters undecided"),
    "a_poll_shows_that": ("A poll shows that turnout fell.", "shows", "A poll", "turnout fell"),
    "hearsay_with_it": ("It was reported that the king is ill.", "reported", None, "the king is ill"),
    "hearsay_with_a_subject": (
        "The king is believed to be abroad.",
        "believed",
        None,
        "The king is believed to be abroad",
    ),
    "expected_to": (
        "The bill is expected to pass.",
        "expected",
        None,
        "The bill is expected to pass",
    ),
    "hearsay_with_an_adverb": (
        "The king has reportedly left the city.",
        "reportedly",
        None,
        "The king has reportedly left the city",
    ),
    "a_question_word_is_no_content_but_a_clause_is": (
        "Experts warned that the ice is thin.",
        "warned",
        "Experts",
        "the ice is thin",
    ),
    "a_party_in_brackets": (
        "Senator Ida Moe (R-Ohio) said the vote is lost.",
        "said",
        "Senator Ida Moe (R-Ohio)",
        "the vote is lost",
    ),
}


@pytest.mark.parametrize(("text", "cue", "claimant", "content"), CASES.values(), ids=CASES.keys())
def test_a_sentence_gives_its_cue_claimant_and_content(text: str, cue: str, claimant: str | None, content: str) -> None:
    assert told(only(rules(text, "en"))) == (cue, claimant, content)


NOT_CLAIMS = {
    "a_question": "What did the minister say about the dam?",
    "a_refusal": "The ministry declined to comment on the report.",
    "a_negated_verb": "The minister did not say that the dam is safe.",
    "a_possible_verb": "Nobody would say that the dam is safe.",
    "an_infinitive": "She went to the market to tell a story.",
    "a_noun_that_looks_like_a_verb": "The claims were sent to the United States court.",
    "a_call": "The president called on both sides to show restraint.",
    "thanks": '"Thank you all for coming tonight," Quist said.',
    "colour": "The sun was setting behind the hills.",
}


@pytest.mark.parametrize("text", NOT_CLAIMS.values(), ids=NOT_CLAIMS.keys())
def test_nothing_is_claimed_by(text: str) -> None:
    assert rules(text, "en") == []


def test_a_pronoun_is_its_own_span_and_points_to_its_claimant() -> None:
    _, second = rules("Laura Quist said the road is open. She said the bridge is closed.", "en")
    assert second.pronoun
    assert second.claimant is not None
    assert second.claimant.text == "She"
    assert second.antecedent is not None
    assert second.antecedent.text == "Laura Quist"


def test_adding_goes_on_with_the_claimant_of_its_sentence() -> None:
    _, second = rules("Quist said the road is open, adding that the bridge is closed.", "en")
    assert told(second) == ("adding", "Quist", "the bridge is closed")
    assert second.claimant_continued


def test_and_added_goes_on_with_the_claimant_of_its_sentence() -> None:
    _, second = rules("Quist said the road is open and added that the bridge is closed.", "en")
    assert told(second) == ("added", "Quist", "the bridge is closed")


def test_a_participle_after_another_verb_takes_the_subject_of_the_sentence() -> None:
    claim = only(rules("Quist left the meeting, saying the plan is dead.", "en", names={"Quist": "PER"}))
    assert claim.claimant is not None
    assert claim.claimant.text == "Quist"


def test_while_gives_each_clause_its_claimant() -> None:
    first, second = rules("Quist said the road is open, while Moe said the bridge is closed.", "en")
    assert told(first) == ("said", "Quist", "the road is open")
    assert told(second) == ("said", "Moe", "the bridge is closed")


def test_and_that_goes_on_with_the_same_claim() -> None:
    claim = only(rules("Quist said that the road is open and that the bridge will close soon.", "en"))
    assert claim.content.text == "the road is open and that the bridge will close soon"


def test_a_divided_quotation_is_two_claims_of_one_speaker() -> None:
    first, second = rules('"The road is open," Quist said, "and the bridge is closed."', "en")
    assert first.claimant == second.claimant
    assert second.content.text == "and the bridge is closed"


def test_a_quotation_that_runs_on_keeps_its_speaker() -> None:
    _, second = rules('"The road is open," Quist said. "The bridge will stay closed for months."', "en")
    assert second.claimant is not None
    assert second.claimant.text == "Quist"
    assert second.claimant_continued


def test_a_denial_is_marked() -> None:
    assert only(rules("The company denied that it spilled oil.", "en")).denied


def test_bases_say_why() -> None:
    assert only(rules("Quist said the road is open.", "en")).basis == ("reported",)
    assert only(rules('"The road is open again," Quist said.', "en")).basis == ("quoted",)
    assert only(rules("Quist said 40 people died.", "en")).basis == ("reported", "quantity")
    assert only(rules("Quist said the tax will rise.", "en")).basis == ("reported", "prediction")


def test_a_figure_in_the_writers_voice_is_a_claim_without_cue_or_claimant() -> None:
    claim = only(rules("Exports rose by 14 percent last year.", "en", score=0.9))
    assert claim.basis == ("quantity",)
    assert claim.claimant is None
    assert claim.cue is None


@pytest.mark.parametrize("text", ["The fair opens on 14 May 2019.", "They met at 8 pm.", "The team won 3 - 1 at home."])
def test_dates_times_and_scores_are_no_figures(text: str) -> None:
    assert rules(text, "en", score=0.9) == []


def test_a_headline_with_a_body_before_a_colon_is_a_claim() -> None:
    claim = only(rules("", "en", title="Poll: Most voters are undecided"))
    assert told(claim) == (None, "Poll", "Most voters are undecided")


# What reading real articles brought up, each in a sentence of our own.


@pytest.mark.parametrize(
    ("text", "cue", "claimant", "content"),
    [
        (
            "The company that built it denied any fault in the concrete, while another firm did not call back.",
            "denied",
            "The company that built it",
            "any fault in the concrete",
        ),
        (
            "Quist, a developer and a spokeswoman for the Dunes group, which is small, said many firms are old.",
            "said",
            "Quist, a developer and a spokeswoman for the Dunes group, which is small",
            "many firms are old",
        ),
        (
            "The museum, Quist said, would make visitors face uncomfortable truths.",
            "said",
            "Quist",
            "would make visitors face uncomfortable truths",
        ),
        (
            "The agency quoted the ministry as saying the soldiers are well.",
            "saying",
            "the ministry",
            "the soldiers are well",
        ),
        ("The agency put the number of dead at 17.", "put", "The agency", "the number of dead at 17"),
        ("The mayor accused the firm of theft.", "accused", "The mayor", "theft"),
        ("Schools will stay shut, it was announced.", "announced", None, "Schools will stay shut"),
        ('Not paying tax "makes me very smart," Quist said.', "said", "Quist", 'Not paying tax "makes me very smart,"'),
        ("Hours later Quist said the road was blocked.", "said", "Quist", "the road was blocked"),
    ],
)
def test_a_harder_sentence_gives_its_cue_claimant_and_content(
    text: str, cue: str, claimant: str | None, content: str
) -> None:
    assert told(only(rules(text, "en"))) == (cue, claimant, content)


def test_the_writers_own_opinion_is_no_claim() -> None:
    assert rules("I believe the plan is a mistake.", "en") == []
