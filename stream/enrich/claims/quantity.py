"""Claims in the writer's own voice: a clause whose point is a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stream.enrich.claims.arabic_content import clause_end, without_formula
from stream.enrich.claims.figures import exact_figure_in
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range, Utterance

# A present tense with و: nouns in ي and ت are rarer after a comma.
_NEW_VERB = re.compile(r"و[يت]\w{3,}")
_OPENERS = frozenset("اذ حيث كما فيما بينما".split())
# Mean of the model's two sentence scores; on sentences with a figure either alone misses some.
MIN_SCORE = 0.5
SHORTEST = 4  # words; a shorter rest is a headline fragment or a table cell
MOST_MARKS = 0.25  # share of tokens that are neither words nor numbers; above it the line is a table or a programme


def quantities(passage: Passage, found: Sequence[Utterance]) -> list[Utterance]:
    """The first clause with a figure, when the model takes the sentence for a claim and nobody else says it."""
    asks = passage.norm(len(passage) - 1) in ("?", "؟")
    if found or asks or _score(passage) < MIN_SCORE or _is_table(passage):
        return []
    content = next((one for one in _clauses(passage) if one is not None), None)
    return [] if content is None else [Utterance(content, "plain", 0.4 + 0.4 * _score(passage))]


def _score(passage: Passage) -> float:
    return min(1.0, (passage.sentence.claim + passage.sentence.check_worthiness) / 2)


def _is_table(passage: Passage) -> bool:
    marks = sum(1 for token in passage.tokens if token.kind == "mark")
    return marks > MOST_MARKS * len(passage)


def _clauses(passage: Passage) -> list[Range | None]:
    first, found = without_formula(passage, 0), []
    while first < len(passage):
        last = max(first + 1, clause_end(passage, first, _turns(passage)))
        if exact_figure_in(passage.tokens[first:last]):
            found.append(_content(passage, first, last))
        first = last
    return found


def _turns(passage: Passage) -> frozenset[int]:
    """Commas before «ويمتد», «وتبلغ», «إذ تراجعت»: the writer goes over to another statement."""
    return frozenset(
        index for index in range(1, len(passage) - 1) if passage.is_comma(index) and _turns_at(passage, index + 1)
    )


def _turns_at(passage: Passage, index: int) -> bool:
    return passage.mention_at(index) is None and (
        passage.norm(index) == "اذ" or _NEW_VERB.fullmatch(passage.norm(index)) is not None
    )


def _content(passage: Passage, first: int, last: int) -> Range | None:
    first, last = passage.trimmed(first, last)
    first += passage.norm(first) in _OPENERS
    if passage.words(first, last) < SHORTEST or not any(t.kind == "word" for t in passage.tokens[first:last]):
        return None
    start = passage.tokens[first].start + _turns_at(passage, first)  # the و is no part of it
    return start, passage.tokens[last - 1].end
