"""Ministries: found by their grammar, and known by portfolio and country in Arabic, English, French and Russian.

وزارة + definite noun (+ و + noun) (+ adjective of nationality); الخارجية الروسية, with وزارة left unsaid; "Ministry of
Defence", "Azerbaijan's Defence Ministry"; "ministère russe de la Défense".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from stream.enrich.identity.article import Article
from stream.enrich.identity.concepts import portfolio_key
from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.state_bodies import country_in
from stream.enrich.identity.words import Word, without_particle, words_of
from stream.enrich.reading import Field, Span

MINISTRY = frozenset(fold(word) for word in ("وزارة", "بوزارة", "لوزارة", "ووزارة"))
UNSAID = frozenset(
    fold(word) for word in ("الخارجية", "الداخلية", "الدفاع", "الخزانة")
)  # وزارة left out: with a country
_ENDINGS = ("وزاره", *UNSAID)
LONGEST_PORTFOLIO = 5  # words
_WESTERN = re.compile(r"ministr|ministère|министерств", re.IGNORECASE)
_DEPARTMENT = re.compile(r"Department")  # what the United States call a ministry
_CAPITALISED = re.compile(r"\b[A-ZÀ-Ý]")
_MINISTRY_WORDS = frozenset(fold(word) for word in ("ministry", "ministère"))  # not "Council of Ministers"
_SKIPPED = frozenset("of the for de la l le du des d et and federal".split())


@dataclass(frozen=True, slots=True)
class Ministry:
    """Whose ministry, and of what; `country` is None where the name does not say."""

    portfolio: str
    country: str | None


def may_begin_a_ministry(folded: str) -> bool:
    """True of the words that an Arabic ministry may begin with."""
    return folded.endswith(_ENDINGS)


def ministries(article: Article, field: Field, places: Sequence[int]) -> Iterator[Span]:
    """The full name of every ministry in the field, particles before it left out; Arabic ones begin at one of `places`."""
    words, text = article.words[field], article.text(field)
    for at in places:
        end = _arabic_end(words, at, article.gazetteer) if may_begin_a_ministry(words[at].folded) else at
        if end > at:
            yield article.span(field, _without_particle(words[at]), words[end].end)
    if _WESTERN.search(text) or _DEPARTMENT.search(text):
        for found in _western_pattern(article.gazetteer).finditer(text):
            start = _start(found, article.gazetteer)
            if start < found.end():
                yield article.span(field, start, found.end())


def _start(found: re.Match[str], gazetteer: Gazetteer) -> int:
    """Where a ministry's name begins; at its end for one in small letters whose country is not said (its health ministry)."""
    if found["whose"] is not None:
        start = _owner_start(found, "whose", gazetteer)
        return start if start < found.end("whose") else found.end()
    return _owner_start(found, "owner", gazetteer) if found["owner"] is not None else found.start()


def _owner_start(found: re.Match[str], group: str, gazetteer: Gazetteer) -> int:
    """Where the owner's name begins: with its country or nationality, not with whatever capital letter stands before."""
    owner = found[group]
    for part in _CAPITALISED.finditer(owner):
        phrase = fold(owner[part.start() :].strip().removesuffix("'s").removesuffix("’s"))
        if gazetteer.nationalities.get(phrase) or gazetteer.country(phrase):
            return found.start(group) + part.start()
    return found.end(group)


@lru_cache(maxsize=16_384)
def ministry_named(text: str, gazetteer: Gazetteer) -> Ministry | None:
    """What ministry a name means, or None where it means something else."""
    words = [word.folded for word in words_of(text)]
    if not words:
        return None
    if script_of(words[0]) == "arabic":
        return _arabic_ministry(words, gazetteer)
    if _WESTERN.search(text):
        return _western_ministry(words, gazetteer)
    department = _western_ministry(words, gazetteer) if "department" in words else None
    return department if department and department.country == "US" else None


def _without_particle(word: Word) -> int:
    for shorter in without_particle(word):
        if shorter.folded in ("وزاره", *UNSAID):
            return shorter.start
    return word.start


def _readings(word: Word) -> list[str]:
    return [word.folded, *(shorter.folded for shorter in without_particle(word))]


def _arabic_end(words: list[Word], at: int, gazetteer: Gazetteer) -> int:
    """The index of the last word of the ministry that begins at `at`, or `at` where none does."""
    readings = _readings(words[at])
    if "وزاره" in readings:
        last = _portfolio_end(words, at + 1, gazetteer)
        return _with_nationality(words, last, gazetteer) if last > at else at
    if any(reading in UNSAID for reading in readings) and not _after_office(words, at):
        last = _with_nationality(words, at, gazetteer)
        return last if last > at and words[last].folded.endswith("ه") else at  # الدفاع الروسية, not الدفاع الروسي
    return at


def _after_office(words: list[Word], at: int) -> bool:
    """وزير الخارجية is an office; after a definite noun the word is its adjective (السياسة الخارجية الروسية)."""
    before = words[at - 1].folded if at else ""
    definite = before.startswith(("ال", "لل", "وال", "بال"))
    return definite or "وزير" in before or "وزراء" in before or before == "وزاره"


def _portfolio_end(words: list[Word], first: int, gazetteer: Gazetteer) -> int:
    """The last word of the longest known portfolio from `first` on; else of one definite noun and those joined by و."""
    best = first - 1
    phrase = ""
    for at in range(first, min(first + LONGEST_PORTFOLIO, len(words))):
        phrase = f"{phrase} {words[at].folded}".strip()
        if phrase in gazetteer.portfolios or phrase.removeprefix("ال") in gazetteer.portfolios:
            best = at
    if best >= first or first >= len(words) or not words[first].folded.startswith("ال"):
        return best
    best = first
    while best + 1 < len(words) and words[best + 1].folded.startswith("وال"):
        best += 1
    return best


def _with_nationality(words: list[Word], last: int, gazetteer: Gazetteer) -> int:
    following = [word.folded for word in words[last + 1 : last + 3]]
    if len(following) > 1 and " ".join(following) in gazetteer.nationalities:
        return last + 2
    if following and following[0].startswith("ال") and following[0] in gazetteer.nationalities:
        return last + 1
    if following and not words[last].folded.startswith("ال") and gazetteer.short_countries.get(following[0]):
        return last + 1  # وزارة دفاع أذربيجان
    return last


def _arabic_ministry(words: list[str], gazetteer: Gazetteer) -> Ministry | None:
    body = words[1:] if words[0] in MINISTRY else words if words[0] in UNSAID and len(words) > 1 else []
    for size in range(min(LONGEST_PORTFOLIO, len(body)), 0, -1):
        portfolio = gazetteer.portfolios.get(" ".join(body[:size]).removeprefix("ال"))
        if portfolio and (words[0] in MINISTRY or _is_a_country(body[size:], gazetteer)):
            return Ministry(portfolio, country_in(body[size:], gazetteer))
    if not body or words[0] not in MINISTRY:
        return None
    country = country_in(body[1:], gazetteer)
    portfolio = portfolio_key(" ".join(body), gazetteer)
    return Ministry(portfolio or "-".join(body[:-1] if country and len(body) > 1 else body), country)


def _is_a_country(words: list[str], gazetteer: Gazetteer) -> bool:
    """True of الروسي in الدفاع الروسي; الدفاع المدني السوري is no ministry."""
    phrase = " ".join(words)
    return bool(gazetteer.nationalities.get(phrase) or gazetteer.country(phrase))


def _western_ministry(words: list[str], gazetteer: Gazetteer) -> Ministry | None:
    skipped = _SKIPPED | _MINISTRY_WORDS | {"department"}
    body = [word for word in words if word not in skipped and not _WESTERN.match(word)]
    for start in range(len(body)):
        if any(word in gazetteer.concepts and word not in gazetteer.nationalities for word in body[:start]):
            break  # Equipment and Water is not Water
        for size in range(len(body) - start, 0, -1):
            portfolio = _western_portfolios(gazetteer).get(" ".join(body[start : start + size]))
            if portfolio:
                return Ministry(portfolio, country_in(body[:start] + body[start + size :], gazetteer))
    portfolio = portfolio_key(" ".join(body), gazetteer) if not _MINISTRY_WORDS.isdisjoint(words) else ""
    return Ministry(portfolio, country_in(body, gazetteer)) if portfolio else None


@lru_cache(maxsize=4)
def _western_portfolios(gazetteer: Gazetteer) -> dict[str, str]:
    """Portfolios by their telling words only: affaires étrangères, trade industry."""
    western = ((name, key) for name, key in gazetteer.portfolios.items() if script_of(name) != "arabic")
    return {" ".join(word for word in name.split() if word not in _SKIPPED): key for name, key in western} | _RUSSIAN


_RUSSIAN = {
    "обороны": "defence", "иностранных дел": "foreign", "внутренних дел": "interior", "финансов": "finance",
    "здравоохранения": "health", "энергетики": "energy", "юстиции": "justice", "экономики": "economy",
}  # fmt: skip


@lru_cache(maxsize=4)
def _western_pattern(gazetteer: Gazetteer) -> re.Pattern[str]:
    of = "|".join(re.escape(name) for name in sorted(gazetteer.western_portfolios, key=len, reverse=True))
    capital = r"[A-ZÀ-Ý][\w’'\-]+"
    owner = rf"(?P<owner>(?:{capital}(?:['’]s)?\s+){{0,2}})"
    english = (
        rf"{owner}(?:{of})\s+Ministry(?:\s+of\s+{capital})?"
        rf"|(?:{capital}['’]s\s+)?Ministry\s+of\s+(?:the\s+)?(?:{of})(?:\s+and\s+{capital})?(?:\s+of\s+(?:the\s+)?{capital})?"
    )
    small = "|".join(sorted({re.escape(name.lower()) for name in gazetteer.western_portfolios}, key=len, reverse=True))
    english += rf"|(?P<whose>(?:{capital}\s+){{0,2}}{capital})(?:['’]s)?\s+(?:{small})\s+ministry"
    american = r"(?:U\.?S\.?|United\s+States|American)"
    english += rf"|{american}\s+(?:{of})\s+Department|{american}\s+Department\s+of\s+(?:the\s+)?(?:{of})"
    linked = r"(?:de\s+la\s+|de\s+l['’]|des\s+|du\s+|de\s+|d['’])"
    french = rf"[Mm]inistère(?:\s+\w+)?\s+{linked}(?i:{of})(?:\s+{linked}?{capital})?"
    russian = rf"[Мм]инистерств\w+\s+(?:{'|'.join(_RUSSIAN)})(?:\s+[А-Я]\w+)?"
    return re.compile(rf"\b(?:{english}|{french}|{russian})\b")
