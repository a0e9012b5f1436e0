"""Python and JSON that a page shows: the code runs, the output is what comes out, shortened and nothing else."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.docs.pages import PAGES, REPOSITORY, Block, blocks, name

NEAR = 0.1  # a score moves a little with every model; ids, offsets, words and names do not
SAMPLES = REPOSITORY / "stream" / "cli" / "samples" / "articles.jsonl"
# Page to the articles whose events it shows.
SHOWN = {"README.md": SAMPLES, "docs/concepts.md": REPOSITORY / "docs" / "examples" / "harbour.jsonl"}
PYTHON = [block for page in PAGES for block in blocks(page) if block.language == "python"]
JSON = [block for page in PAGES for block in blocks(page) if block.language == "json"]
# What stands below a command as text is what the command prints.
PRINTED = [
    (before, after)
    for page in PAGES
    for before, after in pairwise(blocks(page))
    if (before.language, after.language) == ("sh", "text")
]


def place(block: Block) -> str:
    return f"{name(block.page)}:{block.line}"


@pytest.mark.parametrize("block", PYTHON, ids=place)
def test_python_on_a_page_runs_and_prints(block: Block, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", block.text], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=100
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("block", JSON, ids=place)
def test_output_on_a_page_is_what_comes_out(block: Block) -> None:
    found = list(everything(enriched(SHOWN[name(block.page)])))
    for shown in parsed(block.text):
        candidates = [item for item in found if isinstance(item, dict) and is_part(identity(shown), item)]
        assert candidates, f"nothing came out like {identity(shown)}"
        assert any(is_part(shown, item) for item in candidates), f"shown {shown}\ncame out {candidates}"


@pytest.mark.parametrize(("command", "shown"), PRINTED, ids=[place(shown) for _, shown in PRINTED])
def test_text_below_a_command_is_what_it_prints(command: Block, shown: Block) -> None:
    [line] = command.commands
    program, *arguments = shlex.split(line)
    assert program == "newsstream"
    done = subprocess.run(
        [sys.executable, "-m", "stream.cli.main", *arguments], capture_output=True, text=True, check=True, timeout=100
    )
    assert done.stdout == shown.text


@cache
def enriched(articles: Path) -> tuple[Any, ...]:
    command = [sys.executable, "-m", "stream.cli.main", "enrich", "--json", str(articles)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100)
    return tuple(json.loads(line) for line in done.stdout.splitlines())


def parsed(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a block, one after the other."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(text.rstrip()):
        found, end = decoder.raw_decode(text, at)
        yield found
        at = end + len(text[end:]) - len(text[end:].lstrip())


def everything(value: object) -> Iterator[object]:
    """`value` and all that is in it."""
    yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    for child in children:
        yield from everything(child)


def identity(shown: dict[str, Any]) -> dict[str, Any]:
    """What names the thing that is shown: an entity's id, a claim's words."""
    return {key: shown[key] for key in ("id", "text", "type", "ce_type") if key in shown}


def is_part(shown: object, whole: object) -> bool:
    """`shown` is `whole` with fields and entries left out, and numbers near."""
    if isinstance(shown, dict):
        return isinstance(whole, dict) and all(
            key in whole and is_part(item, whole[key]) for key, item in shown.items()
        )
    if isinstance(shown, list):
        return isinstance(whole, list) and all(any(is_part(item, other) for other in whole) for item in shown)
    if isinstance(shown, float) and isinstance(whole, float):
        return abs(shown - whole) <= NEAR
    return shown == whole


def test_a_page_that_shows_something_else_is_noticed() -> None:
    whole = {"id": "a", "score": 0.5, "mentions": [{"start": 1}, {"start": 9}]}
    assert is_part({"id": "a", "score": 0.45, "mentions": [{"start": 9}]}, whole)
    assert not is_part({"id": "a", "mentions": [{"start": 2}]}, whole)
    assert not is_part({"id": "a", "score": 0.9}, whole)
