"""What scores mean: the heads of a batch's sentences made sentences with probabilities, mentions and attributions.

All sentences of a batch at once, in arrays; what is said of one depends on its own scores alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

import numpy as np

from stream.enrich.decode import LabelledSpan, decode_batch, mean_rows, sigmoid, softmax
from stream.enrich.encoder import Heads, Scores
from stream.enrich.layout import lay_out
from stream.enrich.model_folder import ModelDescription
from stream.enrich.paths import ATTRIBUTION_COSTS, ENTITY_COSTS
from stream.enrich.reading import AttributionLabel, AttributionSpan, EntityType, Mention, Sentence, Span
from stream.enrich.specialists import Opinion, SentenceTask, SpanTask, in_tokens
from stream.enrich.windows import Tokens

Probabilities = tuple[float, float, float]
COSTS: Final = {"entities": ENTITY_COSTS, "attribution": ATTRIBUTION_COSTS}


@dataclass(frozen=True, slots=True)
class Read:
    """One sentence with all that models said of it; `number` counts within its article."""

    number: int
    span: Span
    tokens: Tokens
    heads: Heads
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was read in one sentence."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    attributions: tuple[AttributionSpan, ...]


def interpret(read: Sequence[Read], model: ModelDescription) -> list[Meaning]:
    """The meaning of every sentence, in order; opinions of specialists come before the model's own scores."""
    if not read:
        return []
    entities, attributions = _spans("entities", read, model), _spans("attribution", read, model)
    towards = iter(_sentiments_towards(read, entities, model))
    return [
        Meaning(
            sentence,
            tuple(_mention(one, span, next(towards)) for span in names),
            tuple(_attribution(one, span) for span in parts),
        )
        for one, sentence, names, parts in zip(read, _sentences(read, model), entities, attributions, strict=True)
    ]


def _sentences(read: Sequence[Read], model: ModelDescription) -> list[Sentence]:
    scores = np.stack([one.heads.sentence for one in read])
    sentiments = _probabilities(scores[:, :3], model.temperatures.get("sentiment", 1.0))
    claims, worth = _yes("claim", read, scores, model), _yes("check_worthiness", read, scores, model)
    return [
        Sentence(one.number, one.span, one.opinion.sentiment or sentiment, claim, check_worthiness)
        for one, sentiment, claim, check_worthiness in zip(read, sentiments, claims, worth, strict=True)
    ]


def _yes(task: SentenceTask, read: Sequence[Read], scores: Scores, model: ModelDescription) -> list[float]:
    """The probability of yes for every sentence."""
    column = model.labels["sentence"].index(task)
    own: list[float] = sigmoid(scores[:, column], model.temperatures.get(task, 1.0)).tolist()
    opinions = [one.opinion.weights.get(task) for one in read]
    return [mine if other is None else other[1] for mine, other in zip(own, opinions, strict=True)]


def _spans(head: SpanTask, read: Sequence[Read], model: ModelDescription) -> list[list[LabelledSpan]]:
    """The spans of every sentence."""
    given = [in_tokens(one.opinion.spans.get(head, ()), one.tokens.offsets) for one in read]
    own = [number for number, one in enumerate(read) if one.tokens.ids and head not in one.opinion.spans]
    if not own:
        return given
    found = decode_batch(
        np.concatenate([getattr(read[number].heads, head) for number in own]),
        lay_out([read[number].span.text for number in own], [read[number].tokens.offsets for number in own]),
        model.labels[head],
        temperature=model.temperatures.get(head, 1.0),
        costs=COSTS[head],
    )
    for number, spans in zip(own, found, strict=True):
        given[number] = spans
    return given


def _sentiments_towards(
    read: Sequence[Read], names: Sequence[Sequence[LabelledSpan]], model: ModelDescription
) -> list[Probabilities]:
    """Probabilities of the sentiment towards every name, in order: from the mean of its tokens' scores."""
    before = np.cumsum([0, *(len(one.tokens.ids) for one in read)]).tolist()
    places = [
        (start + span.first_token, start + span.end_token)
        for start, found in zip(before, names, strict=False)
        for span in found
    ]
    if not places:
        return []
    firsts, ends = np.array(places).T
    means = mean_rows(np.concatenate([one.heads.target_sentiment for one in read]), firsts, ends)
    return _probabilities(means, model.temperatures.get("target_sentiment", 1.0))


def _mention(one: Read, found: LabelledSpan, sentiment: Probabilities) -> Mention:
    return Mention(
        span=_placed(one.span, found),
        type=cast("EntityType", found.label),
        confidence=found.confidence,
        sentence=one.number,
        sentiment=sentiment,
    )


def _attribution(one: Read, found: LabelledSpan) -> AttributionSpan:
    return AttributionSpan(
        _placed(one.span, found), cast("AttributionLabel", found.label), found.confidence, one.number
    )


def _placed(sentence: Span, found: LabelledSpan) -> Span:
    start, end = sentence.start + found.start, sentence.start + found.end
    return Span(sentence.text[found.start : found.end], sentence.field, start, end)


def _probabilities(scores: Scores, temperature: float) -> list[Probabilities]:
    """Of each row: negative, neutral, positive."""
    return [(negative, neutral, positive) for negative, neutral, positive in softmax(scores, temperature).tolist()]
