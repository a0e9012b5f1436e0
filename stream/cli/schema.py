"""`newsstream schema export|reference`: the contract as JSON Schema and AsyncAPI for machines, as a page for people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from stream import __version__
from stream.cli.reference import events_page
from stream.contract.schema import asyncapi, schemas
from stream.settings import Settings

app = typer.Typer(help="The wire contract, for machines and for people.", no_args_is_help=True)


@app.command()
def export(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="Where to write; standard output when left out.")] = None,
) -> None:
    """Write `<type>.schema.json` for the article and each event, and `asyncapi.json`."""
    settings: Settings = context.obj
    documents = {f"{kind}.schema.json": schema for kind, schema in schemas().items()}
    documents["asyncapi.json"] = asyncapi(settings.topics, __version__)
    if folder is None:
        typer.echo(json.dumps(documents, ensure_ascii=False, indent=2))
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        typer.echo(folder / name)


@app.command()
def reference() -> None:
    """Print every topic, header and field with its meaning: docs/events.md is this."""
    typer.echo(events_page(), nl=False)
