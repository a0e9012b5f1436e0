"""Where the claimant of an Arabic reporting verb begins and ends: after the verb, before it, or after a preposition."""

from __future__ import annotations

from stream.enrich.claims.arabic_nouns import is_verbal_noun
from stream.enrich.claims.arabic_words import (
    ADDRESSEES,
    ADVERBIALS,
    AFTER_IN,
    AFTER_ON,
    ANY_THAT,
    HEADS,
    LONGEST_OPENERS_BY_FIRST,
    OWN_SAYING,
    PREPOSITIONAL,
    RELATIVES,
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
LONGEST_BEFORE = 14
RELATIVE_CLAUSES = frozenset("الذي التي الذين وهو وهي وهم".split())
LONGEST_CLOSING = 4  # «وختم فلان الفلاني بالقول إن»: an unknown name right between the verb and its بالقول
_FUNCTION_WORDS = frozenset(
    "في وفي عن وعن من ومن الي علي وعلي بعد وبعد قبل خلال وخلال لكن وقد قد كما ثم لا ما هل هنا ل ب و".split()
)


def claimant_after(passage: Passage, first: int, last: int) -> Range | None:
    """The claimant that begins the range (VSO order), without times, places and addressees; None when unsaid."""
    begin = _skip_times(passage, first, last)
    if passage.norm(begin) in PREPOSITIONAL and names_somebody(passage, begin + 1):
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


def _skip_times(passage: Passage, first: int, last: int) -> int:
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
    while index < min(last, first + LONGEST) and not begins_adverbial(passage, index):
        if passage.is_comma(index) and not _apposition(passage, index, last):
            return _relative_end(passage, index, last) or index
        if index > first and _is_an_object(passage, index):
            return index
        if passage.norm(index) == "قد" or passage.norm(index) in OWN_SAYING or passage.norm(index) in ":;؛.":
            return index
        index += 1
    return index


def _is_an_object(passage: Passage, index: int) -> bool:
    """إخفاء of «نفت الوزارة إخفاء أي حالات»: a definite noun governs no other."""
    bare = passage.norm(index)
    return passage.norm(index - 1).startswith("ال") and is_verbal_noun(bare) and passage.mention_at(index) is None


def _relative_end(passage: Passage, comma: int, last: int) -> int | None:
    """«المسؤول، الذي طلب عدم ذكر اسمه، إن» and «فلانة، وهي ربة بيت، إن»: the clause between commas is in."""
    if passage.norm(comma + 1) not in RELATIVE_CLAUSES:
        return None
    near = range(comma + 2, min(last, comma + LONGEST))
    return next(
        (index for index in near if passage.is_comma(index) or passage.norm(index) == ":"), min(last, near.stop)
    )


def _apposition(passage: Passage, comma: int, last: int) -> bool:
    return comma + 1 < last and names_somebody(passage, comma + 1)


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
    if inside is not None and inside.first < index:
        return False
    if norm in ("في", "وفي", "ب"):
        return following in AFTER_IN or following in TIMES
    if norm == "علي":
        return following in AFTER_ON
    if norm in ("الي", "علي", "عن") and is_verbal_noun(following):
        return True
    if norm in ("مع", "الي"):
        return following in AFTER_IN or following in ANY_THAT
    return _is_addressed(passage, index) or is_time(passage, index) or (norm in ADVERBIALS and norm not in TIMES)


def _is_addressed(passage: Passage, index: int) -> bool:
    """True of لوكالة after a person; in «التقرير الشهري لوكالة كذا» it belongs to the report."""
    before = {passage.norm(index - 1), passage.norm(index - 2)}
    return passage.norm(index) in ADDRESSEES and DOCUMENTS.isdisjoint(before)


def is_time(passage: Passage, index: int) -> bool:
    """True for a word of time that is not part of a name (روسيا اليوم, اليوم السابع)."""
    if passage.norm(index) not in TIMES or passage.mention_at(index) is not None:
        return False
    named = passage.norm(index - 1) in TIME_IN_NAME_AFTER or passage.norm(index + 1) in TIME_IN_NAME_BEFORE
    return passage.norm(index + 1) in TIMES or not named


def claimant_before(passage: Passage, at: int) -> Range | None:
    """The subject that stands before the verb at `at` (SVO order, كان X قد أعلن, X الذي أكد); None when there is none."""
    end = at - 1 if passage.norm(at - 1) == "قد" else at
    if end < at and passage.is_comma(end - 1):
        end -= 1
    relative = passage.norm(end - 1) in RELATIVES
    if relative:
        end -= 2 if passage.is_comma(end - 2) else 1
    if passage.norm(at - 1).removeprefix("و") in ("هو", "هي", "هم", "هما"):
        pronoun = passage.tokens[at - 1]
        return pronoun.start + pronoun.norm.startswith("و"), pronoun.end
    begin = _skip_openers(passage, _clause_start(passage, end), end)
    if relative:
        begin = _antecedent(passage, begin, end)
    if not 0 < passage.words(begin, end) <= LONGEST_BEFORE or not _noun_like(passage, begin):
        return None
    return characters(passage, begin, min(end, claimant_end(passage, begin, end)))


def sentence_subject(passage: Passage, until: int) -> Range | None:
    """Who opens the sentence that a participle continues (ودعا الحزب إلى …، مؤكدا أن …), when told by title or name."""
    begin = _skip_openers(passage, 0, until)
    first = begin if names_somebody(passage, begin) else begin + 1
    last = _before_preposition(passage, first, claimant_end(passage, first, until))
    closing = last == until and last - first <= LONGEST_CLOSING and passage.norm(until).startswith("بال")
    if not names_somebody(passage, first) and not closing:
        return None
    return characters(passage, first, last)


def _before_preposition(passage: Passage, first: int, last: int) -> int:
    people = [named.last for named in passage.named if named.type == "PER" and first <= named.first < last]
    if people and not any(passage.is_comma(index) for index in range(first, people[0])):
        return people[0]  # القيادي في الاتحاد فلان
    for index in range(first + 1, last):
        if passage.norm(index) in ("الي", "علي", "عن", "في") and passage.mention_at(index) is None:
            return index
    return last - 1 if _possessed(passage, first, last) else last


def _possessed(passage: Passage, first: int, last: int) -> bool:
    """«أوضح النائب دوافعه»: a last word with "his" or "their" is the verb's object, not the subject."""
    text = passage.tokens[last - 1].text if last > first + 1 else ""
    return text.endswith(("ه", "ها", "هم")) and passage.mention_at(last - 1) is None


def _clause_start(passage: Passage, end: int) -> int:
    index = end
    while index > 0 and not _bounds_clause(passage, index - 1):
        index -= 1
    return index


def _bounds_clause(passage: Passage, index: int) -> bool:
    if passage.norm(index) in ANY_THAT or passage.kind(index) == "close":
        return passage.quote(index) != passage.quote(index - 1) or passage.norm(index) in THAT
    return passage.is_comma(index) or passage.norm(index) in ".؛;:!؟"


def _skip_openers(passage: Passage, begin: int, end: int) -> int:
    for words in LONGEST_OPENERS_BY_FIRST.get(passage.norm(begin), ()):
        after = begin + len(words)
        if after <= end and all(passage.norm(begin + i) == word for i, word in enumerate(words)):
            return _skip_openers(passage, after, end)
    return begin


def _antecedent(passage: Passage, begin: int, end: int) -> int:
    """Start of the noun phrase before الذي: its last title or name."""
    for index in range(end - 1, begin - 1, -1):
        if passage.norm(index) in HEADS and passage.norm(index - 1) not in HEADS:
            return index
    named = passage.mention_at(end - 1)
    return named.first if named is not None else begin


def _noun_like(passage: Passage, index: int) -> bool:
    norm = passage.norm(index)
    if index == 0 and passage.kind(0) == "word" and norm not in _FUNCTION_WORDS:
        return True
    return (norm.startswith("ال") and norm not in ("الي", "الا")) or names_somebody(passage, index)


def characters(passage: Passage, first: int, last: int) -> Range | None:
    """The offsets of a trimmed range of tokens; None when nothing is left."""
    first, last = passage.trimmed(first, min(last, len(passage)))
    return (passage.tokens[first].start, passage.tokens[last - 1].end) if first < last else None


def without_preposition(passage: Passage, index: int, found: Range) -> Range:
    """Drops the ل that «وفقا لوزارة» leaves on its first word; لل stays, for there the alif is gone."""
    token = passage.tokens[index]
    attached = token.norm.startswith("ل") and not token.norm.startswith("لل") and token.norm != "ل"
    return (found[0] + 1, found[1]) if attached and found[0] == token.start else found
