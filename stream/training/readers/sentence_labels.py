"""Sets with one label a text: ArSarcasm-v2 (sentiment), CheckThat 2024 (check-worthy), CheckThat 2022 1B (claim).

Arabic texts are tweets: addresses and user names are taken out, hashtags lose their sign. CheckThat 2022 overlaps with
2024, so it is trained on and never evaluated on.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from stream.training.examples import Example
from stream.training.readers.splits import split_of

ARSARCASM = "arsarcasm"
POLARITY = {"NEG": 0, "NEU": 1, "POS": 2}
ARSARCASM_FILES = {"train": "training_data.csv", "dev": "training_data.csv", "test": "testing_data.csv"}
LANGUAGE_NAMES = {"ar": "arabic", "en": "english"}
CT24_COLUMNS = {"ar": "tweet_text", "en": "Text"}
ADDRESS = re.compile(r"https?://\S+|@\w+")
SPACES = re.compile(r"\s+")


def read_arsarcasm(folder: Path, split: str) -> Iterator[Example]:
    """Train, dev (a twentieth of the training file) and test."""
    with (folder / ARSARCASM_FILES[split]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = plain(row["tweet"])
            if text and (split == "test" or split == split_of(text, 0.95, 0.05)):
                yield Example(text, ARSARCASM, "ar", sentiment=POLARITY[row["sentiment"]])


def read_ct24(folder: Path, split: str, language: str) -> Iterator[Example]:
    """Train, dev, and dev-test (here called test; for reporting only)."""
    stem = f"CT24_checkworthy_{LANGUAGE_NAMES[language]}"
    path = folder / stem / f"{stem}_{'dev-test' if split == 'test' else split}.tsv"
    for row in _rows(path):
        if text := plain(row[CT24_COLUMNS[language]]):
            yield Example(text, f"ct24_{language}", language, check_worthiness=int(row["class_label"] == "Yes"))


def read_ct22_claims(folder: Path, language: str) -> Iterator[Example]:
    """Training part of task 1B: does the tweet hold a verifiable factual claim."""
    name = LANGUAGE_NAMES[language]
    stem = f"CT22_{name}_1B_claim"
    for row in _rows(folder / f"subtasks-{name}" / stem / f"{stem}_train.tsv"):
        if text := plain(row["tweet_text"]):
            yield Example(text, f"ct22_{language}", language, claim=int(row["class_label"]))


def plain(text: str) -> str:
    """The text of a tweet without addresses, user names, hashtag signs and doubled quotation marks around it."""
    bare = ADDRESS.sub(" ", text).replace("#", " ").replace("_", " ").strip('" \n')
    return SPACES.sub(" ", bare).strip()


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")
