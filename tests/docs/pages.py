"""What the documents tell a reader to type: shell blocks line by line, commands in running text, Python and JSON blocks.

An indented block is shell unless it draws a folder; a fenced one says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [
        *REPOSITORY.glob("*.md"),
        *(REPOSITORY / "docs").rglob("*.md"),
        *(REPOSITORY / "deploy").rglob("*.md"),
        *(REPOSITORY / "stream" / "models").rglob("*.md"),
        *(REPOSITORY / "tests").rglob("*.md"),
    ]
)
SHELL = {"sh", "bash", "shell", "console"}
KNOWN = {"sh", "python", "json", "yaml", "text", "promql", "folder"}
FOLDER = re.compile(r"^[\w.-]+/\n")  # a drawing of folders begins with its root
COMMENT = re.compile(r"(^|\s+)#(?=\s).*$")
PROGRAMS = ("newsstream", ".venv/bin/newsstream", "make", "python", "kubectl", "docker", "pip", "systemctl", "promtool")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of code; `line` is where it stands, `language` what it is."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def commands(self) -> list[str]:
        """Its command lines, continued ones joined, without comments."""
        joined = re.sub(r"\\\n\s*", "", self.text)
        lines = (COMMENT.sub("", line).strip() for line in joined.splitlines())
        return [line for line in lines if line]


def name(page: Path) -> str:
    """The page as it is called from the repository's root."""
    return page.relative_to(REPOSITORY).as_posix()


def blocks(page: Path) -> list[Block]:
    """Every block of code on a page."""
    return [_block(page, token) for token in _tokens(page) if token.type in {"code_block", "fence"}]


def shell_blocks(page: Path) -> list[Block]:
    """What a reader would type."""
    return [block for block in blocks(page) if block.language == "sh"]


def inline_commands(page: Path) -> Iterator[str]:
    """Commands in running text: code that starts with one of the programs and has something behind it."""
    for token in _tokens(page):
        for child in token.children or []:
            if child.type == "code_inline" and child.content.split(" ")[0] in PROGRAMS and " " in child.content:
                yield child.content


def _tokens(page: Path) -> list[Token]:
    return MarkdownIt().enable("table").parse(page.read_text(encoding="utf-8"))


def _block(page: Path, token: Token) -> Block:
    if token.type == "code_block":
        language = "folder" if FOLDER.match(token.content) else "sh"
    else:
        language = "sh" if token.info in SHELL else token.info
    return Block(page, token.map[0] + 1 if token.map else 0, language, token.content)
