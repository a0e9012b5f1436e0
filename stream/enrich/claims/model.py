"""The model's attribution spans of a sentence put together to utterances: content, its nearest cue, its nearest source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range, Utterance
from stream.enrich.reading import AttributionLabel, AttributionSpan

GAP = 3  # characters between two content spans that are one: a space, a comma, a quotation mark
NEAREST = 120  # characters between a content and a cue or source that belongs to it
SHORTEST = 3  # words of a content; the model's one-word contents are slips
PRONOUNS = frozenset("he she they it we i il elle ils elles on هو هي هم".split())


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    confidence: float


def read_by_model(passage: Passage, spans: Sequence[AttributionSpan]) -> list[Utterance]:
    """The sentence's utterances as the attribution head sees them, in order of appearance."""
    contents = [one for one in _merged(_labelled(spans, "CONTENT")) if _long_enough(passage, one)]
    cues, sources = _merged(_labelled(spans, "CUE")), _labelled(spans, "SOURCE")
    return [_utterance(passage, content, cues, sources) for content in contents]


def _labelled(spans: Sequence[AttributionSpan], label: AttributionLabel) -> list[_Found]:
    found = [_Found(one.span.start, one.span.end, one.confidence) for one in spans if one.label == label]
    return sorted(found, key=lambda one: one.start)


def _merged(found: Sequence[_Found]) -> list[_Found]:
    merged: list[_Found] = []
    for one in found:
        if merged and one.start - merged[-1].end <= GAP:
            last = merged.pop()
            merged.append(_Found(last.start, one.end, max(last.confidence, one.confidence)))
        else:
            merged.append(one)
    return merged


def _long_enough(passage: Passage, content: _Found) -> bool:
    words = (t for t in passage.tokens if content.start <= t.start < content.end and t.kind in ("word", "number"))
    return sum(1 for _ in words) >= SHORTEST


def _utterance(passage: Passage, content: _Found, cues: Sequence[_Found], sources: Sequence[_Found]) -> Utterance:
    cue, source = _nearest(content, cues), _nearest(content, sources)
    start, end = _trimmed(passage, (content.start, content.end))
    claimant = None if source is None else _trimmed(passage, (source.start, source.end))
    said = "" if claimant is None else passage.text[claimant[0] : claimant[1]]
    return Utterance(
        (start, end),
        "quoted" if _is_speech(passage, start, end) else "reported",
        content.confidence,
        None if cue is None else (cue.start, cue.end),
        claimant,
        unsaid=claimant is None,
        pronoun=said.lower() in PRONOUNS,
    )


def _nearest(content: _Found, others: Sequence[_Found]) -> _Found | None:
    def distance(other: _Found) -> int:
        return max(other.start - content.end, content.start - other.end)

    near = [other for other in others if 0 <= distance(other) <= NEAREST]
    return min(near, key=distance, default=None)


def _trimmed(passage: Passage, content: Range) -> Range:
    """The range without marks at its edges."""
    inside = [i for i, token in enumerate(passage.tokens) if content[0] <= token.start < content[1]]
    if not inside:  # a part of a word, as the model's own tokens can be
        return content
    first, last = passage.trimmed(inside[0], inside[-1] + 1)
    return (passage.tokens[first].start, passage.tokens[last - 1].end) if first < last else content


def _is_speech(passage: Passage, start: int, end: int) -> bool:
    words = [token for token in passage.tokens if start <= token.start < end and token.kind == "word"]
    return bool(words) and all(token.quote for token in words)


def spans_by_sentence(spans: Sequence[AttributionSpan]) -> dict[int, list[AttributionSpan]]:
    """The article's attribution spans, grouped by the sentence they stand in."""
    grouped: dict[int, list[AttributionSpan]] = {}
    for one in spans:
        grouped.setdefault(one.sentence, []).append(one)
    return grouped


def overlap(one: Range, other: Range) -> float:
    """Shared characters as a share of the shorter range."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / max(1, min(one[1] - one[0], other[1] - other[0]))


def free_of(utterances: Sequence[Utterance], taken: Sequence[Utterance]) -> Iterator[Utterance]:
    """Those whose content touches no content and no claimant of the others."""
    for one in utterances:
        if not any(_touch(one.content, other) for other in taken):
            yield one


def _touch(content: Range, other: Utterance) -> bool:
    others = (other.content, other.claimant, other.cue)
    return any(part is not None and content[0] < part[1] and part[0] < content[1] for part in others)
