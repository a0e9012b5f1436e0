"""Causes and blame: «عزا فلان الأمر إلى سببه», «حمّل فلان الجهة مسؤولية الأمر» assert without أن."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stream.enrich.claims.arabic_before import claimant_before
from stream.enrich.claims.arabic_claimant import characters, claimant_end, names_somebody
from stream.enrich.claims.arabic_content import clause_end, plain_content
from stream.enrich.claims.arabic_words import RELATIVES
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range, Utterance

_CAUSES = frozenset("عزا عزت عزوا يعزو تعزو ارجع ارجعت ارجعوا".split())
_BLAMES = frozenset("حمل حملت حملوا يحمل تحمل".split())
# «…، عازيا ذلك إلى كذا», «…، محملة الحكومة مسؤولية كذا»: whoever spoke before goes on.
_CAUSING, _BLAMING = frozenset("عازيا عازيه مرجعا مرجعه".split()), frozenset("محملا محمله محملين".split())
_VERBS = (
    frozenset(particle + verb for particle in ("", "و", "ف", "وف") for verb in _CAUSES | _BLAMES) | _CAUSING | _BLAMING
)
_CAUSED_BY = frozenset("الي لي".split())
_BLAME = frozenset("مسؤوليه مسووليه مسئوليه المسؤوليه المسووليه المسئوليه".split())
FARTHEST = 16  # words between the verb and the cause or the blame
LONGEST_ANTECEDENT = 4  # words before «الذي يحمل»; of a longer phrase nobody can tell which noun blames
CONFIDENCE = 0.7


def attributions(passage: Passage, borders: frozenset[int], taken: Sequence[Range]) -> Iterator[Utterance]:
    """One utterance for each such verb outside quotations and outside other contents."""
    for at, token in enumerate(passage.tokens):
        norm = token.norm
        if norm not in _VERBS or token.quote or any(s <= token.start < e for s, e in taken):
            continue
        bare = norm.removeprefix("و").removeprefix("ف")
        cue = (token.start + (bare != norm), token.end)
        yield from (
            _cause(passage, at, cue, borders) if bare in _CAUSES | _CAUSING else _blame(passage, at, cue, borders)
        )


def _cause(passage: Passage, at: int, cue: Range, borders: frozenset[int]) -> Iterator[Utterance]:
    """What is explained and its cause are the content: التأجيل إلى عدم اكتمال النصاب."""
    turn = _first(passage, at + 2, _CAUSED_BY)
    if turn is None:
        return
    split = at + 1 if passage.norm(at) in _CAUSING else object_begins(passage, at + 1, turn)
    content = plain_content(passage, split, clause_end(passage, split, borders))
    yield from _told(passage, at, split, content, cue)


def _blame(passage: Passage, at: int, cue: Range, borders: frozenset[int]) -> Iterator[Utterance]:
    """The blame is the content; who bears it stands between the claimant and it."""
    blame = _first(passage, at + 1, _BLAME)
    if blame is None:
        return
    content = plain_content(passage, blame, clause_end(passage, blame, borders))
    yield from _told(passage, at, object_begins(passage, at + 1, blame), content, cue)


def _told(passage: Passage, at: int, split: int, content: Range | None, cue: Range) -> Iterator[Utterance]:
    relative = claimant_before(passage, at) if passage.norm(at - 1) in RELATIVES else None
    if relative is not None and content is not None:
        if len(passage.text[slice(*relative)].split()) <= LONGEST_ANTECEDENT:
            yield Utterance(content, "reported", CONFIDENCE, cue, relative)
        return
    goes_on = passage.norm(at) in _CAUSING | _BLAMING
    claimant = None if goes_on else characters(passage, at + 1, claimant_end(passage, at + 1, split))
    if content is not None:
        yield Utterance(content, "reported", CONFIDENCE, cue, claimant, unsaid=claimant is None)


def _first(passage: Passage, first: int, words: frozenset[str]) -> int | None:
    near = range(first, min(first + FARTHEST, len(passage)))
    for index in near:
        if passage.norm(index) in words:
            return index
        if passage.norm(index) in ";؛.؟!" and passage.kind(index) == "mark":
            return None
    return None


def object_begins(passage: Passage, first: int, last: int) -> int:
    """Where the subject is over: after the person it names, else before the definite noun that it cannot hold."""
    for index in range(first + 1, last):
        before = passage.mention_at(index - 1)
        inside = passage.mention_at(index)
        if inside is not None and inside.first < index:
            continue
        if before is not None and before.type == "PER" and before.last == index:
            return _after_employer(passage, index)
        definite = passage.norm(index).startswith("ال") and inside is None
        if definite and not passage.norm(index - 1).startswith(("ال", "لل")) and not names_somebody(passage, index - 1):
            return index
        named = inside is not None and inside.type == "PER"  # مدير الشركة فلان: the name ends the title
        if names_somebody(passage, index) and before is not None and before.type != "PER" and not named:
            return index
    return max(first + 1, last - 1)


def _after_employer(passage: Passage, index: int) -> int:
    """«الباحث فلان من جامعة كذا» is one phrase."""
    employer = passage.mention_at(index + 1)
    return employer.last if passage.norm(index) == "من" and employer and employer.type == "ORG" else index
