"""`newsstream lag`: how many articles the consumer group has not acknowledged yet."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from stream.broker.lag import Lag, consumer_lag
from stream.cli.terminal import CONSOLE, print_json


def lag(
    context: typer.Context, *, as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False
) -> None:
    """Show the group's lag, per partition and in total."""
    found = consumer_lag(context.obj)
    if as_json:
        print_json({**asdict(found), "total": found.total})
    else:
        CONSOLE.print(_table(found))


def _table(found: Lag) -> Table:
    never = "" if found.has_committed else ", which has never acknowledged anything"
    table = Table(title=f"group {found.group}{never}", title_justify="left", box=None, pad_edge=False, show_footer=True)
    table.add_column("topic", footer="total")
    for heading in ("partition", "first", "end", "acknowledged"):
        table.add_column(heading, justify="right")
    table.add_column("lag", justify="right", footer=str(found.total))
    for each in found.partitions:
        committed = "never" if each.committed is None else str(each.committed)
        table.add_row(each.topic, str(each.partition), str(each.begin), str(each.end), committed, str(each.lag))
    return table
