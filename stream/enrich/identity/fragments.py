"""Joins the pieces of one name that a model marked apart: نيكول + باشينيان, كوريا + الجنوبية, Jean + - + Pierre.

Two names that merely stand side by side must stay two, so a join needs a reason: no gap at all, a hyphen, a phrase
that the gazetteer knows, or two halves of a person's name.
"""

from __future__ import annotations

from stream.enrich.identity.article import Article
from stream.enrich.identity.letters import fold
from stream.enrich.identity.particles import without_particles
from stream.enrich.reading import Mention

GAPS = ("", " ", "-", "\u00a0", "‑")
LONGEST_PERSON_NAME = 5  # words


def join_fragments(mentions: list[Mention], article: Article) -> list[Mention]:
    """`mentions` (in order, not overlapping) with the fragments of one name made one mention."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and _are_one(joined[-1], mention, article):
            longer = article.resized(joined[-1], joined[-1].span.start, mention.span.end)
            joined[-1] = longer
        else:
            joined.append(mention)
    return joined


def _are_one(left: Mention, right: Mention, article: Article) -> bool:
    if left.span.field != right.span.field or left.span.end > right.span.start:
        return False
    gap = article.text(left.span.field)[left.span.end : right.span.start]
    if gap not in GAPS:
        return False
    if _is_known(fold(left.span.text + gap + right.span.text), article):
        return True
    if left.type != right.type:
        return False
    return gap in ("", "-", "‑") or (left.type == "PER" and _halves_of_a_name(left, right, article))


def _is_known(phrase: str, article: Article) -> bool:
    gazetteer = article.gazetteer
    curated = phrase in gazetteer.people or phrase in gazetteer.organisations or phrase in gazetteer.places
    return curated or gazetteer.country(phrase) is not None


def _halves_of_a_name(left: Mention, right: Mention, article: Article) -> bool:
    words = len(left.span.text.split()) + len(right.span.text.split())
    if words > LONGEST_PERSON_NAME or any(fold(half.span.text) in article.gazetteer.people for half in (left, right)):
        return False
    return without_particles(right, article).span.start == right.span.start  # بوتين وترامب are two people
