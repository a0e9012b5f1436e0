"""Sentences as windows of tokens. A sentence longer than the encoder sees at once is read in overlapping windows.

Nothing past the encoder's limit is lost: in an overlap each token takes its scores from the window in which it lies
further from the edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from stream.enrich.encoder import Encoder, Heads, SpecialTokens
from stream.enrich.fast_tokenizer import PreTrainedTokenizerFast

Number = TypeVar("Number", np.float32, np.int64)
Offsets = tuple[tuple[int, int], ...]
START, END, UNKNOWN, PADDING = "<s>", "</s>", "<unk>", "<pad>"
OVERLAP = 64  # tokens of context that two windows of one sentence share


@dataclass(frozen=True, slots=True)
class Tokens:
    """A sentence's token ids and where each lies in the sentence, in code points without surrounding space."""

    ids: tuple[int, ...]
    offsets: Offsets


class Tokenizer:
    """The model's own tokenizer, on whole lists of sentences at once."""

    def __init__(self, file: Path) -> None:
        self._fast = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
            tokenizer_file=str(file), bos_token=START, eos_token=END, unk_token=UNKNOWN, pad_token=PADDING
        )

    @property
    def special(self) -> SpecialTokens:
        """Ids around and behind a window."""
        fast = self._fast
        return SpecialTokens(start=fast.bos_token_id, end=fast.eos_token_id, padding=fast.pad_token_id)

    def __call__(self, sentences: Sequence[str]) -> list[Tokens]:
        """The tokens of every sentence."""
        if not sentences:
            return []
        read = self._fast(list(sentences), add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        rows = zip(sentences, read["input_ids"], read["offset_mapping"], strict=True)
        return [Tokens(tuple(ids), trimmed(text, offsets)) for text, ids, offsets in rows]


def read_sentences(sentences: Sequence[Tokens], encoder: Encoder, max_tokens: int) -> list[Heads]:
    """The scores of every sentence, whatever its length; `max_tokens` counts the two special tokens."""
    spans = [_window_spans(len(tokens.ids), max_tokens - 2) for tokens in sentences]
    windows = [tokens.ids[start:end] for tokens, parts in zip(sentences, spans, strict=True) for start, end in parts]
    read = iter(encoder.encode(windows))
    return [_joined([next(read) for _ in parts], parts) for parts in spans]


def _window_spans(length: int, size: int) -> list[tuple[int, int]]:
    overlap = min(OVERLAP, size // 4)
    starts = range(0, max(1, length - overlap), size - overlap)
    return [(start, min(start + size, length)) for start in starts]


def _joined(heads: list[Heads], spans: list[tuple[int, int]]) -> Heads:
    if len(heads) == 1:
        return heads[0]
    weights = np.array([end - start for start, end in spans], dtype=np.float32)
    sentence = np.average([head.sentence for head in heads], axis=0, weights=weights).astype(np.float32)
    return Heads(
        entities=stitched([head.entities for head in heads], spans),
        attribution=stitched([head.attribution for head in heads], spans),
        target_sentiment=stitched([head.target_sentiment for head in heads], spans),
        sentence=sentence,
    )


def stitched(parts: Sequence[npt.NDArray[Number]], spans: Sequence[tuple[int, int]]) -> npt.NDArray[Number]:
    """One array from those of overlapping windows, whose tokens lie at `spans`.

    Each overlap is cut in its middle: both sides keep the tokens that had more context there.
    """
    middles: list[int] = [(before[1] + after[0]) // 2 for before, after in pairwise(spans)]
    begins, ends = [spans[0][0], *middles], [*middles, spans[-1][1]]
    pieces = [
        part[begin - start : end - start]
        for part, (start, _), begin, end in zip(parts, spans, begins, ends, strict=True)
    ]
    return np.concatenate(pieces)


def trimmed(text: str, offsets: Sequence[tuple[int, int]]) -> Offsets:
    """The same places without surrounding space: a piece at the start of a word carries the space before it."""
    return tuple((_skip_space(text, start, end), end) for start, end in offsets)


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
