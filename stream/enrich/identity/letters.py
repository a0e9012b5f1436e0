"""One spelling for lookups: letters folded, marks dropped, words split.

`fold` is what every table is keyed by, in whatever script. It never leaves a script: that is `latin.py`'s work. It
loses offsets, so it is for comparing names, never for editing text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Script = Literal["arabic", "latin", "cyrillic", "other"]

_SAME_LETTER = str.maketrans(
    {
        "ى": "ي", "ة": "ه", "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه", "ٱ": "ا",
        "ـ": "", "ء": "", "ə": "a", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ё": "е", "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "`": "", "´": "", "ˈ": "", "ʿ": "", "ʾ": "", '"': "",
        "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "_": " ", ".": " ", ",": " ", "،": " ", "(": " ", ")": " ",
        "«": "", "»": "", "“": "", "”": "", "\u200c": "", "\u200d": "", "\u200e": "", "\u200f": "", "\ufeff": "",
    }
)  # fmt: skip


class _WithoutMarks(dict[int, int | str | None]):
    """`_SAME_LETTER` without combining marks; every character is asked for its class once."""

    def __missing__(self, code: int) -> int | str | None:
        letter = None if unicodedata.combining(chr(code)) else _SAME_LETTER.get(code, code)
        self[code] = letter
        return letter


_WITHOUT_MARKS = _WithoutMarks()
_ARABIC = re.compile(r"[\u0620-\u06ff\u0750-\u077f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u0259]")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """`text` in the one spelling that tables are keyed by; words are separated by single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_SAME_LETTER))
    return " ".join(decomposed.translate(_WITHOUT_MARKS).split())


@lru_cache(maxsize=65_536)
def script_of(text: str) -> Script:
    """The script of the first letter that tells."""
    for script, pattern in _SCRIPTS:
        if pattern.search(text):
            return script
    return "other"


_SCRIPTS: tuple[tuple[Script, re.Pattern[str]], ...] = (
    ("arabic", _ARABIC),
    ("cyrillic", _CYRILLIC),
    ("latin", _LATIN),
)
