"""Reading claims in an Arabic sentence: reporting verbs first, then sources named in passing.

The verb comes before its claimant as a rule (قال فلان إن …); the claimant may stand first, be left unsaid (وأضاف أن …)
or, in the passive, be nobody. Where rules leave a choice, the shorter content wins: a claim ends with its clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stream.enrich.claims.arabic_accuse import accusation
from stream.enrich.claims.arabic_attribute import attributions
from stream.enrich.claims.arabic_before import acted_before, sentence_subject
from stream.enrich.claims.arabic_cited import closed_utterances, find_cited, introduced_utterances
from stream.enrich.claims.arabic_cue import Cue, find_cues
from stream.enrich.claims.arabic_cues import DOUBTFUL
from stream.enrich.claims.arabic_measure import measurements
from stream.enrich.claims.arabic_speech import utterances
from stream.enrich.claims.arabic_spoken import Spoken
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Utterance


def read_arabic(passage: Passage) -> list[Utterance]:
    """The utterances of the sentence in order of appearance, none inside another's content."""
    cues = find_cues(passage)
    cited = find_cited(passage, cues)
    speaking = [cue for cue in cues if not any(one.first <= cue.at < one.last for one in cited)]
    cuts = frozenset(cue.begins for cue in speaking if cue.opens)
    borders = cuts | {one.first for one in cited}
    relayed = list(introduced_utterances(passage, cited, cuts, speaking))
    own = [cue for cue in speaking if not any(one.content[0] <= cue.span[0] < one.content[1] for one in relayed)]
    rivals = _rivals(passage, own)
    found = [*relayed, *_spoken([Spoken(passage, cue, cuts | rivals, borders) for cue in own])]
    found += accusation(passage, borders, [one.content for one in found])
    found += attributions(passage, borders, [one.content for one in found])
    found += measurements(passage, borders, [one.content for one in found])
    found += closed_utterances(passage, cited, cuts, found)
    return sorted(found, key=lambda one: one.content)


def _rivals(passage: Passage, cues: Sequence[Cue]) -> frozenset[int]:
    """A verb nearer to أن has the better right to it: «أعرب عن رفضه لما قال إنه …»."""
    return frozenset(cue.at for cue in cues if cue.verb.shape == "finite" and passage.norm(cue.at) not in DOUBTFUL)


def _spoken(spoken: Sequence[Spoken]) -> Iterator[Utterance]:
    told = 0
    for one in spoken:
        if one.cue.span[0] < told:
            continue
        for found in utterances(one):
            full = found if told or not found.unsaid else _with_subject(one, found)
            told = max(told, found.content[1])
            yield full


def _with_subject(one: Spoken, found: Utterance) -> Utterance:
    """A participle before any other claim goes on with whoever the sentence is about; so does «أشاد فلان بكذا، وأقر»."""
    goes_on = one.cue.verb.shape == "participle" or acted_before(one.passage, one.cue.at)
    subject = sentence_subject(one.passage, one.cue.at) if goes_on else None
    return found if subject is None else replace(found, claimant=subject, unsaid=False)
