"""Where quotations begin and end in a text: « », “ ”, „ “ and the straight mark that serves as both.

Quotations are looked for in a whole field, because one often runs over several sentences. Only the outermost marks
count. A mark left open closes at the end of its paragraph when that is near, as in a speech that goes on in the next
paragraph; otherwise it is a stray mark and opens nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"[«»“”„‟\"\n]|''")
_OPENING = frozenset("«“„‟")
_CLOSING = frozenset("»”")
_STRAIGHT = frozenset({'"', "''"})
_AFTER_CLOSING = tuple(".,،;؛!?؟)")  # spaced off or not, a mark before these ends something
LONGEST_QUOTE = 3000  # characters; speeches in news are shorter, and a mark that far away closes another quotation
LONGEST_OPEN_QUOTE = 900  # characters up to the paragraph's end; a longer one is a stray mark


@dataclass(frozen=True, slots=True)
class Quotation:
    """The marks enclose `text[inner_start:inner_end]`; `start` and `end` include them."""

    start: int
    inner_start: int
    inner_end: int
    end: int


def find_quotations(text: str) -> list[Quotation]:
    """The outermost quotations of `text` in order of appearance, never overlapping."""
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        if mark.group() == "\n":
            _end_paragraph(found, opened, mark.start())
            opened = None
        elif opened is None or _reopens(text, opened, mark):
            opened = mark if _opens(text, mark) else None
        elif _closes(opened, mark):
            found.append(Quotation(opened.start(), opened.end(), mark.start(), mark.end()))
            opened = None
    _end_paragraph(found, opened, len(text))
    return found


def _end_paragraph(found: list[Quotation], opened: re.Match[str] | None, at: int) -> None:
    if opened is not None and at - opened.end() <= LONGEST_OPEN_QUOTE:
        found.append(Quotation(opened.start(), opened.end(), at, at))


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in _OPENING or mark.group() in _CLOSING:
        return mark.group() in _OPENING
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if after in _AFTER_CLOSING and not text.startswith("...", mark.end()):
        return False
    # A straight mark glued to the word before it and not to one after it closes something that was never opened.
    return before.isspace() or not before or before in ":(" or after.isalnum() or after in "«“'"


def _reopens(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    """A second opening mark where a closing one is due: the first was left open, and not by a whole quotation."""
    if opened.group() not in _STRAIGHT or mark.group() not in _STRAIGHT:
        return mark.start() - opened.end() > LONGEST_QUOTE
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return (before.isspace() and after.isalnum()) or mark.start() - opened.end() > LONGEST_QUOTE


def _closes(opened: re.Match[str], mark: re.Match[str]) -> bool:
    if opened.group() in _STRAIGHT:
        return mark.group() in ('"', "''", "”")
    if opened.group() == "«":
        return mark.group() == "»"
    return mark.group() in ("”", "“", '"') and mark.group() != "„"
