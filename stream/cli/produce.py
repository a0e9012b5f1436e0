"""`newsstream produce`: articles from files, folders or standard input into the article topic, each one confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from stream.broker.produce import Outgoing, Report
from stream.broker.produce import produce as send
from stream.broker.topics import check_topics
from stream.cli.inputs import InputRecord, count_inputs, read_inputs
from stream.cli.terminal import complain, print_json, progress_bar
from stream.errors import ArticleError
from stream.settings import InputSettings, Settings


def produce(
    context: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(help=".txt, .json, .jsonl, folders, or - for standard input.")
    ] = None,
    *,
    unchecked: Annotated[
        bool, typer.Option("--unchecked", help="Send what is not an article too; the worker will dead-letter it.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Send articles and wait until the broker has confirmed every one."""
    settings: Settings = context.obj
    records = read_inputs(paths or [])
    check_topics(settings)
    checked = _Checked(settings.input, keep_bad=unchecked)
    with progress_bar("producing", lambda: count_inputs(paths or [])) as progress:
        report = send(settings, checked.outgoing(records), lambda done: progress(done + checked.refused))
    for failure in report.failures:
        complain(f"{failure.origin}: {failure.reason}")
    _summary(settings, report, checked.refused, as_json=as_json)
    if checked.refused or report.failures:
        raise typer.Exit(1)


class _Checked:
    """Turns input records into outgoing ones; what is not an article is named and left out, unless kept."""

    def __init__(self, settings: InputSettings, *, keep_bad: bool) -> None:
        self._settings = settings
        self._keep_bad = keep_bad
        self.refused = 0

    def outgoing(self, records: Iterable[InputRecord]) -> Iterator[Outgoing]:
        for record in records:
            try:
                key = record.article(self._settings).id.encode()
            except ArticleError as error:
                key = None
                if not (self._keep_bad and record.value):
                    self.refused += 1
                    complain(f"{record.origin}: {error.code}: {error}")
                    continue
            yield Outgoing(record.value, key, origin=record.origin)


def _summary(settings: Settings, report: Report, refused: int, *, as_json: bool) -> None:
    failed, topic = len(report.failures) + refused, settings.topics.articles.name
    if as_json:
        seconds = round(report.seconds, 3)
        print_json({"topic": topic, "confirmed": report.confirmed, "failed": failed, "seconds": seconds})
        return
    bad = f", {failed} not sent" if failed else ""
    typer.echo(f"{report.confirmed} articles confirmed on {topic} in {report.seconds:.1f} s{bad}")
