"""Passes of the encoder over windows of tokens, behind a protocol: ONNX Runtime here, torch in its own file.

Windows go in as token ids without special tokens and come out as raw scores of every head. How wide a window is padded
is decided by its own length alone: with the shipped graph its scores are then the same to the last bit in any company
(docs/decisions/0012). On a processor every pass has one thread, and as many passes run beside each other as there are
threads: threads that share a pass wait for one another hundreds of times in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from stream.enrich.cpu import available_cpus, has_integer_products
from stream.enrich.lanes import Lanes
from stream.errors import ModelError

Scores = npt.NDArray[np.float32]
TokenIds = Sequence[int]
Precision = Literal["auto", "int8", "fp32"]
Ids = npt.NDArray[np.int64]
OUTPUTS = ("entities", "attribution", "target_sentiment", "sentence")
FULL_PASS = 256  # tokens; a larger pass is no faster per token on one thread, one of 36 tokens takes a third longer
WIDTH_STEP = 2  # windows are padded to a multiple of it: 1.4 % of all tokens on news, where 4 would make it 4.1 %


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
    """The encoder on ONNX Runtime; `threads` 0 takes what the CPU quota allows, `on_gpu` needs onnxruntime-gpu.

    At most `threads` passes run at one time, whoever calls, and share `max_batch_tokens` between them.
    """

    def __init__(  # noqa: PLR0913  # each is a setting of its own
        self,
        weights: Path,
        special: SpecialTokens,
        *,
        threads: int = 0,
        max_batch_tokens: int = 1024,
        on_gpu: bool = False,
        precision: Precision = "auto",
    ) -> None:
        self._special = special
        self._lanes = Lanes(1 if on_gpu else threads or available_cpus())
        self._pass_tokens = min(max_batch_tokens, max(FULL_PASS, max_batch_tokens // self._lanes.count))
        options = _options(in_float=precision_here(precision) == "fp32")
        self._session = _session(weights, options, on_gpu=on_gpu)

    def encode(self, windows: Sequence[TokenIds]) -> list[Heads]:
        """The scores of every window, in the windows' order."""
        return encode_packed(windows, self._pass_tokens, self._run, self._lanes)

    def _run(self, windows: Sequence[TokenIds]) -> list[Heads]:
        ids, mask = padded(windows, self._special)
        return heads_of(windows, self._session.run(OUTPUTS, {"input_ids": ids, "attention_mask": mask}))


def encode_packed(
    windows: Sequence[TokenIds], budget: int, run: Callable[[Sequence[TokenIds]], list[Heads]], lanes: Lanes
) -> list[Heads]:
    """The scores of every window, in the windows' order, from one `run` for each pack of at most `budget` tokens."""
    lengths = [len(window) + 2 for window in windows]
    # The largest first: with the smallest at the end, the lanes finish at nearly the same time.
    packs = sorted(pack_by_length(lengths, budget), key=lambda pack: -len(pack) * lengths[pack[0]])
    read = lanes.map(lambda pack: run([windows[number] for number in pack]), packs)
    heads = {
        number: each for pack, found in zip(packs, read, strict=True) for number, each in zip(pack, found, strict=True)
    }
    return [heads[number] for number in range(len(windows))]


def heads_of(windows: Sequence[TokenIds], outputs: Iterable[Scores]) -> list[Heads]:
    """Each window's own scores out of a pass's four outputs, without padding and special tokens."""
    entities, attribution, target, sentence = outputs
    inner = [slice(1, len(window) + 1) for window in windows]
    return [
        Heads(entities[row, part], attribution[row, part], target[row, part], sentence[row])
        for row, part in enumerate(inner)
    ]


def padded(windows: Sequence[TokenIds], special: SpecialTokens) -> tuple[Ids, Ids]:
    """Token ids and mask of windows that share a pass, [windows, width], special tokens included."""
    width = max(padded_width(len(window) + 2) for window in windows)
    ids = np.full((len(windows), width), special.padding, dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, window in enumerate(windows):
        ids[row, 0], ids[row, 1 : len(window) + 1], ids[row, len(window) + 1] = special.start, window, special.end
        mask[row, : len(window) + 2] = 1
    return ids, mask


def padded_width(length: int) -> int:
    """How many tokens a window of `length`, special tokens included, takes in its pass."""
    return -(-length // WIDTH_STEP) * WIDTH_STEP


def pack_by_length(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Groups of positions that share one padded width, and whose padded size stays within `budget` tokens.

    A window longer than the budget gets a pass of its own.
    """
    widths = [padded_width(length) for length in lengths]
    pack: list[int] = []
    for number in sorted(range(len(lengths)), key=lambda position: (-widths[position], position)):
        if pack and (widths[number] != widths[pack[0]] or widths[number] * (len(pack) + 1) > budget):
            yield pack
            pack = []
        pack.append(number)
    if pack:
        yield pack


def precision_here(precision: Precision) -> Literal["int8", "fp32"]:
    """What `auto` means on this processor: integers where it multiplies them fast and without cutting sums off."""
    if precision == "auto":
        return "int8" if has_integer_products() else "fp32"
    return precision


def _options(*, in_float: bool) -> ort.SessionOptions:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    if in_float:  # the graph's integers are read as the floats they stand for
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        options.add_session_config_entry("session.enable_quant_qdq_cleanup", "1")
    return options


def _session(weights: Path, options: ort.SessionOptions, *, on_gpu: bool) -> ort.InferenceSession:
    providers = ["CUDAExecutionProvider", "CPUExecutionProvider"] if on_gpu else ["CPUExecutionProvider"]
    if providers[0] not in ort.get_available_providers():
        raise ModelError("model.device is cuda, but this ONNX Runtime knows no CUDA: install onnxruntime-gpu")
    try:
        session = ort.InferenceSession(weights, options, providers=providers)
    except Exception as error:  # ONNX Runtime's own exceptions have no common public base
        raise ModelError(f"{weights}: ONNX Runtime cannot load it: {error}") from error
    if session.get_providers()[0] != providers[0]:  # it carries on without the GPU, far slower than was asked for
        raise ModelError("model.device is cuda, but ONNX Runtime could not start on the GPU; its log says why")
    missing = set(OUTPUTS) - {output.name for output in session.get_outputs()}
    if missing:
        raise ModelError(f"{weights}: outputs missing: {', '.join(sorted(missing))}")
    return session
