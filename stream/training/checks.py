"""Quick figures on dev data while training runs, with the torch model as it stands. Never touches a test set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import torch
from tokenizers import Tokenizer

from stream.training.alignment import Encoded, bare_offsets, encode
from stream.training.batches import collate
from stream.training.examples import Example
from stream.training.figures import SCORERS, Heat
from stream.training.model import NewsModel, fast_precision
from stream.training.predictions import Prediction, groups
from stream.training.vocabulary import PAD, piece_id

MAX_TOKENS = 256
UNCALIBRATED = Heat({}, {})
SHOWN = frozenset({"entity_f1", "source_word_f1", "content_word_f1", "macro_f1", "f1_yes"})


def check(model: NewsModel, tokenizer: Tokenizer, dev: Mapping[str, Sequence[Example]]) -> dict[str, float]:
    """The main figure of every task on each dev set, 0 to 100."""
    figures = {}
    for name, examples in dev.items():
        predictions = predict(model, tokenizer, examples)
        for task, score in SCORERS.items():
            for metric, value, _ in score(predictions, UNCALIBRATED):
                if metric in SHOWN:
                    figures[f"{name}/{task}/{metric}"] = round(100 * value, 1)
    return figures


def predict(model: NewsModel, tokenizer: Tokenizer, examples: Sequence[Example]) -> list[Prediction]:
    """Logits of every example, in their order; those of like length share a pass."""
    found = dict(_predict(model, tokenizer, examples))
    return [found[number] for number in range(len(examples))]


def _predict(model: NewsModel, tokenizer: Tokenizer, examples: Sequence[Example]) -> Iterator[tuple[int, Prediction]]:
    model.eval()
    encoded = encode(examples, tokenizer, MAX_TOKENS)
    offsets = [encoding.offsets for encoding in tokenizer.encode_batch([example.text for example in examples])]
    for group in groups([len(item.ids) for item in encoded]):
        rows = _forward(model, [encoded[number] for number in group], piece_id(tokenizer, PAD))
        for number, row in zip(group, rows, strict=True):
            size = len(encoded[number].ids)
            bare = bare_offsets(examples[number].text, offsets[number][:size])
            entities, attribution, target, sentence = (output.numpy() for output in row)
            yield (
                number,
                Prediction(examples[number], bare, entities[:size], attribution[:size], target[:size], sentence),
            )


def _forward(model: NewsModel, group: Sequence[Encoded], padding: int) -> Iterator[tuple[torch.Tensor, ...]]:
    """The four outputs of each sentence of a group."""
    batch = collate(group, padding)
    with torch.inference_mode(), fast_precision():
        logits = model.logits(batch.ids, batch.mask)
    outputs = (logits.entities, logits.attribution, logits.target_sentiment, logits.sentence)
    return zip(*outputs, strict=True)
