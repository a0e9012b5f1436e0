"""Quotations that run over several sentences: the sentences that hold nothing but speech have the speaker of the rest.

«A. B», قال فلان gives A to فلان as well; «A», said Smith. «B» gives B to Smith.
"""

from __future__ import annotations

from collections.abc import Sequence

from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Utterance

Read = tuple[Passage, list[Utterance]]

SHORTEST = 4  # words; "Yes." and "Not at all." assert nothing by themselves
NEAREST = 2  # sentences between the last attributed words and a quotation that nobody is named for
CONFIDENCE = 0.6


def with_long_quotes(read: Sequence[Read]) -> list[Read]:
    """The same sentences; those inside a quotation get an utterance of their own."""
    spoken = {key for passage, found in read for one in found if (key := quote_of(passage, one)) is not None}
    filled: list[Read] = []
    last_told = -NEAREST - 1
    for passage, found in read:
        near = passage.sentence.index - last_told <= NEAREST
        speech = None if found else _speech(passage, spoken)
        added = [speech] if speech is not None and (near or speech.quotation) else []
        filled.append((passage, found or added))
        if found or added:
            last_told = passage.sentence.index
    return filled


def quote_of(passage: Passage, one: Utterance) -> tuple[str, int] | None:
    """The field and number of the quotation that holds the utterance's speech."""
    if one.form != "quoted":
        return None
    inside = {token.quote for token in passage.tokens if one.content[0] <= token.start < one.content[1]}
    number = max(inside, default=0)
    return (passage.field, number) if number else None


def _speech(passage: Passage, spoken: set[tuple[str, int]]) -> Utterance | None:
    first, last = passage.trimmed(0, len(passage))
    number = passage.quote(first)
    whole = number > 0 and all(passage.quote(index) == number for index in range(first, last))
    asks = any(passage.norm(index) in ("?", "؟") for index in range(last - 1, len(passage)))
    if not whole or asks or passage.words(first, last) < SHORTEST:
        return None
    content = passage.tokens[first].start, passage.tokens[last - 1].end
    named_elsewhere = number if (passage.field, number) in spoken else 0
    return Utterance(content, "quoted", CONFIDENCE, unsaid=True, quotation=named_elsewhere)
