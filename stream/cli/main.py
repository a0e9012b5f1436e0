"""`newsstream`: the settings every command shares, the commands, and how errors reach the terminal."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from stream import __version__
from stream.cli import (
    bench,
    config,
    demo,
    dlq,
    enrich,
    errors,
    lag,
    models,
    produce,
    scale,
    schema,
    tail,
    topics,
    worker,
)
from stream.errors import NewsstreamError, SettingsError
from stream.settings import load_settings

app = typer.Typer(
    name="newsstream",
    help="Articles in, structured events out: entities, sentiment and attributed claims on Kafka.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("demo")(demo.demo)
app.command("enrich")(enrich.enrich)
app.command("worker")(worker.worker)
app.command("produce")(produce.produce)
app.command("tail")(tail.tail)
app.command("lag")(lag.lag)
app.command("errors")(errors.errors)
app.command("scale")(scale.scale)
app.command("bench")(bench.bench)
app.add_typer(topics.app, name="topics")
app.add_typer(dlq.app, name="dlq")
app.add_typer(config.app, name="config")
app.add_typer(schema.app, name="schema")
app.add_typer(models.app, name="models")


def _print_version(wanted: bool) -> None:  # noqa: FBT001  # typer's callback shape
    if wanted:
        typer.echo(f"newsstream {__version__}")
        raise typer.Exit


@app.callback()
def settings(
    context: typer.Context,
    config_files: Annotated[
        list[Path] | None,
        typer.Option("--config", "-c", help="YAML file; again for more, later ones win. Else $NEWSSTREAM_CONFIG."),
    ] = None,
    assignments: Annotated[
        list[str] | None,
        typer.Option("--set", "-s", metavar="KEY=VALUE", help="One setting, e.g. kafka.brokers=localhost:9092."),
    ] = None,
    version: Annotated[  # noqa: ARG001  # handled by its callback
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read the settings once, for whichever command follows."""
    named = os.environ.get("NEWSSTREAM_CONFIG", "")
    files = config_files or [Path(part) for part in named.split(os.pathsep) if part]
    context.obj = load_settings(files, flags=dict(_assignment(text) for text in assignments or []))


def _assignment(text: str) -> tuple[str, object]:
    key, equals, value = text.partition("=")
    if not (key and equals):
        raise SettingsError(f"--set {text}: expected KEY=VALUE, e.g. kafka.brokers=localhost:9092")
    # Lists and mappings are JSON, as they are in the environment.
    return key.strip(), _json(key, value) if value.startswith(("[", "{")) else value


def _json(key: str, value: str) -> object:
    try:
        return json.loads(value)
    except ValueError as error:
        raise SettingsError(f"--set {key}: not JSON: {error}") from None


def main() -> None:
    """The console script. What newsstream can name is one message; anything else is a bug and shows its traceback."""
    try:
        app()
    except NewsstreamError as error:
        print(f"newsstream: {error}", file=sys.stderr)  # noqa: T201  # the terminal is this room's output
        sys.exit(2 if isinstance(error, SettingsError) else 1)
    except BrokenPipeError:
        # `newsstream enrich … | head`: the reader has left. A closed stdout must not be flushed again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
