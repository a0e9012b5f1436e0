"""Which name a short form stands for: الوزارة, "the bank", الحاكم, البيان, "Ministry spokesman X".

Wrong is worse than none: the name must have been introduced by that word (see introductions.py), and where several
were, one of them must have made a claim; the one that did so last is meant.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from stream.enrich.claims.arabic_before import sentence_subject
from stream.enrich.claims.epithets import is_epithet, is_somebody
from stream.enrich.claims.introductions import Introduced, introduced
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.roles import ARTICLES, BODIES, NUMBERS, PAPERS, ROLES, SPOKESPEOPLE, bare, without_particle
from stream.enrich.claims.rules import is_arabic
from stream.enrich.claims.tokens import Token, tokenize
from stream.enrich.reading import EntityType, Span

FORGET_AFTER = 15  # sentences in which a name is not said again; after that a short form means something else
OPENING = 30  # characters before the name of whom a sentence is about: "Its commander, Gen."
REMEMBERED = 40  # introductions by one word that are compared
STATEMENT_WITHIN = 4  # sentences between «في بيان» and «وأضاف البيان»
_POSSESSIVES = frozenset("its their باسمها باسمه باسمهم بلسانها".split())
_POINTING = frozenset("the this that its their".split())
_OF = frozenset("for of du de".split())
_SELF = frozenset("نفسه نفسها ذاته ذاتها المذكور المذكوره نص".split())


@dataclass(frozen=True, slots=True)
class Short:
    """What a short form says: the word it calls its owner by and the words that narrow it down."""

    head: str
    rest: frozenset[str] = frozenset()


class ShortForms:
    """The names of one article, asked for by what the article calls them later."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._starts = [(one.field == "body", one.sentence.span.start) for one in passages]
        self._of_sentence: dict[int, list[Introduced]] = {}
        self._called_so: dict[str, list[Introduced]] = {}
        self._said_in: dict[str, list[int]] = {}
        self._first_said: dict[str, int] = {}
        for name in introduced(passages):
            self._of_sentence.setdefault(name.sentence, []).append(name)
            self._said_in.setdefault(name.span.text, []).append(name.sentence)
            for head in name.heads:
                self._called_so.setdefault(head, []).append(name)
            for word in _words(name.span.text) if name.type == "PER" else ():
                self._first_said.setdefault(word, name.sentence)

    def owner(self, said: Span, sentence: int, claimants: Sequence[Span]) -> Span | None:
        """The name that `said`, in the sentence of that number, stands for.

        `claimants` are who made the article's last claims, short forms as the names they stand for.
        """
        words = [word for word in tokenize(said.text, 0, len(said.text)) if word.kind == "word"]
        inside = self._inside(said, sentence)
        if words and not any(one.type == "PER" for one in inside) and (is_epithet(words) or is_somebody(words)):
            return self._person_meant(words, said, sentence, claimants)
        if not words or any(one.type == "ORG" for one in inside):
            return None
        if any(word.norm in SPOKESPEOPLE for word in words):
            return self._spoken_for(words, said, sentence, claimants)
        if inside:
            return None
        paper = _paper(words)
        if paper is not None:
            return self._publisher(paper, said, sentence, claimants)
        short = _short(words)
        return None if short is None else self._called(short, said, sentence, claimants)

    def _person_meant(
        self, words: Sequence[Token], said: Span, sentence: int, claimants: Sequence[Span]
    ) -> Span | None:
        """«الإيطالي» may be whoever spoke last; «المرأة» only the one person of the sentence before."""
        if is_somebody(words):
            people = {one.span.text: one.span for one in self._of_sentence.get(sentence - 1, []) if one.type == "PER"}
            return next(iter(people.values())) if len(people) == 1 else None
        return self.opening(said, sentence - 1, "PER") or self._last_person(claimants)

    def new_person(self, sentence: int) -> Span | None:
        """The one person named in a sentence, when nobody of that name was named before."""
        people = [one for one in self._of_sentence.get(sentence, []) if one.type == "PER"]
        if len(people) != 1:
            return None
        known = any(self._first_said[word] < sentence for word in _words(people[0].span.text))
        return None if known else people[0].span

    def _inside(self, span: Span, sentence: int) -> list[Introduced]:
        return [one for one in self._of_sentence.get(sentence, []) if one.span.overlaps(span)]

    def _called(self, short: Short, said: Span, sentence: int, claimants: Sequence[Span]) -> Span | None:
        so_called = self._called_so.get(short.head, [])
        until = bisect_right(so_called, sentence, key=attrgetter("sentence"))
        earlier = [one for one in so_called[max(0, until - REMEMBERED) : until] if _stands_before(one.span, said)]
        fitting = [
            one
            for one in reversed(earlier)
            if short.rest <= one.words and sentence - self._last_said(one, sentence) <= FORGET_AFTER
        ]
        if fitting and _one_name(fitting):
            return fitting[0].span
        topic = self.opening(said, sentence - 1, "PER")
        for claimant in reversed([*claimants, *([topic] if topic else [])]):
            match = next((one for one in fitting if _same_name(one, claimant)), None)
            if match is not None:
                return match.span
        return None

    def _last_said(self, name: Introduced, sentence: int) -> int:
        said_in = self._said_in[name.span.text]
        return said_in[bisect_right(said_in, sentence) - 1]

    def _spoken_for(self, words: Sequence[Token], said: Span, sentence: int, claimants: Sequence[Span]) -> Span | None:
        """«المتحدث باسم الوزارة», "Ministry spokesman X", "its spokesman, X"."""
        for index, word in enumerate(words):
            kind = without_particle(word.text)
            if kind in BODIES:
                rest = _told_apart(words, index)
                return None if rest is None else self._called(Short(kind, rest), said, sentence, claimants)
        owned = any(word.norm in _POSSESSIVES for word in words)
        return (self.opening(said, sentence - 1, "ORG") or self._last_body(claimants)) if owned else None

    def opening(self, said: Span, sentence: int, kind: EntityType) -> Span | None:
        """The person or body that a sentence before `said` is about: «أما الحركة فطالبت بكذا. وقال الناطق باسمها»."""
        earlier = [one for one in self._of_sentence.get(sentence, []) if one.span.field == said.field]
        first = earlier[0].span if earlier and earlier[0].type == kind and earlier[0].span.end <= said.start else None
        opens = first is not None and first.start - self._passages[sentence].sentence.span.start <= OPENING
        return first if opens else None

    def acting(self, sentence: int) -> Span | None:
        """Who does something in the sentence before, by name: «رحب الحزب الحر بالقرار. وأعلن أنه …»."""
        passage = self._passages[sentence - 1] if sentence else None
        if passage is None or passage.field != self._passages[sentence].field or not is_arabic(passage):
            return None
        subject = sentence_subject(passage, len(passage))
        span = None if subject is None else passage.span(*subject)
        named = span is not None and self._inside(span, sentence - 1)
        return span if named else None

    def is_person(self, claimant: Span) -> bool:
        """True when the claimant is named by a person's name."""
        return any(one.type == "PER" for one in self._inside(claimant, self._home(claimant)))

    def _last_person(self, claimants: Sequence[Span]) -> Span | None:
        return claimants[-1] if claimants and self.is_person(claimants[-1]) else None

    def _publisher(self, owner: Sequence[Token], said: Span, sentence: int, claimants: Sequence[Span]) -> Span | None:
        """Whose «بيان الوزارة», "the company's statement", "its statement" or bare «البيان» it is."""
        if any(word.norm in _POSSESSIVES for word in owner):
            return self._last_body(claimants)
        short = _short(owner) if owner else None
        if short is not None:
            return self._called(short, said, sentence, claimants)
        return None if owner else self._issuer(said, sentence, claimants)

    def _issuer(self, said: Span, sentence: int, claimants: Sequence[Span]) -> Span | None:
        """The body whose statement was spoken of shortly before; a person's statement is nobody's here."""
        kind = _kind_of_paper(said.text)
        for passage in reversed(self._passages[max(0, sentence - STATEMENT_WITHIN) : sentence]):
            if passage.field == said.field and _announces(passage, kind):
                number = passage.sentence.index
                owner = _owner_of_paper(passage, kind)
                if owner is not None:
                    return owner
                speaking = [one for one in claimants if self._home(one) == number]
                inside = self._of_sentence.get(number, [])
                return self._body_in(speaking[-1]) if speaking else _only_body(inside)
        return None

    def _last_body(self, claimants: Sequence[Span]) -> Span | None:
        return self._body_in(claimants[-1]) if claimants else None

    def _body_in(self, claimant: Span) -> Span | None:
        return _only_body(self._inside(claimant, self._home(claimant)))

    def _home(self, span: Span) -> int:
        """The number of the sentence that holds `span`."""
        at = bisect_right(self._starts, span.position) - 1
        return self._passages[at].sentence.index


def _told_apart(words: Sequence[Token], kind: int) -> frozenset[str] | None:
    """What narrows a spokesperson's body down ("Oil" Ministry); None for "a rival company", «شركة منافسة»."""
    if not words[kind].text.isascii():
        return frozenset() if "ال" in words[kind].norm[:3] or words[kind].norm.startswith("لل") else None
    first = kind
    while first > 0 and words[first - 1].norm not in ARTICLES | SPOKESPEOPLE | _OF:
        first -= 1
    indefinite = first > 1 and words[first - 1].norm in ("a", "an") and words[first - 2].norm in _OF
    return None if indefinite else frozenset(bare(word.text) for word in words[first:kind])


def _only_body(names: Sequence[Introduced]) -> Span | None:
    return names[0].span if len(names) == 1 and names[0].type == "ORG" else None


def _paper(words: Sequence[Token]) -> Sequence[Token] | None:
    """The words that say whose statement it is; None when no statement is meant."""
    kept = [word for word in words if word.norm not in _SELF]
    kept = kept[1:] if kept and kept[0].norm in ARTICLES else kept
    if kept[1:] and bare(kept[0].text) in NUMBERS and not kept[0].norm.startswith("ال"):
        return kept[1:]
    if kept and bare(kept[0].text) in PAPERS and not kept[0].text.isascii():
        return None if len(kept) > 1 and kept[0].norm.startswith("ال") else kept[1:]
    if kept and bare(kept[-1].text) in PAPERS and kept[-1].text.isascii() and (len(kept) < len(words) or kept[:-1]):
        owner = kept[:-1]
        return owner if not owner or owner[-1].norm.endswith("'s") or owner[-1].norm in _POSSESSIVES else None
    return None


def _kind_of_paper(text: str) -> str:
    words = tokenize(text, 0, len(text))
    return next((bare(word.text) for word in words if bare(word.text) in PAPERS), "")


def _announces(passage: Passage, kind: str) -> bool:
    """«في بيان», "issued a statement": the paper comes up for the first time."""
    return any(
        without_particle(token.norm).removesuffix("ا") == kind
        and "ال" not in token.norm[:3]
        and not token.norm.startswith("لل")
        and passage.norm(index - 1) not in _POINTING | {"هذا", "نص"}
        for index, token in enumerate(passage.tokens)
    )


def _owner_of_paper(passage: Passage, kind: str) -> Span | None:
    """The body in «بيان لوزارة كذا»."""
    for named in passage.named:
        before, attached = passage.norm(named.first - 1), passage.norm(named.first)[:1] == "ل"
        if attached and named.type == "ORG" and without_particle(before).removesuffix("ا") == kind:
            start, end = passage.tokens[named.first].start, passage.tokens[named.last - 1].end
            return passage.span(start + (passage.norm(named.first)[:2] != "لل"), end)
    return None


def _short(words: Sequence[Token]) -> Short | None:
    """«الوزارة», «الرئيس الأمريكي», "the bank", "the mission's director"; None for anything longer or indefinite."""
    kept = [word for word in words if word.norm not in _SELF]
    if not kept:
        return None
    arabic = not kept[0].text.isascii()
    pointed = kept[0].norm in ARTICLES
    kept = kept[1:] if pointed else kept
    if not kept:
        return None
    head = bare(kept[0 if arabic else -1].text)
    rest = frozenset(bare(word.text) for word in (kept[1:] if arabic else kept[:-1]))
    definite = kept[0].norm.startswith("ال") if arabic else pointed or kept[0].norm.endswith("'s")
    return Short(head, rest) if definite and (arabic or head in BODIES | ROLES) else None


def _stands_before(name: Span, said: Span) -> bool:
    return name.end <= said.start if name.field == said.field else name.field == "title"


def _one_name(names: Sequence[Introduced]) -> bool:
    """True when all are spellings of one name: وزارة الصحة and وزارة الصحة السودانية."""
    spellings = [_words(text) for text in {one.span.text for one in names}]
    longest = max(spellings, key=len)
    return all(spelling <= longest for spelling in spellings)


def _same_name(one: Introduced, claimant: Span) -> bool:
    return one.span.overlaps(claimant) or _words(one.span.text) <= _words(claimant.text)


def _words(text: str) -> set[str]:
    return {without_particle(word) for word in text.split()}
