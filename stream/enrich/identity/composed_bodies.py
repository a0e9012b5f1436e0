"""Institutions that Arabic names in words of the lexicon: محكمة التمييز, الهيئة العامة للسلع التموينية.

A noun for a body, then what grammar lets follow in its name: definite nouns and adjectives (التموينية), what it is for
(للسلع, لحماية المستهلك), a nationality, a court's seat (بأكادير). A model that learnt other names often marks half of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from stream.enrich.identity.article import Article
from stream.enrich.identity.concepts import concept_key, parts_of
from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.letters import fold
from stream.enrich.identity.words import Word, readings_of
from stream.enrich.reading import Field, Span

LONGEST = 8  # words
_TELLING = frozenset(
    fold(word)
    for word in "محكمة هيئة مديرية مفوضية منظمة وكالة نقابة معهد مرصد مندوبية أكاديمية رابطة جمعية مؤسسة ديوان".split()
)
_COMMON = frozenset(fold(word) for word in "اتحاد لجنة مجلس مركز بنك صندوق جهاز جبهة تحالف".split())
HEADS = frozenset(
    article + word for article in ("", "ال") for word in _TELLING | _COMMON
)  # what such a name begins with
ENOUGH_AFTER_COMMON = 3  # words: مجلس الإدارة is any company's
_IN = fold("في")
_COURTS_OF_A_TOWN = frozenset(fold(word) for word in "الجنايات الجنح البداية الابتدائية الاستئناف الشرعية".split())
_COURT = fold("محكمة")
_COUNCIL, _OF_DIRECTORS = fold("مجلس"), fold("إدارة")
_CONNECTORS = frozenset(("عن", "من"))  # الدفاع عن, الوقاية من
_PASSING = frozenset(fold(word) for word in "الجديدة الجديد السابقة السابق الأولى الأول الحالية الحالي".split())


def composed_bodies(article: Article, field: Field, places: Sequence[int]) -> Iterator[Span]:
    """The full name of every such body that begins at one of `places`, particles before it left out."""
    words = article.words[field]
    past = 0
    for at in places:
        word = words[at]
        cut = _letters_before_a_head(word.folded)
        if cut is None or at < past:
            continue
        first = Word(word.folded[cut:], word.start + cut, word.end)
        end = _up_to_a_known_name(first, words, at, _end(first, words, at, article, field), article.gazetteer)
        if end > at and _is_a_name(first, words[at : end + 1], article, field):
            past = end + 1
            yield article.span(field, first.start, words[end].end)


@lru_cache(maxsize=65_536)
def _letters_before_a_head(folded: str) -> int | None:
    """How many letters are a particle where the rest says what a body is; None of any other word."""
    for reading in readings_of(folded):
        bare = reading.removeprefix("ال")
        if bare in _TELLING or bare in _COMMON:
            return len(folded) - len(reading)
    return None


def _end(first: Word, words: list[Word], at: int, article: Article, field: Field) -> int:
    """The index of the name's last word."""
    text, gazetteer = article.text(field), article.gazetteer
    definite = first.folded.startswith("ال")
    last = complete = at
    while last + 1 < min(len(words), at + LONGEST) and text[words[last].end : words[last + 1].start] == " ":
        word = words[last + 1].folded
        if _is_a_seat(first, word, gazetteer):
            return last + 1
        if (
            word == _IN
            and words[last].folded in _COURTS_OF_A_TOWN
            and last + 2 < len(words)
            and _is_a_seat(first, "ب" + words[last + 2].folded, gazetteer)
        ):
            return last + 2
        before = words[last].folded
        if word in _CONNECTORS and before.startswith("ل"):
            last += 1
            definite = False  # للدفاع عن حقوق الإنسان
            continue
        if word.startswith("و") and _is_another(words[last + 1], article, field):
            break
        follows = _may_follow_definite if definite else _may_follow_bare
        if word in _PASSING or not (follows(word, gazetteer) or _ends_phrase(before, word, gazetteer)):
            break
        last += 1
        definite = definite or word.startswith(("ال", "لل", "وال"))
        complete = last if definite and word.startswith(("ال", "لل", "وال")) else complete
    return complete


def _up_to_a_known_name(first: Word, words: list[Word], at: int, end: int, gazetteer: Gazetteer) -> int:
    """الاتحاد الدولي للسيارات of … الإماراتي محمد, اللجنة الدولية للصليب الأحمر of … الأسرى: what follows is no part of it."""
    organisations = gazetteer.organisations
    names = [first.folded, *(word.folded for word in words[at + 1 : end + 1])]
    if " ".join(names) in organisations:
        return end
    for size in range(len(names) - 1, ENOUGH_AFTER_COMMON - 1, -1):
        known = organisations.get(" ".join(names[:size]))
        if known and known.found == "free":
            return at + size - 1
    return end


def _is_another(word: Word, article: Article, field: Field) -> bool:
    """True where something else begins: والهلال الأحمر, or what a model marked from there on."""
    gazetteer = article.gazetteer
    keys = gazetteer.concepts.get(word.folded.removeprefix("وال"), ())
    if any(gazetteer.concept_roles.get(key, "") not in ("", "light") for key in keys):
        return True
    starts = {mention.span.start for mention in article.reading.mentions if mention.span.field == field}
    return bool(starts & {word.start, word.start + 1})


def _may_follow_definite(word: str, gazetteer: Gazetteer) -> bool:
    """After a definite word: الـ, للـ, والـ, a nationality or a purpose (لحماية)."""
    if word.startswith(("ال", "لل", "وال")):
        return word in gazetteer.nationalities or _in_lexicon(word, gazetteer)
    return word.startswith("ل") and _in_lexicon(word, gazetteer)


def _may_follow_bare(word: str, gazetteer: Gazetteer) -> bool:
    """Before a definite word also the bare noun of a construct state, and no nationality yet."""
    return word not in gazetteer.nationalities and _in_lexicon(word, gazetteer)


def _ends_phrase(before: str, word: str, gazetteer: Gazetteer) -> bool:
    """الإنسان after حقوق: a word that the lexicon has only with the one before it."""
    return word.startswith("ال") and _in_lexicon(f"{before} {word}", gazetteer)


def _in_lexicon(word: str, gazetteer: Gazetteer) -> bool:
    parts = parts_of(word, gazetteer)
    return bool(parts) and all(part.sort == "concept" for part in parts)


def _is_a_seat(first: Word, word: str, gazetteer: Gazetteer) -> bool:
    """بأكادير after a court, as courts are called in the Maghreb; في بيروت in the East."""
    if first.folded.removeprefix("ال") != _COURT or not word.startswith("ب"):
        return False
    return word[1:] in gazetteer.news_cities or bool(gazetteer.cities_named(word[1:]))


def _is_a_name(first: Word, words: list[Word], article: Article, field: Field) -> bool:
    """False for what any country has many of: المحكمة الإدارية, مجلس الإدارة, الهيئة العامة."""
    name = article.text(field)[first.start : words[-1].end]
    bare = first.folded.removeprefix("ال")
    if bare == _COUNCIL and words[1].folded == _OF_DIRECTORS:
        return False  # مجلس إدارة البنك المركزي: the bank is what is named
    if fold(article.text(field)[words[1].start : words[-1].end]) in article.gazetteer.organisations:
        return False  # مجلس of بنك المغرب
    if first.folded == bare and words[1].folded.startswith("ل"):
        return False  # ديوان للخدمات: any such office
    if len(words) < ENOUGH_AFTER_COMMON and (bare in _COMMON or first.folded != bare):
        return False
    return concept_key(name, article.gazetteer) is not None
