"""The shipped model as a torch module: one encoder with four heads, so that a sentence is read once for all of them.

`target_sentiment` gives logits for every token; the sentiment towards a mention is the mean of its tokens' logits. The
graph therefore needs no spans as input, and any span found later can be scored from one pass. Training teaches it,
`torch_encoder.py` runs it, and the ONNX file is exported from it. Imported only where torch is installed.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn
from transformers import BertModel

DROPOUT = 0.1
TARGET_HIDDEN = 192


@dataclass(frozen=True, slots=True)
class HeadSizes:
    """How many labels each head tells apart."""

    entities: int
    attribution: int
    target_sentiment: int
    sentence: int


class AttentionPooling(nn.Module):  # type: ignore[misc]  # torch comes without types here
    """A learned weighted mean over the tokens that are not padding."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.score = nn.Linear(hidden, 1)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States [batch, tokens, hidden] to [batch, hidden]."""
        scores = self.score(states).squeeze(-1).float()
        weights = scores.masked_fill(mask == 0, -1e4).softmax(dim=-1)
        # A product, not a sum of weighted rows: ONNX Runtime adds those up in another order for a sentence on its own.
        pooled: Tensor = (weights.to(states.dtype).unsqueeze(1) @ states).squeeze(1)
        return pooled


class TargetHead(nn.Module):  # type: ignore[misc]  # torch comes without types here
    """Sentiment logits for each token from its state and the whole sentence."""

    def __init__(self, hidden: int, labels: int) -> None:
        super().__init__()
        self.token = nn.Linear(hidden, TARGET_HIDDEN)
        self.sentence = nn.Linear(hidden, TARGET_HIDDEN)
        self.out = nn.Linear(TARGET_HIDDEN, labels)

    def forward(self, states: Tensor, pooled: Tensor) -> Tensor:
        """Logits [batch, tokens, labels]."""
        joined = self.token(states) + self.sentence(pooled).unsqueeze(1)
        logits: Tensor = self.out(nn.functional.gelu(joined))
        return logits


class SentenceModel(nn.Module):  # type: ignore[misc]  # torch comes without types here
    """The encoder and its heads; `forward` is what gets exported."""

    def __init__(self, encoder: BertModel, sizes: HeadSizes) -> None:
        super().__init__()
        hidden = encoder.config.hidden_size
        self.encoder = encoder
        self.dropout = nn.Dropout(DROPOUT)
        self.entities = nn.Linear(hidden, sizes.entities)
        self.attribution = nn.Linear(hidden, sizes.attribution)
        self.pooling = AttentionPooling(hidden)
        self.target_sentiment = TargetHead(hidden, sizes.target_sentiment)
        self.sentence_hidden = nn.Linear(hidden, hidden)
        self.sentence = nn.Linear(hidden, sizes.sentence)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Raw scores: entities, attribution, target_sentiment [batch, tokens, labels]; sentence [batch, labels]."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        states = self.dropout(states)
        pooled = self.pooling(states, attention_mask)
        if pooled.dtype != self.sentence.weight.dtype:  # the pooling adds up in 32 bits; the heads may be narrower
            pooled = pooled.to(self.sentence.weight.dtype)
        sentence = self.dropout(nn.functional.gelu(self.sentence_hidden(pooled)))
        return (
            self.entities(states),
            self.attribution(states),
            self.target_sentiment(states, pooled),
            self.sentence(sentence),
        )
