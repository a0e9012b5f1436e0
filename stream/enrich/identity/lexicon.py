"""Reads the lexicon of what organisations are called by, `concepts.tsv`: phrases in three languages, each with its keys."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from stream.enrich.identity.letters import fold
from stream.enrich.identity.tables import curated, names_in

STOP_WORDS = frozenset(
    "of the for and in on at to by with against de la le les l du des d en et a au aux sur pour في فى من عن على الى و"
    " بن ضد their his its s".split()
)
_KEEPS_ITS_S = frozenset("news gas bus sas corps".split())
SHORTEST_PLURAL = 4  # letters


def read_concepts(folder: Traversable) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Folded phrase to concept keys, and concept key to role; a phrase's first row wins."""
    phrases: dict[str, tuple[str, ...]] = {}
    roles: dict[str, str] = {}
    for concept, role, arabic, english, french in curated("concepts", 5, folder):
        keys = tuple(concept.split("+"))
        if len(keys) == 1:
            roles.setdefault(concept, role)
        for phrase in _phrases(arabic, english, french):
            phrases.setdefault(phrase, keys)
    return phrases, roles


def _phrases(arabic: str, english: str, french: str) -> Iterator[str]:
    yield from (fold(name) for name in names_in(arabic))
    for name in (*names_in(english), *names_in(french)):
        yield " ".join(singular(word) for word in fold(name).split() if word not in STOP_WORDS)


def singular(word: str) -> str:
    """A Latin word without the ending of English and French plurals."""
    if len(word) < SHORTEST_PLURAL or word in _KEEPS_ITS_S or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]
