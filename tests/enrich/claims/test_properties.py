"""What holds for any text at all: no error, offsets that point at what they say, and time in step with length."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stream.enrich.claims import Claim, claims_by_model, claims_by_rules, find_claims
from stream.enrich.reading import AttributionLabel, AttributionSpan, EntityType, Mention, Reading, Sentence, Span
from stream.enrich.sentences import split_sentences
from tests.enrich.claims.builders import reading

SECONDS_FOR_A_LONG_SENTENCE = 10.0  # generous: it takes well under one on two idle cores

WORDS = (
    'قال قالت وقال أن إن الوزير وأضاف موضحا ، : « » " ” “ وفقا لموقع بحسب حسبما أفادت اتهم بقصف نقلت عن قوله '
    "said says that the minister , according to \" ' denied is expected and added adding who ( ) — told "
    "selon a déclaré que a-t-il ajouté 12 % 2020 مليون . ؟ ! \n ... ب12 ـ ّ\u200f 𝒳"
).split(" ")
anything = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=20).map("".join),
)
labels: st.SearchStrategy[AttributionLabel] = st.sampled_from(get_args(AttributionLabel))
kinds: st.SearchStrategy[EntityType] = st.sampled_from(get_args(EntityType))
languages = st.sampled_from(["ar", "en", "fr", "und"])


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    title, body = draw(anything), draw(anything)
    read = reading(body, title=title, language=draw(languages), score=draw(st.sampled_from([0.0, 0.5, 1.0])))
    mentions, heads = [], []
    for sentence in read.sentences:
        for start, end in draw(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), max_size=3)):
            span = _within(sentence, start, end)
            if span is not None:
                mentions.append(Mention(span, draw(kinds), 0.9, sentence.index, (0, 1, 0)))
                label = draw(labels)
                heads.append(AttributionSpan(span, label, 0.95, sentence.index))
    return Reading(read.title, read.body, read.language, read.sentences, tuple(mentions), tuple(heads))


def _within(sentence: Sentence, start: int, length: int) -> Span | None:
    text = sentence.span.text[start : start + length]
    begin = sentence.span.start + start
    return Span(text, sentence.span.field, begin, begin + len(text)) if text.strip() else None


@settings(max_examples=300, deadline=None)
@given(readings())
def test_every_span_is_the_text_it_points_at(read: Reading) -> None:
    for finder in (find_claims, claims_by_rules, claims_by_model):
        for claim in finder(read):
            for span in _spans(claim):
                assert span.text == read.text(span.field)[span.start : span.end]
                assert span.text
            assert claim.content.text.strip()
            assert 0.0 <= claim.confidence <= 1.0
            assert claim.basis


@settings(max_examples=150, deadline=None)
@given(readings())
def test_contents_of_rules_never_overlap(read: Reading) -> None:
    for field in ("title", "body"):
        spans = sorted((c.content.start, c.content.end) for c in claims_by_rules(read) if c.content.field == field)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


def _spans(claim: Claim) -> list[Span]:
    return [span for span in (claim.content, claim.claimant, claim.cue, claim.antecedent) if span is not None]


LONG = {
    "letters": "a" * 5_000_000,
    "arabic_words": "قال الوزير إن " * 200_000,
    "quotation_marks": '"' * 1_000_000,
    "commas": "،" * 1_000_000,
    "cues": "said " * 500_000,
    "vowel_signs": "ّ" * 1_000_000,
    "joined_words": "a-" * 1_000_000,
    "numbers": "1," * 1_000_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_a_sentence_of_megabytes_does_not_hang(text: str) -> None:
    whole = Sentence(0, Span(text, "body", 0, len(text)), (0.0, 1.0, 0.0), 1.0, 1.0)
    started = time.monotonic()
    find_claims(Reading("", text, "ar", (whole,), (), ()))
    assert time.monotonic() - started < SECONDS_FOR_A_LONG_SENTENCE


def test_an_article_without_sentences_has_no_claims() -> None:
    assert split_sentences("") == []
    assert find_claims(reading("")) == []
