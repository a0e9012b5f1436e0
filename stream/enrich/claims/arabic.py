"""Reading claims in an Arabic sentence: reporting verbs first, then sources named in passing.

The verb comes before its claimant as a rule (قال فلان إن …); the claimant may stand first, be left unsaid (وأضاف أن …)
or, in the passive, be nobody. Where rules leave a choice, the shorter content wins: a claim ends with its clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stream.enrich.claims.arabic_accuse import accusation
from stream.enrich.claims.arabic_cited import closed_utterances, find_cited, introduced_utterances
from stream.enrich.claims.arabic_claimant import (
    characters,
    claimant_after,
    claimant_before,
    claimant_end,
    sentence_subject,
)
from stream.enrich.claims.arabic_content import (
    asserted,
    clause_end,
    contents,
    is_verbal_noun,
    plain_content,
    speech_content,
    verbal_noun,
)
from stream.enrich.claims.arabic_cue import FAR, NEAR, SUBORDINATE, Cue, find_cues, find_speech, find_that
from stream.enrich.claims.arabic_words import THAT, THAT_SUBJECT
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range, Utterance


def read_arabic(passage: Passage) -> list[Utterance]:
    """The utterances of the sentence in order of appearance, none inside another's content."""
    cues = find_cues(passage)
    cited = find_cited(passage, cues)
    speaking = [cue for cue in cues if not any(one.first <= cue.at < one.last for one in cited)]
    cuts = frozenset(cue.begins for cue in speaking if cue.opens)
    borders = cuts | {one.first for one in cited}
    relayed = list(introduced_utterances(passage, cited, cuts, speaking))
    own = [cue for cue in speaking if not any(one.content[0] <= cue.span[0] < one.content[1] for one in relayed)]
    found = [*relayed, *_spoken(passage, own, cuts, borders)]
    found += accusation(passage, borders, [one.content for one in found])
    found += closed_utterances(passage, cited, cuts, found)
    return sorted(found, key=lambda one: one.content)


def _spoken(
    passage: Passage, cues: Sequence[Cue], cuts: frozenset[int], borders: frozenset[int]
) -> Iterator[Utterance]:
    told = 0
    for cue in cues:
        if cue.span[0] < told:
            continue
        for one in _utterances(passage, cue, cuts, borders):
            told = max(told, one.content[1])
            yield one


def _utterances(passage: Passage, cue: Cue, cuts: frozenset[int], borders: frozenset[int]) -> list[Utterance]:
    limit = min((cut for cut in cuts if cut > cue.at), default=len(passage))
    that = find_that(passage, cue.after, min(limit, cue.after + FAR), cue.verb)
    speech = find_speech(passage, cue.after, min(limit, cue.after + FAR)) if cue.verb.bare else None
    if that is not None and (speech is None or that <= speech + 1):
        return _with_that(passage, cue, that, borders)
    if speech is not None:
        return _with_speech(passage, cue, speech, borders)
    if passage.norm(cue.at - 1) in SUBORDINATE:
        return []
    return _after_quotation(passage, cue, limit) or _with_noun(passage, cue, limit, borders)


def _with_that(passage: Passage, cue: Cue, that: int, borders: frozenset[int]) -> list[Utterance]:
    begin = that + 1 if passage.norm(that) in THAT else that
    ends = clause_end(passage, begin, borders)
    before_that = that - 1 if passage.norm(that - 1) in cue.verb.preps | {"علي"} else that
    return _told(passage, cue, before_that, contents(passage, begin, ends), 0.9)


def _with_speech(passage: Passage, cue: Cue, speech: int, borders: frozenset[int]) -> list[Utterance]:
    if any(not asserted(passage, index) for index in range(cue.after, speech)):
        return []
    return _told(passage, cue, speech, speech_content(passage, speech, borders), 0.85, quoted=True)


def _told(
    passage: Passage, cue: Cue, until: int, found: list[Range], confidence: float, quoted: bool = False
) -> list[Utterance]:
    claimant = _claimant(passage, cue, until)
    nobody = claimant is None and cue.verb.shape == "passive"
    return [
        Utterance(
            content,
            "quoted" if quoted else "reported",
            confidence if claimant else confidence - 0.1,
            cue.span,
            claimant,
            unsaid=claimant is None and not nobody,
            denied=cue.verb.denies,
            predicted=cue.verb.predicts,
        )
        for content in found
    ]


def _claimant(passage: Passage, cue: Cue, until: int) -> Range | None:
    if cue.verb.shape == "passive":
        return None
    if cue.verb.shape == "participle":
        return sentence_subject(passage, cue.at)
    relayed = _relayed(passage, cue, until)
    if relayed is not None:
        return relayed
    begin = cue.after + 1 if passage.norm(cue.at).endswith(("جاء", "جاءت", "ورد", "وردت")) else cue.after
    after = claimant_after(passage, begin, until)
    if after is not None or cue.span[0] > passage.tokens[cue.at].start:
        return after
    return claimant_before(passage, cue.at)


def _relayed(passage: Passage, cue: Cue, until: int) -> Range | None:
    """«نقلت رويترز عن مصدر قوله إن»: the source speaks, not the agency."""
    if not passage.norm(cue.at).removeprefix("و").startswith("نقل"):
        return None
    for index in range(cue.after, until):
        if passage.norm(index) == "عن":
            return characters(passage, index + 1, claimant_end(passage, index + 1, until))
    return None


def _after_quotation(passage: Passage, cue: Cue, limit: int) -> list[Utterance]:
    """«…»، قال فلان: the claim stands before its verb."""
    last = cue.at - 1 if passage.is_comma(cue.at - 1) else cue.at
    if not cue.verb.bare or passage.kind(last - 1) != "close":
        return []
    first = last - 1
    while first > 0 and passage.quote(first - 1) == passage.quote(last - 1):
        first -= 1
    content = plain_content(passage, first, last)
    found = [content] if content is not None and passage.words(first, last) > 3 else []
    return _told(passage, cue, limit, found, 0.85, quoted=True)


def _with_noun(passage: Passage, cue: Cue, limit: int, borders: frozenset[int]) -> list[Utterance]:
    """A verbal noun as content: أعلنت الوزارة تسجيل…, كشف المدير عن توقيع…"""
    begin = _noun_begin(passage, cue, limit)
    if begin is None or not asserted(passage, begin):
        return []
    content = plain_content(passage, begin, clause_end(passage, begin, borders))
    if content is not None and _pledged(passage, cue, begin):
        content = content[0] + 1, content[1]
    until = begin - 1 if passage.norm(begin - 1) in cue.verb.preps else begin
    long_enough = content is not None and passage.words(begin, clause_end(passage, begin, borders)) > 2
    return _told(passage, cue, until, [content] if content and long_enough else [], 0.7)


def _noun_begin(passage: Passage, cue: Cue, limit: int) -> int | None:
    near = min(limit, cue.after + 2 * NEAR)
    for index in range(cue.after, near):
        if _pledged(passage, cue, index):
            return index
        if passage.norm(index) in cue.verb.preps and passage.norm(index + 1) not in THAT | THAT_SUBJECT:
            noun = is_verbal_noun(passage.norm(index + 1)) or passage.norm(index) in ("عن", "من")
            return index + 1 if cue.verb.noun and noun else None
    return verbal_noun(passage, cue.after, near) if cue.verb.noun else None


_NOT_PLEDGED = frozenset(
    "بدوره بدورها باسم برئاسه بيان ببيان بلاغ بلديه بنك بيانات بحسب بعد بين بشان بشكل بذلك".split()
)


def _pledged(passage: Passage, cue: Cue, index: int) -> bool:
    """«تعهد بخفض …»: the verbal noun with the verb's ب attached."""
    norm = passage.norm(index)
    takes = "ب" in cue.verb.preps and cue.verb.noun and norm not in _NOT_PLEDGED
    return takes and norm[:1] == "ب" and len(norm) > 3 and passage.mention_at(index) is None
