"""Commands named in running text exist, with the options they are shown with; links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path

import pytest
import typer

from stream.cli.main import app
from tests.docs.pages import PAGES, REPOSITORY, inline_commands, name

TARGETS = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
# Other people's programs: their options are their business, and the blocks with them are built in test_commands.py.
FOREIGN = {"kubectl", "docker", "pip", "systemctl", "promtool"}
COMMANDS = [(page, command) for page in PAGES for command in inline_commands(page)]


@pytest.mark.parametrize(("page", "command"), COMMANDS, ids=[f"{name(page)}: {command}" for page, command in COMMANDS])
def test_a_command_in_running_text_exists(page: Path, command: str) -> None:
    program, *words = shlex.split(command)
    if program == "make":
        assert words[0] in TARGETS
    elif program == "python":
        assert words[0] == "-m"
        assert importlib.util.find_spec(words[1])
    elif program not in FOREIGN:
        assert unknown_words(words) == []


def unknown_words(words: list[str]) -> list[str]:
    """The subcommands and options among `words` that newsstream does not have."""
    command = typer.main.get_command(app)
    unknown = []
    for word in words:
        if word.startswith("-"):
            known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
            unknown += [] if word.split("=")[0] in known | {"--help"} else [word]
        elif subcommands := getattr(command, "commands", None):
            unknown += [] if word in subcommands else [word]
            command = subcommands.get(word, command)
    return unknown


def test_what_does_not_exist_is_noticed() -> None:
    assert unknown_words(["dlq", "exhume"]) == ["exhume"]
    assert unknown_words(["dlq", "replay", "--softly"]) == ["--softly"]
    assert unknown_words(["dlq", "replay", "--code", "x"]) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
