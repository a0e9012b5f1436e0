"""A Hugging Face classifier on torch: texts in, raw scores of every window of every text out.

Windows are cut by the model's own fast tokenizer, special tokens and overlap included, so any model reads a text of any
length. No remote code and no pickle: the loader is told so, and `source.py` has refused what would need either.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Encoding
from transformers import (
    AutoConfig,
    AutoModelForSequenceClassification,
    AutoModelForTokenClassification,
    AutoTokenizer,
    PreTrainedTokenizerFast,
)
from transformers.utils import logging as advice

from stream.enrich.encoder import Scores, pack_by_length
from stream.enrich.hub.source import Source
from stream.enrich.torch_device import Placement
from stream.enrich.windows import OVERLAP
from stream.errors import ModelError

MOST_TOKENS = 512  # a window's length where the model would take more: sentences are shorter, memory is not endless
KINDS = {"tokens": AutoModelForTokenClassification, "sentences": AutoModelForSequenceClassification}
HEADS = {"tokens": "ForTokenClassification", "sentences": "ForSequenceClassification"}


@dataclass(frozen=True, slots=True)
class Window:
    """One window of a text: where it lies among the text's pieces, the pieces' offsets, and the raw scores.

    `scores` is `[pieces, labels]` without the special tokens, or `[labels]` of a classifier of sentences.
    """

    start: int
    offsets: npt.NDArray[np.int64]
    scores: Scores

    @property
    def end(self) -> int:
        """Behind its last piece."""
        return self.start + len(self.offsets)


class Classifier:
    """A loaded model with its tokenizer. Safe to call from several threads."""

    def __init__(self, source: Source, kind: str, placement: Placement, *, max_batch_tokens: int) -> None:
        """Load the model of `source`; `kind` is `tokens` or `sentences`.

        Raises:
            ModelError: it is of another kind, needs code of its own, or has no fast tokenizer.
        """
        # A folder on disk, fetched at its pinned revision: bandit asks for the revision of a download.
        config = _loaded(source, lambda folder: AutoConfig.from_pretrained(folder, trust_remote_code=False))  # nosec B615
        _check_head(source, kind, config)
        self.labels = tuple(str(config.id2label[number]) for number in range(config.num_labels))
        self._kind, self._device, self._max_batch_tokens = kind, placement.device, max_batch_tokens
        self._model = _model(source, kind, placement)
        fast = _tokenizer(source)
        self._padding = fast.pad_token_id or 0
        self._tokenizer = fast.backend_tokenizer
        self._length = min(MOST_TOKENS, fast.model_max_length, _positions(config))
        self._overlap = min(OVERLAP, self._length // 4)
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self._length, stride=self._overlap)

    def __call__(self, texts: Sequence[str]) -> list[list[Window]]:
        """The windows of every text in order; at least one each."""
        read = [[first, *first.overflowing] for first in self._tokenizer.encode_batch(list(texts))]
        windows = [window for parts in read for window in parts]
        scores = iter(self._scores(windows))
        return [[self._window(number, window, next(scores)) for number, window in enumerate(parts)] for parts in read]

    def _window(self, number: int, window: Encoding, scores: Scores) -> Window:
        own = np.array(window.special_tokens_mask) == 0
        special = len(own) - int(own.sum())
        start = number * (self._length - special - self._overlap)
        offsets = np.array(window.offsets, dtype=np.int64).reshape(-1, 2)
        return Window(start, offsets[own], scores[: len(own)][own] if self._kind == "tokens" else scores)

    def _scores(self, windows: Sequence[Encoding]) -> list[Scores]:
        found: dict[int, Scores] = {}
        for pack in pack_by_length([len(window) for window in windows], self._max_batch_tokens):
            found.update(zip(pack, self._run([windows[number].ids for number in pack]), strict=True))
        return [found[number] for number in range(len(windows))]

    def _run(self, rows: Sequence[Sequence[int]]) -> Scores:
        ids = np.full((len(rows), max(map(len, rows))), self._padding, dtype=np.int64)
        mask = np.zeros_like(ids)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = row
            mask[number, : len(row)] = 1
        with torch.inference_mode():
            logits = self._model(
                input_ids=torch.from_numpy(ids).to(self._device), attention_mask=torch.from_numpy(mask).to(self._device)
            ).logits
        return np.asarray(logits.float().cpu().numpy(), dtype=np.float32)


def _check_head(source: Source, kind: str, config: Any) -> None:
    """Refuse a model of another kind: heads of both kinds have the same names in the file and would load silently."""
    known = config.architectures or []
    if known and not any(name.endswith(HEADS[kind]) for name in known):
        raise ModelError(f"{source.name}: is a {', '.join(known)}; a classifier of {kind} is needed here")


def _model(source: Source, kind: str, placement: Placement) -> Any:
    model, report = _loaded(
        source,
        lambda folder: KINDS[kind].from_pretrained(
            folder, dtype=placement.dtype, use_safetensors=True, trust_remote_code=False, output_loading_info=True
        ),
    )
    # What the file does not hold is filled with random numbers: a base model without a head would answer at random.
    if report["missing_keys"] or report["mismatched_keys"]:
        lacking = ", ".join(sorted(map(str, report["missing_keys"] or report["mismatched_keys"]))[:4])
        raise ModelError(f"{source.name}: not a finished classifier of {kind}; its weights lack {lacking}")
    if model.config.problem_type == "multi_label_classification":
        raise ModelError(f"{source.name}: its labels do not exclude one another; one label a text is needed here")
    return model.eval().to(placement.device)


def _tokenizer(source: Source) -> PreTrainedTokenizerFast:
    fast: PreTrainedTokenizerFast = _loaded(
        source,
        lambda folder: AutoTokenizer.from_pretrained(folder, trust_remote_code=False),  # nosec B615  # as above
    )
    if not fast.is_fast:
        raise ModelError(f"{source.name}: no fast tokenizer, and only those say where a piece lies in the text")
    return fast


def _positions(config: Any) -> int:
    """Tokens the model has positions for. The RoBERTa family counts them from behind the padding's id."""
    positions = int(getattr(config, "max_position_embeddings", MOST_TOKENS))
    is_roberta = "roberta" in config.model_type or config.model_type in {"camembert", "xmod"}
    return positions - config.pad_token_id - 1 if is_roberta else positions


def _loaded(source: Source, load: Callable[[Path], Any]) -> Any:
    verbosity = advice.get_verbosity()
    advice.set_verbosity(logging.ERROR)  # its load reports and progress bars are no log lines
    advice.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return load(source.folder)
    except Exception as error:  # transformers raises anything from OSError to KeyError for a file it does not like
        raise ModelError(f"{source.name}: cannot be loaded: {_in_one_line(error)}") from error
    finally:
        advice.set_verbosity(verbosity)


def _in_one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
