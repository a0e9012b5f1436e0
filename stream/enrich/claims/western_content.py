"""Where the content of an English or French claim stands: after the verb, before it, or around it."""

from __future__ import annotations

from collections.abc import Collection

from stream.enrich.claims.grammar import Grammar
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range

FARTHEST_THAT = 16  # tokens of times and addressees between the verb and "that"
SHORTEST = 2
SHORTEST_SPEECH = 3  # words; shorter quotations are titles or words held at arm's length


def find_that(passage: Passage, grammar: Grammar, first: int, last: int) -> int | None:
    """The "that" of the verb before `first`, reached over adverbials only."""
    for index in range(first, min(last, first + FARTHEST_THAT)):
        if passage.norm(index) in grammar.that and not passage.quote(index):
            return index if adverbial(passage, grammar, first, index) else None
        if passage.kind(index) == "open" or passage.norm(index) in ".;:":
            return None
    return None


def adverbial(passage: Passage, grammar: Grammar, first: int, last: int) -> bool:
    """True when a range holds only times, places and addressees (or nothing)."""
    while first < last and passage.is_comma(first):
        first += 1
    if first >= last:
        return True
    norm = passage.norm(first)
    return norm in grammar.prepositions or norm in grammar.times or norm in grammar.adverbs or norm.endswith("ly")


def find_speech(passage: Passage, grammar: Grammar, first: int, last: int) -> int | None:
    """A colon or a quotation that directly follows the verb or its adverbials."""
    for index in range(first, min(last, first + FARTHEST_THAT)):
        if passage.norm(index) == ":":
            return index
        if passage.kind(index) == "open":
            long = passage.words(index, passage.quote_end(index)) >= SHORTEST_SPEECH
            reached = adverbial(passage, grammar, first, index) or passage.is_comma(index - 1)
            return index if long and reached else None
        if passage.norm(index) in ".;":
            return None
    return None


def speech(passage: Passage, first: int, cuts: Collection[int]) -> Range | None:
    """Direct speech from the colon or the mark at `first`."""
    begin = first + 1 if passage.norm(first) == ":" else first
    if passage.kind(begin) == "open":
        return content(passage, begin + 1, passage.quote_end(begin))
    return content(passage, begin, clause_end(passage, begin, cuts))


def clause_end(passage: Passage, first: int, cuts: Collection[int]) -> int:
    """First token after the clause: the next cue's clause, a semicolon or the end of the sentence."""
    index = first
    while index < len(passage):
        if index > first and not passage.quote(index) and (index in cuts or _leaves(passage, index)):
            return index
        index += 1
    return index


def _leaves(passage: Passage, index: int) -> bool:
    """A semicolon, or a contrast the writer draws: "…, while a second firm did not call back"."""
    return passage.norm(index) == ";" or (passage.is_comma(index) and passage.norm(index + 1) in ("while", "tandis"))


def content(passage: Passage, first: int, last: int) -> Range | None:
    """The characters of a trimmed range; None when too little is left."""
    first, last = passage.trimmed(first, last)
    if first >= last or passage.words(first, last) < SHORTEST:
        return None
    return passage.tokens[first].start, passage.tokens[last - 1].end


def skip_adverbials(passage: Passage, grammar: Grammar, first: int, last: int) -> int:
    """Leaves out "Tuesday", "on Monday", "in a statement" before a content with no "that"."""
    index = first
    while index < last and passage.norm(index) in grammar.times:
        index += 1
    if passage.norm(index) in ("on", "in", "at", "during") and index < last:
        return _after_phrase(passage, grammar, index, last)
    return index


def _after_phrase(passage: Passage, grammar: Grammar, first: int, last: int) -> int:
    for index in range(first + 1, min(last, first + FARTHEST_THAT)):
        if passage.is_comma(index):
            return index + 1
        if passage.norm(index) in grammar.times and passage.norm(index + 1) not in grammar.times:
            return index + 1
    return first


def quotation_before(passage: Passage, last: int) -> tuple[int, int] | None:
    """The quotation that closes just before token `last`, a comma allowed between."""
    end = last - 1 if passage.is_comma(last - 1) else last
    if passage.kind(end - 1) != "close":
        return None
    first = end - 1
    while first > 0 and passage.quote(first - 1) == passage.quote(end - 1):
        first -= 1
    return first, end
