"""Turkish and Azeri spelling as English would sound it: c is j, ç is ch, ş is sh.

A name written with such letters is read by them; without its marks (Cetin, Simsek) only the list of names tells.
"""

from __future__ import annotations

import re
from importlib.resources.abc import Traversable

from stream.enrich.identity.letters import fold
from stream.enrich.identity.tables import curated, names_in

_OWN_LETTERS = re.compile(r"[şŞğĞıİəƏ]|\b[Çç]|[Çç](?=[eiıöü])")  # French has ç too, but not there
_SOUNDS = str.maketrans(
    {"c": "j", "C": "J", "ç": "ch", "Ç": "Ch", "ş": "sh", "Ş": "Sh", "ğ": "gh", "Ğ": "Gh", "x": "kh", "X": "Kh"}
)


_SLAVIC = str.maketrans(
    {
        "š": "sh", "Š": "Sh", "č": "ch", "Č": "Ch", "ć": "ch", "Ć": "Ch", "ž": "zh", "Ž": "Zh", "ș": "sh", "Ș": "Sh",
        "ț": "ts", "Ț": "Ts", "ţ": "ts", "Ţ": "Ts", "ř": "rzh", "Ř": "Rzh", "ś": "sh", "Ś": "Sh", "ż": "zh", "Ż": "Zh",
    }
)  # fmt: skip


def by_sound(name: str) -> str:
    """`name` in English letters where it is spelled with letters that only these languages have; else unchanged.

    Letters of Slavic and Romanian spelling (Šarić, Ștefan) sound alike in all of them and in Turkish ones.
    """
    if name.isascii():
        return name
    name = name.translate(_SLAVIC)
    return name.translate(_SOUNDS) if _OWN_LETTERS.search(name) else name


def turkish_words(folder: Traversable) -> dict[str, str]:
    """Folded names of the list, marks dropped, with their spelling by sound."""
    names = (name for row in curated("turkish_names", 1, folder) for name in names_in(row[0]))
    return {fold(name): fold(name.translate(_SOUNDS)) for name in names}
