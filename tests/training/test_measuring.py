"""Scores, calibration and the table of figures, from logits written by hand."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest

from stream.training.calibration import (
    Labelled,
    best_temperature,
    best_threshold,
    fit,
    labelled,
)
from stream.training.evaluate import as_table, evaluate
from stream.training.examples import ATTRIBUTION_LABELS, ENTITY_LABELS, Example, Span, Target
from stream.training.figures import SCORERS, Figure, Heat
from stream.training.metrics import calibration_error, entity_f1, entity_f1_by_type, macro_f1, role_f1, softmax
from stream.training.predictions import Prediction, groups
from stream.training.settings import SHIPPED

OFFSETS = [(0, 0), (0, 4), (5, 9), (10, 15), (0, 0)]
TEXT = "Omar left Paris"


def one_hot(labels: list[str], names: tuple[str, ...]) -> np.ndarray:
    return np.array([np.eye(len(names))[names.index(label)] * 9 for label in labels], dtype=np.float32)


def prediction(entities: list[str], gold: tuple[Span, ...], **labels: object) -> Prediction:
    return Prediction(
        Example(TEXT, "toy", "en", entities=gold, **labels),  # type: ignore[arg-type]
        OFFSETS,
        one_hot(["O", *entities, "O"], ENTITY_LABELS),
        one_hot(["O", "B-SOURCE", "B-CUE", "B-CONTENT", "O"], ATTRIBUTION_LABELS),
        np.tile(np.array([0.0, 0.0, 5.0], dtype=np.float32), (5, 1)),
        np.array([4.0, 0.0, 0.0, 2.0, -2.0], dtype=np.float32),
    )


def test_entities_count_only_as_a_whole() -> None:
    gold = (Span(0, 4, "PER"), Span(10, 15, "LOC"))
    assert entity_f1([prediction(["B-PER", "O", "B-LOC"], gold)]) == 1.0
    assert entity_f1([prediction(["B-PER", "O", "B-ORG"], gold)]) == 0.5
    assert entity_f1([prediction(["B-PER", "I-PER", "B-LOC"], gold)]) == 0.5


def test_each_type_that_occurs_has_its_own_figure() -> None:
    gold = (Span(0, 4, "PER"), Span(10, 15, "LOC"))
    assert entity_f1_by_type([prediction(["B-PER", "O", "B-ORG"], gold)]) == [("PER", 1.0, 1), ("LOC", 0.0, 1)]


def test_types_a_set_does_not_mark_are_not_counted_against_it() -> None:
    found = prediction(["B-PER", "O", "B-MISC"], (Span(0, 4, "PER"),), entity_types=frozenset({"PER", "ORG", "LOC"}))
    assert entity_f1([found]) == 1.0


def test_roles_are_counted_by_words() -> None:
    gold = (Span(0, 4, "SOURCE"), Span(5, 15, "CONTENT"))
    found = prediction(["O", "O", "O"], (), attribution=gold)
    assert role_f1([found], "SOURCE") == 1.0
    assert role_f1([found], "CUE") == 0.0
    assert role_f1([found], "CONTENT") == pytest.approx(2 / 3)


def test_every_task_gives_figures_for_a_sentence_with_every_label() -> None:
    whole = prediction(
        ["B-PER", "O", "O"],
        (Span(0, 4, "PER"),),
        attribution=(Span(0, 4, "SOURCE"),),
        targets=(Target(0, 4, 2),),
        sentiment=0,
        claim=1,
        check_worthiness=0,
    )
    heat = Heat({"claim": 1.0}, {"claim": 0.5})
    figures = {task: dict((m, v) for m, v, _ in score([whole], heat)) for task, score in SCORERS.items()}  # noqa: C402
    assert figures["target_sentiment"]["accuracy"] == 1.0
    assert figures["sentiment"]["accuracy"] == 1.0
    assert figures["claim"]["f1_yes"] == 1.0


def test_a_task_without_labels_gives_no_figures() -> None:
    entities, roles, target = (np.zeros((5, size), dtype=np.float32) for size in (9, 7, 3))
    bare = Prediction(Example(TEXT, "toy", "en"), OFFSETS, entities, roles, target, np.zeros(5, dtype=np.float32))
    assert [score([bare], Heat({}, {})) for score in SCORERS.values()] == [[]] * len(SCORERS)


def test_leaving_neutral_out_averages_the_two_poles() -> None:
    gold, found = [0, 0, 1, 2], [0, 1, 1, 1]
    assert macro_f1(gold, found, (0, 2)) == pytest.approx(1 / 3)


def test_confident_and_always_right_is_perfectly_calibrated() -> None:
    assert calibration_error(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([0, 1])) == 0.0
    assert calibration_error(np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([0, 1])) == pytest.approx(0.5)


def test_the_temperature_that_made_the_logits_is_found_again() -> None:
    chance = np.random.default_rng(4)
    honest = chance.normal(0, 1.5, (6_000, 3))
    gold = np.array([chance.choice(3, p=row) for row in softmax(honest)])
    assert best_temperature([Labelled(honest * 2.0, gold)]) == pytest.approx(2.0, rel=0.1)


def test_too_few_labels_fit_nothing() -> None:
    item = Labelled(np.zeros((3, 2)), np.array([0, 1, 1]))
    assert best_temperature([item]) == 1.0
    assert best_threshold([item], 1.0) == 0.5
    assert fit({}, {"claim": ("toy",)}) == {"claim": 1.0}


def test_the_threshold_lies_in_the_middle_of_the_gap() -> None:
    gold = np.array([0] * 20 + [1] * 20)
    yes = np.where(gold == 1, np.log(0.75 / 0.25), np.log(0.45 / 0.55))
    found = best_threshold([Labelled(np.stack([np.zeros(40), yes], axis=1), gold)], 1.0)
    assert 0.5 < found < 0.75


def test_sets_that_disagree_about_the_threshold_weigh_the_same() -> None:
    gold = np.array([0] * 20 + [1] * 20)
    low, high = (Labelled(np.stack([np.zeros(40), gold * 1.0 + shift], axis=1), gold) for shift in (-1.0, 0.0))
    # At (0.27, 0.5] the one set is all right and the other says yes to everything; at (0.5, 0.73] the one never does.
    assert best_threshold([low, high], 1.0) == pytest.approx(0.385, abs=0.02)
    assert best_threshold([high, high], 1.0) > best_threshold([low, low], 1.0)


def test_labels_of_yes_no_heads_come_with_two_columns() -> None:
    item = labelled("claim", [prediction(["O", "O", "O"], (), claim=1)])
    assert softmax(item.logits)[0, 1] == pytest.approx(1 / (1 + np.exp(-2.0)))


def test_groups_keep_every_sentence_and_the_budget() -> None:
    lengths = [3, 50, 7, 7, 20, 1]
    found = list(groups(lengths, budget=40))
    assert sorted(number for group in found for number in group) == list(range(len(lengths)))
    assert all(len(g) == 1 or max(lengths[n] for n in g) * len(g) <= 40 for g in found)


def test_the_table_has_one_row_a_figure_and_one_column_a_precision() -> None:
    row = ("entities", "anercorp", "test", "entity_f1")
    table = as_table([Figure(*row, "int8", 0.75, 9), Figure(*row, "fp32", 0.76, 9)])
    assert table.splitlines()[-1] == "| entities | anercorp | test | entity_f1 | 9 | 0.7500 | 0.7600 |"


def test_a_set_that_is_not_there_is_named_and_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        figures = evaluate(tmp_path, model=SHIPPED, sets=("worldwide", "newsmtsc"))
    assert figures == []
    assert "newsmtsc test is left out" in caplog.text
