"""Which answers count as wrong, and what is shown of them."""

from __future__ import annotations

import numpy as np

from stream.training.errors import FINDERS
from stream.training.examples import ATTRIBUTION_LABELS, ENTITY_LABELS, Example, Span, Target
from stream.training.figures import Heat
from stream.training.predictions import Prediction

TEXT = "Omar left Paris"
OFFSETS = [(0, 4), (5, 9), (10, 15)]
HEAT = Heat({}, {})


def item(**labels: object) -> Prediction:
    """Found: a person in Omar, nobody in Paris, negative towards all, a negative sentence with a claim."""
    entities = np.eye(len(ENTITY_LABELS), dtype=np.float32)[[1, 0, 0]] * 9
    roles = np.eye(len(ATTRIBUTION_LABELS), dtype=np.float32)[[1, 3, 0]] * 9
    negative = np.tile(np.array([5.0, 0.0, 0.0], np.float32), (3, 1))
    sentence = np.array([4.0, 0.0, 0.0, 2.0, -2.0], np.float32)
    return Prediction(Example(TEXT, "toy", "en", **labels), OFFSETS, entities, roles, negative, sentence)  # type: ignore[arg-type]


def wrong(task: str, **labels: object) -> list[tuple[str, str]]:
    return list(FINDERS[task](item(**labels), HEAT))


def test_a_missed_entity_one_of_another_type_and_an_invented_one() -> None:
    assert wrong("entities", entities=(Span(0, 4, "PER"), Span(10, 15, "LOC"))) == [("Paris (LOC)", "nothing")]
    assert wrong("entities", entities=(Span(0, 4, "ORG"),)) == [("Omar (ORG)", "Omar (PER)")]
    assert wrong("entities", entities=()) == [("nothing", "Omar (PER)")]


def test_types_a_set_does_not_mark_are_no_errors() -> None:
    assert wrong("entities", entities=(), entity_types=frozenset({"LOC"})) == []


def test_roles_that_differ() -> None:
    assert wrong("attribution", attribution=(Span(0, 4, "SOURCE"), Span(5, 9, "CUE"))) == []
    assert wrong("attribution", attribution=(Span(0, 9, "SOURCE"), Span(5, 9, "CUE"))) == [
        ("Omar left (SOURCE)", "Omar (SOURCE) + left (CUE)")
    ]


def test_sentiment_towards_mentions_and_of_sentences() -> None:
    assert wrong("target_sentiment", targets=(Target(0, 4, 0), Target(10, 15, 2))) == [("Paris: positive", "negative")]
    assert wrong("sentiment", sentiment=1) == [("neutral", "negative")]
    assert wrong("sentiment", sentiment=0) == []


def test_sentences_on_the_wrong_side_of_the_threshold() -> None:
    assert wrong("claim", claim=1) == []
    assert wrong("claim", claim=0) == [("no", "0.88")]
    assert wrong("check_worthiness", check_worthiness=1) == [("yes", "0.12")]
    assert wrong("check_worthiness") == []
