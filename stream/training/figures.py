"""Which figures are made from which set, and how: one small function a task, a list of rows as the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from stream.training.calibration import labelled, probabilities
from stream.training.examples import ALL_TYPES, ROLES
from stream.training.metrics import (
    auc,
    calibration_error,
    entity_f1s,
    macro_f1,
    role_f1,
    target_logits,
    yes_f1,
)
from stream.training.predictions import Prediction
from stream.training.published import published_names

Precision = Literal["fp32", "int8"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number; `n` counts what it was measured on (sentences, or mentions for targets)."""

    task: str
    set: str
    split: str
    metric: str
    precision: Precision
    value: float
    n: int


@dataclass(frozen=True, slots=True)
class Heat:
    """Temperatures and thresholds as `model.json` gives them."""

    temperatures: Mapping[str, float]
    thresholds: Mapping[str, float]


Score = tuple[str, float, int]  # metric, value, n
Scorer = Callable[[Sequence[Prediction], Heat], list[Score]]


def entities(predictions: Sequence[Prediction], heat: Heat) -> list[Score]:
    """Entity F1, over all types and (with the number of gold entities as n) for each, and the calibration of token labels."""
    known = [item for item in predictions if item.example.entities is not None]
    if not known:
        return []
    whole, by_type = entity_f1s(known)
    scores = [("entity_f1", whole, len(known))]
    scores += [(f"entity_f1_{kind}", value, count) for kind, value, count in by_type]
    if all(item.example.entity_types == ALL_TYPES for item in known):
        scores.append(("token_ece", _ece("entities", known, heat), len(known)))
    return scores


def published(predictions: Sequence[Prediction], heat: Heat) -> list[Score]:
    """Entity F1 of the names that the worker's rules leave, over all types and for each; see published.py."""
    known = [item for item in predictions if item.example.entities is not None]
    if not known:
        return []
    whole, by_type = entity_f1s(known, published_names(known, heat.temperatures))
    scores = [("entity_f1", whole, len(known))]
    return scores + [(f"entity_f1_{kind}", value, count) for kind, value, count in by_type]


def attribution(predictions: Sequence[Prediction], _heat: Heat) -> list[Score]:
    """Word F1 of each role."""
    known = [item for item in predictions if item.example.attribution is not None]
    return [(f"{role.lower()}_word_f1", role_f1(known, role), len(known)) for role in ROLES if known]


def targets(predictions: Sequence[Prediction], heat: Heat) -> list[Score]:
    """Sentiment towards the mentions given."""
    logits, gold = target_logits(predictions)
    if not gold:
        return []
    scores = _three_classes(gold, logits.argmax(axis=1).tolist())
    return [*scores, ("ece", _ece("target_sentiment", predictions, heat), len(gold))]


def sentiment(predictions: Sequence[Prediction], heat: Heat) -> list[Score]:
    """Sentiment of whole sentences."""
    item = labelled("sentiment", predictions)
    if not len(item.gold):
        return []
    scores = _three_classes(item.gold.tolist(), item.logits.argmax(axis=1).tolist())
    return [*scores, ("ece", _ece("sentiment", predictions, heat), len(item.gold))]


def claim(predictions: Sequence[Prediction], heat: Heat) -> list[Score]:
    """Whether a sentence holds a claim."""
    return _yes_no("claim", predictions, heat)


def check_worthiness(predictions: Sequence[Prediction], heat: Heat) -> list[Score]:
    """Whether a sentence is worth checking."""
    return _yes_no("check_worthiness", predictions, heat)


SCORERS: Final[dict[str, Scorer]] = {
    "entities": entities,
    "published_entities": published,
    "attribution": attribution,
    "target_sentiment": targets,
    "sentiment": sentiment,
    "claim": claim,
    "check_worthiness": check_worthiness,
}


def _three_classes(gold: Sequence[int], found: Sequence[int]) -> list[Score]:
    right = float(np.mean(np.array(gold) == np.array(found)))
    return [
        ("macro_f1", macro_f1(gold, found), len(gold)),
        ("macro_f1_without_neutral", macro_f1(gold, found, (0, 2)), len(gold)),
        ("accuracy", right, len(gold)),
    ]


def _yes_no(head: str, predictions: Sequence[Prediction], heat: Heat) -> list[Score]:
    item = labelled(head, predictions)
    if not len(item.gold):
        return []
    logits = item.logits[:, 1] / heat.temperatures.get(head, 1.0)
    gold = item.gold.tolist()
    return [
        ("f1_yes", yes_f1(gold, logits, heat.thresholds.get(head, 0.5)), len(gold)),
        ("roc_auc", auc(gold, logits), len(gold)),
        ("ece", _ece(head, predictions, heat), len(gold)),
    ]


def _ece(head: str, predictions: Sequence[Prediction], heat: Heat) -> float:
    item = labelled(head, predictions)
    return calibration_error(probabilities(item, heat.temperatures.get(head, 1.0)), item.gold)
