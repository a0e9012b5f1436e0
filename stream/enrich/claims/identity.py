"""Which mention a claimant's entity is, if it is any.

A person named in the claimant, not one who only owns or employs the claimant (مستشار ترامب is not Trump). The
organisation for a spokesperson, a report or an outlet. Nobody for unnamed officials, analysts and joint claimants.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stream.enrich.claims.arabic_words import ORG_HEADS, PERSON_HEADS
from stream.enrich.claims.roles import (
    ARTICLES,
    BELONGING,
    BODIES,
    DOCUMENTS,
    SPOKESPEOPLE,
    TITLES,
    UNNAMED,
    without_particle,
)
from stream.enrich.claims.tokens import Token, tokenize
from stream.enrich.reading import Mention, Span

WITH_OTHERS = frozenset("وزملاوه وزملاؤه وزملاوها وزملاؤها وزملائه وزملائها وفريقه وفريقها".split())
PARTICLE = 3  # letters of a word too short to be a role
OF = frozenset("of for to from de du des d' pour باسم".split())
AND = frozenset("و and et &".split())
AT = OF | frozenset("at in with by في من لدي".split())
POSSESSIVES = frozenset("its their باسمها باسمه باسمهم بلسانها".split())


def claimant_mention(claimant: Span, entities_mentions: Sequence[Mention]) -> int | None:
    """The index of the mention whose entity makes the claim; None when the claimant has no entity of their own."""
    inside = [index for index, mention in enumerate(entities_mentions) if _within(mention.span, claimant)]
    if not inside:
        return None
    words = _outside(claimant, [entities_mentions[index].span for index in inside])
    people = [i for i in inside if entities_mentions[i].type == "PER"]
    bodies = [i for i in inside if entities_mentions[i].type in ("ORG", "LOC", "MISC")]
    if _has(words, SPOKESPEOPLE):
        return _spoken_for(bodies, people, entities_mentions, claimant, words)
    if people:
        return _person(people, entities_mentions, claimant, words)
    if _head(words) in UNNAMED or _has(words[:3], UNNAMED):
        return None
    return _speaking_body(bodies, entities_mentions, claimant, words)


def _spoken_for(
    bodies: Sequence[int], people: Sequence[int], mentions: Sequence[Mention], claimant: Span, words: Sequence[Token]
) -> int | None:
    """The body a spokesperson speaks for; nobody when only its kind is told (a ministry spokesman in Baku)."""
    named = [index for index in bodies if mentions[index].type == "ORG"]
    if speaks_for_another(words):
        return named[0] if named else None
    return _body(bodies, mentions) if bodies else _person(people, mentions, claimant, words)


def speaks_for_another(words: Sequence[Token]) -> bool:
    """«متحدث باسم الوزارة سالم», "Ministry spokesman X": the body that speaks is told, if only by its kind."""
    return any(without_particle(word.text) in BODIES or word.norm in POSSESSIVES for word in words)


def _outside(claimant: Span, names: Sequence[Span]) -> list[Token]:
    """The claimant's words that are no part of a name: in a General Directorate nobody is a general."""
    words = tokenize(claimant.text, 0, len(claimant.text))
    taken = [(name.start - claimant.start, name.end - claimant.start) for name in names]
    return [word for word in words if not any(start < word.end and word.start < end for start, end in taken)]


def _within(mention: Span, claimant: Span) -> bool:
    return mention.overlaps(claimant)


def _head(words: Sequence[Token]) -> str:
    for word in words:
        if word.norm not in ARTICLES and word.kind == "word":
            return word.norm
    return ""


def _has(words: Iterable[Token], group: frozenset[str]) -> bool:
    return any(word.norm in group for word in words)


def _body(bodies: Sequence[int], mentions: Sequence[Mention]) -> int:
    """The organisation rather than the country it sits in."""
    return next((i for i in bodies if mentions[i].type == "ORG"), bodies[0])


def _person(people: Sequence[int], mentions: Sequence[Mention], claimant: Span, words: Sequence[Token]) -> int | None:
    own = [i for i in people if not _owner(mentions[i].span, claimant, words)]
    if not own or _joint(own, mentions, claimant, words) or _has(words, WITH_OTHERS):
        return None
    return own[0]


def _owner(person: Span, claimant: Span, words: Sequence[Token]) -> bool:
    """«مستشار ترامب», "Trump's lawyer", "a lawyer for Trump", "Trump adviser": the name is not the speaker's."""
    start, end = person.start - claimant.start, person.end - claimant.start
    before = [word.norm for word in words if word.end <= start]
    after = [word for word in words if word.start >= end]
    held = claimant.text[end - 2 : end + 2].replace("’", "'").endswith("'s") or claimant.text[end - 1 : end + 1] == "s'"
    follows = [word.norm for word in after[:1]]
    role_after = bool(follows) and follows[0] in BELONGING | UNNAMED | SPOKESPEOPLE and follows[0].isascii()
    # مستشار ترامب belongs to him; in "adviser Ida Moe" the role is her own.
    touching = [word for word in words if word.end <= start and not claimant.text[word.end : start].strip()]
    arabic = bool(touching) and touching[-1].norm in BELONGING and "\u0620" <= touching[-1].norm[0] <= "\u064a"
    preceded = arabic or (bool(before) and before[-1] in OF)
    return held or preceded or role_after


def _joint(own: Sequence[int], mentions: Sequence[Mention], claimant: Span, words: Sequence[Token]) -> bool:
    """Two people joined by "and" speak together, and a claim has one entity or none."""
    if not own[1:]:
        return False
    first, second = mentions[own[0]].span, mentions[own[1]].span
    between = [w for w in words if first.end - claimant.start <= w.start < second.start - claimant.start]
    glued = claimant.text[max(0, second.start - claimant.start - 1) : second.start - claimant.start] == "و"
    return glued or any(word.norm in AND or (word.norm[:1] == "و" and word.norm[2:]) for word in between)


def _speaking_body(
    bodies: Sequence[int], mentions: Sequence[Mention], claimant: Span, words: Sequence[Token]
) -> int | None:
    """An organisation or a place speaks when it is the phrase, or when the phrase is its paper, site or report."""
    if len(bodies) > 1 and _joint(bodies, mentions, claimant, words):
        return None
    first = bodies[1] if len(bodies) > 1 and _owns(mentions[bodies[0]].span, claimant) else bodies[0]
    start = mentions[first].span.start - claimant.start
    before = [word.norm for word in words if word.end <= start]
    if _has(words, DOCUMENTS):
        return _body(bodies, mentions)
    if first == bodies[0] and mentions[first].type == "LOC" and _owns(mentions[first].span, claimant):
        return None  # Ukraine's air force is not Ukraine
    if any(norm in PERSON_HEADS for norm in before):
        return None
    if _has(words, TITLES):
        return None
    return first if _introduces(before) else None


def _owns(body: Span, claimant: Span) -> bool:
    """Algeria in "Algeria's Sonatrach"."""
    rest = claimant.text[body.end - claimant.start :].replace("’", "'")
    return rest.startswith(("'s ", "' "))


def _introduces(before: Sequence[str]) -> bool:
    """Only a generic head or an article may stand before the body's name, or the body's kind (the Moroccan daily X)."""
    if all(norm in ORG_HEADS or len(norm) <= PARTICLE or not norm.isalpha() or norm in _GENERIC for norm in before):
        return True
    return before[-1].isascii() and before[-1] in BODIES and not any(norm in AT for norm in before)


_GENERIC = frozenset(
    (
        "the party group company organisation organization ministry army government city court bank state police of "
        "le la les parti groupe société entreprise ministère armée gouvernement ville tribunal banque du"
    ).split()
)
