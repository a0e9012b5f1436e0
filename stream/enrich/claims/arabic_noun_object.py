"""The noun that an Arabic reporting verb asserts without أن: أعلنت الوزارة تسجيل كذا, كشف عن توقيع كذا, ونفى علمه بكذا."""

from __future__ import annotations

from stream.enrich.claims.arabic_before import claimant_before, goes_on
from stream.enrich.claims.arabic_claimant import begins_adverbial, characters
from stream.enrich.claims.arabic_content import asserted, denied_object, is_somebody_s, verbal_noun
from stream.enrich.claims.arabic_cue import NEAR
from stream.enrich.claims.arabic_nouns import is_verbal_noun
from stream.enrich.claims.arabic_spoken import Spoken
from stream.enrich.claims.arabic_words import ANY_THAT, HEADS, PREPOSITIONAL, RESPONSIBILITY
from stream.enrich.claims.utterance import Utterance

SHORTEST_NOUN = 3  # words of a content that a verbal noun begins: «إعلان النتائج» is a thing, not a claim
SHORTEST_POSSESSED = 3  # letters: هذا and هذه are neither accusatives nor possessed
PLANS = ("نيت", "خطه", "خطط", "خطت", "عزم", "اعتزام", "مخطط", "مساع", "عدم", "ان")
SUPPOSING = ("ستبعد", "رجح")  # with denials and forecasts: whatever noun follows is what is supposed
_NOT_PLEDGED = frozenset(
    "بدوره بدورها باسم برئاسه بيان ببيان بلاغ بلديه بنك بيانات بحسب بعض بعد بين بشان بشكل بذلك بما بها بهم بنا بكم بلا بات بدا بل بن".split()
)


def noun_utterances(one: Spoken) -> list[Utterance]:
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
            noun = _noun_at_preposition(one, index)
            if noun is not None or not cue.verb.noun_alone:
                return noun
    return _noun_alone(one, near) if cue.verb.noun_alone else None


def _noun_at_preposition(one: Spoken, index: int) -> int | None:
    """The noun behind the verb's preposition, if it is the verb's: «أعلنت الوزارة صرف الرواتب عن شهر كذا»."""
    passage, verb = one.passage, one.cue.verb
    earlier = verbal_noun(passage, one.cue.after, index) if verb.noun_alone else None
    if earlier is not None:
        return earlier
    near = [at for at in range(max(one.cue.after, index - 2), index) if passage.mention_at(at) is None]
    if any(not asserted(passage, at) for at in near):
        return None  # «مؤكدا حرصه على نقل كذا», «أكد الحزب التزامه بالعمل على كذا»: the على is the stance's
    noun = is_verbal_noun(passage.norm(index + 1)) or _any_noun_after(one, index)
    return index + 1 if verb.noun and noun else None


def _noun_alone(one: Spoken, near: int) -> int | None:
    passage, cue = one.passage, one.cue
    direct = _direct_object(one)
    if direct is not None:
        return direct
    return denied_object(passage, cue.after, near) if cue.verb.denies else verbal_noun(passage, cue.after, near)


def _direct_object(one: Spoken) -> int | None:
    """The noun right after a verb that has its subject already: «مستبعدا رحيله», «والجيش ينفي قصف سوق»."""
    passage, cue = one.passage, one.cue
    if is_own_object(one):
        return cue.after
    if cue.verb.shape == "finite" and claimant_before(passage, cue.at) is None:
        return None
    follows = passage.kind(cue.after) == "word" and not begins_adverbial(passage, cue.after)
    if not follows or passage.norm(cue.after) in PREPOSITIONAL:
        return None
    supposes = cue.verb.denies or cue.verb.predicts or any(stem in passage.norm(cue.at) for stem in SUPPOSING)
    return cue.after if supposes or is_verbal_noun(passage.norm(cue.after).removeprefix("ال")) else None


def is_own_object(one: Spoken) -> bool:
    """«ونفى علمه بكذا», «ويتوقع إقبالا أكبر»: what is denied or expected stands where its subject, unsaid, would."""
    passage, verb, at = one.passage, one.cue.verb, one.cue.after
    norm, text = passage.norm(at), passage.tokens[at].text if at < len(passage) else ""
    attached = one.cue.span[0] > passage.tokens[one.cue.at].start or goes_on(passage, one.cue.at)
    supposes = verb.shape == "finite" and (verb.denies or verb.predicts)
    if not (attached and supposes) or passage.kind(at) != "word" or passage.mention_at(at) is not None:
        return False
    if begins_adverbial(passage, at) or norm in PREPOSITIONAL or norm.startswith("ال"):
        return False
    possessed = text.endswith(("ه", "ها", "هم")) and not is_somebody_s(norm) and len(norm) > SHORTEST_POSSESSED
    accusative = text.rstrip("\u064b").endswith("ا") and not norm.endswith("يا") and norm not in HEADS
    return possessed or (accusative and len(norm) > SHORTEST_POSSESSED and norm[:-1] not in HEADS)


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
