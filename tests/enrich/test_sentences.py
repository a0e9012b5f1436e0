"""Sentence offsets: what holds for every text, and the cases that news brings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream.enrich.sentences import MAX_WORDS, split_sentences

NEWS_LIKE = st.text(
    alphabet=st.sampled_from([*"abcdAB دوقال كمأن،؛؟.!?…\n\t\u00a0\"'«»“”()[]0123456789-—\u200f"]), max_size=400
)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@given(st.one_of(st.text(max_size=300), NEWS_LIKE))
def test_sentences_are_in_order_and_cover_everything_but_space(text: str) -> None:
    at = 0
    for start, end in split_sentences(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(NEWS_LIKE, st.integers(min_value=1, max_value=6))
def test_no_sentence_is_longer_than_the_limit(text: str, times: int) -> None:
    assert all(len(sentence.split()) <= MAX_WORDS for sentence in sentences(f"{text} " * (times * 40)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قال د. أحمد علي إن النسبة 3.5 في المئة. وأضاف شيئا.",
            ["قال د. أحمد علي إن النسبة 3.5 في المئة.", "وأضاف شيئا."],
        ),
        ("بدأ ذلك عام 2020 م. ثم انتهى.", ["بدأ ذلك عام 2020 م.", "ثم انتهى."]),
        ("من فاز؟ لا أحد! نعم…", ["من فاز؟", "لا أحد!", "نعم…"]),
        ("هل هذا صحيح؟نعم", ["هل هذا صحيح؟", "نعم"]),
        ('قال الوزير: "لن نقبل." ثم غادر.', ['قال الوزير: "لن نقبل."', "ثم غادر."]),
        ("Mr. Smith of the U.S. team left. He won.", ["Mr. Smith of the U.S. team left.", "He won."]),
        ("He lives in Washington, D.C. The house is old.", ["He lives in Washington, D.C.", "The house is old."]),
        ("See No. 5 below. The answer is no. He left.", ["See No. 5 below.", "The answer is no.", "He left."]),
        ("“Go away!” she said. “Now.” He went.", ["“Go away!” she said.", "“Now.”", "He went."]),
        ("M. Roux a dit « Oui. » Il part.", ["M. Roux a dit « Oui. »", "Il part."]),
        ("«Нет!» — сказал он. В 2020 г. А. Б. Попов ушёл.", ["«Нет!» — сказал он.", "В 2020 г. А. Б. Попов ушёл."]),
        ("A headline\nand its text. Done", ["A headline", "and its text.", "Done"]),
        ("See www.example.com for 3.5 more.", ["See www.example.com for 3.5 more."]),
    ],
)
def test_marks_end_sentences_unless_they_abbreviate(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_long_arabic_chain_stays_whole_up_to_the_limit() -> None:
    text = "، ".join(["جملة قصيرة من أربع"] * 25)
    assert sentences(text) == [text]


def test_a_chain_over_the_limit_is_cut_before_a_clause_opener() -> None:
    text = " ".join(["كلمة"] * 100) + "، وأضاف الوزير " + " ".join(["كلمة"] * 100)
    first, second = sentences(text)
    assert first.endswith("،")
    assert second.startswith("وأضاف الوزير")


def test_a_million_words_without_marks_are_cut_in_time() -> None:
    assert len(sentences("كلمة " * 100_000)) == -(-100_000 // MAX_WORDS)
