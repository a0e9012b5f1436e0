"""Reading claims in an English or French sentence from a language's tables.

The claimant stands before the verb ("Smith said that …"), or both stand after the content ("…," Smith said; «…», a
déclaré Smith). Sources named in passing (according to, selon) and hearsay (it is reported that) come last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stream.enrich.claims.grammar import Grammar
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range, Utterance
from stream.enrich.claims.western_cited import cited_utterances, find_cited
from stream.enrich.claims.western_claimant import Source, sentence_subject, source_after, source_before
from stream.enrich.claims.western_content import (
    SHORTEST_SPEECH,
    adverbial,
    clause_end,
    content,
    find_speech,
    find_that,
    parts,
    quotation_before,
    skip_adverbials,
    speech,
)
from stream.enrich.claims.western_cue import Cue, find_cues


@dataclass(frozen=True, slots=True)
class _Spoken:
    cue: Cue
    source: Source | None


def read_western(passage: Passage, grammar: Grammar) -> list[Utterance]:
    """The utterances of the sentence in order of appearance, none inside another's content."""
    spoken = [_Spoken(cue, source_before(passage, grammar, cue)) for cue in find_cues(passage, grammar)]
    cited = find_cited(passage, grammar)
    cuts = frozenset(cut for cut in (_cut(passage, grammar, one) for one in spoken) if cut is not None)
    borders = cuts | {one.first for one in cited if one.first > 0}
    found: list[Utterance] = []
    for one in spoken:
        start = passage.tokens[one.cue.first].start
        if not any(said.content[0] <= start < said.content[1] for said in found):
            full = _with_subject(passage, grammar, one, found)
            found += _free(_utterances(passage, grammar, full, borders), found)
    found += cited_utterances(passage, grammar, cited, cuts, [one.content for one in found])
    return sorted(found, key=lambda one: one.content)


def _free(new: Sequence[Utterance], found: Sequence[Utterance]) -> list[Utterance]:
    """Content belongs to the first verb that claims it."""
    taken = [one.content for one in found]
    return [one for one in new if not any(start < one.content[1] and one.content[0] < end for start, end in taken)]


def _cut(passage: Passage, grammar: Grammar, one: _Spoken) -> int | None:
    """Where a verb's clause ends the content before it: ", adding", "and X said", "while X said"."""
    if one.source is None:
        return None
    first = one.source.first
    if one.source.kind == "unsaid":
        if one.cue.said.participle and not passage.is_comma(first):
            return None
        return first
    before = passage.norm(first - 1)
    if before in grammar.joiners or before in ("while", "whereas", "although", "tandis"):
        return first - 2 if passage.is_comma(first - 2) else first - 1
    return first if passage.norm(first - 1) in ";—–" else None


def _with_subject(passage: Passage, grammar: Grammar, one: _Spoken, found: Sequence[Utterance]) -> _Spoken:
    """An unsaid subject is the claimant before it in the sentence, else whoever the sentence is about."""
    if found or one.source is None or one.source.kind == "said":
        return one
    subject = sentence_subject(passage, grammar, one.source.first)
    return one if subject is None else _Spoken(one.cue, replace(subject, first=one.source.first, last=one.source.last))


def _utterances(passage: Passage, grammar: Grammar, one: _Spoken, borders: frozenset[int]) -> list[Utterance]:
    if one.cue.passive:
        return _hearsay(passage, grammar, one.cue, borders)
    before = _said_before(passage, grammar, one)
    if before is not None:
        return _with_rest(passage, grammar, before, one, borders)
    if one.source is None:
        return _inverted_report(passage, grammar, one)
    after = _said_after(passage, grammar, one, borders)
    return after or _trailing(passage, grammar, one)


def _make(one: _Spoken, source: Source | None, found: Range, form: str, confidence: float) -> Utterance:
    unsaid = source is not None and source.kind == "unsaid"
    return Utterance(
        found,
        "quoted" if form == "quoted" else "reported",
        confidence,
        one.cue.span,
        source.span if source is not None and not unsaid else None,
        unsaid=unsaid,
        pronoun=source is not None and source.pronoun,
        denied=one.cue.said.denies,
        predicted=one.cue.said.predicts,
    )


def _said_before(passage: Passage, grammar: Grammar, one: _Spoken) -> tuple[Range, Source] | None:
    """The quotation right before "Smith said" or "said Smith", with its claimant."""
    source = one.source
    if source is not None and source.kind == "said":
        quoted = quotation_before(passage, source.first)
        if quoted is not None and passage.words(*quoted) >= SHORTEST_SPEECH:
            found = content(passage, *quoted)
            return None if found is None else (found, source)
    quoted = quotation_before(passage, one.cue.first)
    following = source_after(passage, grammar, one.cue.after, len(passage))
    if quoted is None or following is None or passage.words(*quoted) < SHORTEST_SPEECH:
        return None
    found = content(passage, *quoted)
    return None if found is None else (found, following)


def _with_rest(
    passage: Passage, grammar: Grammar, before: tuple[Range, Source], one: _Spoken, borders: frozenset[int]
) -> list[Utterance]:
    """«"A," Smith said, "B"»: the second half has the same claimant."""
    found, source = before
    utterances = [_make(one, source, found, "quoted", 0.9)]
    first = max(one.cue.after, source.last)
    for index in range(first, min(len(passage), first + 12)):
        if passage.kind(index) == "open":
            rest = content(passage, index, passage.quote_end(index))
            long = passage.words(index, passage.quote_end(index)) >= SHORTEST_SPEECH
            return [*utterances, _make(one, source, rest, "quoted", 0.85)] if rest and long else utterances
    return utterances


def _said_after(passage: Passage, grammar: Grammar, one: _Spoken, borders: frozenset[int]) -> list[Utterance]:
    cue, source = one.cue, one.source
    limit = min((border for border in borders if border > cue.at), default=len(passage))
    first = _past_addressee(passage, grammar, cue, limit)
    that = find_that(passage, grammar, first, limit)
    if that is not None:
        ends = clause_end(passage, that + 1, borders)
        return [_make(one, source, found, "reported", 0.9) for found in parts(passage, grammar, that + 1, ends)]
    at = find_speech(passage, grammar, first, limit)
    if at is not None:
        found = speech(passage, at, borders)
        return [] if found is None else [_make(one, source, found, "quoted", 0.9)]
    return _without_that(passage, grammar, one, first, limit, borders)


def _past_addressee(passage: Passage, grammar: Grammar, cue: Cue, limit: int) -> int:
    """ "told reporters on Monday that": the first token after whoever was told."""
    if not cue.said.told or passage.norm(cue.after) in grammar.infinitive:
        return cue.after
    for index in range(cue.after, min(limit, cue.after + 12)):
        named = passage.mention_at(index)
        if passage.norm(index) in grammar.that or passage.kind(index) in ("open", "mark"):
            return index
        if named is not None:
            return named.last
        if index > cue.after and passage.norm(index) in grammar.times | grammar.prepositions:
            return index
        plural = passage.norm(index) in (
            "reporters",
            "journalists",
            "lawmakers",
            "supporters",
            "him",
            "them",
            "her",
            "us",
        )
        if plural:
            return index + 1
    return cue.after + 1


def _without_that(
    passage: Passage, grammar: Grammar, one: _Spoken, first: int, limit: int, borders: frozenset[int]
) -> list[Utterance]:
    cue = one.cue
    infinitive = cue.said.infinitive and passage.norm(first) in grammar.infinitive
    found_out = cue.said.finds and _is_report(passage, grammar, one.source)
    if not (cue.said.bare or cue.said.noun or cue.said.told or infinitive or found_out):
        return []
    begin = skip_adverbials(passage, grammar, first, limit)
    if _empty_after(passage, grammar, begin, limit) and not infinitive:
        return []
    found = content(passage, begin, clause_end(passage, begin, borders))
    wordy = found is not None and passage.words(begin, clause_end(passage, begin, borders)) > 2
    if (
        found is None
        or not wordy
        or passage.norm(begin) in ("how", "what", "why", "whether", "if", "when", "where", "so")
    ):
        return []
    return [_make(one, one.source, found, "reported", 0.8 if cue.said.bare else 0.65)]


def _is_report(passage: Passage, grammar: Grammar, source: Source | None) -> bool:
    if source is None or source.span is None:
        return False
    return any(passage.norm(index) in grammar.reports for index in range(source.first, source.last))


def _empty_after(passage: Passage, grammar: Grammar, first: int, limit: int) -> bool:
    if first >= limit or passage.norm(first) in ".,;!?)" or passage.kind(first) == "close":
        return True
    return adverbial(passage, grammar, first, limit) and passage.norm(first) not in ("by", "for", "with")


def _trailing(passage: Passage, grammar: Grammar, one: _Spoken) -> list[Utterance]:
    """«The army withdrew, Smith said.»"""
    source = one.source
    if source is None or source.kind == "unsaid" or not passage.is_comma(source.first - 1):
        return []
    first = _past_addressee(passage, grammar, one.cue, len(passage))
    if not one.cue.said.bare and not _empty_after(passage, grammar, first, len(passage)):
        return []
    found = content(passage, 0, source.first - 1)
    return [] if found is None or passage.words(0, source.first) < 4 else [_make(one, source, found, "reported", 0.75)]


def _inverted_report(passage: Passage, grammar: Grammar, one: _Spoken) -> list[Utterance]:
    """«The army withdrew, said Smith.» «…, a déclaré le ministre.»"""
    if not passage.is_comma(one.cue.first - 1):
        return []
    source = source_after(passage, grammar, one.cue.after, len(passage))
    found = content(passage, 0, one.cue.first - 1)
    if source is None or found is None or passage.words(0, one.cue.first) < 4:
        return []
    return [_make(one, source, found, "reported", 0.75)]


def _hearsay(passage: Passage, grammar: Grammar, cue: Cue, borders: frozenset[int]) -> list[Utterance]:
    """«It was reported that …», «The bill is expected to pass»: a cue and nobody who says so."""
    that = find_that(passage, grammar, cue.after, len(passage))
    impersonal = passage.norm(cue.first - 1) in ("it", "il")
    if that is not None and impersonal:
        found = content(passage, that + 1, clause_end(passage, that + 1, borders))
    elif passage.norm(cue.after) in ("to", "as") and passage.norm(cue.after) in grammar.infinitive:
        found = content(passage, *_clause_of(passage, grammar, cue, borders))
    else:
        return []
    return list(_nobody(cue, found))


def _clause_of(passage: Passage, grammar: Grammar, cue: Cue, borders: frozenset[int]) -> tuple[int, int]:
    first = cue.first
    while first > 0 and not (passage.norm(first - 1) in grammar.breakers | {";"} or passage.quote(first - 1)):
        first -= 1
    return first, clause_end(passage, cue.after, borders)


def _nobody(cue: Cue, found: Range | None) -> Iterator[Utterance]:
    if found is not None:
        yield Utterance(found, "reported", 0.6, cue.span, predicted=cue.said.predicts, denied=cue.said.denies)
