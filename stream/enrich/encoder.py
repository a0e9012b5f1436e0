"""One pass of the encoder over windows of tokens, behind a protocol: ONNX Runtime here, torch in its own file.

Windows go in as token ids without special tokens and come out as raw scores of every head. Which windows share a pass
is decided here from their lengths alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from stream.enrich.cpu import available_cpus
from stream.errors import ModelError

Scores = npt.NDArray[np.float32]
TokenIds = Sequence[int]
OUTPUTS = ("entities", "attribution", "target_sentiment", "sentence")


@dataclass(frozen=True, slots=True)
class Heads:
    """Raw scores of one window: `[tokens, labels]` for the first three, `[labels]` for the sentence."""

    entities: Scores
    attribution: Scores
    target_sentiment: Scores
    sentence: Scores


@dataclass(frozen=True, slots=True)
class SpecialTokens:
    """Ids the encoder puts around and behind a window."""

    start: int
    end: int
    padding: int


class Encoder(Protocol):
    """Anything that turns windows of token ids into scores, order kept. Safe to call from several threads."""

    def encode(self, windows: Sequence[TokenIds]) -> list[Heads]:
        """The scores of every window."""
        ...


class OnnxEncoder:
    """The encoder on ONNX Runtime; `threads` 0 takes what the CPU quota allows."""

    def __init__(
        self, weights: Path, special: SpecialTokens, *, threads: int = 0, max_batch_tokens: int = 1024
    ) -> None:
        self._special = special
        self._max_batch_tokens = max_batch_tokens
        self._session = _session(weights, threads or available_cpus())

    def encode(self, windows: Sequence[TokenIds]) -> list[Heads]:
        """The scores of every window, in the windows' order."""
        heads: dict[int, Heads] = {}
        for pack in pack_by_length([len(window) + 2 for window in windows], self._max_batch_tokens):
            heads.update(zip(pack, self._run([windows[number] for number in pack]), strict=True))
        return [heads[number] for number in range(len(windows))]

    def _run(self, windows: Sequence[TokenIds]) -> Iterator[Heads]:
        width = max(len(window) for window in windows) + 2
        ids = np.full((len(windows), width), self._special.padding, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, window in enumerate(windows):
            ids[row, : len(window) + 2] = [self._special.start, *window, self._special.end]
            mask[row, : len(window) + 2] = 1
        entities, attribution, target, sentence = self._session.run(OUTPUTS, {"input_ids": ids, "attention_mask": mask})
        for row, window in enumerate(windows):
            inner = slice(1, len(window) + 1)
            yield Heads(entities[row, inner], attribution[row, inner], target[row, inner], sentence[row])


def pack_by_length(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Groups of positions whose padded size stays within `budget` tokens, similar lengths together.

    A window longer than the budget gets a pass of its own.
    """
    pack: list[int] = []
    for number in sorted(range(len(lengths)), key=lambda position: (-lengths[position], position)):
        if pack and lengths[pack[0]] * (len(pack) + 1) > budget:
            yield pack
            pack = []
        pack.append(number)
    if pack:
        yield pack


def _session(weights: Path, threads: int) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Spinning threads burn the cores that tokenising, Kafka and the web page need.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        session = ort.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's own exceptions have no common public base
        raise ModelError(f"{weights}: ONNX Runtime cannot load it: {error}") from error
    missing = set(OUTPUTS) - {output.name for output in session.get_outputs()}
    if missing:
        raise ModelError(f"{weights}: outputs missing: {', '.join(sorted(missing))}")
    return session
