"""Names after the worker's rules: trimmed, retyped and dropped as readers get them, in the borders of the set."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from stream.training.examples import ATTRIBUTION_LABELS, ENTITY_LABELS, Example, Span
from stream.training.figures import SCORERS, Heat
from stream.training.predictions import Prediction
from stream.training.published import TOGETHER, published_names
from tests.training.test_measuring import one_hot


def marked(text: str, *names: tuple[str, str]) -> Prediction:
    """A sentence of which the model is sure that it holds `names`, each a text and its type."""
    words, at = [], 0
    for word in text.split(" "):
        words.append((at, at + len(word)))
        at += len(word) + 1
    spans = [Span(text.index(name), text.index(name) + len(name), kind) for name, kind in names]
    labels = [_label(word, spans) for word in words]
    size = len(words) + 2
    return Prediction(
        Example(text, "toy", "ar", entities=tuple(spans), words=tuple(words)),
        [(0, 0), *words, (0, 0)],
        one_hot(["O", *labels, "O"], ENTITY_LABELS),
        np.zeros((size, len(ATTRIBUTION_LABELS)), dtype=np.float32),
        np.zeros((size, 3), dtype=np.float32),
        np.zeros(5, dtype=np.float32),
    )


def _label(word: tuple[int, int], spans: Sequence[Span]) -> str:
    span = next((span for span in spans if span.start <= word[0] < span.end), None)
    return "O" if span is None else f"{'B' if span.start == word[0] else 'I'}-{span.label}"


def published(*sentences: Prediction) -> list[list[tuple[str, str]]]:
    found = published_names(sentences, {})
    return [
        [(item.example.text[name.start : name.end], name.label) for name in names]
        for item, names in zip(sentences, found, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("أمس أكد سامي الطاهري ذلك", ("أكد سامي الطاهري", "PER"), [("سامي الطاهري", "PER")]),  # a verb comes off
        ("زار الوفد مصر أمس", ("مصر", "ORG"), [("مصر", "LOC")]),  # the tables know the type
        ("فاض نهر دجلة أمس", ("دجلة", "LOC"), [("دجلة", "LOC")]),  # "river" is ours, not the set's
        ("بيع بمئة درهم أمس", ("درهم", "MISC"), [("درهم", "MISC")]),  # not published, but MISC in the set
    ],
)
def test_a_name_is_scored_as_published_in_the_borders_of_the_set(
    text: str, name: tuple[str, str], expected: list[tuple[str, str]]
) -> None:
    assert published(marked(text, name)) == [expected]


def test_what_the_tables_find_alone_is_not_added() -> None:
    assert published(marked("زار الوفد باكو أمس")) == [[]]


def test_neighbours_decide_a_type_together_and_strangers_do_not() -> None:
    sure = marked("وصل إيلان زيفاروف إلى القاعة", ("إيلان زيفاروف", "PER"))
    wrong = marked("وكان زيفاروف قد غاب", ("زيفاروف", "ORG"))
    filler = [marked("هطل المطر") for _ in range(TOGETHER - 1)]
    assert published(sure, wrong)[1] == [("زيفاروف", "PER")]
    assert published(sure, *filler, wrong)[-1] == [("زيفاروف", "ORG")]


def test_the_figure_counts_published_names() -> None:
    right = marked("أمس أكد سامي الطاهري ذلك", ("سامي الطاهري", "PER"))
    wide = marked("أمس أكد سامي الطاهري ذلك", ("أكد سامي الطاهري", "PER"))
    taken = Prediction(
        right.example, wide.offsets, wide.entities, wide.attribution, wide.target_sentiment, wide.sentence
    )
    figures = {task: SCORERS[task]([taken], Heat({}, {}))[0][1] for task in ("entities", "published_entities")}
    assert figures == {"entities": 0.0, "published_entities": 1.0}
