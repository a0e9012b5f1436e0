"""`newsstream config show|check|example|reference`: the settings in force, secrets starred, and every setting explained."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
import yaml
from pydantic import BaseModel

from stream.cli.reference import settings_page
from stream.settings import Settings

app = typer.Typer(help="The settings in force.", no_args_is_help=True)


@app.command()
def show(context: typer.Context) -> None:
    """Print every setting as YAML; a secret shows as stars."""
    settings: Settings = context.obj
    # YAML of the JSON form: secrets and paths are text there, and the secret is already starred.
    typer.echo(_yaml(settings.model_dump(mode="json")), nl=False)


@app.command()
def check(context: typer.Context) -> None:
    """Exit 0 when files, environment and flags are valid; otherwise say which key is wrong and exit 2."""
    # Reading the settings is what checks them: an error has ended the program before this line.
    settings: Settings = context.obj
    typer.echo(f"settings are valid: group {settings.kafka.group} on {', '.join(settings.kafka.brokers)}")


@app.command()
def example() -> None:
    """Print every setting with its default and meaning: config/default.yaml is this."""
    typer.echo(commented_defaults(), nl=False)


@app.command()
def reference() -> None:
    """Print every setting with its variable, default, accepted values and meaning: docs/settings.md is this."""
    typer.echo(settings_page(), nl=False)


def commented_defaults() -> str:
    """The default settings as YAML, each key explained once by its own description."""
    lines = [
        "# Every setting with its default. Printed by `newsstream config example`; a test holds the two equal.",
        "# Override with another file (--config), NEWSSTREAM_SECTION__KEY variables or --set section.key=value.",
        *_section(Settings(), "", set()),
    ]
    return "\n".join(lines) + "\n"


def _section(section: BaseModel, indent: str, explained: set[int]) -> Iterator[str]:
    values = section.model_dump(mode="json")
    for name, field in type(section).model_fields.items():
        child = getattr(section, name)
        if isinstance(child, BaseModel):
            yield f"{indent}{name}:{_comment((type(child).__doc__ or '').splitlines()[0], type(child), explained)}"
            yield from _section(child, indent + "  ", explained)
        else:
            yield f"{indent}{name}: {_inline(values[name])}{_comment(field.description or '', field, explained)}"


def _comment(text: str, about: object, explained: set[int]) -> str:
    # The five topics have the same keys: one explanation is enough.
    if id(about) in explained:
        return ""
    explained.add(id(about))
    return f"  # {text}"


def _inline(value: Any) -> str:
    return yaml.safe_dump(value, default_flow_style=True, allow_unicode=True).replace("\n...", "").strip()


def _yaml(tree: dict[str, Any]) -> str:
    return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)
