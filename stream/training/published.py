"""Names as readers get them: what the rules of the worker leave of the names that the model marks, scored on a set.

Neighbouring sentences are read as one article, as they came. The rules trim a name (a verb, a title before it), give it
the type that the article and the tables agree on, drop it, or find it where the model passed over it. What else they do
belongs to this project's convention and not to a set's: names from the tables alone, the kind of place in front of a place
("river"), and leaving out religions and currencies, which ANERcorp marks as MISC. These are undone here, so that a set is
met in the borders it draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from stream.enrich.assemble import find_entities
from stream.enrich.encoder import Heads
from stream.enrich.interpret import Meaning, Read, interpret
from stream.enrich.model_folder import ModelDescription
from stream.enrich.reading import Mention, Reading
from stream.enrich.reading import Span as Place
from stream.enrich.specialists import Opinion
from stream.enrich.windows import Tokens
from stream.training.examples import OUTPUT_LABELS, Span
from stream.training.predictions import Prediction

TOGETHER: Final = (
    20  # sentences read as one article; on dev 10 gave the same within 0.1, single sentences one point less
)
BETWEEN: Final = "\n"


def published_names(predictions: Sequence[Prediction], temperatures: Mapping[str, float]) -> list[list[Span]]:
    """The names of every sentence after the rules, in the borders of the set; neighbours must stand side by side."""
    model = ModelDescription(
        name="", version="", sha256="0" * 64, max_tokens=512, labels=OUTPUT_LABELS, temperatures=temperatures
    )
    groups = (predictions[at : at + TOGETHER] for at in range(0, len(predictions), TOGETHER))
    return [names for group in groups for names in _of_article(group, model)]


def _of_article(group: Sequence[Prediction], model: ModelDescription) -> Iterator[list[Span]]:
    read = list(_read(group))
    meanings = interpret(read, model)
    mentions = tuple(mention for meaning in meanings for mention in meaning.mentions)
    body = BETWEEN.join(one.span.text for one in read)
    sentences = tuple(meaning.sentence for meaning in meanings)
    reading = Reading("", body, group[0].example.language, sentences, mentions, ())
    kept = [mention for entity in find_entities(reading) for mention in entity.mentions]
    marked = {mention.span.text for mention in mentions}
    known = [mention for mention in kept if mention.span.text in marked]
    return ([*_changed(meaning, kept), *_found(meaning, known)] for meaning in meanings)


def _read(group: Sequence[Prediction]) -> Iterator[Read]:
    at = 0
    for number, item in enumerate(group):
        text = item.example.text
        real = np.array([start < end for start, end in item.offsets])
        tokens = Tokens(tuple(range(int(real.sum()))), tuple(o for o, r in zip(item.offsets, real, strict=True) if r))
        heads = Heads(item.entities[real], item.attribution[real], item.target_sentiment[real], item.sentence)
        yield Read(number, Place(text, "body", at, at + len(text)), tokens, heads, Opinion())
        at += len(text) + len(BETWEEN)


def _changed(meaning: Meaning, kept: Sequence[Mention]) -> Iterator[Span]:
    """The model's names of one sentence as they were published, offsets in the sentence."""
    begin, end = meaning.sentence.span.start, -1
    for marked in meaning.mentions:
        for name in _as_published(marked, [other for other in kept if other.span.overlaps(marked.span)]):
            if name.start >= end:
                yield Span(name.start - begin, name.end - begin, name.label)
                end = name.end


def _found(meaning: Meaning, known: Sequence[Mention]) -> Iterator[Span]:
    """Names that the model marked elsewhere in the article and the rules here as well."""
    begin = meaning.sentence.span.start
    for name in known:
        here = name.span.overlaps(meaning.sentence.span)
        if here and not any(name.span.overlaps(other.span) for other in meaning.mentions):
            yield Span(name.span.start - begin, name.span.end - begin, name.type)


def _as_published(marked: Mention, found: Sequence[Mention]) -> Iterator[Span]:
    own = Span(marked.span.start, marked.span.end, marked.type)
    if not found and marked.type == "MISC":
        yield own
    for other in sorted(found, key=lambda one: one.span.start):
        place, kind = other.span, other.type
        wider = place.start <= own.start and place.end >= own.end and (place.start, place.end) != (own.start, own.end)
        if wider and own.label == "LOC" and kind == "ORG":  # a city within the name of a body
            yield own
        elif wider and kind in {"LOC", "MISC"}:
            yield Span(own.start, own.end, kind)
        else:
            yield Span(place.start, place.end, kind)
