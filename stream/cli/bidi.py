"""Right-to-left text in a terminal: isolated from the line around it, and aligned right where it is a paragraph.

Bidi-aware terminals order each line on their own. Without isolates, an Arabic name next to a number or an English word
drags its neighbours to the wrong side. Isolates are for the eye only: nothing that a machine reads contains them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.text import Text

FSI, PDI = "\u2068", "\u2069"  # first-strong isolate, pop directional isolate
LRI, RLI = "\u2066", "\u2067"  # isolates whose direction is known
_STRONG = {"L": False, "R": True, "AL": True}


def is_rtl(text: str) -> bool:
    """True when the first letter with a direction runs from right to left."""
    directions = (_STRONG.get(unicodedata.bidirectional(letter)) for letter in text)
    return next((direction for direction in directions if direction is not None), False)


def has_rtl(text: str) -> bool:
    """True when any letter runs from right to left."""
    return any(_STRONG.get(unicodedata.bidirectional(letter)) for letter in text)


def isolated(text: str) -> str:
    """`text` as one piece of a line, so that neither orders the other; unchanged without right-to-left letters."""
    clean = printable(text)
    return f"{FSI}{clean}{PDI}" if has_rtl(clean) else clean


def printable(text: str) -> str:
    """`text` without what could steer a terminal: control characters become spaces, directional ones vanish."""
    kept = (letter for letter in text if unicodedata.bidirectional(letter) not in _DIRECTIONAL)
    return "".join(" " if unicodedata.category(letter) in _CONTROLS else letter for letter in kept)


_DIRECTIONAL = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_CONTROLS = {"Cc", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text on lines of its own, broken here because a terminal knows no paragraphs: each line is isolated and aligned.

    `rtl` is the direction of the whole, else that of the first letter; a line in the middle may begin otherwise.
    """

    text: Text
    indent: int = 0
    rtl: bool | None = None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Break into lines; right-to-left ones end at the right margin."""
        rtl = is_rtl(self.text.plain) if self.rtl is None else self.rtl
        for line in self.text.wrap(console, max(10, options.max_width - self.indent)):
            line.rstrip()
            shown = Text.assemble(RLI if rtl else LRI, line, PDI) if rtl or has_rtl(line.plain) else line
            shown.justify = "right" if rtl else "left"
            yield Padding(shown, (0, 0, 0, self.indent))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """As wide as there is room: the right margin is where right-to-left lines begin."""
        return Measurement(10, options.max_width)
