"""`newsstream tail`: events as they come, readable or as JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Annotated

import typer

from stream.broker.tail import Event, as_json
from stream.broker.tail import tail as follow
from stream.cli.show import render
from stream.cli.terminal import CONSOLE, print_json
from stream.settings import Settings, Topics


def tail(  # a command's options
    context: typer.Context,
    topics: Annotated[
        list[str] | None,
        typer.Argument(help="articles, enriched, mentions, claims, dead_letters, or any topic; else all four outputs."),
    ] = None,
    *,
    types: Annotated[
        list[str] | None, typer.Option("--type", "-t", help="Only events of this type, e.g. claim.made.v1; repeatable.")
    ] = None,
    beginning: Annotated[bool, typer.Option("--from-beginning", "-b", help="What is there already, too.")] = False,
    count: Annotated[int | None, typer.Option("--count", "-n", min=1, help="Stop after this many events.")] = None,
    idle: Annotated[float | None, typer.Option(min=0, help="Stop after this many seconds without any.")] = None,
    json_lines: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Print events as they come, until Ctrl-C, --count or --idle."""
    settings: Settings = context.obj
    names = [_name(topic, settings.topics) for topic in topics or []]
    events = follow(settings, names, start="beginning" if beginning else "end", idle=idle)
    try:
        for event in islice(_of_types(events, frozenset(types or [])), count):
            _print(event, json_lines=json_lines)
    except KeyboardInterrupt:
        raise typer.Exit from None


def _of_types(events: Iterator[Event], types: frozenset[str]) -> Iterator[Event]:
    return (event for event in events if not types or event.type in types)


def _print(event: Event, *, json_lines: bool) -> None:
    if json_lines:
        print_json(as_json(event))
    else:
        CONSOLE.print(render(event))


def _name(topic: str, topics: Topics) -> str:
    """The configured name behind a role such as `claims`; anything else is a topic's own name."""
    return getattr(topics, topic).name if topic in type(topics).model_fields else topic
