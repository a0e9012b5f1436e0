"""`newsstream enrich`: the whole enrichment without Kafka, for files, folders and standard input.

Piped, it prints one `article.enriched.v1` object a line; on a terminal a readable view. A bad record is named on
standard error with its position, the others go on, and the exit code is 1.
"""

from __future__ import annotations

import sys
import time
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from stream.cli.inputs import InputRecord, count_inputs, read_inputs
from stream.contract.article import Article
from stream.contract.events import Analysis, ArticleEnriched
from stream.contract.provenance import made_now
from stream.contract.records import enriched_data
from stream.errors import ArticleError, EnrichmentError, NewsstreamError
from stream.settings import Settings

if TYPE_CHECKING:
    from rich.progress import Progress

    from stream.enrich.pipeline import Enricher


def enrich(
    context: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(help=".txt, .json, .jsonl, folders, or - for standard input.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines, also on a terminal.")] = False,
    read: Annotated[bool, typer.Option("--readable", help="The readable view, also when piped.")] = False,
) -> None:
    """Find entities, sentiment and claims in articles; no Kafka needed."""
    settings: Settings = context.obj
    readable = read or (sys.stdout.isatty() and not as_json)
    run = _Run(settings, readable=readable)
    records = read_inputs(paths or [])
    with run.progress(None if readable else count_inputs(paths or [])):
        for record in records:
            run.take(record)
    if run.failures:
        print(f"newsstream: {run.failures} of {run.taken} records were not enriched", file=sys.stderr)  # noqa: T201
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Timed:
    analysis: Analysis
    milliseconds: float


class _Run:
    """One call of the command: loads the model when the first article asks for it, and counts."""

    def __init__(self, settings: Settings, *, readable: bool) -> None:
        self._settings = settings
        self._readable = readable
        self._enricher: Enricher | None = None
        self._console = Console(highlight=False, soft_wrap=False)
        self._progress: Progress | None = None
        self.taken = 0
        self.failures = 0

    def progress(self, total: int | None) -> Progress | nullcontext[None]:
        """A bar on standard error, where a person watches and standard output goes elsewhere."""
        if self._readable or not sys.stderr.isatty():
            return nullcontext()
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("enriching"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=Console(stderr=True))
        self._progress.add_task("enriching", total=total)
        return self._progress

    def take(self, record: InputRecord) -> None:
        """Enrich one record and print it, or say why not."""
        self.taken += 1
        try:
            article = record.article(self._settings.input)
            self._print(self._enrich(article))
        except (ArticleError, EnrichmentError) as error:
            self.failures += 1
            print(f"newsstream: {record.origin}: {error.code}: {error}", file=sys.stderr)  # noqa: T201
        if self._progress:
            self._progress.advance(self._progress.task_ids[0])

    def _enrich(self, article: Article) -> ArticleEnriched:
        enricher = self._loaded()
        timed = self._analyse(enricher, article)
        provenance = made_now(enricher.models, {"enrich": timed.milliseconds})
        return enriched_data(article, timed.analysis, provenance)

    def _analyse(self, enricher: Enricher, article: Article) -> _Timed:
        start = time.perf_counter()
        try:
            [analysis] = enricher.enrich([article])
        except NewsstreamError:
            raise
        except Exception as error:
            raise EnrichmentError(f"{type(error).__name__}: {error}") from error
        return _Timed(analysis, round((time.perf_counter() - start) * 1000, 1))

    def _loaded(self) -> Enricher:
        if self._enricher is None:
            from stream.enrich.pipeline import Enricher

            self._enricher = Enricher.load(self._settings.model)
        return self._enricher

    def _print(self, data: ArticleEnriched) -> None:
        if self._readable:
            from stream.cli.show import render_enriched

            self._console.print(render_enriched(data.model_dump(mode="json")))
        else:
            sys.stdout.write(data.model_dump_json() + "\n")
            sys.stdout.flush()
