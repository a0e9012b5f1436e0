"""Labels on characters turned into labels on tokens, for training.

A token belongs to the span that covers at least half of its characters; a span too short for that (a particle piece
swallowed it) gets the token it overlaps most. The first token of a span is B, the others I. Attached Arabic particles
that stand at the start of a word-level entity as tokens of their own are left out of the loss: sets with whole words
include them, our convention does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tokenizers import Tokenizer

from stream.enrich.layout import PARTICLES
from stream.training.examples import (
    ALL_TYPES,
    ATTRIBUTION_LABELS,
    ENTITY_LABELS,
    Example,
    Span,
)

IGNORED: Final = -100
OPEN: Final = len(ENTITY_LABELS)  # "no entity of the types this set marks": O, or a type it does not mark
ENTITY_INDEX: Final = {label: number for number, label in enumerate(ENTITY_LABELS)}
ATTRIBUTION_INDEX: Final = {label: number for number, label in enumerate(ATTRIBUTION_LABELS)}

Offsets = tuple[int, int]
TokenTarget = tuple[int, int, int]  # first token, end token, sentiment


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids of an example and its labels; IGNORED where there is none."""

    ids: tuple[int, ...]
    entities: tuple[int, ...]
    attribution: tuple[int, ...]
    targets: tuple[TokenTarget, ...]
    sentiment: int
    claim: int
    check_worthiness: int


def encode(examples: Sequence[Example], tokenizer: Tokenizer, max_tokens: int) -> list[Encoded]:
    """Token ids and token labels of all examples; longer ones are cut at `max_tokens`."""
    tokenizer.enable_truncation(max_tokens)
    encodings = tokenizer.encode_batch([example.text for example in examples])
    tokenizer.no_truncation()
    return [
        align(example, encoding.ids, bare_offsets(example.text, encoding.offsets))
        for example, encoding in zip(examples, encodings, strict=True)
    ]


def align(example: Example, ids: Sequence[int], offsets: Sequence[Offsets]) -> Encoded:
    """The labels of one example on its tokens."""
    return Encoded(
        ids=tuple(ids),
        entities=tuple(_entities(example, offsets)),
        attribution=tuple(_attribution(example, offsets)),
        targets=tuple(_targets(example, offsets)),
        sentiment=_or_ignored(example.sentiment),
        claim=_or_ignored(example.claim),
        check_worthiness=_or_ignored(example.check_worthiness),
    )


def bare_offsets(text: str, offsets: Sequence[Offsets]) -> list[Offsets]:
    """Offsets without the space a piece at the start of a word may carry; special tokens are empty."""
    return [(end - len(text[start:end].lstrip()), end) for start, end in offsets]


def tokens_of(start: int, end: int, offsets: Sequence[Offsets]) -> list[int]:
    """Indices of the tokens that stand for a stretch of text; empty when the text was cut before it."""
    most, best, inside = 0, -1, []
    for number, (first, last) in enumerate(offsets):
        overlap = min(end, last) - max(start, first)
        if overlap <= 0:
            continue
        if 2 * overlap >= last - first:
            inside.append(number)
        if overlap > most:
            most, best = overlap, number
    return inside or ([best] if best >= 0 else [])


def bio(spans: Sequence[Span], offsets: Sequence[Offsets], index: Mapping[str, int], unmarked: int) -> list[int]:
    """BIO label numbers; `unmarked` for tokens outside, IGNORED for special tokens."""
    labels = [IGNORED if start == end else unmarked for start, end in offsets]
    for span in spans:
        for position, token in enumerate(tokens_of(span.start, span.end, offsets)):
            labels[token] = index[f"{'I' if position else 'B'}-{span.label}"]
    return labels


def _entities(example: Example, offsets: Sequence[Offsets]) -> list[int]:
    if example.entities is None:
        return [IGNORED] * len(offsets)
    unmarked = ENTITY_INDEX["O"] if example.entity_types == ALL_TYPES else OPEN
    labels = bio(example.entities, offsets, ENTITY_INDEX, unmarked)
    for start, end in example.unsure:
        for token in tokens_of(start, end, offsets):
            labels[token] = IGNORED if labels[token] == unmarked else labels[token]
    if example.words and example.language == "ar":
        _leave_out_particles(example, offsets, labels)
    return labels


def _leave_out_particles(example: Example, offsets: Sequence[Offsets], labels: list[int]) -> None:
    """The particle token is ignored and the token after it opens the entity."""
    for span in example.entities or ():
        match tokens_of(span.start, span.end, offsets):
            case [particle, rest, *_] if offsets[particle][1] == offsets[rest][0]:
                first, last = offsets[particle]
                if example.text[first:last] in PARTICLES:
                    labels[particle] = IGNORED
                    labels[rest] = ENTITY_INDEX[f"B-{span.label}"]


def _attribution(example: Example, offsets: Sequence[Offsets]) -> list[int]:
    if example.attribution is None:
        return [IGNORED] * len(offsets)
    return bio(example.attribution, offsets, ATTRIBUTION_INDEX, ATTRIBUTION_INDEX["O"])


def _targets(example: Example, offsets: Sequence[Offsets]) -> list[TokenTarget]:
    return [
        (tokens[0], tokens[-1] + 1, target.sentiment)
        for target in example.targets
        if (tokens := tokens_of(target.start, target.end, offsets))
    ]


def _or_ignored(label: int | None) -> int:
    return IGNORED if label is None else label
