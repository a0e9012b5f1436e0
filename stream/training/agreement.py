"""How far two readings of our own news sentences agree: the first, and a second, blind one.

Where they differed a third reader decided. The labels in use are the first reading with these decisions; lines that
they changed are kept as first read, each with its number, so that agreement is measured between the readings alone.

Cohen's kappa (Cohen 1960) for labels of sentences and mentions, F1 of one reading against the other for spans, which
is the same whichever is called gold (Hripcsak and Rothschild 2005).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sklearn.metrics import cohen_kappa_score

from stream.training.examples import ENTITY_TYPES, ROLES, Example
from stream.training.metrics import words_of
from stream.training.readers import REAL_ARTICLES, REAL_SENTENCES, real_sentences
from stream.training.readers.news_sentences import SPLITS, parse_line, read_file
from stream.training.settings import PACKAGE

FIRST: Final = PACKAGE / "data" / "news_sentences"
SECOND: Final = PACKAGE / "data" / "second_reading"
CHANGED: Final = PACKAGE / "data" / "first_reading"

Pair = tuple[Example, Example]
Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One figure: kappa or F1 between the readings, over `n` sentences, mentions or spans."""

    language: str
    label: str
    measure: str
    value: float
    n: int


def pairs(first: Path = FIRST, second: Path = SECOND, changed: Path = CHANGED) -> Iterator[Pair]:
    """Every sentence that was read twice, as each reader labelled it.

    Raises:
        ValueError: the readings of a file are not of the same sentences.
    """
    for path in sorted(second.glob("*/*.txt")):
        original = first / path.relative_to(second)
        one, other = _sentences(original), _sentences(path)
        for number, example in _as_first_read(changed / path.relative_to(second)):
            one[number - 1] = example
        if [example.text for example in one] != [example.text for example in other]:
            raise ValueError(f"{path}: not the sentences of {original}, in their order")
        yield from zip(one, other, strict=True)


def real_pairs(data_dir: Path, labels: Path = REAL_SENTENCES) -> Iterator[Pair]:
    """The same for the real sentences, whose text is in the corpus below `data_dir`."""
    one, other = (real_sentences.read_file(data_dir / REAL_ARTICLES, labels / name) for name in real_sentences.READINGS)
    yield from zip(one, other, strict=True)


def agreement(found: Sequence[Pair]) -> list[Agreement]:
    """Every figure, for each language apart."""
    rows: list[Agreement] = []
    for language in sorted({one.language for one, _ in found}):
        chosen = [pair for pair in found if pair[0].language == language]
        for name, figure in FIGURES.items():
            measure, value, count = figure(chosen)
            rows.append(Agreement(language, name, measure, round(value, 3), count))
    return rows


Figure = Callable[[Sequence[Pair]], tuple[str, float, int]]


def kappa_of(label: str) -> Figure:
    """Kappa of a label of whole sentences."""

    def figure(found: Sequence[Pair]) -> tuple[str, float, int]:
        ratings = [(getattr(one, label), getattr(other, label)) for one, other in found]
        return "kappa", _kappa(ratings), len(ratings)

    return figure


def target_kappa(found: Sequence[Pair]) -> tuple[str, float, int]:
    """Kappa of the sentiment towards mentions that both readings mark."""
    ratings = []
    for one, other in found:
        theirs = {(target.start, target.end): target.sentiment for target in other.targets}
        ratings += [
            (target.sentiment, theirs[target.start, target.end])
            for target in one.targets
            if (target.start, target.end) in theirs
        ]
    return "kappa", _kappa(ratings), len(ratings)


def _f1_of(places: Callable[[Example], set[Place]]) -> Figure:
    def figure(found: Sequence[Pair]) -> tuple[str, float, int]:
        both = ones = others = 0
        for one, other in found:
            mine, theirs = places(one), places(other)
            both, ones, others = both + len(mine & theirs), ones + len(mine), others + len(theirs)
        return "F1", 2 * both / max(1, ones + others), ones

    return figure


def entity_f1_of(kind: str) -> Figure:
    """F1 of mentions with the same span and type."""

    def places(example: Example) -> set[Place]:
        return {(span.start, span.end, kind) for span in example.entities or () if span.label == kind}

    return _f1_of(places)


def role_f1_of(role: str) -> Figure:
    """F1 over the words of a role."""

    def places(example: Example) -> set[Place]:
        spans = [span for span in example.attribution or () if span.label == role]
        return {
            (*word, role) for word in words_of(example) for span in spans if span.start < word[1] and word[0] < span.end
        }

    return _f1_of(places)


FIGURES: Final[dict[str, Figure]] = {
    "sentiment of the text": kappa_of("sentiment"),
    "sentiment towards mentions": target_kappa,
    "claim": kappa_of("claim"),
    "check-worthiness": kappa_of("check_worthiness"),
    **{f"{kind} mentions": entity_f1_of(kind) for kind in ENTITY_TYPES},
    **{f"{role.lower()} words": role_f1_of(role) for role in ROLES},
}


def as_table(rows: Sequence[Agreement]) -> str:
    """A Markdown table, a row a figure."""
    lines = ["| language | label | measure | agreement | n |", "|---|---|---|---|---|"]
    lines += [f"| {row.language} | {row.label} | {row.measure} | {row.value:.3f} | {row.n} |" for row in rows]
    return "\n".join(lines)


def _as_first_read(path: Path) -> Iterator[tuple[int, Example]]:
    """Number in the file, from 1, and labels before the third reader's decision: `NUMBER | LINE` each."""
    if not path.is_file():
        return
    for number, _, line in (row.partition(" | ") for row in path.read_text(encoding="utf-8").splitlines()):
        yield int(number), parse_line(line, path.parent.name, f"{path}: {number}")


def _sentences(path: Path) -> list[Example]:
    return [example for split in SPLITS for example in read_file(path, split)]


def _kappa(ratings: Sequence[tuple[int, int]]) -> float:
    return float(cohen_kappa_score([one for one, _ in ratings], [other for _, other in ratings])) if ratings else 0.0


def main() -> None:
    """Print how far the second reading agrees with the labels in use."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--second", type=Path, default=SECOND)
    parser.add_argument("--real", type=Path, help="Data folder: the agreement on the real sentences instead.")
    flags = parser.parse_args()
    found = real_pairs(flags.real) if flags.real else pairs(second=flags.second)
    sys.stdout.write(as_table(agreement(list(found))) + "\n")


if __name__ == "__main__":
    main()
