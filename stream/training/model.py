"""One encoder with four heads, so that a sentence is read once for entities, attribution and all sentiments.

`target_sentiment` gives logits for every token; the sentiment towards a mention is the mean of its tokens' logits. The
graph therefore needs no spans as input, and any span found later can be scored from one pass.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn
from transformers import BertModel

from stream.training.examples import ATTRIBUTION_LABELS, ENTITY_LABELS, SENTENCE_LABELS, SENTIMENTS

DROPOUT = 0.1
TARGET_HIDDEN = 192
OUTPUTS = ("entities", "attribution", "target_sentiment", "sentence")


@dataclass(frozen=True, slots=True)
class Logits:
    """Raw outputs: [batch, tokens, labels] for the first three, [batch, labels] for the sentence."""

    entities: Tensor
    attribution: Tensor
    target_sentiment: Tensor
    sentence: Tensor


class AttentionPooling(nn.Module):  # type: ignore[misc]  # torch comes without types here
    """A learned weighted mean over the tokens that are not padding."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.score = nn.Linear(hidden, 1)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States [batch, tokens, hidden] to [batch, hidden]."""
        scores = self.score(states).squeeze(-1).float()
        weights = scores.masked_fill(mask == 0, -1e4).softmax(dim=-1)
        return (weights.unsqueeze(-1) * states).sum(dim=1)


class TargetHead(nn.Module):  # type: ignore[misc]  # torch comes without types here
    """Sentiment logits for each token from its state and the whole sentence."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.token = nn.Linear(hidden, TARGET_HIDDEN)
        self.sentence = nn.Linear(hidden, TARGET_HIDDEN)
        self.out = nn.Linear(TARGET_HIDDEN, len(SENTIMENTS))

    def forward(self, states: Tensor, pooled: Tensor) -> Tensor:
        """Logits [batch, tokens, sentiments]."""
        joined = self.token(states) + self.sentence(pooled).unsqueeze(1)
        logits: Tensor = self.out(nn.functional.gelu(joined))
        return logits


class NewsModel(nn.Module):  # type: ignore[misc]  # torch comes without types here
    """The encoder and its heads; `forward` is what gets exported."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        hidden = encoder.config.hidden_size
        self.encoder = encoder
        self.dropout = nn.Dropout(DROPOUT)
        self.entities = nn.Linear(hidden, len(ENTITY_LABELS))
        self.attribution = nn.Linear(hidden, len(ATTRIBUTION_LABELS))
        self.pooling = AttentionPooling(hidden)
        self.target_sentiment = TargetHead(hidden)
        self.sentence_hidden = nn.Linear(hidden, hidden)
        self.sentence = nn.Linear(hidden, len(SENTENCE_LABELS))

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The outputs in the order of OUTPUTS."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        states = self.dropout(states)
        pooled = self.pooling(states, attention_mask)
        sentence = self.dropout(nn.functional.gelu(self.sentence_hidden(pooled)))
        return (
            self.entities(states),
            self.attribution(states),
            self.target_sentiment(states, pooled),
            self.sentence(sentence),
        )

    def logits(self, input_ids: Tensor, attention_mask: Tensor) -> Logits:
        """The outputs by name, in 32 bits whatever the forward pass ran in."""
        outputs = self(input_ids, attention_mask)
        return Logits(*(output.float() for output in outputs))


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
