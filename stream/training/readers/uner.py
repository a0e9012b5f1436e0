"""Universal NER: English web text for training, and the parallel PUD sentences (en, de, ru) for reporting only.

The sets mark persons, organisations and places; MISC is not annotated, so plain words say nothing about it. The PUD
sets are the same thousand sentences in several languages: none of them may be trained on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from stream.training.examples import Example
from stream.training.readers.words import blocks, join_words, spans_of_tags

TYPES = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}


def read(path: Path, name: str, language: str) -> Iterator[Example]:
    """Sentences of one .iob2 file."""
    for block in blocks(path.read_text(encoding="utf-8").splitlines()):
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        if rows:
            yield _example(rows, name, language)


def _example(rows: Sequence[Sequence[str]], name: str, language: str) -> Example:
    text, offsets = join_words([row[1] for row in rows])
    spans = spans_of_tags([row[2] for row in rows], offsets, TYPES)
    return Example(text, name, language, entities=spans, entity_types=frozenset(TYPES), words=offsets)
