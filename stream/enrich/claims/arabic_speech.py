"""What an Arabic reporting verb says of its content: after أن, in quotation marks, or as a verbal noun."""

from __future__ import annotations

from stream.enrich.claims.arabic_attribute import object_begins
from stream.enrich.claims.arabic_claimant import claimant_end
from stream.enrich.claims.arabic_content import asserted, contents, plain_content, speech_content
from stream.enrich.claims.arabic_cue import (
    DESCRIBING,
    FAR,
    NEAR,
    SHORTEST_SPEECH,
    SUBORDINATE,
    find_speech,
    find_that,
)
from stream.enrich.claims.arabic_noun_object import is_own_object, noun_utterances
from stream.enrich.claims.arabic_spoken import Spoken, relayed
from stream.enrich.claims.arabic_words import OWN_CLAIM, THAT
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Utterance

_NOT_PREDICATES = frozenset("بالقول بالفعل باليوم بالامس بالتالي بالاضافه بالنسبه بالرغم بالذات".split())


def utterances(one: Spoken) -> list[Utterance]:
    """What the verb reports; nothing when it reports nothing."""
    passage, cue, far = one.passage, one.cue, min(one.limit, one.cue.after + FAR)
    that = find_that(passage, cue.after, far, cue.verb)
    if passage.norm(cue.at).endswith(DESCRIBING):
        return _described(one, that) if that is not None else _called(one)
    if cue.verb.denies and is_own_object(one):
        return noun_utterances(one)  # «ونفى علمه بأنها كذا»: the أن belongs to what he knows
    speech = find_speech(passage, cue.after, far) if cue.verb.bare else None
    if that is not None and (speech is None or that <= speech + 1 or _names_place(passage, speech, that)):
        return _with_that(one, that)
    if speech is not None:
        return _with_speech(one, speech)
    return _without_that(one, far)


def _without_that(one: Spoken, far: int) -> list[Utterance]:
    """Neither أن nor speech follows: an act of saying does, or a noun; or a quotation went before."""
    passage = one.passage
    if passage.norm(one.cue.at - 1) in SUBORDINATE:
        return []
    own = next((index for index in range(one.cue.after, far) if passage.norm(index) in OWN_CLAIM), None)
    if own is not None and relayed(one, own) is not None:
        content = plain_content(passage, own + 1, one.end(own + 1))
        return [] if content is None else one.told(own, [content], "reported", 0.7)
    return _after_quotation(one) or noun_utterances(one)


def _described(one: Spoken, that: int) -> list[Utterance]:
    """«وصف فلان الوضع بأنه خطير»: whoever or whatever is described opens the content."""
    first = one.cue.after
    subject = claimant_end(one.passage, first, that)
    inserted = one.passage.is_comma(subject) and subject > first
    begin = subject + 1 if inserted else object_begins(one.passage, first, that)
    while inserted and begin < that and not one.passage.is_comma(begin - 1):
        begin += 1
    return one.told(begin, contents(one.passage, begin, one.end(that)), "reported", 0.8)


def _called(one: Spoken) -> list[Utterance]:
    """«وصف فلان الأجواء بالإيجابية»: what is said of it is written onto the ب."""
    passage, first = one.passage, one.cue.after
    near = range(first + 1, min(one.limit, first + 2 * NEAR))
    predicate = next((index for index in near if _predicated(passage, index)), None)
    if predicate is None:
        return []
    unsaid = one.cue.span[0] > passage.tokens[one.cue.at].start and predicate == first + 1
    begin = first if unsaid else object_begins(passage, first, predicate)
    return one.told(begin, contents(passage, begin, one.end(predicate)), "reported", 0.7)


def _predicated(passage: Passage, index: int) -> bool:
    """«بالإيجابية», «بـ"الكارثة"»; not the place where it was said."""
    norm = passage.norm(index)
    quoted = norm == "ب" and passage.kind(index + 1) == "open"
    return quoted or (norm.startswith("بال") and passage.mention_at(index) is None and norm not in _NOT_PREDICATES)


def _names_place(passage: Passage, speech: int, that: int) -> bool:
    """«قال في مجلة "…" إن»: a quotation right before أن is the name of where it was said."""
    end = passage.quote_end(speech) if passage.kind(speech) == "open" else speech
    return end > speech and that - end <= passage.is_comma(end)


def _with_that(one: Spoken, that: int) -> list[Utterance]:
    passage = one.passage
    begin = that + 1 if passage.norm(that) in THAT else that
    until = that - 1 if passage.kind(that - 1) == "open" else that
    until -= passage.norm(until - 1) in one.cue.verb.preps | {"علي"}
    return one.told(until, contents(passage, begin, one.end(begin)), "reported", 0.9)


def _with_speech(one: Spoken, speech: int) -> list[Utterance]:
    """Nothing when a stance stands before the quotation: «شدد على ضرورة "…"»."""
    between = [index for index in range(one.cue.after, speech) if one.passage.norm(index) != "علي"]
    if any(not asserted(one.passage, index) for index in between if one.passage.mention_at(index) is None):
        return []
    until = speech - (one.passage.norm(speech - 1) in one.cue.verb.preps)
    return one.told(until, speech_content(one.passage, speech, one.borders), "quoted", 0.85)


def _after_quotation(one: Spoken) -> list[Utterance]:
    """«…»، قال فلان: the claim stands before its verb."""
    passage, cue = one.passage, one.cue
    last = cue.at - passage.is_comma(cue.at - 1)
    if not cue.verb.bare or cue.verb.shape != "finite" or passage.kind(last - 1) != "close":
        return []
    first = last - 1
    while first > 0 and passage.quote(first - 1) == passage.quote(last - 1):
        first -= 1
    content = plain_content(passage, first, last) if passage.words(first, last) >= SHORTEST_SPEECH else None
    return [] if content is None else one.told(one.limit, [content], "quoted", 0.85)
