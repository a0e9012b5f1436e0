"""What an Arabic reporting verb says of its content: after أن, in quotation marks, or as a verbal noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stream.enrich.claims.arabic_attribute import object_begins
from stream.enrich.claims.arabic_before import claimant_before, goes_on
from stream.enrich.claims.arabic_claimant import begins_adverbial, characters, claimant_after, claimant_end
from stream.enrich.claims.arabic_content import (
    asserted,
    clause_end,
    contents,
    denied_object,
    plain_content,
    speech_content,
    verbal_noun,
)
from stream.enrich.claims.arabic_cue import (
    FAR,
    NEAR,
    SHORTEST_SPEECH,
    SUBORDINATE,
    Cue,
    agreement,
    find_speech,
    find_that,
)
from stream.enrich.claims.arabic_nouns import is_verbal_noun
from stream.enrich.claims.arabic_words import ANY_THAT, OWN_CLAIM, PREPOSITIONAL, RESPONSIBILITY, THAT
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Form, Range, Utterance

SHORTEST_NOUN = 3  # words of a content that a verbal noun begins: «إعلان النتائج» is a thing, not a claim
PRONOUNS = frozenset("هو هي هم هما".split())
PLANS = ("نيت", "خطه", "خطط", "خطت", "عزم", "اعتزام", "مخطط", "مساع", "عدم", "ان")
TELLING = ("ابلغ", "اخبر", "يبلغ", "تبلغ", "يخبر", "تخبر")
SUPPOSING = ("ستبعد", "رجح")  # with denials and forecasts: whatever noun follows is what is supposed
UNSAID = 0.1  # confidence lost when the claimant has to be carried over
_NOT_PLEDGED = frozenset(
    "بدوره بدورها باسم برئاسه بيان ببيان بلاغ بلديه بنك بيانات بحسب بعد بين بشان بشكل بذلك بما بها بهم بنا بكم بلا بات بدا بل بن".split()
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A reporting verb in its sentence.

    Its أن is looked for up to the next of `stops`; its content ends at the next of `borders`.
    """

    passage: Passage
    cue: Cue
    stops: frozenset[int]
    borders: frozenset[int]

    @property
    def limit(self) -> int:
        """First token after the verb that is another verb's business."""
        return min((stop for stop in self.stops if stop > self.cue.at), default=len(self.passage))

    def end(self, first: int) -> int:
        """First token after the clause that begins at `first`."""
        return clause_end(self.passage, first, self.borders)

    def told(self, until: int, found: Sequence[Range], form: Form, confidence: float) -> list[Utterance]:
        """Utterances with the claimant that stands between the verb and token `until`, or before the verb."""
        claimant, verb = _claimant(self, until), self.cue.verb
        said = "" if claimant is None else self.passage.text[slice(*claimant)]
        return [
            Utterance(
                content=content,
                form=form,
                confidence=confidence if claimant else confidence - UNSAID,
                cue=self.cue.span,
                claimant=claimant,
                unsaid=claimant is None and verb.shape != "passive",
                pronoun=said in PRONOUNS,
                denied=verb.denies,
                predicted=verb.predicts,
                agreement=agreement(self.passage.norm(self.cue.at), self.passage.tokens[self.cue.at].text),
            )
            for content in found
        ]


def utterances(one: Spoken) -> list[Utterance]:
    """What the verb reports; nothing when it reports nothing."""
    passage, cue, far = one.passage, one.cue, min(one.limit, one.cue.after + FAR)
    that = find_that(passage, cue.after, far, cue.verb)
    if that is not None and passage.norm(cue.at).endswith(("وصف", "وصفت")):
        return _described(one, that)
    speech = find_speech(passage, cue.after, far) if cue.verb.bare else None
    if that is not None and (speech is None or that <= speech + 1 or _names_place(passage, speech, that)):
        return _with_that(one, that)
    if speech is not None:
        return _with_speech(one, speech)
    if passage.norm(cue.at - 1) in SUBORDINATE:
        return []
    own = next((index for index in range(cue.after, far) if passage.norm(index) in OWN_CLAIM), None)
    if own is not None and _relayed(one, own) is not None:
        content = plain_content(passage, own + 1, one.end(own + 1))
        return [] if content is None else one.told(own, [content], "reported", 0.7)
    return _after_quotation(one) or _with_noun(one)


def _described(one: Spoken, that: int) -> list[Utterance]:
    """«وصف فلان الوضع بأنه خطير»: whoever or whatever is described opens the content."""
    first = one.cue.after
    subject = claimant_end(one.passage, first, that)
    inserted = one.passage.is_comma(subject) and subject > first
    begin = subject + 1 if inserted else object_begins(one.passage, first, that)
    while inserted and begin < that and not one.passage.is_comma(begin - 1):
        begin += 1
    return one.told(begin, contents(one.passage, begin, one.end(that)), "reported", 0.8)


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


def _with_noun(one: Spoken) -> list[Utterance]:
    """A verbal noun as content: أعلنت الوزارة تسجيل كذا, كشف المدير عن توقيع كذا."""
    passage, begin = one.passage, _noun_begin(one)
    if begin is None or not asserted(passage, begin):
        return []
    short_too = one.cue.verb.denies or passage.field == "title" or passage.norm(begin).startswith(PLANS)
    long_enough = short_too or passage.words(begin, one.end(begin)) >= SHORTEST_NOUN
    content = characters(passage, begin, one.end(begin)) if long_enough else None
    if content is None:
        return []
    start = content[0] + _pledged(one, begin)
    until = begin - (passage.norm(begin - 1) in one.cue.verb.preps)
    return one.told(until, [(start, content[1])], "reported", 0.7)


def _noun_begin(one: Spoken) -> int | None:
    passage, cue = one.passage, one.cue
    near = min(one.limit, cue.after + 2 * NEAR)
    for index in range(cue.after, near):
        if _pledged(one, index) or (cue.verb.noun_alone and passage.norm(index) in RESPONSIBILITY):
            return index
        if passage.norm(index) in cue.verb.preps and passage.norm(index + 1) not in ANY_THAT:
            noun = is_verbal_noun(passage.norm(index + 1)) or _any_noun_after(one, index)
            if cue.verb.noun and noun:
                return index + 1
            if not cue.verb.noun_alone:
                return None
    if not cue.verb.noun_alone:
        return None
    direct = _direct_object(one)
    if direct is not None:
        return direct
    return denied_object(passage, cue.after, near) if cue.verb.denies else verbal_noun(passage, cue.after, near)


def _direct_object(one: Spoken) -> int | None:
    """The noun right after a verb that has its subject already: «مستبعدا رحيله», «والجيش ينفي قصف سوق»."""
    passage, cue = one.passage, one.cue
    if cue.verb.shape == "finite" and claimant_before(passage, cue.at) is None:
        return None
    follows = passage.kind(cue.after) == "word" and not begins_adverbial(passage, cue.after)
    if not follows or passage.norm(cue.after) in PREPOSITIONAL:
        return None
    supposes = cue.verb.denies or cue.verb.predicts or any(stem in passage.norm(cue.at) for stem in SUPPOSING)
    return cue.after if supposes or is_verbal_noun(passage.norm(cue.after).removeprefix("ال")) else None


def _any_noun_after(one: Spoken, preposition: int) -> bool:
    """«حذر من كارثة» asserts; «كشف عن معبد» finds a thing, and only of plans and intentions does كشف tell."""
    norm, noun = one.passage.norm(preposition), one.passage.norm(preposition + 1)
    found = "كشف" in one.passage.norm(one.cue.at)
    return norm in ("عن", "من", "في") and (not found or noun.startswith(PLANS))


def _pledged(one: Spoken, index: int) -> bool:
    """«تعهد بخفض كذا»: the verbal noun with the verb's ب attached."""
    norm, verb = one.passage.norm(index), one.cue.verb
    attached = norm[:1] == "ب" and len(norm) > len("به") and norm not in _NOT_PLEDGED
    return attached and "ب" in verb.preps and verb.noun and one.passage.mention_at(index) is None


def _claimant(one: Spoken, until: int) -> Range | None:
    passage, cue = one.passage, one.cue
    if cue.verb.shape != "finite":
        return None
    if goes_on(passage, cue.at):
        return None
    relayed = _relayed(one, until)
    if relayed is not None:
        return relayed
    # «جاء في التقرير أن»: the source stands after the preposition.
    begin = cue.after + passage.norm(cue.at).endswith(("جاء", "جاءت", "ورد", "وردت"))
    attached = cue.span[0] > passage.tokens[cue.at].start and not _after_topic(passage, cue)
    before = None if attached or not _tells_somebody(passage, cue) else claimant_before(passage, cue.at)
    after = before or claimant_after(passage, begin, until)
    return after if after is not None or attached else claimant_before(passage, cue.at)


def _tells_somebody(passage: Passage, cue: Cue) -> bool:
    """«لكن طبيبا أبلغ رويترز أن»: after the subject the verb names whoever was told."""
    return passage.norm(cue.at).startswith(TELLING)


def _after_topic(passage: Passage, cue: Cue) -> bool:
    """«أما الوكالة فذكرت أن»: the ف belongs to أما, and the subject stands before the verb."""
    near = range(max(0, cue.at - 2 * NEAR), cue.at)
    return passage.norm(cue.at).startswith("ف") and any(passage.norm(index) in ("اما", "واما") for index in near)


def _relayed(one: Spoken, until: int) -> Range | None:
    """«نقلت رويترز عن مصدر قوله إن»: the source speaks, not the agency."""
    passage = one.passage
    if not passage.norm(one.cue.at).removeprefix("و").startswith("نقل"):
        return None
    for index in range(one.cue.after, until):
        if passage.norm(index) == "عن":
            return characters(passage, index + 1, claimant_end(passage, index + 1, until))
    return None
