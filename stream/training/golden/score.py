"""All figures of the golden set: `score` for code, `python -m stream.training.golden.score --folder ...` for people.

A figure is a plain dictionary with the fields of every other figure of the evaluation, ready for JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol, TypedDict

from stream.contract.article import Article
from stream.contract.events import Analysis
from stream.enrich.pipeline import Enricher
from stream.model_settings import ModelSettings
from stream.training.golden.claims import claim_scores, match_scores
from stream.training.golden.entities import (
    Pair,
    Score,
    grouping_scores,
    identity_scores,
    mention_scores,
    share,
)
from stream.training.golden.gold import read_golden

DIGITS: Final = 4
EVERYTHING: Final = "all"


class Figure(TypedDict):
    """One measured number; `n` counts what it was measured on."""

    task: str
    set: str
    split: str
    metric: str
    precision: str
    value: float
    n: int


class Enriches(Protocol):
    """What is scored: anything that turns articles into analyses, in their order."""

    def enrich(self, articles: Sequence[Article]) -> list[Analysis]:
        """One analysis an article."""


def score(enricher: Enriches, folder: Path, *, precision: str = "int8") -> list[Figure]:
    """Every figure on the golden articles in `folder`: for all of them, then for each language.

    `precision` says what weights the enricher runs on; it is only written into the figures.
    """
    return figures(read_pairs(enricher, folder), precision)


def read_pairs(enricher: Enriches, folder: Path) -> list[Pair]:
    """The golden articles and what the enricher says of each."""
    golden = read_golden(folder)
    analyses = enricher.enrich([item.article for item in golden])
    return [Pair(gold, found) for gold, found in zip(golden, analyses, strict=True)]


def figures(pairs: Sequence[Pair], precision: str) -> list[Figure]:
    """The figures of articles already enriched."""
    languages = sorted({pair.gold.language for pair in pairs})
    splits = {EVERYTHING: list(pairs)} | {code: [p for p in pairs if p.gold.language == code] for code in languages}
    return [
        Figure(
            task=task, set="golden", split=split, metric=metric, precision=precision, value=round(value, DIGITS), n=n
        )
        for split, chosen in splits.items()
        for task, metric, value, n in _scores(chosen)
    ]


def sentiment_scores(pairs: Sequence[Pair]) -> list[Score]:
    """How often the article's sentiment is the gold one."""
    right = share(pair.gold.sentiment == pair.found.sentiment.label for pair in pairs)
    return [("accuracy", right, len(pairs))]


SCORERS: Final[dict[str, tuple[Callable[[Sequence[Pair]], list[Score]], ...]]] = {
    "entities": (mention_scores, grouping_scores, identity_scores),
    "claims": (claim_scores, match_scores),
    "article_sentiment": (sentiment_scores,),
}


def as_table(rows: Sequence[Figure]) -> str:
    """A Markdown table, one row a metric and one column a split."""
    splits = list(dict.fromkeys(row["split"] for row in rows))
    cells: dict[tuple[str, str], dict[str, Figure]] = {}
    for row in rows:
        cells.setdefault((row["task"], row["metric"]), {})[row["split"]] = row
    lines = [f"| task | metric | {' | '.join(splits)} |", "|---|---|" + "---|" * len(splits)]
    for (task, metric), found in cells.items():
        shown = (f"{found[split]['value']:.3f} ({found[split]['n']})" if split in found else "" for split in splits)
        lines.append(f"| {task} | {metric} | {' | '.join(shown)} |")
    return "\n".join(lines)


def _scores(pairs: Sequence[Pair]) -> Iterator[tuple[str, str, float, int]]:
    for task, scorers in SCORERS.items():
        for scorer in scorers:
            for metric, value, n in scorer(pairs):
                if n:  # nothing crosses languages within one of them
                    yield task, metric, value, n


def main() -> None:
    """Score the shipped enricher, or the model folder named, and print a table or JSON lines."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="the golden articles, tests/golden/articles")
    parser.add_argument("--model", type=Path, help="a model folder in place of the shipped one")
    parser.add_argument("--json", action="store_true", help="JSON lines in place of the table")
    flags = parser.parse_args()
    settings = ModelSettings(path=flags.model) if flags.model else None
    rows = score(Enricher.load(settings), flags.folder)
    shown = "\n".join(json.dumps(row) for row in rows) if flags.json else as_table(rows)
    sys.stdout.write(shown + "\n")


if __name__ == "__main__":
    main()
