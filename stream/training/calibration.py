"""Temperatures and thresholds, fitted on dev data with the shipped graph.

A head's logits are divided by its temperature before softmax or sigmoid; that makes confidences honest and changes no
decision of the softmax heads. Thresholds of the two yes/no heads are probabilities after the temperature.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stream.training.alignment import ATTRIBUTION_INDEX, ENTITY_INDEX, IGNORED, bio
from stream.training.examples import SENTENCE_LABELS, SENTIMENTS
from stream.training.metrics import Floats, sigmoid, softmax, target_logits, yes_f1
from stream.training.predictions import Prediction

Ints = npt.NDArray[np.int64]
TEMPERATURES = np.exp(np.linspace(np.log(0.5), np.log(4.0), 61))
THRESHOLDS = np.linspace(0.1, 0.9, 81)
MIN_LABELS = 30  # below this a fit would say more about chance than about the model
YES_NO = ("claim", "check_worthiness")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Logits of one head with their gold labels."""

    logits: Floats
    gold: Ints


def fit(dev: Mapping[str, Sequence[Prediction]], sets_of: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """The temperature of each head, from the dev sets named for it; 1.0 where there are too few labels."""
    temperatures = {}
    for head, names in sets_of.items():
        found = [labelled(head, dev[name]) for name in names if dev.get(name)]
        temperatures[head] = round(best_temperature([item for item in found if len(item.gold)]), 3)
    return temperatures


def labelled(head: str, predictions: Sequence[Prediction]) -> Labelled:
    """Logits and gold labels of a head; yes/no heads get two columns, so that softmax equals sigmoid."""
    if head == "entities":
        return _tokens(head, predictions, [_entity_labels(item) for item in predictions])
    if head == "attribution":
        return _tokens(head, predictions, [_role_labels(item) for item in predictions])
    if head == "target_sentiment":
        logits, gold = target_logits(predictions)
        return Labelled(logits, np.array(gold, dtype=np.int64))
    known = [item for item in predictions if getattr(item.example, head) is not None]
    gold_labels = np.array([getattr(item.example, head) for item in known], dtype=np.int64)
    rows = np.array([item.sentence for item in known], dtype=np.float64).reshape(-1, len(SENTENCE_LABELS))
    if head == "sentiment":
        return Labelled(rows[:, : len(SENTIMENTS)], gold_labels)
    yes = rows[:, SENTENCE_LABELS.index(head)]
    return Labelled(np.stack([np.zeros_like(yes), yes], axis=1), gold_labels)


def best_temperature(sets: Sequence[Labelled]) -> float:
    """The temperature with the least mean negative log likelihood, every set weighing the same."""
    if sum(len(item.gold) for item in sets) < MIN_LABELS:
        return 1.0
    costs = [np.mean([_cost(item, temperature) for item in sets]) for temperature in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(costs))])


def best_threshold(sets: Sequence[Labelled], temperature: float) -> float:
    """The probability threshold with the best mean F1 of yes; the middle one where several are equally good.

    Yes and no weigh the same in every set: how rare yes happens to be in a sample must not move the threshold.
    """
    if sum(len(item.gold) for item in sets) < MIN_LABELS:
        return 0.5
    scores = np.mean([_f1_by_threshold(item, temperature) for item in sets], axis=0)
    best = np.flatnonzero(scores >= scores.max() - 1e-9)
    return round(float(THRESHOLDS[best[len(best) // 2]]), 3)


def probabilities(item: Labelled, temperature: float) -> Floats:
    """Calibrated probabilities of the classes."""
    return softmax(item.logits / temperature)


def yes_probability(item: Labelled, temperature: float) -> Floats:
    """Calibrated probability of yes for a yes/no head."""
    return sigmoid(item.logits[:, 1] / temperature)


def _f1_by_threshold(item: Labelled, temperature: float) -> list[float]:
    gold, logits = item.gold.tolist(), item.logits[:, 1] / temperature
    weights = (1.0 / np.maximum(np.bincount(item.gold, minlength=2), 1))[item.gold]
    return [yes_f1(gold, logits, float(threshold), weights) for threshold in THRESHOLDS]


def _cost(item: Labelled, temperature: float) -> float:
    chosen = probabilities(item, temperature)[np.arange(len(item.gold)), item.gold]
    return float(-np.log(np.maximum(chosen, 1e-12)).mean())


def _tokens(head: str, predictions: Sequence[Prediction], labels: Sequence[Sequence[int]]) -> Labelled:
    rows: list[npt.NDArray[np.float32]] = []
    gold: list[int] = []
    for item, row in zip(predictions, labels, strict=True):
        kept = [number for number, label in enumerate(row) if label != IGNORED]
        logits = item.entities if head == "entities" else item.attribution
        rows.append(logits[kept])
        gold.extend(row[number] for number in kept)
    stacked = np.concatenate(rows).astype(np.float64) if rows else np.zeros((0, 1))
    return Labelled(stacked, np.array(gold, dtype=np.int64))


def _entity_labels(item: Prediction) -> list[int]:
    if item.example.entities is None:
        return [IGNORED] * len(item.offsets)
    return bio(item.example.entities, item.offsets, ENTITY_INDEX, ENTITY_INDEX["O"])


def _role_labels(item: Prediction) -> list[int]:
    if item.example.attribution is None:
        return [IGNORED] * len(item.offsets)
    return bio(item.example.attribution, item.offsets, ATTRIBUTION_INDEX, ATTRIBUTION_INDEX["O"])
