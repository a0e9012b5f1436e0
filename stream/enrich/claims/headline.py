"""Headlines that put the claimant before a colon: «السيسي: …», "Poll: …"."""

from __future__ import annotations

from stream.enrich.claims.arabic_words import HEADS
from stream.enrich.claims.grammar import Grammar
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Utterance

LONGEST_CLAIMANT = 8  # words before the colon
LONGEST_TITLE = 2  # words before the name; more make it a topic (Irregularities at the fund: …)
SHORTEST_CONTENT = 3


def headline(passage: Passage, grammar: Grammar | None) -> list[Utterance]:
    """The headline's claim when what stands before the colon is a person or a body; `grammar` is None for Arabic."""
    if passage.field != "title":
        return []
    colon = next((i for i in range(min(len(passage), LONGEST_CLAIMANT + 1)) if passage.norm(i) == ":"), 0)
    if colon == 0 or not _speaks(passage, colon, grammar):
        return []
    first, last = passage.trimmed(0, colon)
    begin, end = passage.trimmed(colon + 1, len(passage))
    if first >= last or passage.words(begin, end) < SHORTEST_CONTENT or passage.norm(len(passage) - 1) in "?؟":
        return []
    content = passage.tokens[begin].start, passage.tokens[end - 1].end
    claimant = passage.tokens[first].start, passage.tokens[last - 1].end
    form = "quoted" if passage.kind(colon + 1) == "open" else "reported"
    return [Utterance(content, "quoted" if form == "quoted" else "reported", 0.65, None, claimant)]


def _speaks(passage: Passage, colon: int, grammar: Grammar | None) -> bool:
    heads = HEADS if grammar is None else grammar.heads
    if any(passage.kind(index) == "number" for index in range(colon)):
        return False
    titled = passage.norm(0) in heads or (passage.norm(colon - 1) in heads and grammar is not None)
    named = passage.mention_at(colon - 1)
    if named is None or named.type not in ("PER", "ORG"):
        return titled
    about = grammar is None and named.first > 0 and passage.kind(0) == "word"  # قرصنة الوكالة: a topic, no speaker
    return titled or (named.first <= LONGEST_TITLE and not about)
