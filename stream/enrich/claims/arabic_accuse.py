"""Accusations: «اتهم فلان فلانا بـ…» asserts that the second did it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stream.enrich.claims.arabic_claimant import characters, claimant_before, claimant_end, names_somebody
from stream.enrich.claims.arabic_content import clause_end, plain_content
from stream.enrich.claims.arabic_words import HEADS
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range, Utterance

_ACTIVE = frozenset("اتهم اتهمت اتهموا يتهم تتهم يتهمون".split())
_AGENT = frozenset("متهما متهمه متهمين".split())
FARTHEST_CHARGE = 20  # words between the verb and the ب of the charge


def accusation(passage: Passage, borders: frozenset[int], taken: Sequence[Range]) -> Iterator[Utterance]:
    """One utterance for each accusing verb outside quotations and outside other contents."""
    for at in range(len(passage)):
        norm = passage.norm(at)
        bare = norm if norm in _ACTIVE | _AGENT else norm.removeprefix("و").removeprefix("ف")
        token = passage.tokens[at]
        inside = any(start <= token.start < end for start, end in taken)
        if bare in _ACTIVE | _AGENT and not passage.quote(at) and not inside:
            yield from _accuse(passage, at, bare, len(norm) > len(bare), borders)


def _accuse(passage: Passage, at: int, bare: str, attached: bool, borders: frozenset[int]) -> Iterator[Utterance]:
    charge = _charge(passage, at + 1)
    if charge is None:
        return
    before = None if bare in _AGENT or attached else claimant_before(passage, at)
    split = at + 1 if bare in _AGENT or before else _accused(passage, at + 1, charge)
    content = plain_content(passage, split, clause_end(passage, split, borders))
    claimant = before or characters(passage, at + 1, claimant_end(passage, at + 1, split))
    cue = (passage.tokens[at].start + attached, passage.tokens[at].end)
    if content is not None:
        yield Utterance(content, "reported", 0.75, cue, claimant, unsaid=claimant is None)


def _charge(passage: Passage, first: int) -> int | None:
    for index in range(first, min(first + FARTHEST_CHARGE, len(passage))):
        if passage.norm(index)[:1] == "ب" and passage.kind(index) == "word" and index > first:
            if passage.mention_at(index) is None and passage.norm(index) not in ("بن", "باسم", "برئاسه", "بقياده"):
                return index
    return None


def _accused(passage: Passage, first: int, charge: int) -> int:
    """Where the accused begin: the second name or title, else the last word before the charge."""
    for index in range(first + 1, charge):
        inside = passage.mention_at(index)
        begins = names_somebody(passage, index) and passage.norm(index - 1) not in HEADS
        if begins and (inside is None or inside.first == index) and not _titled(passage, first, index):
            return index
    return max(first + 1, charge - 1)


def _titled(passage: Passage, first: int, index: int) -> bool:
    """A name right after the title it belongs to is still the accuser: الرئيس الأذربيجاني إلهام علييف."""
    named = passage.mention_at(index)
    only_title = all(passage.mention_at(i) is None for i in range(first, index))
    return named is not None and named.type == "PER" and only_title and passage.norm(first) in HEADS
