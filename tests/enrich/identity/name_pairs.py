"""How often a name of the news gets one id in Arabic and in English, and how often two things share one.

`name_pairs.tsv` lists some 800 things with their names in both languages, written from memory and not from the tables.
Every name is put into a sentence of its own, as if a model had marked it. A third of the things, chosen by a hash of their
names, is `unread`: their failures are counted and never looked at, so that they stay a fair sample.

    python -m tests.enrich.identity.name_pairs            # the figures
    python -m tests.enrich.identity.name_pairs --failures # and what failed among those that may be read
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from itertools import product

from stream.enrich.identity.gazetteer import default_gazetteer
from stream.enrich.identity.tables import curated, names_in
from stream.enrich.reading import EntityType
from tests.enrich.identity.builders import entities

TYPES: tuple[EntityType, ...] = ("PER", "ORG", "LOC", "MISC")
UNREAD_OF_THREE = 0  # the remainder that marks a thing as unread


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the world with its names in two languages; `country` is what an article about it speaks of."""

    type: str
    arabic: tuple[str, ...]
    english: tuple[str, ...]
    country: str

    @property
    def unread(self) -> bool:
        """True of the third that is kept for an honest figure."""
        return sha256(self.english[0].encode()).digest()[0] % 3 == UNREAD_OF_THREE


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a thing: the ids that its names got, in the order of the table."""

    thing: Thing
    arabic: tuple[str, ...]
    english: tuple[str, ...]

    @property
    def pairs(self) -> list[bool]:
        """For every Arabic name with every English one, whether they got the same id."""
        return [left == right for left, right in product(self.arabic, self.english)]


def things() -> Iterator[Thing]:
    """The rows of the table."""
    for kind, arabic, english, country in curated("name_pairs", 4, files("tests.enrich.identity")):
        yield Thing(kind, tuple(names_in(arabic)), tuple(names_in(english)), country)


@lru_cache(maxsize=1)
def outcomes() -> tuple[Outcome, ...]:
    """Every thing with the ids of its names."""
    return tuple(
        Outcome(
            thing,
            tuple(_id(thing, name, "ar") for name in thing.arabic),
            tuple(_id(thing, name, "en") for name in thing.english),
        )
        for thing in things()
    )


def same_id(found: Sequence[Outcome]) -> float:
    """The share of pairs of names with one id, every thing weighing the same."""
    return sum(sum(one.pairs) / len(one.pairs) for one in found) / max(1, len(found))


def wrongly_merged(found: Sequence[Outcome]) -> list[tuple[str, list[str]]]:
    """Ids that different things share, with these things."""
    holders: dict[str, set[str]] = defaultdict(set)
    for one in found:
        for identity in {*one.arabic, *one.english} - {""}:
            holders[identity].add(one.thing.english[0])
    return [(identity, sorted(names)) for identity, names in sorted(holders.items()) if len(names) > 1]


def _id(thing: Thing, name: str, language: str) -> str:
    """The id of `name` in an article about the thing's country; empty where the name was not taken for one."""
    names = (default_gazetteer().country_names.get(thing.country) or "").split("\t") if thing.country else []
    where = names[0 if language == "ar" else 1] if len(names) > 1 else ""
    said = (
        f"تحدث التقرير عن [{thing.type} {name}] مرارا."
        if language == "ar"
        else f"They saw [{thing.type} {name}] again."
    )
    about = (
        f" زار {where}، ثم عاد إلى {where}." if language == "ar" else f" It was in {where}, only in {where}."
    ) * bool(where)
    found = entities(said + about, language=language)
    start = said.index("[")
    return next(
        (e.id for e in found if any(m.span.start < start + len(name) and m.span.end > start for m in e.mentions)), ""
    )


def report(found: Sequence[Outcome]) -> Iterator[str]:
    """Lines of a table: same id by type, read and unread."""
    for kind in (*TYPES, "all"):
        chosen = [one for one in found if kind in (one.thing.type, "all")]
        read = [one for one in chosen if not one.thing.unread]
        unread = [one for one in chosen if one.thing.unread]
        yield f"{kind}\tread {same_id(read):.3f} ({len(read)})\tunread {same_id(unread):.3f} ({len(unread)})"
    yield f"ids of two things: {len(wrongly_merged(found))}"


def main() -> None:
    """Print the figures, with the failures that may be read where asked."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--failures", action="store_true")
    flags = parser.parse_args()
    found = outcomes()
    lines = list(report(found))
    if flags.failures:
        failed = [one for one in found if not one.thing.unread and not all(one.pairs)]
        lines += [
            f"{one.thing.type}\t{dict(zip(one.thing.arabic, one.arabic, strict=True))} {dict(zip(one.thing.english, one.english, strict=True))}"
            for one in failed
        ]
        lines += [f"merged {identity}: {names}" for identity, names in wrongly_merged(found)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
