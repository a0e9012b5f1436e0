"""The model as training sees it: its heads by name, what stays frozen, and what the optimiser is given.

The module itself is `stream/enrich/torch_model.py`, which the worker can run without anything of this room.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

from stream.enrich.cpu import has_bfloat16_products
from stream.enrich.torch_model import HeadSizes, SentenceModel
from stream.training.examples import ATTRIBUTION_LABELS, ENTITY_LABELS, SENTENCE_LABELS, SENTIMENTS

SIZES = HeadSizes(len(ENTITY_LABELS), len(ATTRIBUTION_LABELS), len(SENTIMENTS), len(SENTENCE_LABELS))


@dataclass(frozen=True, slots=True)
class Logits:
    """Raw outputs: [batch, tokens, labels] for the first three, [batch, labels] for the sentence."""

    entities: Tensor
    attribution: Tensor
    target_sentiment: Tensor
    sentence: Tensor


class NewsModel(SentenceModel):
    """The encoder with the heads that the training sets label."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__(encoder, SIZES)

    def logits(self, input_ids: Tensor, attention_mask: Tensor) -> Logits:
        """The outputs by name, in 32 bits whatever the forward pass ran in."""
        outputs = self(input_ids, attention_mask)
        return Logits(*(output.float() for output in outputs))


def fast_precision() -> torch.autocast:
    """bfloat16 where that is faster than 32 bits."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_bfloat16_products())


def freeze_embeddings(model: NewsModel) -> None:
    """Word embeddings stay as pretrained: rare words keep the place they had, and the optimiser is a third smaller."""
    model.encoder.embeddings.word_embeddings.requires_grad_(requires_grad=False)


def freeze_layers(model: NewsModel, count: int) -> None:
    """The lowest layers, and the embeddings below them, stay as they are; nothing is computed backwards through them."""
    if count:
        model.encoder.embeddings.requires_grad_(requires_grad=False)
    for layer in model.encoder.encoder.layer[:count]:
        layer.requires_grad_(requires_grad=False)


def trained_parameters(model: NewsModel) -> dict[str, Tensor]:
    """Every weight but the word embeddings, by name."""
    state = model.state_dict()
    return {name: value for name, value in state.items() if not name.endswith("word_embeddings.weight")}


def span_means(token_logits: Tensor, rows: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
    """Mean logits over token spans: [spans, labels] from [batch, tokens, labels]."""
    sums = nn.functional.pad(token_logits.cumsum(dim=1), (0, 0, 1, 0))
    totals = sums[rows, ends] - sums[rows, starts]
    means: Tensor = totals / (ends - starts).unsqueeze(-1)
    return means


def parameter_groups(model: NewsModel, encoder_rate: float, head_rate: float) -> list[dict[str, object]]:
    """Optimiser groups: the new heads learn faster than the pretrained encoder."""
    encoder = [p for name, p in model.named_parameters() if name.startswith("encoder.") and p.requires_grad]
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    return [{"params": encoder, "lr": encoder_rate}, {"params": heads, "lr": head_rate}]


def count_parameters(model: nn.Module) -> int:
    """Number of weights that learn."""
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
