"""Measuring a model folder on test data: one list of figures, in int8 as shipped and optionally in 32 bits beside it.

Uses ONNX Runtime only. Nothing measured here was trained on: PUD, the CheckThat dev-tests and the RuSentNE validation
file are for reporting, and CheckThat 2022 is left out because it overlaps with 2024.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer

from stream.training.examples import Example
from stream.training.figures import SCORERS, Figure, Heat, Precision
from stream.training.predictions import Predictor
from stream.training.readers import read_set
from stream.training.vocabulary import unknown_rate

logger = logging.getLogger(__name__)

DESCRIPTION_FILE = "model.json"
TOKENIZER_FILE = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Part:
    """A set's split and what is measured on it."""

    set: str
    split: str
    tasks: tuple[str, ...]


PUBLISHED: Final = "published_entities"  # needs sentences that stand in one article
PARTS: Final = (
    Part("anercorp", "test", ("entities", PUBLISHED)),
    Part("news_sentences", "test", tuple(task for task in SCORERS if task != PUBLISHED)),
    Part("real_sentences", "test", tuple(SCORERS)),
    Part("worldwide", "test", ("entities", PUBLISHED)),
    Part("pud_en", "test", ("entities",)),
    Part("pud_de", "test", ("entities",)),
    Part("pud_ru", "test", ("entities",)),
    Part("newsmtsc", "test", ("target_sentiment",)),
    Part("rusentne", "dev", ("target_sentiment",)),
    Part("arsarcasm", "test", ("sentiment",)),
    Part("ct24_en", "test", ("check_worthiness",)),
    Part("ct24_ar", "test", ("check_worthiness",)),
    Part("polnear", "dev", ("attribution",)),
)


def evaluate(
    data_dir: Path,
    *,
    model: Path,
    float_graph: Path | None = None,
    limit: int | None = None,
    sets: Sequence[str] = (),
) -> list[Figure]:
    """All figures; `limit` caps the sentences of each set, `sets` keeps only the sets named."""
    described = json.loads((model / DESCRIPTION_FILE).read_text(encoding="utf-8"))
    heat = Heat(described["temperatures"], described["thresholds"])
    graphs: list[tuple[Precision, Path]] = [("int8", model / described["file"])]
    if float_graph is not None:
        graphs.append(("fp32", float_graph))
    chosen = dict(_present([part for part in PARTS if not sets or part.set in sets], data_dir, limit))
    figures: list[Figure] = []
    for precision, graph in graphs:
        predictor = Predictor(graph, model / TOKENIZER_FILE, described["max_tokens"])
        for part, examples in chosen.items():
            figures.extend(_figures(part, precision, predictor, examples, heat))
    return [*figures, *_unknown_rates(model / TOKENIZER_FILE, chosen)]


def as_table(figures: Sequence[Figure]) -> str:
    """A Markdown table with one row a figure and one column a precision."""
    values: dict[tuple[str, str, str, str, int], dict[str, float]] = defaultdict(dict)
    for figure in figures:
        values[figure.task, figure.set, figure.split, figure.metric, figure.n][figure.precision] = figure.value
    lines = ["| task | set | split | metric | n | int8 | fp32 |", "|---|---|---|---|---|---|---|"]
    for (task, name, split, metric, count), found in values.items():
        shown = (f"{found[p]:.4f}" if p in found else "" for p in ("int8", "fp32"))
        lines.append(f"| {task} | {name} | {split} | {metric} | {count} | {' | '.join(shown)} |")
    return "\n".join(lines)


def _present(parts: Sequence[Part], data_dir: Path, limit: int | None) -> Iterator[tuple[Part, list[Example]]]:
    """The parts whose files are there; the others are named in the log."""
    for part in parts:
        try:
            examples = read_set(part.set, part.split, data_dir)[:limit]
        except FileNotFoundError:
            examples = []
        if examples:
            yield part, examples
        else:
            logger.warning("%s %s is left out: its files are not below %s", part.set, part.split, data_dir)


def _figures(
    part: Part, precision: Precision, predictor: Predictor, examples: Sequence[Example], heat: Heat
) -> Iterator[Figure]:
    for name, group in _by_language(part, examples):
        predictions = predictor.predict(group)
        for task in part.tasks:
            for metric, value, count in SCORERS[task](predictions, heat):
                if not math.isnan(value):
                    yield Figure(task, name, part.split, metric, precision, round(value, 4), count)


def _by_language(part: Part, examples: Sequence[Example]) -> Iterator[tuple[str, list[Example]]]:
    """Our own sentences are measured for each language apart."""
    languages = sorted({example.language for example in examples})
    for language in languages:
        group = [example for example in examples if example.language == language]
        yield (f"{part.set}_{language}" if part.set == "news_sentences" else part.set), group


def _unknown_rates(file: Path, chosen: dict[Part, list[Example]]) -> Iterator[Figure]:
    tokenizer = Tokenizer.from_file(str(file))
    for part, examples in chosen.items():
        rate = unknown_rate(tokenizer, [example.text for example in examples])
        yield Figure("tokens", part.set, part.split, "unknown_rate", "int8", round(rate, 5), len(examples))


def main() -> None:
    """Print the figures as JSON lines and as a table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--float-graph", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--sets", nargs="*", default=())
    flags = parser.parse_args()
    figures = evaluate(
        flags.data_dir, model=flags.model, float_graph=flags.float_graph, limit=flags.limit, sets=flags.sets
    )
    for figure in figures:
        sys.stdout.write(json.dumps(asdict(figure)) + "\n")
    sys.stdout.write(as_table(figures) + "\n")


if __name__ == "__main__":
    main()
