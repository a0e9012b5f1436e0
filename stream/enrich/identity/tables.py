"""Read-only tables of the package's data folder.

A generated table is a gzipped text of `key TAB value` lines in byte order. It is kept as a list of byte strings and
searched by bisection: loading is one decompression and one split, and a lookup costs about a microsecond, with a
third of a dictionary's memory. A curated table is a small TSV that people edit; `#` starts a remark.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

REMEMBERED = 16_384  # keys a table: news names the same few thousand again and again
DATA = files("stream.enrich").joinpath("data")


class SortedTable:
    """A mapping from folded names to one line of text; immutable, so safe to share between threads."""

    __slots__ = ("_lines", "get")

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = lines
        self.get = lru_cache(maxsize=REMEMBERED)(self._get)
        """The value at a key, or None."""

    @classmethod
    def load(cls, name: str, folder: Traversable = DATA) -> SortedTable:
        """Read the generated table `name`; raises FileNotFoundError where the package has no such file."""
        return cls(gzip.decompress(folder.joinpath(f"{name}.tsv.gz").read_bytes()).split(b"\n"))

    def _get(self, key: str) -> str | None:
        prefix = key.encode() + b"\t"
        at = bisect_left(self._lines, prefix)
        if at == len(self._lines) or not self._lines[at].startswith(prefix):
            return None
        return self._lines[at][len(prefix) :].decode()

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __len__(self) -> int:
        return len(self._lines)

    def keys(self) -> Iterator[str]:
        """Every key, in byte order."""
        return (line.partition(b"\t")[0].decode() for line in self._lines)

    def items(self) -> Iterator[tuple[str, str]]:
        """Every key with its value, in byte order of keys."""
        for line in self._lines:
            key, _, value = line.decode().partition("\t")
            yield key, value


def curated(name: str, columns: int, folder: Traversable = DATA) -> Iterator[tuple[str, ...]]:
    """The rows of the curated table `name`, each filled up to `columns` cells."""
    for line in folder.joinpath(f"{name}.tsv").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split("\t")]
            yield tuple(cells + [""] * (columns - len(cells)))[:columns]


def names_in(cell: str) -> list[str]:
    """The names of a cell that lists several, separated by `|`."""
    return [name.strip() for name in cell.split("|") if name.strip()]
