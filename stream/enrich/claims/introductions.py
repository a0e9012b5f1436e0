"""The names of an article with the words that introduce them: حاكم المنطقة فلان, "SONEDE, the national water utility".

What a name was introduced as is what a short form (الحاكم, the utility) may call it later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stream.enrich.claims.passage import Named, Passage
from stream.enrich.claims.roles import ARTICLES, BELONGING, BODIES, ROLES, bare, without_particle
from stream.enrich.reading import EntityType, Span

LONGEST_TITLE = 8  # words of a title before its name
LONGEST_APPOSITION = 8  # words between the name and the head of «X, the national water utility»
_ENDS_TITLE = frozenset("مع عن الي علي بعد قبل مكتب حمله قال قالت ان بين ضد لدي منذ خلال التي الذي".split())
_THIS_IS = frozenset("وهو وهي".split())
_AFTER_HEAD = frozenset("of for at in on who which that and to from with , ، . ; ( ) : said".split())


@dataclass(frozen=True, slots=True)
class Introduced:
    """A name: `heads` are what it was called (bare, folded), `words` all that was said of it there."""

    span: Span
    type: EntityType
    heads: frozenset[str]
    words: frozenset[str]
    sentence: int


def introduced(passages: Sequence[Passage]) -> list[Introduced]:
    """Every person and body named in the article, in order of appearance, called by something or not."""
    return [one for passage in passages for named in passage.named for one in _introduced(passage, named)]


def _introduced(passage: Passage, named: Named) -> Iterator[Introduced]:
    if named.type not in ("PER", "ORG"):
        return
    heads, words = _called(passage, named)
    span = passage.span(passage.tokens[named.first].start, passage.tokens[named.last - 1].end)
    inside = {bare(passage.norm(index)) for index in range(named.first, named.last)}
    sentence = passage.sentence.index
    yield Introduced(span, named.type, frozenset(heads), frozenset(words | inside), sentence)


def _called(passage: Passage, named: Named) -> tuple[set[str], set[str]]:
    person = named.type == "PER"
    heads: set[str] = set() if person else _kinds(passage, named)
    words: set[str] = set()
    title = _titled(passage, named.first) if person and _arabic(passage, named.first) else _before(passage, named)
    for found, phrase in (title, _after(passage, named, ROLES if person else BODIES)):
        heads |= found
        words |= phrase
    return heads, words


def _arabic(passage: Passage, index: int) -> bool:
    return "\u0620" <= passage.norm(index)[:1] <= "\u064a"


def _kinds(passage: Passage, named: Named) -> set[str]:
    """What the body calls itself: its first word in Arabic, any word of its name in English."""
    last = named.first + 1 if _arabic(passage, named.first) else named.last
    return {without_particle(passage.norm(index)) for index in range(named.first, last)} & BODIES


def _before(passage: Passage, named: Named) -> tuple[set[str], set[str]]:
    """«شركة X», "Governor X", "its chairman, X,"."""
    at = named.first - 1
    if passage.is_comma(at) and not _arabic(passage, named.first):
        at -= 1
    word = without_particle(passage.norm(at))
    if passage.kind(at) != "word" or word not in (ROLES if named.type == "PER" else BODIES):
        return set(), set()
    phrase, index = {word}, at - 1
    while index > at - LONGEST_TITLE and passage.kind(index) == "word" and passage.norm(index) not in _AFTER_HEAD:
        phrase.add(bare(passage.norm(index)))
        if passage.norm(index) in ARTICLES or _arabic(passage, index):
            break
        index -= 1
    return {word}, phrase


def _titled(passage: Passage, first: int) -> tuple[set[str], set[str]]:
    """The Arabic title before a name: the outermost role of its phrase (نائب رئيس X), and one right at the name."""
    at = first - 1 - passage.is_comma(first - 1)
    roles: list[tuple[int, str]] = []
    words: set[str] = set()
    for index in range(at, max(-1, at - LONGEST_TITLE), -1):
        norm = passage.norm(index)
        if passage.kind(index) != "word" or norm in _ENDS_TITLE:
            break
        role = without_particle(norm)
        words.add(role)
        if role in ROLES and not _chairs(passage, index):
            roles.append((index, role))
        if role in ROLES and role not in (norm, bare(norm)):
            break  # «لوزير», «ومدير»: the phrase begins here
    if not roles or _owned(passage, at):
        return set(), words
    touching = {role for index, role in roles if index >= at - 1 and _definite(passage, index)}
    outer, outermost = roles[-1]
    return touching if touching and _definite(passage, outer) else touching | {outermost}, words


def _chairs(passage: Passage, index: int) -> bool:
    """«رئيس اللجنة» is not called «الرئيس» afterwards, unlike «رئيس الجمهورية»."""
    return without_particle(passage.norm(index)) == "رئيس" and not (
        _definite(passage, index) or bare(passage.norm(index + 1)) in ("جمهوريه", "دوله")
    )


def _definite(passage: Passage, index: int) -> bool:
    return passage.norm(index).startswith("ال")


def _owned(passage: Passage, at: int) -> bool:
    """«محامي فلان»: the name is not the lawyer's."""
    return bare(passage.norm(at)) in BELONGING and not _definite(passage, at)


def _after(passage: Passage, named: Named, known: frozenset[str]) -> tuple[set[str], set[str]]:
    """«X، وهو مقاول من سلا», «X، رئيس البلدية», "X, the district's governor"."""
    if not passage.is_comma(named.last):
        return set(), set()
    first = named.last + 1
    if passage.norm(first) in _THIS_IS:
        return {bare(passage.norm(first + 1))}, {bare(passage.norm(first + 1))}
    word = bare(passage.norm(first))
    if _arabic(passage, first):
        return ({word}, {word}) if word in known else (set(), set())
    last = first
    while last < len(passage) and last - first < LONGEST_APPOSITION and passage.norm(last) not in _AFTER_HEAD:
        last += 1
    head = bare(passage.norm(last - 1)) if last > first else ""
    opens = passage.norm(first) in ARTICLES or passage.norm(first).endswith("'s") or last == first + 1
    if not opens or head not in known:
        return set(), set()
    return {head}, {bare(passage.norm(index)) for index in range(first, last)}
