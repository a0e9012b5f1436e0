"""Labels on characters and on tokens: there and back."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stream.training.alignment import ENTITY_INDEX, IGNORED, OPEN, align, bare_offsets, encode
from stream.training.decoding import decode_spans, word_tags
from stream.training.examples import ENTITY_LABELS, Example, Span, Target
from stream.training.predictions import Prediction
from tests.training.builders import WORDS, toy_tokenizer

TOKENIZER = toy_tokenizer()


def entity_labels(example: Example) -> list[str]:
    encoding = TOKENIZER.encode(example.text)
    encoded = align(example, encoding.ids, bare_offsets(example.text, encoding.offsets))
    names = {IGNORED: "-", OPEN: "open", **dict(enumerate(ENTITY_LABELS))}
    return [names[label] for label in encoded.entities]


def entity_spans(logits: np.ndarray, offsets: list[tuple[int, int]], text: str) -> list[Span]:
    """Entities of a prediction whose other heads are silent."""
    nothing = np.zeros((len(offsets), 7), dtype=np.float32)
    item = Prediction(Example(text, "toy", "en"), offsets, logits, nothing, nothing, nothing[0])
    return decode_spans(item, "entities")


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["O", "PER", "LOC"])), min_size=1, max_size=12))
def test_decoding_gives_back_the_spans_that_were_encoded(words: list[tuple[str, str]]) -> None:
    text = " ".join(word for word, _ in words)
    spans, at = [], 0
    for word, label in words:
        if label != "O":
            spans.append(Span(at, at + len(word), label))
        at += len(word) + 1
    encoding = TOKENIZER.encode(text)
    offsets = bare_offsets(text, encoding.offsets)
    labels = align(Example(text, "toy", "en", entities=tuple(spans)), encoding.ids, offsets).entities
    logits = np.array([np.eye(len(ENTITY_LABELS))[max(label, 0)] * 20 for label in labels], dtype=np.float32)
    assert entity_spans(logits, offsets, text) == spans


def test_our_own_spans_start_after_the_particle() -> None:
    example = Example("ولبنان قال", "toy", "ar", entities=(Span(1, 6, "LOC"),))
    assert entity_labels(example) == ["-", "O", "B-LOC", "O", "-"]


def test_unmarked_words_of_an_unsure_stretch_are_ignored() -> None:
    example = Example("وزارة الدفاع قال", "toy", "ar", entities=(), unsure=((0, 12),))
    assert entity_labels(example) == ["-", "-", "-", "O", "-"]


def test_a_set_without_misc_leaves_plain_words_open() -> None:
    example = Example("Omar won", "toy", "en", entities=(Span(0, 4, "PER"),), entity_types=frozenset({"PER"}))
    assert entity_labels(example) == ["-", "B-PER", "open", "-"]


def test_labels_that_a_set_lacks_are_ignored() -> None:
    (encoded,) = encode([Example("Omar won", "toy", "en", sentiment=2)], TOKENIZER, 16)
    assert set(encoded.entities) == {IGNORED}
    assert (encoded.sentiment, encoded.claim, encoded.check_worthiness) == (2, IGNORED, IGNORED)


def test_targets_behind_the_cut_are_dropped() -> None:
    example = Example("Omar said that Paris won", "toy", "en", targets=(Target(0, 4, 1), Target(15, 20, 2)))
    (encoded,) = encode([example], TOKENIZER, 4)
    assert encoded.targets == ((1, 2, 1),)


def test_pieces_of_one_word_are_one_span() -> None:
    labels = ["O", "B-PER", "B-PER", "B-PER", "O"]
    logits = np.array([np.eye(len(ENTITY_LABELS))[ENTITY_INDEX[label]] * 9 for label in labels], dtype=np.float32)
    offsets = [(0, 0), (0, 2), (2, 5), (6, 9), (0, 0)]
    assert entity_spans(logits, offsets, "Khali won") == [Span(0, 5, "PER"), Span(6, 9, "PER")]


def test_words_take_the_span_that_touches_them() -> None:
    spans = [Span(1, 6, "LOC"), Span(7, 12, "LOC")]
    assert word_tags(spans, [(0, 6), (7, 9), (10, 12), (13, 15)]) == ["B-LOC", "B-LOC", "I-LOC", "O"]
