"""The loss of a batch: each head over the labels that its examples have, then a weighted sum."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn

from stream.training.alignment import IGNORED, OPEN
from stream.training.batches import Batch
from stream.training.examples import ENTITY_LABELS, SENTENCE_LABELS, SENTIMENTS
from stream.training.model import Logits, span_means

WEIGHTS: Final = {
    "entities": 1.0,
    "attribution": 0.7,
    "target": 0.7,
    "sentiment": 0.8,
    "claim": 0.2,
    "check_worthiness": 0.3,
}
OPEN_LABELS: Final = [ENTITY_LABELS.index(label) for label in ("O", "B-MISC", "I-MISC")]
CLAIM: Final = SENTENCE_LABELS.index("claim")
CHECK_WORTHINESS: Final = SENTENCE_LABELS.index("check_worthiness")


def losses(logits: Logits, batch: Batch) -> dict[str, Tensor]:
    """Mean loss of every head that has a label in the batch."""
    candidates = {
        "entities": entity_loss(logits.entities, batch.entities),
        "attribution": _cross_entropy(logits.attribution, batch.attribution),
        "target": _target_loss(logits.target_sentiment, batch),
        "sentiment": _cross_entropy(logits.sentence[:, : len(SENTIMENTS)], batch.sentiment),
        "claim": _binary(logits.sentence[:, CLAIM], batch.claim),
        "check_worthiness": _binary(logits.sentence[:, CHECK_WORTHINESS], batch.check_worthiness),
    }
    return {name: value for name, value in candidates.items() if value is not None}


def total(parts: dict[str, Tensor]) -> Tensor:
    """The weighted sum that is minimised."""
    return torch.stack([WEIGHTS[name] * value for name, value in parts.items()]).sum()


def entity_loss(logits: Tensor, labels: Tensor) -> Tensor | None:
    """Cross entropy; at OPEN tokens anything but the marked types is right, so a MISC found there costs nothing."""
    flat, wanted = logits.flatten(0, 1), labels.flatten()
    flat, wanted = flat[wanted != IGNORED], wanted[wanted != IGNORED]
    if not len(wanted):
        return None
    log_probabilities = flat.log_softmax(dim=-1)
    is_open = wanted == OPEN
    exact = log_probabilities.gather(1, wanted.masked_fill(is_open, 0).unsqueeze(1)).squeeze(1)
    any_open = log_probabilities[:, OPEN_LABELS].logsumexp(dim=-1)
    return -torch.where(is_open, any_open, exact).mean()


def _cross_entropy(logits: Tensor, labels: Tensor) -> Tensor | None:
    if not bool((labels != IGNORED).any()):
        return None
    return nn.functional.cross_entropy(logits.flatten(0, -2), labels.flatten(), ignore_index=IGNORED)


def _target_loss(token_logits: Tensor, batch: Batch) -> Tensor | None:
    if not len(batch.target_labels):
        return None
    means = span_means(token_logits, batch.target_rows, batch.target_starts, batch.target_ends)
    return nn.functional.cross_entropy(means, batch.target_labels)


def _binary(logits: Tensor, labels: Tensor) -> Tensor | None:
    known = labels != IGNORED
    if not bool(known.any()):
        return None
    return nn.functional.binary_cross_entropy_with_logits(logits[known], labels[known].float())
