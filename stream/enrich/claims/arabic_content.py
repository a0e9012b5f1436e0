"""Where the content of an Arabic claim ends, where it divides, and where a verbal noun begins it without أن."""

from __future__ import annotations

import re
from collections.abc import Collection

from stream.enrich.claims.arabic_claimant import begins_adverbial, characters, names_somebody
from stream.enrich.claims.arabic_cues import CALLS, STANCES, VERBS
from stream.enrich.claims.arabic_nouns import is_verbal_noun
from stream.enrich.claims.arabic_words import (
    ANY_THAT,
    COURTESIES,
    HEADS,
    NEW_CLAUSES_BY_FIRST,
    NOT_ASSERTED,
    RELATIVES,
    THAT,
    THAT_SUBJECT,
)
from stream.enrich.claims.passage import COMMAS, Passage
from stream.enrich.claims.utterance import Range

# The object is a stance, whatever verbal noun follows: أكدوا دعمهم لعقد مؤتمر.
_STANCES_FIRST = (
    "دعم",
    "حرص",
    "تاييد",
    "رفضه",
    "تمسك",
    "استعداد",
    "اهميه",
    "ضروره",
    "التزام",
    "تضامن",
    "ثقته",
    "ثقتها",
)
_NOT_BEFORE_NOUN = frozenset("قبل بعد منذ خلال في من الي علي عند مع بين عبر اثر عقب حتي حول بشان ضد".split())
_DENIED = frozenset(
    "ذلك هذا هذه تلك ما اي الاتهام الاتهامات الانباء المزاعم الشائعات التهم التهمه الامر الخبر صحه وجود ان".split()
)
_ON_BEHALF = frozenset("باسم بلسان لشؤون".split())
_SELF = frozenset("نفسه نفسها نفسهم ذاته ذاتها".split())
_WITH_FIMA = frozenset("يبدو يتعلق يخص بعد بينهم بينها بينهما بينهن يلي اذا مضي سبق عدا يسمي بيننا وراء".split())
SHORTEST = 2  # words of a content
_THAT_OR_FA = ANY_THAT | {"فان"}
_MAY_LEAVE = CALLS | COMMAS | frozenset("؛;.؟?!") | {"فيما", "بينما", "في"}  # all that `_leaves_clause` looks at
_VERB_LIKE = re.compile(r"و(?:[يت]\w{2,}|\w{2,}[^اةه]ت|\w{3,4}وا|\w{3})")


def clause_end(passage: Passage, first: int, cuts: Collection[int]) -> int:
    """First token after the clause that begins at `first`; `cuts` are the tokens where other cue clauses begin."""
    index, opened = first, passage.quote(first)
    while index < len(passage):
        if passage.quote(index) not in (0, opened):
            index = passage.quote_end(index)
            continue
        may_leave = passage.norm(index) in _MAY_LEAVE
        if index > first and (index in cuts or (may_leave and _leaves_clause(passage, index))):
            return index
        index += 1
    return index


def _leaves_clause(passage: Passage, index: int) -> bool:
    if passage.norm(index) in "؛;.؟?!" and passage.kind(index) == "mark":
        end = passage.tokens[index].end
        return not passage.text[end : end + 1].isalnum()  # نحو6.5 goes on
    if passage.norm(index) in CALLS or _meanwhile(passage, index):
        return True
    if not passage.is_comma(index):
        return False
    following = index + 1
    opened = NEW_CLAUSES_BY_FIRST.get(passage.norm(following), ())
    if any(_stands_at(passage, following, words) for words in opened):
        return True
    if passage.norm(following) in ("وهو", "وهي") or _stance(passage.norm(following)):
        return True
    return bool(_VERB_LIKE.fullmatch(passage.norm(following))) and names_somebody(passage, following + 1)


def _meanwhile(passage: Passage, index: int) -> bool:
    """فيما and بينما begin a clause of their own, comma or not; "فيما يبدو" and "فيما بعد" do not."""
    norm, following = passage.norm(index), passage.norm(index + 1)
    if norm == "فيما":
        return following not in _WITH_FIMA
    return norm == "بينما" or (norm == "في" and following == "حين")


def _stance(norm: str) -> bool:
    """An accusative participle goes over to something else that was said or done: مشيدا, مشددا على ضرورة."""
    verb = VERBS.get(norm)
    return norm in STANCES or (verb is not None and verb.shape == "participle" and norm.endswith("ا"))


def _stands_at(passage: Passage, index: int, words: tuple[str, ...]) -> bool:
    return all(passage.norm(index + i) == word for i, word in enumerate(words))


def contents(passage: Passage, first: int, last: int) -> list[Range]:
    """The content in a range that follows أن, «وأن» and what it adds included; empty when nothing is asserted."""
    found = _content(passage, first, last)
    return [] if found is None else [found]


def _content(passage: Passage, first: int, last: int) -> Range | None:
    """Drops a bare أن at the head; of بأنه and وأنه only the particle goes."""
    while first < last and passage.norm(first) in THAT:
        first += 1
    first, last = passage.trimmed(first, last)
    if passage.words(first, last) < SHORTEST or (passage.norm(last) in "؟?" and last < len(passage)):
        return None
    norm = passage.norm(first)
    if norm.startswith(COURTESIES) or (passage.kind(first) == "word" and norm in THAT and last - first < SHORTEST):
        return None
    particle = norm in THAT_SUBJECT and norm[0] in "بو"
    start = passage.tokens[first].start + particle
    return start, passage.tokens[last - 1].end


def speech_content(passage: Passage, first: int, cuts: Collection[int]) -> list[Range]:
    """Direct speech from the colon or the quotation mark at `first`."""
    begin = first + 1 if passage.norm(first) == ":" else first
    if passage.kind(begin) == "open":
        return contents(passage, begin + 1, passage.quote_end(begin))
    return contents(passage, begin, clause_end(passage, begin, cuts))


def verbal_noun(passage: Passage, first: int, last: int) -> int | None:
    """The first verbal noun in the range that can begin a content (أعلنت الوزارة تسجيل…), outside names and titles."""
    for index in range(first, last):
        inside = passage.mention_at(index)
        if passage.norm(index).startswith(_STANCES_FIRST):
            return None
        if passage.norm(index - 1) in _NOT_BEFORE_NOUN and index > first:
            continue
        if passage.is_comma(index) and not names_somebody(passage, index + 1):
            continue
        titled = passage.norm(index - 1) in HEADS and not passage.norm(index - 1).startswith("ال")
        titled = titled and not passage.norm(index - 1).endswith("ون")  # يرجح محللون استفادة: no construct state
        titled = titled and not passage.tokens[index].text.endswith("ا")  # يخشى محللون خفضا
        definite = index == first and is_verbal_noun(passage.norm(index).removeprefix("ال"))
        if inside is None and not titled and (definite or is_verbal_noun(passage.norm(index))):
            return index if asserted(passage, index) else None
        if begins_adverbial(passage, index) and passage.norm(index) in ("الذي", "التي"):
            return None
    return None


def denied_object(passage: Passage, first: int, last: int) -> int | None:
    """Where the object of a denial begins: نفى الجيش عرقلة القوافل, نفت الشركة ذلك, نفى المدير علمه بالأمر."""
    for index in range(first, last):
        if passage.norm(index) == "اي" and _denied_with_any(passage, index - 1):
            return index - 1 if index > first + 1 else index
        if passage.norm(index - 1) in RELATIVES | {"في", "عن", "من"}:
            continue  # the verb of «الشركة التي بنته», the occasion of «في تصريح للإذاعة»
        if passage.mention_at(index) is None and (_starts_object(passage, index) or _after_name(passage, index)):
            return index
    return None


def _after_name(passage: Passage, index: int) -> bool:
    """اللجوء of «نفى مسؤول في وزارة المالية اللجوء إلى الاستدانة»: a definite verbal noun right behind a name."""
    named = passage.mention_at(index - 1) is not None
    return named and passage.norm(index).startswith("ال") and is_verbal_noun(passage.norm(index).removeprefix("ال"))


def _denied_with_any(passage: Passage, index: int) -> bool:
    """«إخفاء أي حالات»: the noun before أي belongs to what is denied, not to the subject."""
    norm = passage.norm(index)
    attached = norm.startswith(("ال", "لل")) or passage.norm(index - 1) in _NOT_BEFORE_NOUN
    return passage.kind(index) == "word" and passage.mention_at(index) is None and not attached


def _starts_object(passage: Passage, index: int) -> bool:
    norm, text, before = passage.norm(index), passage.tokens[index].text, passage.norm(index - 1)
    if norm in _NOT_BEFORE_NOUN:
        return False  # عضو اللجنة المالية في كذا
    if norm in _DENIED or is_verbal_noun(norm):
        return True
    if norm.startswith("لل") or norm in _ON_BEHALF or (norm[:1] == "ل" and norm[1:] in HEADS):
        return False  # الناطق باسم كذا, السكرتيرة الصحفية للعمدة
    his = text.endswith(("ه", "ها", "هم")) and len(norm) > len("هذه")
    possessed = his and not norm.startswith("ال") and norm not in _SELF and not is_somebody_s(norm)
    # After a definite adjective (الجيش الإسرائيلي) an indefinite noun is no longer the subject.
    indefinite = before.startswith("ال") and before.endswith(("ي", "يه")) and not norm.startswith("ال")
    return passage.kind(index) == "word" and (possessed or (indefinite and not begins_adverbial(passage, index)))


def is_somebody_s(norm: str) -> bool:
    """محاميه, وزيرها: a person or a body that belongs to somebody, and so can speak."""
    return any(norm.removesuffix(ending) in HEADS for ending in ("ه", "ها", "هم"))


def asserted(passage: Passage, index: int) -> bool:
    """False for a wish, a stance or a courtesy: حرصه على, ضرورة, أهمية."""
    return not passage.norm(index).startswith(tuple(NOT_ASSERTED))


_FORMULAS = (
    ("يذكر",), ("ويذكر",), ("كما", "يذكر"), ("يشار", "الي"), ("ويشار", "الي"), ("تجدر", "الاشاره", "الي"), ("وللاشاره",),
    ("وتجدر", "الاشاره", "الي"), ("الجدير", "بالذكر"), ("جدير", "بالذكر"), ("من", "الجدير", "بالذكر"), ("والجدير", "بالذكر"),
    ("وتجدر", "الاشاره"), ("هذا", "ويذكر"), ("للاشاره",), ("هذا", "ويشار", "الي"), ("ومن", "الجدير", "بالذكر"),
)  # fmt: skip


def without_formula(passage: Passage, first: int) -> int:
    """The first token after «يذكر أن» and its like, with which writers open a background sentence."""
    for words in _FORMULAS:
        after = first + len(words)
        if _stands_at(passage, first, words) and passage.norm(after) in _THAT_OR_FA:
            return after if passage.norm(after) in THAT_SUBJECT else after + 1
    return first


def plain_content(passage: Passage, first: int, last: int) -> Range | None:
    """A content that is the given range as it stands."""
    if passage.words(first, last) < SHORTEST:
        return None
    return characters(passage, first, last)
