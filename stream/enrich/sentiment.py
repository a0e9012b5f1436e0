"""Sentiment of the whole article and towards each entity, from what the model said of sentences and mentions.

The article: every sentence counts, however far down, but the title weighs more, as it does for a reader, and a fragment
of a few words weighs little. An entity: the mean over the places where it is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stream.contract.events import EntitySentiment, Probabilities, Sentiment, SentimentLabel
from stream.enrich.reading import Mention, Sentence

LABELS: Final[tuple[SentimentLabel, ...]] = ("negative", "neutral", "positive")
TITLE_WEIGHT = 3.0
FULL_LENGTH = 60  # characters; shorter sentences are by-lines, datelines and captions more often than statements
# Scores from which an article leans: averaging pulls towards neutral, and news is told in words that the model, which
# learnt sentences, finds a little negative. Fitted on the golden set, 156 articles of seven hands, each batch weighing the same.
NEGATIVE, POSITIVE = -0.2, 0.05
DIGITS = 4  # decimals that go out: more would only show noise

NEUTRAL: Final = (0.0, 1.0, 0.0)


def article_sentiment(sentences: Sequence[Sentence]) -> Sentiment:
    """The weighted mean of the sentences' probabilities; neutral for an article without sentences.

    The label follows the score, not the largest mean probability, which is neutral's in nearly every long article.
    """
    weights = [_weight(sentence) for sentence in sentences]
    negative, neutral, positive = _mean([sentence.sentiment for sentence in sentences], weights)
    score = round(positive - negative, DIGITS)
    return Sentiment(
        label="negative" if score <= NEGATIVE else "positive" if score >= POSITIVE else "neutral",
        score=score,
        probabilities=Probabilities(
            negative=round(negative, DIGITS), neutral=round(neutral, DIGITS), positive=round(positive, DIGITS)
        ),
    )


def entity_sentiment(mentions: Sequence[Mention]) -> EntitySentiment:
    """The mean over the entity's mentions, sure mentions counting more."""
    mean = _mean([mention.sentiment for mention in mentions], [mention.confidence for mention in mentions])
    return EntitySentiment(label=_label(mean), score=round(mean[2] - mean[0], DIGITS))


def _weight(sentence: Sentence) -> float:
    if sentence.span.field == "title":
        return TITLE_WEIGHT
    return min(1.0, (sentence.span.end - sentence.span.start) / FULL_LENGTH)


def _mean(rows: Sequence[tuple[float, float, float]], weights: Sequence[float]) -> tuple[float, float, float]:
    # No arrays: most entities have one mention or two, and an array alone costs twenty times their mean.
    total = sum(weights)
    if not rows or total <= 0:
        return NEUTRAL
    negative, neutral, positive = (
        sum(value * weight for value, weight in zip(column, weights, strict=True)) / total
        for column in zip(*rows, strict=True)
    )
    return negative, neutral, positive


def _label(probabilities: tuple[float, float, float]) -> SentimentLabel:
    return LABELS[probabilities.index(max(probabilities))]
