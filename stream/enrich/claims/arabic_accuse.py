"""Accusations: «اتهم فلان فلانا بـ…» asserts that the second did it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stream.enrich.claims.arabic_before import acted_before, claimant_before, goes_on, sentence_subject
from stream.enrich.claims.arabic_claimant import characters, claimant_end, names_somebody
from stream.enrich.claims.arabic_content import clause_end, plain_content
from stream.enrich.claims.arabic_words import HEADS, PERSON_HEADS
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range, Utterance

_ACTIVE = frozenset("اتهم اتهمت اتهموا يتهم تتهم يتهمون".split())
_AGENT = frozenset("متهما متهمه متهمين".split())
# Whole words: of وفاتهم (their death) nothing is left that accuses.
_ACCUSING = frozenset(particle + verb for particle in ("", "و", "ف") for verb in _ACTIVE | _AGENT)
_NOT_CHARGES = frozenset("بن باسم برئاسه بقياده".split())
FARTHEST_CHARGE = 20  # words between the verb and the ب of the charge


def accusation(passage: Passage, borders: frozenset[int], taken: Sequence[Range]) -> Iterator[Utterance]:
    """One utterance for each accusing verb outside quotations and outside other contents."""
    for at, token in enumerate(passage.tokens):
        if token.norm not in _ACCUSING:
            continue
        bare = token.norm if token.norm in _ACTIVE | _AGENT else token.norm[1:]
        inside = any(start <= token.start < end for start, end in taken)
        whoever = passage.norm(at - 1) == "من"  # «كل من يتهم الوزارة بكذا»: nobody does
        if not token.quote and not inside and not whoever:
            new = _accuse(passage, at, bare, borders, taken)
            free = [one for one in new if not any(s < one.content[1] and one.content[0] < e for s, e in taken)]
            taken = [*taken, *(one.content for one in free)]
            yield from free


def _accuse(
    passage: Passage, at: int, bare: str, borders: frozenset[int], taken: Sequence[Range]
) -> Iterator[Utterance]:
    charge, attached = _charge(passage, at + 1), bare != passage.norm(at)
    if charge is None:
        return
    before = None if bare in _AGENT or attached else claimant_before(passage, at)
    goes_on_with = goes_on(passage, at) or (attached and _nobody_else(passage, at + 1, charge))
    unsaid = bare in _AGENT or before is not None or goes_on_with
    split = at + 1 if unsaid else _accused(passage, at + 1, charge)
    content = plain_content(passage, charge, clause_end(passage, charge, borders))
    content = content if content is None else (content[0] + _preposition(passage, charge), content[1])
    claimant = before or characters(passage, at + 1, claimant_end(passage, at + 1, split))
    if claimant is None and not taken and acted_before(passage, at):
        claimant = sentence_subject(passage, at)
    cue = (passage.tokens[at].start + attached, passage.tokens[at].end)
    if content is not None:
        yield Utterance(content, "reported", 0.75, cue, claimant, unsaid=claimant is None)


def _nobody_else(passage: Passage, first: int, charge: int) -> bool:
    """«واتهمت الوزير بـ», «واتهم شركة أجنبية بـ»: one name or an indefinite noun before the charge is the accused."""
    alone = passage.mention_at(first)
    if charge - first == 1 or (alone is not None and alone.first == first and alone.last >= charge):
        return True
    if passage.norm(first) in PERSON_HEADS:
        return False  # «واتهم مسؤول حكومي جماعة كذا بـ»: officials accuse
    phrase = range(first, first + 2)
    return not any(passage.norm(index).startswith("ال") or passage.mention_at(index) for index in phrase)


def _preposition(passage: Passage, charge: int) -> bool:
    """The ب of the charge, which is no part of it, unless the word would not be one without."""
    return len(passage.norm(charge)) > len("بما") and passage.tokens[charge].norm.startswith("ب")


def _charge(passage: Passage, first: int) -> int | None:
    for index in range(first + 1, min(first + FARTHEST_CHARGE, len(passage))):
        norm, word = passage.norm(index), passage.kind(index) == "word"
        if norm[:1] == "ب" and word and norm not in _NOT_CHARGES and passage.mention_at(index) is None:
            return index
    return None


def _accused(passage: Passage, first: int, charge: int) -> int:
    """Where the accused begin: the second name or title, else the last word before the charge."""
    for index in range(first + 1, charge):
        inside, before = passage.mention_at(index), passage.mention_at(index - 1)
        if before is not None and before.type == "PER" and before.last == index:
            return index
        placed = passage.norm(index - 1) in ("في", "من", "لدي")  # وزير المناخ في توفالو
        begins = names_somebody(passage, index) and not _construct(passage.norm(index - 1)) and not placed
        if begins and (inside is None or inside.first == index) and not _titled(passage, first, index):
            return index
    return max(first + 1, charge - 1)


def _construct(norm: str) -> bool:
    """True for a title or a body that the next word completes: وزير الدفاع, but not الوزير."""
    return norm in HEADS and not norm.startswith("ال")


def _titled(passage: Passage, first: int, index: int) -> bool:
    """A name right after the title it belongs to is still the accuser: الرئيس الأذربيجاني إلهام علييف."""
    named = passage.mention_at(index)
    only_title = not any(one.type == "PER" and first <= one.first < index for one in passage.named)
    return named is not None and named.type == "PER" and only_title and passage.norm(first) in PERSON_HEADS
