"""Entities against gold: are names found, do they share an id where they should, and only there?

Identity is judged on gold mentions: each gets the id of the system mention in its place, or none. Edges may differ a
little; a city found inside the name of its airport is another name, and says nothing of the airport.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from stream.contract.events import Analysis
from stream.training.golden.gold import GoldArticle, GoldEntity, Place

SAME_NAME: Final = 0.5  # code points in both spans, of those in either
Score = tuple[str, float, int]  # metric, value, n


@dataclass(frozen=True, slots=True)
class Pair:
    """An article with its labels and what the system made of it."""

    gold: GoldArticle
    found: Analysis


@dataclass(frozen=True, slots=True)
class Named:
    """One gold entity of one article, and the id most of its mentions got; None where none was found."""

    article: str
    language: str
    key: str
    id_prefix: str | None
    id: str | None


def mention_scores(pairs: Sequence[Pair]) -> list[Score]:
    """F1 of mentions: right span and type; right span; any overlap with a mention of the right type."""
    gold = {(pair.gold.article.id, place, e.type) for pair in pairs for e in pair.gold.entities for place in e.mentions}
    found = {(pair.gold.article.id, place, kind) for pair in pairs for place, kind, _ in system_mentions(pair.found)}
    spans = [{(article, place) for article, place, _ in side} for side in (gold, found)]
    touching = f1(_touched(found, gold), len(found), _touched(gold, found), len(gold))
    return [
        ("mention_f1", set_f1(gold, found), len(gold)),
        ("mention_span_f1", set_f1(spans[0], spans[1]), len(gold)),
        ("mention_overlap_f1", touching, len(gold)),
    ]


def grouping_scores(pairs: Sequence[Pair]) -> list[Score]:
    """B-cubed F1 over gold mentions, with every article apart and with the whole set as one."""
    mentions = [
        (pair.gold.article.id, entity.key, identity)
        for pair in pairs
        for entity in pair.gold.entities
        for identity in _ids(entity, pair.found)
    ]
    apart = b_cubed_f1([(article, key) for article, key, _ in mentions], [i and (a, i) for a, _, i in mentions])
    together = b_cubed_f1([key for _, key, _ in mentions], [identity for _, _, identity in mentions])
    return [("bcubed_f1_article", apart, len(mentions)), ("bcubed_f1_set", together, len(mentions))]


def identity_scores(pairs: Sequence[Pair]) -> list[Score]:
    """Same id across languages, different things kept apart, and known places under their public ids."""
    named = [item for pair in pairs for item in named_entities(pair)]
    across = [(a, b) for a, b in combinations(named, 2) if a.key == b.key and a.language != b.language]
    differing = [(a, b) for a, b in combinations(named, 2) if a.key != b.key]
    merged = [(a, b) for a, b in differing if a.id is not None and a.id == b.id]
    victims = {(item.article, item.key) for pair in merged for item in pair}
    expected = [item for item in named if item.id_prefix]
    return [
        ("same_id_across_languages", share(a.id is not None and a.id == b.id for a, b in across), len(across)),
        ("different_things_one_id", len(merged) / max(1, len(differing)), len(differing)),
        ("entities_merged_wrongly", len(victims) / max(1, len(named)), len(named)),
        ("expected_id", share((item.id or "").startswith(item.id_prefix or "") for item in expected), len(expected)),
    ]


def named_entities(pair: Pair) -> list[Named]:
    """The gold entities of one article with the ids the system gave them."""
    return [
        Named(pair.gold.article.id, pair.gold.language, entity.key, entity.id_prefix, entity_id(entity, pair.found))
        for entity in pair.gold.entities
    ]


def entity_id(entity: GoldEntity, found: Analysis) -> str | None:
    """The id that most of the entity's mentions got, the first of them where two tie."""
    counts = Counter(identity for identity in _ids(entity, found) if identity is not None)
    return counts.most_common(1)[0][0] if counts else None


def system_mentions(found: Analysis) -> list[tuple[Place, str, str]]:
    """Place, type and id of everything the system found."""
    return [
        (Place(mention.field, mention.start, mention.end), entity.type, entity.id)
        for entity in found.entities
        for mention in entity.mentions
    ]


def b_cubed_f1(gold: Sequence[Hashable], found: Sequence[Hashable | None]) -> float:
    """B-cubed F1 of two groupings of the same items; None is a group of its own every time."""
    alone: list[Hashable] = [group if group is not None else ("alone", n) for n, group in enumerate(found)]
    members: list[dict[Hashable, set[int]]] = [defaultdict(set), defaultdict(set)]
    for number, groups in enumerate(zip(gold, alone, strict=True)):
        for side, group in zip(members, groups, strict=True):
            side[group].add(number)
    precision = recall = 0.0
    for wanted, given in zip(gold, alone, strict=True):
        shared = len(members[0][wanted] & members[1][given])
        precision += shared / len(members[1][given])
        recall += shared / len(members[0][wanted])
    return 2 * precision * recall / (precision + recall) / len(gold) if gold else 0.0


def set_f1(gold: AbstractSet[Hashable], found: AbstractSet[Hashable]) -> float:
    """F1 of two sets."""
    hits = len(gold & found)
    return f1(hits, len(found), hits, len(gold))


def f1(right: int, found: int, recalled: int, gold: int) -> float:
    """F1 of `right` of `found` and `recalled` of `gold`."""
    precision, recall = right / max(1, found), recalled / max(1, gold)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def share(values: Iterable[bool]) -> float:
    """How many are true, between 0 and 1; 0 of none."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def _ids(entity: GoldEntity, found: Analysis) -> list[str | None]:
    return [_id_at(place, found) for place in entity.mentions]


def _id_at(place: Place, found: Analysis) -> str | None:
    best = max(((_iou(place, other), identity) for other, _, identity in system_mentions(found)), default=(0.0, ""))
    return best[1] if best[0] >= SAME_NAME else None


def _iou(one: Place, other: Place) -> float:
    shared = one.shared(other)
    return shared / (one.end - one.start + other.end - other.start - shared)


def _touched(these: Iterable[tuple[str, Place, str]], those: Iterable[tuple[str, Place, str]]) -> int:
    others: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for article, place, kind in those:
        others[article, kind].append(place)
    return sum(any(place.shared(other) for other in others[article, kind]) for article, place, kind in these)
