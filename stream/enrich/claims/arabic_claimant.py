"""Where the claimant of an Arabic reporting verb begins and ends: after the verb, before it, or after a preposition."""

from __future__ import annotations

import re

from stream.enrich.claims.arabic_nouns import is_verbal_noun
from stream.enrich.claims.arabic_words import (
    ADDRESSEES,
    ADVERBIALS,
    AFTER_IN,
    AFTER_ON,
    ANY_THAT,
    HEADS,
    OWN_SAYING,
    PERSON_HEADS,
    PREPOSITIONAL,
    THAT,
    TIME_IN_NAME_AFTER,
    TIME_IN_NAME_BEFORE,
    TIMES,
)
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range

DOCUMENTS = frozenset(
    "التقرير تقرير بيان البيان بلاغ دراسه الدراسه بيانات ارقام نشره النشره تقديرات الشهري السنوي الاسبوعي الفصلي".split()
)
LONGEST = 22  # words of a title, a name and an affiliation
THIS_IS = frozenset("وهو وهي وهم".split())
RELATIVE_CLAUSES = THIS_IS | frozenset("الذي التي الذين".split())
# «الذي طلب عدم ذكر اسمه»: what an unnamed source asks for is how the article names it.
NAMELESS = frozenset("طلب طلبت رفض رفضت فضل فضلت اشترط اشترطت طلبوا رفضوا فضلوا لم".split())
# «الأسبوع الماضي»; either word alone can belong to a name or a title (الأمين العام).
_PERIODS = frozenset("الاسبوع الشهر العام السنه".split())
_LAST_OR_NEXT = frozenset("الماضي الماضيه الجاري الجاريه المقبل المقبله المنصرم المنصرمه القادم القادمه".split())
_NEXT_OF_KIN = frozenset(
    "شقيق شقيقه نجل ابن ابنه زوجه زوج والد والده ارمله حفيد حليف خليفه مؤسس مؤسسه موسس ربه صاحبه".split()
)
_VERB_OF_CIRCUMSTANCE = re.compile(r"[يت]\w{2,}|نفسه|نفسها")
# «السفير لدى كذا فلان»: what looks like an adverbial belongs to the title when the name comes after it.
_ENDS_RELATIVE = ADDRESSEES | {":"}
_PREPOSITIONS = frozenset("علي عن الي في من مع".split())
# After these prepositions, what makes a place, a time or an occasion of them and no part of a name.
_LEADS_TO: dict[str, frozenset[str]] = {
    **dict.fromkeys(("في", "وفي", "ب"), AFTER_IN | TIMES),
    **dict.fromkeys(("مع", "الي"), AFTER_IN | ANY_THAT),
    "علي": AFTER_ON,
    "عن": frozenset(),
}
SHORTEST_POSSESSED = 5  # letters of رغبته; shorter words in ه and ها are names and pronouns more often
_BARE_PREPOSITIONS = frozenset("علي عن الي في من".split())  # «تعهد من موقع الحادث»: the place, not the subject
# Written like particles and adverbs, and the beginning of a name of several words: إن بي سي, إمام أوغلو.
_NAMES_TOO = THAT | {"امام"}
_IN_TITLES = frozenset("بشان لدي حول".split())


def claimant_after(passage: Passage, first: int, last: int) -> Range | None:
    """The claimant that begins the range (VSO order), without times, places and addressees; None when unsaid."""
    begin = skip_times(passage, first, last)
    if passage.norm(begin) in PREPOSITIONAL - _BARE_PREPOSITIONS and names_somebody(passage, begin + 1):
        begin += 1  # «قال فيه الكاتب إن»
    end = claimant_end(passage, begin, last)
    if end > begin and not _prepositional(passage, begin):
        return characters(passage, begin, end)
    resumed = _after_adverbial(passage, begin, last)
    return None if resumed is None else characters(passage, resumed, claimant_end(passage, resumed, last))


def _prepositional(passage: Passage, index: int) -> bool:
    """«وأوضح للناس أن», «أعلنت خلالها أن»: what follows the verb is no subject."""
    norm = passage.norm(index)
    spoken_to = norm.startswith("لل") and not names_somebody(passage, index)
    return norm in PREPOSITIONAL or spoken_to


def skip_times(passage: Passage, first: int, last: int) -> int:
    """The first token that is no time and no comma."""
    while first < last and (passage.is_comma(first) or is_time(passage, first)):
        first += 1
    return first


def _after_adverbial(passage: Passage, first: int, last: int) -> int | None:
    """In «قال في تصريح اليوم، وزير الصحة، إن» the claimant stands after the comma."""
    for index in range(first, last):
        if passage.is_comma(index - 1) and names_somebody(passage, index):
            return index
    return None


def claimant_end(passage: Passage, first: int, last: int) -> int:
    """First token after the noun phrase that begins at `first`."""
    index = first
    while index < min(last, first + LONGEST) and not _breaks_off(passage, first, index, last):
        if passage.is_comma(index) and not _apposition(passage, index, last):
            return _relative_end(passage, index, last) or index
        if index > first and _is_an_object(passage, index):
            return index
        if passage.norm(index) == "قد" or passage.norm(index) in OWN_SAYING or passage.norm(index) in ":;؛.":
            break
        index += 1
    dangling = index > first + 1 and passage.norm(index - 1) in _PREPOSITIONS and passage.mention_at(index - 1) is None
    return index - dangling


def _breaks_off(passage: Passage, first: int, index: int, last: int) -> bool:
    """An adverbial, unless it is part of a title: المبعوث الأممي لدى ليبيا فلان, المدير العام للوكالة فلان."""
    if not begins_adverbial(passage, index):
        return False
    people = [named.first for named in passage.named if named.type == "PER" and first <= named.first < last]
    body_s = passage.norm(index) in ADDRESSEES and any(passage.norm(i) in PERSON_HEADS for i in range(first, index))
    in_title = (passage.norm(index) in _IN_TITLES or body_s) and people[:1] and people[0] > index
    return not (in_title and not any(passage.is_comma(between) for between in range(index, people[0] - 1)))


def _is_an_object(passage: Passage, index: int) -> bool:
    """إخفاء of «نفت الوزارة إخفاء أي حالات»: a definite noun governs no other."""
    bare = passage.norm(index)
    return passage.norm(index - 1).startswith("ال") and is_verbal_noun(bare) and passage.mention_at(index) is None


def _relative_end(passage: Passage, comma: int, last: int) -> int | None:
    """«المسؤول، الذي طلب عدم ذكر اسمه، إن» and «فلانة، وهي ربة بيت، إن»: who it is belongs to the claimant.

    What else a relative clause tells, and what somebody was doing meanwhile (وهو يفتتح سوقا), does not.
    """
    if not says_who(passage, comma + 1) or passage.norm(comma + 1) not in RELATIVE_CLAUSES:
        return None
    near = range(comma + 2, min(last, comma + LONGEST))
    return next(
        (index for index in near if passage.is_comma(index) or passage.norm(index) in _ENDS_RELATIVE),
        min(last, near.stop),
    )


def says_who(passage: Passage, index: int) -> bool:
    """False for relative clauses and circumstances that only tell more about somebody already known."""
    norm, following = passage.norm(index), passage.norm(index + 1)
    if norm in THIS_IS:
        return _VERB_OF_CIRCUMSTANCE.fullmatch(following) is None
    return norm not in RELATIVE_CLAUSES or following in NAMELESS


def _apposition(passage: Passage, comma: int, last: int) -> bool:
    """A title or a name after the comma; a description when the next comma closes it."""
    if comma + 1 >= last:
        return False
    if names_somebody(passage, comma + 1):
        return True
    closed = any(passage.is_comma(index) for index in range(comma + 2, min(last + 1, comma + LONGEST)))
    return closed and describes(passage, comma + 1)


def describes(passage: Passage, index: int) -> bool:
    """True where «السكرتيرة الصحفية لكذا», «مؤسس كذا», «شقيق الرئيس» begins, which says who was just named."""
    if begins_adverbial(passage, index) or passage.quote(index):
        return False
    norm = passage.norm(index)
    definite = norm.startswith("ال") and norm not in ("الي", "الا") and not is_verbal_noun(norm.removeprefix("ال"))
    return definite or norm in _NEXT_OF_KIN or names_somebody(passage, index)


def names_somebody(passage: Passage, index: int) -> bool:
    """True when a title, an institution or a name of the model's begins here."""
    named = passage.mention_at(index)
    if named is not None and named.first == index and named.type != "MISC":
        return True
    # After لكن and إن a noun takes an alif: لكن ناطقا باسم الجيش.
    return passage.norm(index) in HEADS or passage.norm(index).removesuffix("ا") in HEADS


def begins_adverbial(passage: Passage, index: int) -> bool:
    """True where a time, an occasion, an addressee or a relative clause begins."""
    norm, following = passage.norm(index), passage.norm(index + 1)
    inside = passage.mention_at(index)
    if inside is not None and (inside.first < index or (norm in _NAMES_TOO and inside.last > index + 1)):
        return False
    if norm in _PREPOSITIONS and (following == "خلال" or _of_his_own(passage, index + 1)):
        return True
    if norm in _LEADS_TO:
        return following in _LEADS_TO[norm] or (norm in ("الي", "عن") and is_verbal_noun(following))
    return _is_addressed(passage, index) or is_time(passage, index) or (norm in ADVERBIALS and norm not in TIMES)


def _of_his_own(passage: Passage, index: int) -> bool:
    """«أعلن فلان عن رغبته», «في بيانها», «على حسابه»: what belongs to the subject is no part of its name."""
    text, norm = passage.tokens[index].text if index < len(passage) else "", passage.norm(index)
    his = text.endswith(("ه", "ها", "هم")) and len(norm) >= SHORTEST_POSSESSED
    return his and not norm.startswith("ال") and passage.mention_at(index) is None


def _is_addressed(passage: Passage, index: int) -> bool:
    """True of لوكالة after a person; in «التقرير الشهري لوكالة كذا» it belongs to the report."""
    before = {passage.norm(index - 1), passage.norm(index - 2)}
    return passage.norm(index) in ADDRESSEES and DOCUMENTS.isdisjoint(before)


def is_time(passage: Passage, index: int) -> bool:
    """True for a word of time that is not part of a name (روسيا اليوم, اليوم السابع)."""
    norm = passage.norm(index)
    if norm in _PERIODS and passage.norm(index + 1) in _LAST_OR_NEXT:
        return True
    if norm in _LAST_OR_NEXT and passage.norm(index - 1) in _PERIODS:
        return True
    if norm not in TIMES or passage.mention_at(index) is not None:
        return False
    named = passage.norm(index - 1) in TIME_IN_NAME_AFTER or passage.norm(index + 1) in TIME_IN_NAME_BEFORE
    return passage.norm(index + 1) in TIMES or not named


def characters(passage: Passage, first: int, last: int) -> Range | None:
    """The offsets of a trimmed range of tokens; None when nothing is left."""
    first, last = passage.trimmed(first, min(last, len(passage)))
    return (passage.tokens[first].start, passage.tokens[last - 1].end) if first < last else None


def without_preposition(passage: Passage, index: int, found: Range) -> Range:
    """Drops the ل that «وفقا لوزارة» leaves on its first word; لل stays, for there the alif is gone."""
    token = passage.tokens[index]
    attached = token.norm.startswith("ل") and not token.norm.startswith("لل") and token.norm != "ل"
    return (found[0] + 1, found[1]) if attached and found[0] == token.start else found
