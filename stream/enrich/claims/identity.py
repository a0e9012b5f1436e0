"""Which mention a claimant's entity is, if it is any.

A person named in the claimant, not one who only owns or employs the claimant (مستشار ترامب is not Trump). The
organisation for a spokesperson, a report or an outlet. Nobody for unnamed officials, analysts and joint claimants.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stream.enrich.claims.arabic_words import ORG_HEADS, PERSON_HEADS
from stream.enrich.claims.tokens import Token, fold, tokenize
from stream.enrich.reading import Mention, Span


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


SPOKESPEOPLE = _set(
    "المتحدث المتحدثة متحدث متحدثة الناطق الناطقة ناطق ناطقة spokesman spokeswoman spokesperson porte-parole"
)
# What a body or a paper puts out speaks for it.
DOCUMENTS = _set(
    "تقرير التقرير بيان البيان دراسة الدراسة استطلاع مذكرة بلاغ صحيفة الصحيفة وكالة قناة موقع شبكة جريدة مجلة إذاعة راديو "
    "تلفزيون بيانات أرقام إحصاءات إحصائيات رسالة وثيقة حساب report poll survey study statement analysis data figures "
    "newspaper website broadcaster agency news article letter rapport étude sondage communiqué journal agence site enquête"
)
# People without a name, alone or many; whatever body they belong to, it is not the body that speaks.
UNNAMED = _set(
    "مسؤول مسؤولة مسؤولون مسؤولين المسؤولون المسؤولين مسئول مسئولون مسئولين المسئولون مصدر مصادر المصدر المصادر محلل محللون "
    "محللين المحللون خبير خبراء الخبراء شهود شاهد سكان أهالي ناشط ناشطون نشطاء دبلوماسي دبلوماسيون مراقبون نواب أطباء قياديون "
    "official officials source sources analyst analysts expert experts witness witnesses residents activist activists "
    "diplomat diplomats people voters aides aide advisers advisors lawmakers critics observers economists doctors investigators "
    "responsable responsables analyste analystes expert témoins habitants diplomate diplomates militants"
)
# One who belongs to somebody: the name that follows is not the speaker's.
BELONGING = _set(
    "مستشار مستشارة محامي محامية زوجة زوج ابن ابنة شقيق والد والدة مساعد مساعدة نجل مكتب حملة محامو مستشارو أنصار أنصار فريق "
    "قوات حكومة إدارة حزب نائب خليفة سلف صهر مدرب مقربون قريب صديق "
    "adviser advisor lawyer attorney wife husband son daughter aide brother sister father mother widow campaign allies "
    "conseiller conseillère avocat avocate épouse mari fils fille frère sœur père mère"
)
PARTICLE = 3  # letters of a word too short to be a role
OF = _set("of for to from de du des d' pour باسم بإسم")
AND = _set("و and et &")


def claimant_mention(claimant: Span, entities_mentions: Sequence[Mention]) -> int | None:
    """The index of the mention whose entity makes the claim; None when the claimant has no entity of their own."""
    inside = [index for index, mention in enumerate(entities_mentions) if _within(mention.span, claimant)]
    if not inside:
        return None
    words = tokenize(claimant.text, 0, len(claimant.text))
    people = [i for i in inside if entities_mentions[i].type == "PER"]
    bodies = [i for i in inside if entities_mentions[i].type in ("ORG", "LOC", "MISC")]
    head = _head(words)
    if head in SPOKESPEOPLE or _has(words, SPOKESPEOPLE):
        return _body(bodies, entities_mentions) if bodies else _person(people, entities_mentions, claimant, words)
    if people:
        return _person(people, entities_mentions, claimant, words)
    if head in UNNAMED or _has(words[:3], UNNAMED):
        return None
    return _speaking_body(bodies, entities_mentions, claimant, words)


def _within(mention: Span, claimant: Span) -> bool:
    return mention.overlaps(claimant)


def _head(words: Sequence[Token]) -> str:
    for word in words:
        if word.norm not in ("the", "a", "an", "le", "la", "l'", "un", "une", "les") and word.kind == "word":
            return word.norm
    return ""


def _has(words: Iterable[Token], group: frozenset[str]) -> bool:
    return any(word.norm in group for word in words)


def _body(bodies: Sequence[int], mentions: Sequence[Mention]) -> int:
    """The organisation rather than the country it sits in."""
    return next((i for i in bodies if mentions[i].type == "ORG"), bodies[0])


def _person(people: Sequence[int], mentions: Sequence[Mention], claimant: Span, words: Sequence[Token]) -> int | None:
    own = [i for i in people if not _owner(mentions[i].span, claimant, words)]
    if not own or _joint(own, mentions, claimant, words):
        return None
    return own[0]


def _owner(person: Span, claimant: Span, words: Sequence[Token]) -> bool:
    """«مستشار ترامب», "Trump's lawyer", "a lawyer for Trump", "Trump adviser": the name is not the speaker's."""
    start, end = person.start - claimant.start, person.end - claimant.start
    before = [word.norm for word in words if word.end <= start]
    after = [word for word in words if word.start >= end]
    held = any(word.norm.endswith(("'s", "s'")) for word in words if word.start < end <= word.end)
    follows = [word.norm for word in after[:1]]
    role_after = bool(follows) and follows[0] in BELONGING | UNNAMED | SPOKESPEOPLE and follows[0].isascii()
    # مستشار ترامب belongs to him; in "adviser Ida Moe" the role is her own.
    preceded = bool(before) and (
        before[-1] in OF or (before[-1] in BELONGING and "\u0620" <= before[-1][0] <= "\u064a")
    )
    return held or preceded or role_after or follows == ["'s"]


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
    first = bodies[0]
    start = mentions[first].span.start - claimant.start
    before = [word.norm for word in words if word.end <= start]
    if _has(words, DOCUMENTS):
        return _body(bodies, mentions)
    if any(norm in PERSON_HEADS for norm in before):
        return None
    titled = any(norm in _TITLES for norm in (w.norm for w in words))
    if titled:
        return None
    return first if _introduces(before) else None


_TITLES = _set(
    "president minister secretary governor senator chief director ceo mayor judge ambassador general commander leader manager "
    "chairman chairwoman head member professor président présidente ministre maire directeur directrice préfet"
)


def _introduces(before: Sequence[str]) -> bool:
    """Only a generic head or an article may stand before the body's name."""
    return all(norm in ORG_HEADS or len(norm) <= PARTICLE or not norm.isalpha() or norm in _GENERIC for norm in before)


_GENERIC = _set(
    "the party group company organisation organization ministry army government city court bank state police of "
    "le la les parti groupe société entreprise ministère armée gouvernement ville tribunal banque du"
)
