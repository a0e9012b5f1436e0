"""Estimates and counts: «قدر فلان الكلفة بمليوني دولار», «أحصت الوزارة 300 ألف» assert a figure without أن.

Without a figure these verbs say something else (رصد سفينة, تحدث عن فيلمه), and nothing is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stream.enrich.claims.arabic_attribute import object_begins
from stream.enrich.claims.arabic_before import claimant_before, goes_on
from stream.enrich.claims.arabic_claimant import begins_adverbial, characters, claimant_end, names_somebody
from stream.enrich.claims.arabic_content import clause_end, plain_content
from stream.enrich.claims.arabic_nouns import is_verbal_noun
from stream.enrich.claims.figures import figure_in
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range, Utterance

_ESTIMATES = frozenset("قدر قدرت قدروا يقدر تقدر".split())  # the Y at N
_COUNTS = frozenset("احصي احصت احصوا رصد رصدت رصدوا".split())  # N of Y
_SPEAKS_OF = frozenset("تحدث تحدثت تحدثوا يتحدث تتحدث".split())  # عن N
_VERBS = frozenset(particle + verb for particle in ("", "و", "ف", "وف") for verb in _ESTIMATES | _COUNTS | _SPEAKS_OF)
FARTHEST = 18  # tokens between the verb and the figure's phrase
CONFIDENCE = 0.7


def measurements(passage: Passage, borders: frozenset[int], taken: Sequence[Range]) -> Iterator[Utterance]:
    """One utterance for each such verb outside quotations and outside other contents and their cues."""
    for at, token in enumerate(passage.tokens):
        if token.norm in _VERBS and not token.quote and not any(s <= token.start < e for s, e in taken):
            found = _measured(passage, at, borders)
            if found is not None and not any(s < found.content[1] and found.content[0] < e for s, e in taken):
                yield found


def _measured(passage: Passage, at: int, borders: frozenset[int]) -> Utterance | None:
    norm = passage.norm(at)
    bare = next((norm[cut:] for cut in range(3) if norm[cut:] in _ESTIMATES | _COUNTS | _SPEAKS_OF), norm)
    attached = bare != norm
    topic = attached and any(passage.norm(index) in ("اما", "واما") for index in range(max(0, at - FARTHEST), at))
    before = claimant_before(passage, at) if topic or not attached else None
    subjectless = before is not None or goes_on(passage, at)
    split = _object(passage, at, "" if subjectless else bare)
    if split is None:
        return None
    content = plain_content(passage, split, clause_end(passage, split, borders))
    until = split - (bare in _SPEAKS_OF)
    subject = None if subjectless else characters(passage, at + 1, claimant_end(passage, at + 1, until))
    claimant = before or subject
    inside = [] if content is None else [one for one in passage.tokens[split:] if one.start < content[1]]
    if bare in _ESTIMATES and claimant is not None and not _somebody(passage, claimant):
        return None  # «قدرت قيمته ب», «تقدر نسبة الزيادة ب»: passive, and written the same
    if content is None or not figure_in(inside):
        return None
    cue = (passage.tokens[at].start + len(norm) - len(bare), passage.tokens[at].end)
    return Utterance(content, "reported", CONFIDENCE, cue, claimant, unsaid=claimant is None)


def _somebody(passage: Passage, claimant: Range) -> bool:
    first = next(index for index, token in enumerate(passage.tokens) if token.end > claimant[0])
    return names_somebody(passage, first)


def _object(passage: Passage, at: int, verb: str) -> int | None:
    """Where the figure's phrase begins; `verb` is empty when the subject does not stand between."""
    near = range(at + 1, min(len(passage), at + FARTHEST))
    if passage.norm(at).endswith(tuple(_SPEAKS_OF)):
        return next((index + 1 for index in near if passage.norm(index) == "عن"), None)
    if not verb:
        return at + 1
    if verb in _ESTIMATES:
        turn = next((index for index in near if _by_figure(passage, index)), None)
        return None if turn is None or turn <= at + 1 else object_begins(passage, at + 1, turn)
    return next((index for index in near if index > at + 1 and _counted(passage, index)), None)


def _by_figure(passage: Passage, index: int) -> bool:
    """«بأربعة ملايين», «بنحو 5», «ب7.0»: what is estimated stands before it."""
    if passage.norm(index)[:1] != "ب" or passage.mention_at(index) is not None:
        return False
    return figure_in(passage.tokens[index : index + 3]) or passage.kind(index + 1) == "number"


def _counted(passage: Passage, index: int) -> bool:
    """A number, or an accusative noun (تراجعا): the subject is over."""
    if passage.mention_at(index) is not None or begins_adverbial(passage, index):
        return False
    text = passage.tokens[index].text
    accusative = text.endswith("ا") and len(text) > len("هذا") and not text.startswith("ال")
    return passage.kind(index) == "number" or accusative or is_verbal_noun(passage.norm(index))
