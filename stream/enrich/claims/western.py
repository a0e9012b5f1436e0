"""Reading claims in an English or French sentence from a language's tables.

The claimant stands before the verb ("Smith said that …"), or both stand after the content ("…," Smith said; «…», a
déclaré Smith). Sources named in passing (according to, selon) come last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stream.enrich.claims.grammar import Grammar
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Utterance
from stream.enrich.claims.western_cited import cited_utterances, find_cited, rumour
from stream.enrich.claims.western_claimant import sentence_subject, source_before
from stream.enrich.claims.western_cue import find_cues
from stream.enrich.claims.western_speech import Spoken, utterances

_ASKING = frozenset("who what which whoever nobody".split())
_CONTRASTS = frozenset("while whereas although tandis".split())


def read_western(passage: Passage, grammar: Grammar) -> list[Utterance]:
    """The utterances of the sentence in order of appearance, none inside another's content."""
    spoken = [
        Spoken(passage, grammar, cue, source_before(passage, grammar, cue)) for cue in find_cues(passage, grammar)
    ]
    cited = find_cited(passage, grammar)
    cuts = frozenset(cut for cut in map(_cut, spoken) if cut is not None)
    borders = cuts | {one.first for one in cited if one.first > 0}
    found: list[Utterance] = []
    for one in spoken:
        start = passage.tokens[one.cue.first].start
        if not any(said.content[0] <= start < said.content[1] for said in found):
            full = replace(one if found else _with_subject(one), borders=borders)
            found += _free(utterances(full), found)
    found += cited_utterances(passage, grammar, cited, cuts, [one.content for one in found])
    found = [one for one in found if not _courteous(passage, grammar, one) and not _nobodys(passage, one)]
    return sorted(found or rumour(passage, grammar), key=lambda one: one.content)


def _courteous(passage: Passage, grammar: Grammar, one: Utterance) -> bool:
    """Thanks and greetings assert nothing."""
    return passage.text[slice(*one.content)].lower().startswith(grammar.courtesies)


def _nobodys(passage: Passage, one: Utterance) -> bool:
    """«Who will tell her that …» asks; in "an investment that Bloomberg estimated at" the claimant is Bloomberg alone."""
    if one.claimant is None:
        return False
    words = passage.text[slice(*one.claimant)].lower().split()
    ends = [named.first for named in passage.named if one.claimant[1] == passage.tokens[named.last - 1].end]
    relative = bool(ends) and len(words) > 1 and passage.norm(ends[0] - 1) in ("that", "which")
    return words[0] in _ASKING or (relative and passage.tokens[ends[0]].start > one.claimant[0])


def _cut(one: Spoken) -> int | None:
    """Where a verb's clause ends the content before it: "…, adding", "… and X said", "… while X said"."""
    passage, source = one.passage, one.source
    if source is None:
        return None
    if source.kind == "unsaid":
        apart = passage.is_comma(source.first) or not one.cue.said.participle
        return source.first if apart else None
    before = passage.norm(source.first - 1)
    if before in one.grammar.joiners or before in _CONTRASTS:
        return source.first - 1 - passage.is_comma(source.first - 2)
    return source.first if before in ";—–" else None


def _with_subject(one: Spoken) -> Spoken:
    """An unsaid subject with no claimant before it in the sentence is whoever the sentence is about."""
    if one.source is None or one.source.kind == "said":
        return one
    subject = sentence_subject(one.passage, one.grammar, one.source.first)
    if subject is None:
        return one
    return replace(one, source=replace(subject, first=one.source.first, last=one.source.last))


def _free(new: Sequence[Utterance], found: Sequence[Utterance]) -> list[Utterance]:
    """Content belongs to the first verb that claims it."""
    taken = [one.content for one in found]
    return [one for one in new if not any(start < one.content[1] and one.content[0] < end for start, end in taken)]
