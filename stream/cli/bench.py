"""`newsstream bench`: the whole chain beside its own ceiling and beside others, in one run on this machine."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from stream.cli.inputs import read_inputs
from stream.cli.terminal import print_json
from stream.contract.article import Article
from stream.settings import Settings

if TYPE_CHECKING:
    from stream.bench.figures import Result

ARTICLES, QUICK_ARTICLES = 96, 24
QUICK_SECONDS = 3.0


def bench(  # one option a choice of the run
    context: typer.Context,
    *,
    data: Annotated[list[str] | None, typer.Option(help="Files or folders with articles; else made up.")] = None,
    articles: Annotated[int, typer.Option(min=8, help="How many articles.")] = ARTICLES,
    repetitions: Annotated[int, typer.Option(min=1, help="Runs of each; the median counts.")] = 3,
    torch_folder: Annotated[Path | None, typer.Option(help="Folder of models torch, to compare transformers.")] = None,
    kafka: Annotated[bool, typer.Option(help="Also the worker on the embedded broker.")] = True,
    seconds: Annotated[float, typer.Option(min=1, help="How long one measurement of workers takes.")] = 20.0,
    scale_out: Annotated[bool, typer.Option("--scale-out", help="Also four workers, given four cores.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="24 articles, one run: an impression, not a figure.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of tables.")] = False,
) -> None:
    """Measure the encoder, the Enricher, the worker and their peers on this machine."""
    from stream.bench.run import Plan, run

    settings: Settings = context.obj
    count = QUICK_ARTICLES if quick else articles
    plan = Plan(
        articles=_articles(data, count, settings),
        repetitions=1 if quick else repetitions,
        seconds=min(seconds, QUICK_SECONDS) if quick else seconds,
        torch_folder=torch_folder,
        with_kafka=kafka,
        scale_out=scale_out,
    )
    errors = Console(stderr=True, highlight=False)
    result = run(settings, plan, say=lambda what: errors.print(f"measuring: {what}", style="dim"))
    for name, why in result.skipped.items():
        errors.print(f"skipped {name}: {why}")
    if as_json:
        print_json(result.as_json())
    else:
        _show(result, Console(highlight=False))


def _articles(data: list[str] | None, count: int, settings: Settings) -> list[Article]:
    from stream.bench.articles import generated

    if data:
        return [record.article(settings.input) for record in islice(read_inputs(data), count)]
    text = resources.files("stream.cli").joinpath("samples/articles.jsonl").read_text(encoding="utf-8")
    return generated([json.loads(line)["body"] for line in text.splitlines() if line.strip()], count)


def _show(result: Result, console: Console) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("figure")
    for heading in ("articles/s", "tokens/s", "p50 s", "p99 s", "peak MB", "first event s"):
        table.add_column(heading, justify="right")
    for name, speed in result.figures.items():
        table.add_row(name, *("" if value is None else str(value) for value in asdict(speed).values()))
    console.print(table)
    ratios = Table(box=None, pad_edge=False)
    ratios.add_column("ratio")
    ratios.add_column("value", justify="right")
    for name, value in result.ratios.items():
        ratios.add_row(name, "not measured" if value is None else f"{value:.3f}")
    console.print(ratios)
    console.print(", ".join(f"{name} {value}" for name, value in result.machine.items()))
