"""How commands speak: results on standard output, progress and complaints on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

# Text from articles must not be read as markup or have its numbers painted.
CONSOLE = Console(highlight=False, markup=False)


def print_json(value: object) -> None:
    """One JSON object on one line, for machines."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def complain(text: str) -> None:
    """A line on standard error."""
    typer.echo(f"newsstream: {text}", err=True)


@contextmanager
def progress_bar(label: str, count: Callable[[], int | None]) -> Iterator[Callable[[int], None]]:
    """A function to be told how many are done; a bar on standard error when that is a terminal, else nothing.

    `count` gives the total, None when it cannot be known; it is called only for a bar.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(label, total=count())
        yield lambda done: progress.update(task, completed=done)
