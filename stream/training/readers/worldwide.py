"""Worldwide newswire: English news from outside the usual countries, nine classes as BIO tags.

Our own split by article. Facilities count as places and products as MISC; nationalities, dates and money are no
mentions here, so they are plain words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from stream.training.examples import Example
from stream.training.readers.splits import split_of
from stream.training.readers.words import blocks, join_words, spans_of_tags

NAME = "worldwide"
TYPES = {
    "Person": "PER",
    "Organization": "ORG",
    "Location": "LOC",
    "Facility": "LOC",
    "Misc": "MISC",
    "Miscellaneous": "MISC",
    "Product": "MISC",
}


def read(folder: Path, split: str) -> Iterator[Example]:
    """Sentences of the articles whose name falls into the split; the line with the article's address is left out."""
    for path in sorted(folder.glob("*.tsv")):
        if split_of(path.name) != split:
            continue
        for block in blocks(path.read_text(encoding="utf-8").splitlines()):
            if not block[0].startswith("http"):
                yield _example(block)


def _example(block: Sequence[str]) -> Example:
    pairs = [line.split("\t") if "\t" in line else line.rsplit(None, 1) for line in block]
    words = [pair[0].strip() or "-" for pair in pairs]
    tags = [pair[1].strip() if len(pair) > 1 else "O" for pair in pairs]
    text, offsets = join_words(words)
    return Example(text, NAME, "en", entities=spans_of_tags(tags, offsets, TYPES), words=offsets)
