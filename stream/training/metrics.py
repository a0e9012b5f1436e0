"""Scores of predictions against gold labels, all between 0 and 1 and all pure functions of their arguments."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from seqeval.metrics import classification_report, f1_score
from sklearn.metrics import f1_score as class_f1
from sklearn.metrics import roc_auc_score

from stream.training.alignment import tokens_of
from stream.training.decoding import decode_spans, word_tags
from stream.training.examples import ENTITY_TYPES, SENTIMENTS, Example, Span
from stream.training.predictions import Prediction

Floats = npt.NDArray[np.float64]
WORD = re.compile(r"\w+|[^\w\s]")
ECE_BINS = 15


def entity_f1(predictions: Sequence[Prediction]) -> float:
    """Micro F1 of whole entities on words (seqeval); types a set does not mark are not counted against it.

    A word belongs to an entity that touches it: where attached particles are cut does not change the figure.
    """
    return entity_f1s(predictions)[0]


def entity_f1_by_type(predictions: Sequence[Prediction]) -> list[tuple[str, float, int]]:
    """The same for each type that the gold labels have, with the number of gold entities."""
    return entity_f1s(predictions)[1]


def entity_f1s(
    predictions: Sequence[Prediction], names: Sequence[Sequence[Span]] | None = None
) -> tuple[float, list[tuple[str, float, int]]]:
    """Both of the above, the labels decoded once; `names` are scored where given, else what the model marks."""
    gold, found = _tags(predictions, names or [decode_spans(item, "entities") for item in predictions])
    report = classification_report(gold, found, output_dict=True, zero_division=0)
    kinds = [kind for kind in ENTITY_TYPES if kind in report and report[kind]["support"]]
    by_type = [(kind, float(report[kind]["f1-score"]), int(report[kind]["support"])) for kind in kinds]
    return float(f1_score(gold, found, zero_division=0)), by_type


def role_f1(predictions: Sequence[Prediction], role: str) -> float:
    """F1 of one attribution role over words."""
    hits = gold_count = found_count = 0
    for item in predictions:
        words = words_of(item.example)
        spans = decode_spans(item, "attribution")
        gold = _covered([span for span in item.example.attribution or () if span.label == role], words)
        found = _covered([span for span in spans if span.label == role], words)
        hits += len(gold & found)
        gold_count += len(gold)
        found_count += len(found)
    return 2 * hits / max(1, gold_count + found_count)


def target_logits(predictions: Sequence[Prediction]) -> tuple[Floats, list[int]]:
    """Mean logits of every target given, and its gold sentiment."""
    rows, gold = [], []
    for item in predictions:
        for target in item.example.targets:
            tokens = tokens_of(target.start, target.end, item.offsets)
            if tokens:
                rows.append(item.target_sentiment[tokens[0] : tokens[-1] + 1].mean(axis=0))
                gold.append(target.sentiment)
    return np.array(rows, dtype=np.float64).reshape(-1, len(SENTIMENTS)), gold


def macro_f1(gold: Sequence[int], found: Sequence[int], classes: Sequence[int] = (0, 1, 2)) -> float:
    """Mean F1 of the classes; (0, 2) leaves neutral out, as shared tasks on sentiment do."""
    return float(class_f1(gold, found, labels=list(classes), average="macro", zero_division=0))


def yes_f1(gold: Sequence[int], logits: Floats, threshold: float, weights: Floats | None = None) -> float:
    """F1 of the positive class at a probability threshold; `weights` say how much each answer counts."""
    found = (sigmoid(logits) >= threshold).astype(int)
    return float(class_f1(gold, found, sample_weight=weights, zero_division=0))


def auc(gold: Sequence[int], logits: Floats) -> float:
    """Area under the ROC curve; not a number when only one class occurs."""
    return float(roc_auc_score(gold, logits)) if len(set(gold)) > 1 else float("nan")


def calibration_error(probabilities: Floats, gold: npt.NDArray[np.int64], bins: int = ECE_BINS) -> float:
    """Expected calibration error of the winning class: mean gap between confidence and accuracy, by bins."""
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == gold
    numbers = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[numbers == b].mean() - right[numbers == b].mean()) * (numbers == b).mean()
        for b in range(bins)
        if (numbers == b).any()
    ]
    return float(sum(gaps))


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return result


def sigmoid(logits: Floats) -> Floats:
    """Probability of yes."""
    result: Floats = 1.0 / (1.0 + np.exp(-logits))
    return result


def words_of(example: Example) -> Sequence[tuple[int, int]]:
    """The words a set came with, else runs of letters and single marks."""
    return example.words or [match.span() for match in WORD.finditer(example.text)]


def _tags(
    predictions: Sequence[Prediction], names: Sequence[Sequence[Span]]
) -> tuple[list[list[str]], list[list[str]]]:
    """BIO tags of the words of every sentence, gold and found."""
    gold, found = [], []
    for item, marked in zip(predictions, names, strict=True):
        words = words_of(item.example)
        spans = [span for span in marked if span.label in item.example.entity_types]
        gold.append(word_tags(item.example.entities or (), words))
        found.append(word_tags(spans, words))
    return gold, found


def _covered(spans: Sequence[Span], words: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    return {word for word in words if any(span.start < word[1] and word[0] < span.end for span in spans)}
