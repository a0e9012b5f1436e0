"""Label maps: what is translated, and what is refused instead of guessed."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from stream.enrich.hub.labels import check_used, class_table, span_table
from stream.enrich.hub.presets import PRESETS
from stream.errors import ModelError
from stream.model_settings import PresetName

BIO = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
SENTIMENT = ("negative", "neutral", "positive")


def test_probabilities_of_labels_that_mean_the_same_add_up() -> None:
    table = span_table(("O", "B-GPE", "B-LOC", "B-DATE"), {"GPE": "LOC", "DATE": "O"}, BIO, "here")
    found = table.probabilities(np.log(np.array([[0.1, 0.2, 0.3, 0.4]], np.float32)))
    assert found == pytest.approx(np.array([[0.5, 0, 0, 0.5, 0]]), abs=1e-6)


def test_an_entry_for_one_label_wins_over_the_entry_for_its_type() -> None:
    table = span_table(("O", "B-X", "I-X"), {"X": "PER", "I-X": "O"}, BIO, "here")
    assert table.columns == (0, 1, 0)


def test_one_output_is_the_probability_of_what_it_is_called() -> None:
    scores = np.array([[2.0]], np.float32)
    yes = class_table(("LABEL_0",), {"LABEL_0": "yes"}, ("no", "yes"), "here").probabilities(scores)
    no = class_table(("LABEL_0",), {"LABEL_0": "no"}, ("no", "yes"), "here").probabilities(scores)
    assert yes == pytest.approx(np.array([[0.1192, 0.8808]]), abs=1e-4)
    assert no == pytest.approx(yes[:, ::-1])


def test_a_label_that_nobody_explained_is_refused_with_what_it_can_mean() -> None:
    with pytest.raises(
        ModelError, match="here: the model's labels B-GPE are not ours; map each in labels to PER, LOC, O"
    ):
        span_table(("O", "B-GPE", "B-LOC"), {}, BIO, "here")
    with pytest.raises(ModelError, match=r"LABEL_0, LABEL_1, LABEL_2 are not ours; .* negative, neutral, positive"):
        class_table(("LABEL_0", "LABEL_1", "LABEL_2"), {}, SENTIMENT, "here")


@pytest.mark.parametrize(
    ("own", "meaning", "message"),
    [
        (("a", "b", "c"), {"a": "good"}, "labels maps a to good; it can be negative, neutral, positive"),
        (("good", "fine"), {"good": "positive", "fine": "positive"}, "no label of the model means negative"),
        (("positive",), {}, "one output, which cannot tell negative, neutral, positive apart"),
    ],
)
def test_a_map_that_makes_no_sense_is_refused(own: tuple[str, ...], meaning: dict[str, str], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        class_table(own, meaning, SENTIMENT, "here")


def test_an_entry_for_a_label_the_model_does_not_have_is_refused() -> None:
    check_used(("O", "B-PERS"), {"PERS": "PER"}, "here")
    with pytest.raises(ModelError, match="labels maps PRES, which the model does not have; it has O, B-PERS"):
        check_used(("O", "B-PERS"), {"PRES": "PER"}, "here")


def test_case_does_not_matter_where_a_label_has_our_name() -> None:
    assert class_table(("Negative", "Neutral", "Positive"), {}, SENTIMENT, "here").columns == (0, 1, 2)


# As written in each model's config.json at the commit its preset pins or points to.
PUBLISHED = {
    "camelbert-ner": ("B-LOC", "B-MISC", "B-ORG", "B-PERS", "I-LOC", "I-MISC", "I-ORG", "I-PERS", "O"),
    "camelbert-sentiment": ("positive", "negative", "neutral"),
    "xlm-roberta-ner": ("O", "B-DATE", "I-DATE", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"),
    "twitter-xlm-roberta-sentiment": ("negative", "neutral", "positive"),
}


@pytest.mark.parametrize("name", get_args(PresetName))
def test_every_preset_explains_all_labels_of_its_model(name: PresetName) -> None:
    preset = PRESETS[name]
    if preset.task == "sentiment":
        table = class_table(PUBLISHED[name], preset.labels, SENTIMENT, name)
        assert [table.labels[column] for column in table.columns] == list(PUBLISHED[name])
        return
    ours = ("O", *(f"{prefix}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC") for prefix in "BI"))
    table = span_table(PUBLISHED[name], preset.labels, ours, name)
    said = [table.labels[column] for column in table.columns]
    assert said == [
        label.replace("PERS", "PER").replace("B-DATE", "O").replace("I-DATE", "O") for label in PUBLISHED[name]
    ]
