"""An article read by the model: text to `Reading`. Sentences in, scores out, names and attributions marked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

import numpy as np

from stream.contract.article import Article
from stream.enrich.decode import LabelledSpan, decode_spans, sigmoid, softmax
from stream.enrich.encoder import Encoder, Heads
from stream.enrich.language import language_of
from stream.enrich.model_folder import ModelDescription
from stream.enrich.paths import ATTRIBUTION_COSTS, ENTITY_COSTS
from stream.enrich.reading import AttributionLabel, AttributionSpan, EntityType, Field, Mention, Reading, Sentence, Span
from stream.enrich.sentences import split_sentences
from stream.enrich.specialists import NONE, Opinion, SpanTask, Specialists, in_tokens
from stream.enrich.windows import Tokenizer, Tokens, read_sentences

Probabilities = tuple[float, float, float]
Step = Literal["tokenise", "infer"]


@dataclass(frozen=True, slots=True)
class Read:
    """One sentence with all that models said of it."""

    number: int
    span: Span
    tokens: Tokens
    heads: Heads
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class Report:
    """Where a reader says what it did, for whoever counts: tokens of an article, seconds of a step."""

    tokens: Callable[[int], None] = lambda _count: None
    took: Callable[[Step, float], None] = lambda _step, _seconds: None


class Reader:
    """Reads articles with one model. What it says of an article depends on the article alone.

    `together` lets sentences of several articles share passes of the encoder. That needs an encoder whose scores of a
    sentence do not depend on its company, as those of the shipped graph do not (docs/decisions/0012).
    """

    def __init__(  # noqa: PLR0913  # the parts, each used as it is
        self,
        description: ModelDescription,
        tokenizer: Tokenizer,
        encoder: Encoder,
        report: Report = Report(),  # frozen, holds nothing
        specialists: Specialists = NONE,
        *,
        together: bool = False,
    ) -> None:
        self._model = description
        self._tokenizer = tokenizer
        self._encoder = encoder
        self._report = report
        self._specialists = specialists
        self._together = together

    def read(self, articles: Sequence[Article]) -> list[Reading]:
        """Everything the model marks in each of `articles`, in their order."""
        spans = [list(_sentences(article)) for article in articles]
        tokens = self._tokenised(spans)
        heads = self._heads(tokens)
        return [self._reading(*each) for each in zip(articles, spans, tokens, heads, strict=True)]

    def _tokenised(self, spans: Sequence[Sequence[Span]]) -> list[list[Tokens]]:
        start = time.perf_counter()
        flat = iter(self._tokenizer([span.text for found in spans for span in found]))
        tokens = [[next(flat) for _ in found] for found in spans]
        self._report.took("tokenise", time.perf_counter() - start)
        for found in tokens:
            self._report.tokens(sum(len(each.ids) for each in found))
        return tokens

    def _heads(self, tokens: Sequence[Sequence[Tokens]]) -> list[list[Heads]]:
        start = time.perf_counter()
        calls = [[each for found in tokens for each in found]] if self._together else tokens
        flat = iter([heads for call in calls for heads in read_sentences(call, self._encoder, self._model.max_tokens)])
        heads = [[next(flat) for _ in found] for found in tokens]
        self._report.took("infer", time.perf_counter() - start)
        return heads

    def _reading(
        self, article: Article, spans: Sequence[Span], tokens: Sequence[Tokens], heads: Sequence[Heads]
    ) -> Reading:
        opinions = self._specialists.read([span.text for span in spans])
        read = [Read(number, *each) for number, each in enumerate(zip(spans, tokens, heads, opinions, strict=True))]
        return Reading(
            title=article.title,
            body=article.body,
            language=language_of(article),
            sentences=tuple(self._sentence(one) for one in read),
            mentions=tuple(mention for one in read for mention in self._mentions(one)),
            attributions=tuple(found for one in read for found in self._attributions(one)),
        )

    def _sentence(self, read: Read) -> Sentence:
        labels, heat = self._model.labels["sentence"], self._model.temperatures
        scores = dict(zip(labels, read.heads.sentence.tolist(), strict=True))
        claim, check_worthiness = read.opinion.yes("claim"), read.opinion.yes("check_worthiness")
        if claim is None:
            claim = sigmoid(scores["claim"], heat.get("claim", 1.0))
        if check_worthiness is None:
            check_worthiness = sigmoid(scores["check_worthiness"], heat.get("check_worthiness", 1.0))
        return Sentence(
            index=read.number,
            span=read.span,
            sentiment=read.opinion.sentiment or _probabilities(read.heads.sentence[:3], heat.get("sentiment", 1.0)),
            claim=claim,
            check_worthiness=check_worthiness,
        )

    def _mentions(self, read: Read) -> Iterator[Mention]:
        for found in self._spans("entities", read, read.heads.entities):
            target = read.heads.target_sentiment[found.first_token : found.end_token].mean(axis=0)
            yield Mention(
                span=_placed(read.span, found),
                type=cast("EntityType", found.label),
                confidence=found.confidence,
                sentence=read.number,
                sentiment=_probabilities(target, self._model.temperatures.get("target_sentiment", 1.0)),
            )

    def _attributions(self, read: Read) -> Iterator[AttributionSpan]:
        for found in self._spans("attribution", read, read.heads.attribution):
            label = cast("AttributionLabel", found.label)
            yield AttributionSpan(_placed(read.span, found), label, found.confidence, read.number)

    def _spans(self, head: SpanTask, read: Read, scores: np.ndarray) -> list[LabelledSpan]:
        if head in read.opinion.spans:
            return in_tokens(read.opinion.spans[head], read.tokens.offsets)
        labels = self._model.labels[head]
        costs = ENTITY_COSTS if head == "entities" else ATTRIBUTION_COSTS
        return decode_spans(
            scores,
            read.tokens,
            read.span.text,
            labels,
            temperature=self._model.temperatures.get(head, 1.0),
            costs=costs,
        )


def _sentences(article: Article) -> Iterator[Span]:
    for field in get_args(Field):
        text = article.title if field == "title" else article.body
        for start, end in split_sentences(text):
            yield Span(text[start:end], field, start, end)


def _placed(sentence: Span, found: LabelledSpan) -> Span:
    start, end = sentence.start + found.start, sentence.start + found.end
    return Span(sentence.text[found.start : found.end], sentence.field, start, end)


def _probabilities(scores: np.ndarray, temperature: float) -> Probabilities:
    negative, neutral, positive = softmax(scores, temperature).tolist()
    return negative, neutral, positive
