"""`newsstream dlq list|show|replay`: what could not be processed, why, and another try."""

from __future__ import annotations

import base64
from collections import Counter
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.table import Table

from stream.broker.dead_letters import (
    DeadLetter,
    Filter,
    list_dead_letters,
    replay_dead_letters,
    show_dead_letter,
)
from stream.cli.bidi import isolated, printable
from stream.cli.terminal import CONSOLE, complain, print_json, progress_bar

app = typer.Typer(help="Dead letters: list, show and replay.", no_args_is_help=True)

Codes = Annotated[list[str] | None, typer.Option("--code", help="Error code, or a prefix: article.*; repeatable.")]
Topic = Annotated[str | None, typer.Option(help="Only from this topic.")]
Partition = Annotated[int | None, typer.Option(min=0, help="Only from this partition of it.")]
Since = Annotated[datetime | None, typer.Option(help="Only records of this time (UTC) or later.")]
Until = Annotated[datetime | None, typer.Option(help="Only records before this time (UTC).")]
MaxReplays = Annotated[int | None, typer.Option(min=1, help="Leave out what has been replayed this often.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


@app.command("list")
def list_(  # a command's options
    context: typer.Context,
    *,
    codes: Codes = None,
    topic: Topic = None,
    partition: Partition = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """List dead letters with code, place and message."""
    which = Filter(frozenset(codes or []), topic, partition, _utc(since), _utc(until))
    letters = list_dead_letters(context.obj, which)
    if as_json:
        for letter in letters:
            print_json(_as_json(letter))
    else:
        _print_table(list(letters))


@app.command()
def show(
    context: typer.Context,
    position: Annotated[str, typer.Argument(help="partition:offset in the dead-letter topic, as `list` prints it.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Show one dead letter whole: reasons, headers, value, stack trace."""
    letter = show_dead_letter(context.obj, position)
    if as_json:
        print_json(_as_json(letter))
        return
    for name, value in _as_json(letter).items():
        shown = value if isinstance(value, str) else "" if value is None else str(value)
        CONSOLE.print(f"{name + ':':<12} {shown if name == 'stacktrace' else printable(shown)}", soft_wrap=True)


@app.command()
def replay(  # a command's options
    context: typer.Context,
    positions: Annotated[
        list[str] | None, typer.Argument(help="partition:offset of each; else all that match.")
    ] = None,
    *,
    codes: Codes = None,
    topic: Topic = None,
    partition: Partition = None,
    since: Since = None,
    until: Until = None,
    max_replays: MaxReplays = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be sent.")] = False,
) -> None:
    """Send dead letters back to the topic they came from; they stay in the dead-letter topic as well."""
    chosen = frozenset(positions or [])
    which = Filter(frozenset(codes or []), topic, partition, _utc(since), _utc(until), chosen, max_replays)
    letters = list_dead_letters(context.obj, which)
    if dry_run:
        found = list(letters)
        _print_table(found)
        typer.echo(f"{len(found)} dead letters would be sent back")
        return
    with progress_bar("replaying", lambda: None) as progress:
        report = replay_dead_letters(context.obj, letters, progress)
    for failure in report.failures:
        complain(f"{failure.origin}: {failure.reason}")
    typer.echo(f"{report.confirmed} dead letters sent back, each confirmed")
    if report.failures:
        raise typer.Exit(1)


def _print_table(letters: list[DeadLetter]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("at", "time (UTC)", "code", "from", "replays", "message"):
        table.add_column(heading, justify="right" if heading == "replays" else "left", no_wrap=heading == "at")
    for letter in letters:
        table.add_row(
            letter.position,
            _time(letter),
            letter.code,
            letter.source,
            str(letter.replays),
            isolated(letter.message),
        )
    CONSOLE.print(table)
    counts = Counter(letter.code for letter in letters)
    typer.echo(f"{len(letters)} dead letters" + "".join(f", {count} {code}" for code, count in counts.most_common()))


def _as_json(letter: DeadLetter) -> dict[str, Any]:
    return {
        "position": letter.position,
        "time": _time(letter),
        "code": letter.code,
        "message": letter.message,
        "error": letter.error,
        "stage": letter.stage,
        "source": letter.source,
        "attempts": letter.attempts,
        "replays": letter.replays,
        "key": _shown(letter.record.key),
        "headers": {name: _shown(value) for name, value in letter.own_headers},
        "value": _shown(letter.record.value),
        "stacktrace": letter.stacktrace,
    }


def _shown(value: bytes | None) -> str | None:
    """Text where it is UTF-8, else base64 and said so: a dead letter's bytes must survive the look at them."""
    if value is None:
        return None
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return "base64:" + base64.b64encode(value).decode()


def _time(letter: DeadLetter) -> str:
    return datetime.fromtimestamp(letter.record.timestamp / 1000, UTC).isoformat(timespec="seconds")


def _utc(moment: datetime | None) -> datetime | None:
    # typer reads times without a zone.
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
