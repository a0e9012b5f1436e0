"""Decides between a model's mention and a rule's sighting of the same stretch of text.

The longer institution wins; a name inside a longer organisation that the model marked stays inside it. A sighting
takes confidence and sentiment from the mention it replaces, since both are about the same words.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import fmean

from stream.enrich.identity.article import Article
from stream.enrich.identity.letters import fold
from stream.enrich.identity.sightings import Sighting
from stream.enrich.reading import Mention

RULE_CONFIDENCE = (
    0.9  # of a sighting where the model marked nothing; rules were right about that often on read articles
)


def settle(mentions: list[Mention], seen: Iterable[Sighting], article: Article) -> list[Mention]:
    """`mentions` and `seen` with every overlap decided."""
    kept = list(mentions)
    for sighting in sorted(seen, key=_longest_first):
        rivals = [mention for mention in kept if mention.span.overlaps(sighting.span)]
        if any(_beats(rival, sighting, article) for rival in rivals):
            continue
        kept = [mention for mention in kept if mention not in rivals]
        kept.append(_as_mention(sighting, rivals, article))
    return kept


def _longest_first(sighting: Sighting) -> tuple[int, int, int]:
    return (sighting.span.start - sighting.span.end, sighting.ground != "institution", sighting.span.start)


def _beats(rival: Mention, sighting: Sighting, article: Article) -> bool:
    if _length(rival) < sighting.span.end - sighting.span.start:
        return False
    if (rival.span.start, rival.span.end) == (sighting.span.start, sighting.span.end):
        return rival.type == sighting.type and sighting.ground != "institution"
    if rival.type in ("ORG", "MISC") or sighting.ground == "known name":
        return True
    return fold(rival.span.text) in article.gazetteer.people


def _length(mention: Mention) -> int:
    return mention.span.end - mention.span.start


def _as_mention(sighting: Sighting, replaced: list[Mention], article: Article) -> Mention:
    sentence = article.sentence_at(sighting.span.field, sighting.span.start)
    grounds = [mention.confidence for mention in replaced]
    if sighting.ground == "institution":
        grounds.append(RULE_CONFIDENCE)  # its grammar says so, however unsure the model was
    confidence = max(grounds, default=RULE_CONFIDENCE)
    return Mention(sighting.span, sighting.type, confidence, sentence, _sentiment(replaced, sentence, article))


def _sentiment(replaced: list[Mention], sentence: int, article: Article) -> tuple[float, float, float]:
    """The mean of the mentions replaced; else that of the sentence; else neutral."""
    if replaced:
        return (
            fmean(m.sentiment[0] for m in replaced),
            fmean(m.sentiment[1] for m in replaced),
            fmean(m.sentiment[2] for m in replaced),
        )
    for candidate in article.reading.sentences:
        if candidate.index == sentence:
            return candidate.sentiment
    return (0.0, 1.0, 0.0)
