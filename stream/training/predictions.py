"""What the shipped graph says about examples: ONNX Runtime and the fast tokenizer only, no torch.

The same path serves the worker, so figures made from these predictions hold for what is served.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from transformers import PreTrainedTokenizerFast

from stream.training.alignment import bare_offsets
from stream.training.examples import Example
from stream.training.vocabulary import PAD

Array = npt.NDArray[np.float32]
Offsets = list[tuple[int, int]]
BUDGET = 2_048  # padded tokens a pass


@dataclass(frozen=True, slots=True)
class Prediction:
    """An example and its raw logits: [tokens, labels] for the first three, [labels] for the sentence."""

    example: Example
    offsets: Offsets
    entities: Array
    attribution: Array
    target_sentiment: Array
    sentence: Array


class Predictor:
    """A graph and its tokenizer, loaded once."""

    def __init__(self, graph: Path, tokenizer: Path, max_tokens: int, threads: int = 2) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self.tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
            tokenizer_file=str(tokenizer), pad_token=PAD
        )
        self.max_tokens = max_tokens

    def predict(self, examples: Sequence[Example]) -> list[Prediction]:
        """Predictions in the order of the examples; sentences of like length share a pass."""
        if not examples:
            return []
        encoded = self.tokenizer(
            [example.text for example in examples],
            truncation=True,
            max_length=self.max_tokens,
            return_offsets_mapping=True,
        )
        ids: list[list[int]] = encoded["input_ids"]
        found: dict[int, Prediction] = {}
        for group in groups([len(row) for row in ids]):
            outputs = self._run([ids[number] for number in group])
            for row, number in enumerate(group):
                offsets = bare_offsets(examples[number].text, encoded["offset_mapping"][number])
                found[number] = _prediction(examples[number], offsets, outputs, row)
        return [found[number] for number in range(len(examples))]

    def _run(self, rows: Sequence[Sequence[int]]) -> list[Array]:
        padding = self.tokenizer.pad_token_id
        width = max(map(len, rows))
        ids = np.array([[*row, *[padding] * (width - len(row))] for row in rows], dtype=np.int64)
        mask = np.array([[1] * len(row) + [0] * (width - len(row)) for row in rows], dtype=np.int64)
        outputs: list[Array] = self.session.run(None, {"input_ids": ids, "attention_mask": mask})
        return outputs


def groups(lengths: Sequence[int], budget: int = BUDGET) -> Iterator[list[int]]:
    """Indices by rising length, in groups whose size times longest length stays within the budget."""
    group: list[int] = []
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        if group and lengths[number] * (len(group) + 1) > budget:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _prediction(example: Example, offsets: Offsets, outputs: Sequence[Array], row: int) -> Prediction:
    entities, attribution, target, sentence = outputs
    size = len(offsets)
    return Prediction(
        example, offsets, entities[row, :size], attribution[row, :size], target[row, :size], sentence[row]
    )
