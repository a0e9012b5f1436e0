"""ANERcorp, the CAMeL split: Arabic newswire of 2007 with PER, LOC, ORG and MISC on whole words.

The set has no dev part: a tenth of the training blocks, picked in runs so that neighbours stay together, serves as one.
Two of its habits differ from ours. Ministries, agencies and outlets are mostly unmarked: unmarked words after such a
head are not trusted. Attached particles are inside its entities: they are taken out, see particles.py.
Sentences that plainly report nobody's words serve as examples without attribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from stream.training.examples import Example
from stream.training.readers.particles import first_words, without_particles
from stream.training.readers.reporting import reports_nothing
from stream.training.readers.splits import split_of
from stream.training.readers.words import blocks, join_words, spans_of_tags

NAME = "anercorp"
TYPES = {"PERS": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}
FILES = {
    "train": "ANERCorp_CamelLab_train.txt",
    "dev": "ANERCorp_CamelLab_train.txt",
    "test": "ANERCorp_CamelLab_test.txt",
}
DEV_RUN = 20  # neighbouring sentences come from one article
FOLLOWERS = 4  # words after a head that may belong to the name
HEAD = re.compile(
    r"(?:[وفبك]|لل|ال|وال|بال)?"
    r"(?:وزارة|هيئة|وكالة|قناة|صحيفة|محكمة|قيادة|مجلس|حكومة|شركة|جامعة|منظمة|حزب|مؤسسة|اتحاد|بنك|نادي|جمعية|لجنة|معهد)"
)
STOP = re.compile(r"\W+")


def read(folder: Path, split: str) -> Iterator[Example]:
    """Examples of train, dev or test; those of test as the set has them, since they are scored on whole words."""
    examples = list(_part(folder, split))
    if split == "test":
        return iter(examples)
    return without_particles(examples, first_words(_part(folder, "train")))


def _part(folder: Path, split: str) -> Iterator[Example]:
    lines = (folder / FILES[split]).read_text(encoding="utf-8").splitlines()
    for number, block in enumerate(blocks(lines)):
        if split == "test" or split == split_of(f"{NAME}:{number // DEV_RUN}", 0.9, 0.1):
            yield _example(block)


def _example(block: Sequence[str]) -> Example:
    rows = [line.split() for line in block]
    words, tags = [row[0] for row in rows], [row[-1] for row in rows]
    text, offsets = join_words(words)
    return Example(
        text,
        NAME,
        "ar",
        entities=spans_of_tags(tags, offsets, TYPES),
        unsure=tuple(_unsure(words, tags, offsets)),
        words=offsets,
        attribution=() if reports_nothing(text) else None,
    )


def _unsure(words: Sequence[str], tags: Sequence[str], offsets: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Unmarked heads such as 'ministry', with the unmarked words after them."""
    for at, word in enumerate(words):
        if tags[at] != "O" or not HEAD.fullmatch(word):
            continue
        end = at + 1
        while end < min(len(words), at + 1 + FOLLOWERS) and tags[end] == "O" and not STOP.fullmatch(words[end]):
            end += 1
        yield offsets[at][0], offsets[end - 1][1]
