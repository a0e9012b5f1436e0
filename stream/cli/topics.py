"""`newsstream topics create|list`: the five topics of the contract, as the settings describe them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from stream.broker.topics import TopicState, create_topics, list_topics
from stream.cli.terminal import CONSOLE, complain, print_json

app = typer.Typer(help="Create and list the topics.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


@app.command()
def create(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Create the topics that do not exist yet; those that do are left as they are."""
    _print(create_topics(context.obj), as_json=as_json)


@app.command("list")
def list_(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List those of the topics that exist, and where they differ from the settings."""
    states = list_topics(context.obj)
    _print(states, as_json=as_json)
    if len(states) < len(context.obj.topics.all()):
        there = {state.name for state in states}
        missing = [topic.name for topic in context.obj.topics.all() if topic.name not in there]
        complain(f"missing: {', '.join(missing)}; create them with: newsstream topics create")
        raise typer.Exit(1)


def _print(states: list[TopicState], *, as_json: bool) -> None:
    if as_json:
        for state in states:
            print_json(asdict(state))
    else:
        CONSOLE.print(_table(states))
    for state in states:
        for difference in state.differences:
            complain(f"{state.name}: {difference}; newsstream does not alter topics")


def _table(states: list[TopicState]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("topic", "partitions", "replicas", "retention", "cleanup", ""):
        table.add_column(heading, justify="right" if heading in {"partitions", "replicas"} else "left")
    for state in states:
        table.add_row(
            state.name,
            str(state.partitions),
            str(state.replication),
            _duration(state.config.get("retention.ms", "")),
            state.config.get("cleanup.policy", ""),
            "created" if state.created else "differs" if state.differences else "",
        )
    return table


def _duration(milliseconds: str) -> str:
    if not milliseconds.isdecimal():
        return "forever" if milliseconds == "-1" else "unknown"
    seconds = int(milliseconds) / 1000
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:g} {unit}"
    return f"{seconds:g} s"
