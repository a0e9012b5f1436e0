"""Labels of our own on sentences of real Arabic news: offsets without a word of the text.

Train and dev come from other articles than test: four sentences of each, and of the same articles others that were chosen. The articles are third-party (the ANT corpus), so the project holds where each sentence and each label stands, and a hash
of the sentence. Whoever has the corpus gets the examples; a sentence that reads otherwise there is an error.

    {"article": "JA-…", "start": 812, "end": 930, "sha256": "…", "sentiment": 0, "claim": 1, "check_worthiness": 1,
     "entities": [[3, 9, "ORG", 1]], "attribution": [[0, 2, "CUE"]]}

`start` and `end` count code points of the article's file, the other offsets those of the sentence; an entity's last
number is the sentiment towards it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from stream.training.examples import Example, Span, Target
from stream.training.readers.splits import split_of

NAME = "real_sentences"
TEST = "test.jsonl"  # where two readings differed, as a third reader decided
READINGS = ("first_reading.jsonl", "second_reading.jsonl")  # of test
TRAINING = ("training.jsonl", "chosen.jsonl")  # read once; the second chosen for names and what is said of them
TRAIN_SHARE, DEV_SHARE = 0.88, 0.12  # of the articles of TRAINING


def read(articles: Path, labels: Path, split: str) -> Iterator[Example]:
    """Examples of train, dev or test from the folder of labels."""
    if split == "test":
        yield from read_file(articles, labels / TEST)
        return
    for file in TRAINING:
        for name, example in _labelled(articles, labels / file):
            if split_of(name, TRAIN_SHARE, DEV_SHARE) == split:
                yield example


def read_file(articles: Path, labels: Path) -> Iterator[Example]:
    """The sentences of one file of labels, with their text from `articles`.

    Raises:
        ValueError: a sentence is not what was labelled; the message names its article and place.
    """
    return (example for _, example in _labelled(articles, labels))


def _labelled(articles: Path, labels: Path) -> Iterator[tuple[str, Example]]:
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = (articles / f"{row['article']}.txt").read_text(encoding="utf-8", errors="replace")
        text = article[row["start"] : row["end"]]
        if digest(text) != row["sha256"]:
            raise ValueError(f"{row['article']} at {row['start']}: not the sentence that was labelled")
        yield row["article"], _example(text, row)


def digest(text: str) -> str:
    """What a sentence is recognised by."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def row_of(article: str, start: int, example: Example) -> dict[str, Any]:
    """The line of an example whose text begins at `start` of the article's file."""
    sentiments = {(target.start, target.end): target.sentiment for target in example.targets}
    return {
        "article": article,
        "start": start,
        "end": start + len(example.text),
        "sha256": digest(example.text),
        "sentiment": example.sentiment,
        "claim": example.claim,
        "check_worthiness": example.check_worthiness,
        "entities": [[s.start, s.end, s.label, sentiments[s.start, s.end]] for s in example.entities or ()],
        "attribution": [[s.start, s.end, s.label] for s in example.attribution or ()],
    }


def _example(text: str, row: dict[str, Any]) -> Example:
    entities: Sequence[tuple[int, int, str, int]] = row["entities"]
    return Example(
        text,
        NAME,
        "ar",
        entities=tuple(Span(start, end, kind) for start, end, kind, _ in entities),
        attribution=tuple(Span(*span) for span in row["attribution"]),
        targets=tuple(Target(start, end, sentiment) for start, end, _, sentiment in entities),
        sentiment=row["sentiment"],
        claim=row["claim"],
        check_worthiness=row["check_worthiness"],
    )
