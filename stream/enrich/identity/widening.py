"""Widens a mention over the common noun that makes its name: مطار + بغداد + الدولي, جامعة + هارفارد, معبر + كرم أبو سالم.

A model that learnt places and people marks the proper name inside; what the article speaks of is the airport. Heads
that are no part of a name (مدينة, صحيفة) are not among these nouns.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from stream.enrich.identity.article import Article
from stream.enrich.identity.concepts import parts_of
from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.kinds import LEFT_OUT
from stream.enrich.identity.letters import fold
from stream.enrich.identity.linking import place_link
from stream.enrich.identity.words import Word, without_particle
from stream.enrich.reading import Mention

SENDERS = frozenset(("org:european-union", "org:united-nations", "org:african-union"))  # the IMF's come and go
TOWN_HALL, WHERE_TO = fold("بلدية"), frozenset(fold(word) for word in ("في", "إلى", "من"))
MISSION, WHERE = fold("بعثة"), frozenset(fold(word) for word in ("في", "إلى", "لدى"))
NOT_ITS_TOWN = frozenset(("hospital", "university", "museum", "airport", "circuit", "prison"))  # kinds
AFTER_IT = frozenset(fold(word) for word in ("الدولي", "الدولية", "الوطني", "الوطنية", "المركزي", "المركزية"))


def widened(mentions: list[Mention], article: Article, done: Container[int] = ()) -> list[Mention]:
    """`mentions` (not overlapping), each with its noun where that noun is in no other mention.

    Those whose `id()` is in `done` have been through this and stay as they are.
    """
    settled = list(mentions)
    for at, mention in enumerate(mentions):
        if id(mention) in done:
            continue
        longer = _with_noun(mention, article)
        if longer is mention:
            continue
        if not any(longer.span.overlaps(other.span) for i, other in enumerate(settled) if i != at):
            settled[at] = longer
    return settled


def _with_noun(mention: Mention, article: Article) -> Mention:
    """`mention` with the noun before it and an adjective of the noun after it, typed as such a thing is."""
    closed = _closed_by_its_adjective(mention, article)
    if closed is not None:
        return article.resized(mention, mention.span.start, closed.end)
    head = _head_before(mention, article) or _mission_of(mention, article)
    if head is not None:
        return article.resized(mention, head.start, mention.span.end)
    after = _noun_after(mention, article)
    if after is not None:
        longer = article.resized(mention, mention.span.start, after.end)
        return replace(longer, type=article.gazetteer.kind_types[article.gazetteer.kinds[after.folded]])
    noun = _noun_before(mention, article)
    if noun and noun.folded == TOWN_HALL and _is_where_it_is(noun, mention, article):
        return mention
    return _after_its_noun(noun, mention, article) if noun else mention


def _is_where_it_is(noun: Word, mention: Mention, article: Article) -> bool:
    """في بلدية توجة, ببلدية توجة: the commune, and not whoever runs it."""
    text = article.text(mention.span.field)
    before = article.words_before(article.span(mention.span.field, noun.start, mention.span.end), 1)
    attached = noun.start > 0 and text[noun.start - 1] == "ب"
    return attached or (bool(before) and before[0].folded in WHERE_TO)


def _after_its_noun(noun: Word, mention: Mention, article: Article) -> Mention:
    """`mention` with `noun`, or as it is where it is a name without."""
    named_kind = _kind(noun, mention, article)
    kind = article.gazetteer.kind_types[named_kind]
    own_name = mention.type == "MISC" and " " not in mention.span.text
    if (own_name and named_kind == "fair") or _is_where(noun, mention, article):
        return mention  # معرض جيتكس: an event by its own name
    if kind != "MISC" and named_kind not in NOT_ITS_TOWN and _is_whole_without(mention, article):
        return mention  # but جائزة المنار is a prize, whatever المنار is, and حلبة لوسيل is not Lusail
    if named_kind in LEFT_OUT:
        return replace(mention, type=kind)
    return replace(article.resized(mention, noun.start, _end(noun, mention, article)), type=kind)


def _closed_by_its_adjective(mention: Mention, article: Article) -> Word | None:
    """النووية after محطة زابوريجيا: the rest of the noun that the name begins with."""
    first, _, rest = fold(mention.span.text).partition(" ")
    if first.startswith("ال"):
        return None  # القاعدة العسكرية is any
    after = article.word_after(mention.span) if rest and mention.type in ("LOC", "ORG") else None
    return after if after and f"{first} {after.folded}" in article.gazetteer.kinds else None


def _head_before(mention: Mention, article: Article) -> Word | None:
    """مقر before تنسيق شؤون أسرى الحرب: what a body is, in the construct state before a name of common words."""
    gazetteer, folded = article.gazetteer, fold(mention.span.text)
    if mention.type != "ORG" or " " not in folded or folded.startswith(("ال", "لل")) or gazetteer.is_known(folded):
        return None
    if any(part.sort != "concept" for part in parts_of(mention.span.text, gazetteer)):
        return None
    return next((word for word in _right_before(mention, article) if _is_head(word.folded, gazetteer)), None)


def _right_before(mention: Mention, article: Article) -> tuple[Word, ...]:
    """The readings of the word that one space parts from the mention."""
    before = article.words_before(mention.span, 1)
    if not before or article.text(mention.span.field)[before[0].end : mention.span.start] != " ":
        return ()
    return before[0], *without_particle(before[0])


def _mission_of(mention: Mention, article: Article) -> Word | None:
    """بعثة before الاتحاد الأوروبي في أرمينيا: a body of its own, and not the one that sent it."""
    known = article.gazetteer.organisations.get(fold(mention.span.text))
    after = article.word_after(mention.span)
    if known is None or known.link.id not in SENDERS or after is None or after.folded not in WHERE:
        return None
    return next((word for word in _right_before(mention, article) if word.folded == MISSION), None)


def _is_head(folded: str, gazetteer: Gazetteer) -> bool:
    keys = gazetteer.concepts.get(folded, ())
    return folded not in gazetteer.words["org-head"] and any(
        gazetteer.concept_roles.get(k, "")[:4] == "head" for k in keys
    )


def _noun_after(mention: Mention, article: Article) -> Word | None:
    """Hospital in Al-Thawra Hospital, where it has its capital; a school of Harvard University keeps both."""
    after = article.word_after(mention.span)
    if after is None or after.folded not in article.gazetteer.kinds or mention.type == "MISC":
        return None
    text = article.text(mention.span.field)
    return after if text[after.start].isupper() and not text[mention.span.start].islower() else None


def _noun_before(mention: Mention, article: Article) -> Word | None:
    readings = _right_before(mention, article)
    if not readings or readings[0].folded.startswith(("ال", "لل")):
        return None  # الجامعة is a noun of its own; in the construct state it has no article
    kinds = article.gazetteer.kinds
    if any(word.folded in article.gazetteer.first_words_of_kinds for word in readings):
        after, own_last = article.word_after(mention.span), fold(mention.span.text).rpartition(" ")
        lasts = [after.folded] if after else []
        lasts += [own_last[2]] if own_last[0] else []  # مركز before طبرق الطبي, of which a model left the noun out
        closed = next((word for word in readings for last in lasts if f"{word.folded} {last}" in kinds), None)
        if closed:
            return closed
    return next((word for word in readings if word.folded in kinds), None)


def _kind(noun: Word, mention: Mention, article: Article) -> str:
    """What the noun says the thing is, with its adjective where that follows the name: محطة أوناغاوا النووية."""
    after, kinds = article.word_after(mention.span), article.gazetteer.kinds
    around = kinds.get(f"{noun.folded} {after.folded}") if after else None
    within = kinds.get(f"{noun.folded} {fold(mention.span.text).rpartition(' ')[2]}")
    return around or within or kinds[noun.folded]


def _is_whole_without(mention: Mention, article: Article) -> bool:
    """True of النيل after نهر; مطار بغداد is not Baghdad."""
    folded, gazetteer = fold(mention.span.text), article.gazetteer
    city_or_country = folded in gazetteer.news_cities or gazetteer.country(folded) is not None
    return gazetteer.is_known(folded) and not city_or_country


def _is_where(noun: Word, mention: Mention, article: Article) -> bool:
    """معبر of معبر رفح, ميناء of ميناء جيهان: such a noun before a town's name says where, as حي and مدينة do."""
    folded, gazetteer = fold(mention.span.text), article.gazetteer
    if (
        mention.type != "LOC"
        or noun.folded not in gazetteer.words["of-a-town"]
        or gazetteer.kinds.get(folded.partition(" ")[0])
    ):
        return False
    return folded in gazetteer.news_cities or place_link(mention.span.text, article) is not None


def _end(noun: Word, mention: Mention, article: Article) -> int:
    after = article.word_after(mention.span)
    whole = f"{noun.folded} {after.folded}" if after else ""
    return after.end if after and (after.folded in AFTER_IT or whole in article.gazetteer.kinds) else mention.span.end
