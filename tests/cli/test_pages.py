"""Pages that commands print are the pages that are committed, and they leave nothing out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from typer.testing import CliRunner

from stream.cli.main import app
from stream.cli.shapes import in_words
from stream.contract import dead_letter
from stream.contract.dead_letter import Received
from stream.contract.schema import asyncapi
from stream.errors import NotJsonError
from stream.settings import Settings, Topics, load_settings

DOCS = Path(__file__).parents[2] / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("errors.md", ["errors"]),
        ("settings.md", ["config", "reference"]),
        ("events.md", ["schema", "reference"]),
    ],
)
def test_a_committed_page_is_what_its_command_prints(name: str, command: list[str]) -> None:
    assert page(name) == CliRunner().invoke(app, command).stdout


def leaves(path: str, section: BaseModel) -> Iterator[str]:
    for name, value in section:
        inner = f"{path}.{name}".lstrip(".")
        if isinstance(value, BaseModel):
            yield from leaves(inner, value)
        else:
            yield inner


def test_every_setting_has_its_row_and_a_meaning() -> None:
    rows = re.findall(r"^\| `([a-z_.]+)` \| `\w+` \| .+ \| .+ \| (.+) \|$", page("settings.md"), re.MULTILINE)
    assert [path for path, _ in rows] == list(leaves("", Settings()))
    assert all(meaning.endswith(".") for _, meaning in rows)


def test_the_variables_it_names_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = dict(re.findall(r"^\| `([a-z_.]+)` \| `(\w+)` \|", page("settings.md"), re.MULTILINE))
    monkeypatch.setenv(rows["topics.dead_letters.partitions"], "7")
    assert load_settings().topics.dead_letters.partitions == 7


def test_every_field_of_every_message_says_what_it_means() -> None:
    shapes = asyncapi(Topics(), "")["components"]["schemas"]
    silent = [
        f"{name}.{key}"
        for name, shape in shapes.items()
        for key, field in shape["properties"].items()
        if not field.get("description", "").endswith(".")
    ]
    assert silent == []


def test_links_inside_the_event_page_lead_somewhere() -> None:
    text = page("events.md")
    heads = {head.lower().replace(" ", "-") for head in re.findall(r"^## (.+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= heads


@pytest.mark.parametrize("file", sorted(DOCS.rglob("*.md")), ids=lambda file: file.name)
def test_links_to_other_files_lead_somewhere(file: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)[^)]*\)", file.read_text(encoding="utf-8"))
    # The model card is written by training, with the model.
    broken = [link for link in links if not (file.parent / link).exists() and "MODEL_CARD" not in link]
    assert broken == []


def test_every_header_of_a_dead_letter_is_on_the_page() -> None:
    received = Received("t", 0, 1, None, b"{", (), None)
    letter = dead_letter.dead_letter(received, NotJsonError("x"), "decode", 1, "dlq")
    assert [name for name, _ in letter.headers if f"| `{name}` |" not in page("events.md")] == []


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "number", "minimum": 0, "maximum": 1}, "number 0 to 1"),
        ({"type": "number", "minimum": 0, "exclusiveMinimum": 0}, "number above 0"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string or null"),
        ({"type": "array", "items": {"enum": ["a", "b"], "type": "string"}}, "list of `a`, `b`"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Entity"}}, "list of [Entity](#entity)"),
        ({"type": "object", "additionalProperties": {"type": "number"}}, "mapping of names to numbers"),
    ],
)
def test_types_are_put_in_words(schema: dict[str, Any], words: str) -> None:
    assert in_words(schema) == words
