"""A toy vocabulary and small builders for the tests of the training room."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer

from stream.training.vocabulary import SPACE, Piece, build_tokenizer

WORDS = ("وزارة", "الدفاع", "قال", "لبنان", "بيروت", "Omar", "said", "that", "Paris", "won")
CHARACTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىأإآ،.؟!:\"'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"


def toy_pieces() -> list[Piece]:
    """Special pieces, whole words, an attached particle, and single characters."""
    special = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    words = [(f"{SPACE}{word}", -2.0) for word in WORDS]
    parts = [(f"{SPACE}و", -3.0), ("لبنان", -3.0), (SPACE, -4.0)]
    return special + words + parts + [(character, -6.0) for character in CHARACTERS]


def toy_tokenizer() -> Tokenizer:
    """A tokenizer over the toy pieces."""
    return build_tokenizer(toy_pieces())


def write(path: Path, text: str) -> Path:
    """Write a fixture file, folders included; returns its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
