"""Sentiment towards a mention in news sentences: NewsMTSC (English) and RuSentNE 2023 (Russian).

Both give one row a mention; rows of one sentence become one example. Offsets given by the sets are at times off by a
few characters, so the mention is looked up in the sentence near the place stated.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from stream.training.examples import Example, Target

NEWS_MTSC = "newsmtsc"
RUSENTNE = "rusentne"
RUSENTNE_FILES = {"train": "train_data.csv", "dev": "validation_data_labeled.csv"}
Row = tuple[str, str, int, int]  # sentence, mention, start, polarity


def read_news_mtsc(folder: Path, split: str) -> Iterator[Example]:
    """Real-world split: train, dev, test."""
    lines = (folder / "newsmtsc-rw-hf" / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    records = map(json.loads, lines)
    rows = ((item["sentence"], item["mention"], int(item["from"]), int(item["polarity"])) for item in records)
    return _grouped(rows, NEWS_MTSC, "en")


def read_rusentne(folder: Path, split: str) -> Iterator[Example]:
    """Train, and dev (the labelled validation file)."""
    with (folder / RUSENTNE_FILES[split]).open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file, delimiter="\t"))
    rows = (
        (item["sentence"], item["entity"], int(item["entity_pos_start_rel"]), int(item["label"])) for item in records
    )
    return _grouped(rows, RUSENTNE, "ru")


def locate(sentence: str, mention: str, stated: int) -> tuple[int, int] | None:
    """Where the mention stands, closest to the stated start; None when it does not occur."""
    found: list[int] = []
    at = sentence.find(mention)
    while at >= 0 and mention:
        found.append(at)
        at = sentence.find(mention, at + 1)
    if not found:
        return None
    start = min(found, key=lambda place: abs(place - stated))
    return start, start + len(mention)


def _grouped(rows: Iterable[Row], name: str, language: str) -> Iterator[Example]:
    targets: dict[str, list[Target]] = defaultdict(list)
    for sentence, mention, stated, polarity in rows:
        if place := locate(sentence, mention, stated):
            targets[sentence].append(Target(*place, polarity + 1))
    for sentence, found in targets.items():
        yield Example(sentence, name, language, targets=tuple(found))
