"""English and French sources named in passing: according to, citing, selon, d'après; and hearsay adverbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stream.enrich.claims.grammar import Grammar
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range, Utterance
from stream.enrich.claims.western_claimant import phrase_end
from stream.enrich.claims.western_content import clause_end, content

_VAGUE = (("citing",), ("citant",))


@dataclass(frozen=True, slots=True)
class Cited:
    """The phrase from token `first` to `last`, its comma counted in."""

    first: int
    last: int
    cue: Range
    source: Range
    pronoun: bool


def find_cited(passage: Passage, grammar: Grammar) -> list[Cited]:
    """Every according-to phrase outside quotations, in order."""
    found = (_cited_at(passage, grammar, index) for index in range(len(passage)))
    return [one for one in found if one is not None]


def _cited_at(passage: Passage, grammar: Grammar, at: int) -> Cited | None:
    words = next((words for words in grammar.according if _stands_at(passage, at, words)), None)
    if words is None or passage.quote(at):
        return None
    first = at + len(words)
    last = phrase_end(passage, grammar, first, _limit(passage, at, first))
    begin, end = passage.trimmed(first, last)
    named = any(begin <= one.first < end for one in passage.named)
    speaks = named or any(passage.norm(i) in grammar.heads | grammar.reports for i in range(begin, end))
    if words in _VAGUE and not speaks:  # "citing a threat to health"
        return None
    if begin >= end or passage.norm(begin) in ("which", "que", "qu'", "whom", "plan", "schedule"):
        return None
    cue = (passage.tokens[at].start, passage.tokens[first - 1].end)
    source = (passage.tokens[begin].start, passage.tokens[end - 1].end)
    comma = at - 1 if passage.is_comma(at - 1) else at
    return Cited(comma, last, cue, source, end - begin == 1 and passage.norm(begin) in grammar.pronouns)


def _limit(passage: Passage, at: int, first: int) -> int:
    """A phrase that opens the sentence ends at its comma: what follows is the claim, not an apposition."""
    if at > 0:
        return len(passage)
    return next((index for index in range(first, len(passage)) if passage.is_comma(index)), len(passage))


def _stands_at(passage: Passage, at: int, words: tuple[str, ...]) -> bool:
    return passage.norm(at) == words[0] and all(passage.norm(at + more) == words[more] for more in range(1, len(words)))


def cited_utterances(
    passage: Passage, grammar: Grammar, cited: Sequence[Cited], cuts: frozenset[int], taken: Sequence[Range]
) -> Iterator[Utterance]:
    """The claims of the phrases whose clause no reporting verb has claimed already."""
    claimed = list(taken)
    for one in cited:
        borders = cuts | {other.first for other in cited if other.first > one.first}
        found = _introduced(passage, one, borders) or _closed(passage, grammar, one, cited, cuts)
        if found is not None and not any(start < found[1] and found[0] < end for start, end in claimed):
            claimed.append(found)
            yield Utterance(found, "reported", 0.85, one.cue, one.source, pronoun=one.pronoun, speaks=False)


def _introduced(passage: Passage, one: Cited, borders: frozenset[int]) -> Range | None:
    if one.first > 1 or not passage.is_comma(one.last):
        return None
    return content(passage, one.last + 1, clause_end(passage, one.last + 1, borders))


def _closed(
    passage: Passage, grammar: Grammar, one: Cited, cited: Sequence[Cited], cuts: frozenset[int]
) -> Range | None:
    begin = max((cut for cut in cuts if cut < one.first), default=0)
    begin = max([begin, *(other.last for other in cited if other.first < one.first)])
    while passage.is_comma(begin) or passage.norm(begin) in grammar.joiners:
        begin += 1
    return content(passage, begin, one.first)


def rumour(passage: Passage, grammar: Grammar) -> list[Utterance]:
    """«The king has reportedly left»: a cue and nobody who says so; the sentence is the claim."""
    for index, token in enumerate(passage.tokens):
        if token.norm in grammar.hearsay and not token.quote:
            found = content(passage, 0, clause_end(passage, index, ()))
            return [] if found is None else [Utterance(found, "reported", 0.6, (token.start, token.end))]
    return []
