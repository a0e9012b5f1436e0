"""Claims against gold: are they found, is nothing made up, and who says so?

A system claim is right when at least half of the words that it or the gold content covers are covered by both.
Everything about claimant, basis and denial is measured on such matches only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stream.contract.events import Analysis, Claim, Claimant
from stream.training.golden.entities import Pair, Score, entity_id, f1, share
from stream.training.golden.gold import GoldArticle, GoldClaim, Place

SAME: Final = 0.5  # words in both spans, of words in either
WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Match:
    """A gold claim and the system's version of it."""

    pair: Pair
    gold: GoldClaim
    found: Claim


def claim_scores(pairs: Sequence[Pair]) -> list[Score]:
    """F1 and false-claim rate of contents."""
    matched = sum(len(matches(pair)) for pair in pairs)
    gold = sum(len(pair.gold.claims) for pair in pairs)
    found = sum(len(pair.found.claims) for pair in pairs)
    return [
        ("claim_f1", f1(matched, found, matched, gold), gold),
        ("claim_precision", matched / max(1, found), found),
        ("claim_recall", matched / max(1, gold), gold),
        ("false_claim_rate", 1 - matched / found if found else 0.0, found),
    ]


def match_scores(pairs: Sequence[Pair]) -> list[Score]:
    """On matched claims: claimant, basis and denial."""
    found = [match for pair in pairs for match in matches(pair)]
    denials = [match for match in found if match.gold.denied or match.found.denied]
    both = sum(match.gold.denied and match.found.denied for match in denials)
    denied = (sum(match.found.denied for match in denials), sum(match.gold.denied for match in denials))
    return [
        ("claimant_right", share(claimant_right(match) for match in found), len(found)),
        ("claimant_span", share(claimant_span_right(match) for match in found), len(found)),
        ("claimant_entity", share(claimant_entity_right(match) for match in found), len(found)),
        ("basis_accuracy", share(match.gold.basis == frozenset(match.found.basis) for match in found), len(found)),
        ("denied_accuracy", share(match.gold.denied == match.found.denied for match in found), len(found)),
        ("denied_f1", f1(both, denied[0], both, denied[1]), denied[1]),
    ]


def matches(pair: Pair) -> list[Match]:
    """Each gold claim with at most one system claim, the closest pairs first."""
    candidates = sorted(
        (
            (word_iou(wanted.content, _content(given), pair.gold), g, f)
            for g, wanted in enumerate(pair.gold.claims)
            for f, given in enumerate(pair.found.claims)
        ),
        key=lambda candidate: (-candidate[0], *candidate[1:]),
    )
    taken: dict[int, int] = {}
    for overlap, g, f in candidates:
        if overlap >= SAME and g not in taken and f not in taken.values():
            taken[g] = f
    return [Match(pair, pair.gold.claims[g], pair.found.claims[f]) for g, f in sorted(taken.items())]


def claimant_right(match: Match) -> bool:
    """The right span (or rightly none) and the right entity (or rightly none), of one and the same claimant."""
    who = match.found.claimant
    if who is None or not match.gold.claimants:
        return who is None and not match.gold.claimants
    return any(_same_span(match, wanted.place) and _same_entity(match, wanted.key) for wanted in match.gold.claimants)


def claimant_span_right(match: Match) -> bool:
    """The right span, or rightly none."""
    who = match.found.claimant
    if who is None or not match.gold.claimants:
        return who is None and not match.gold.claimants
    return any(_same_span(match, wanted.place) for wanted in match.gold.claimants)


def claimant_entity_right(match: Match) -> bool:
    """The right entity, or rightly none, wherever its span."""
    keys = [wanted.key for wanted in match.gold.claimants] or [None]
    return any(_same_entity(match, key) for key in keys)


def word_iou(one: Place, other: Place, article: GoldArticle) -> float:
    """Words that both cover, of words that either covers."""
    if one.field != other.field:
        return 0.0
    covered = [_words(place, article.text(place.field)) for place in (one, other)]
    return len(covered[0] & covered[1]) / max(1, len(covered[0] | covered[1]))


def _same_span(match: Match, wanted: Place) -> bool:
    who = match.found.claimant
    return who is not None and word_iou(wanted, _place(match.found.field, who), match.pair.gold) >= SAME


def _same_entity(match: Match, key: str | None) -> bool:
    who = match.found.claimant
    given = who.entity_id if who else None
    if key is None or given is None:
        return key is None and given is None
    return given == _ids_by_key(match.pair.gold, match.pair.found).get(key)


def _ids_by_key(gold: GoldArticle, found: Analysis) -> dict[str, str | None]:
    return {entity.key: entity_id(entity, found) for entity in gold.entities}


def _words(place: Place, text: str) -> set[int]:
    """The words a span touches, by where they start: a cut-off particle does not change the word."""
    return {m.start() for m in WORD.finditer(text) if m.start() < place.end and place.start < m.end()}


def _content(claim: Claim) -> Place:
    return Place(claim.field, claim.start, claim.end)


def _place(field: str, who: Claimant) -> Place:
    return Place(field, who.start, who.end)
