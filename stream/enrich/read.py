"""An article read by the model: text to `Reading`. Sentences in, scores out, names and attributions marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast, get_args

import numpy as np

from stream.contract.article import Article
from stream.enrich.decode import LabelledSpan, decode_spans, sigmoid, softmax
from stream.enrich.encoder import Encoder, Heads
from stream.enrich.language import language_of
from stream.enrich.model_folder import ModelDescription
from stream.enrich.reading import AttributionLabel, AttributionSpan, EntityType, Field, Mention, Reading, Sentence, Span
from stream.enrich.sentences import split_sentences
from stream.enrich.windows import Tokenizer, Tokens, read_sentences

Probabilities = tuple[float, float, float]


class Reader:
    """Reads articles with one model. Holds no state between articles: what it reads depends on the article alone."""

    def __init__(
        self,
        description: ModelDescription,
        tokenizer: Tokenizer,
        encoder: Encoder,
        on_tokens: Callable[[int], None] | None = None,
    ) -> None:
        self._model = description
        self._tokenizer = tokenizer
        self._encoder = encoder
        self._on_tokens = on_tokens

    def read(self, article: Article) -> Reading:
        """Everything the model marks in `article`.

        One article is one call of the encoder: int8 scores depend slightly on what shares a pass, and a redelivered
        article must get the same labels in whatever batch it returns (docs/decisions/0006).
        """
        spans = list(_sentences(article))
        tokens = self._tokenizer([span.text for span in spans])
        if self._on_tokens:
            self._on_tokens(sum(len(each.ids) for each in tokens))
        heads = read_sentences(tokens, self._encoder, self._model.max_tokens)
        read = list(zip(range(len(spans)), spans, tokens, heads, strict=True))
        return Reading(
            title=article.title,
            body=article.body,
            language=language_of(article),
            sentences=tuple(self._sentence(number, span, head) for number, span, _, head in read),
            mentions=tuple(mention for row in read for mention in self._mentions(*row)),
            attributions=tuple(found for row in read for found in self._attributions(*row)),
        )

    def _sentence(self, number: int, span: Span, heads: Heads) -> Sentence:
        labels, heat = self._model.labels["sentence"], self._model.temperatures
        scores = dict(zip(labels, heads.sentence.tolist(), strict=True))
        return Sentence(
            index=number,
            span=span,
            sentiment=_probabilities(heads.sentence[:3], heat.get("sentiment", 1.0)),
            claim=sigmoid(scores["claim"], heat.get("claim", 1.0)),
            check_worthiness=sigmoid(scores["check_worthiness"], heat.get("check_worthiness", 1.0)),
        )

    def _mentions(self, number: int, span: Span, tokens: Tokens, heads: Heads) -> Iterator[Mention]:
        for found in self._spans("entities", span, tokens, heads.entities):
            target = heads.target_sentiment[found.first_token : found.end_token].mean(axis=0)
            yield Mention(
                span=_placed(span, found),
                type=cast("EntityType", found.label),
                confidence=found.confidence,
                sentence=number,
                sentiment=_probabilities(target, self._model.temperatures.get("target_sentiment", 1.0)),
            )

    def _attributions(self, number: int, span: Span, tokens: Tokens, heads: Heads) -> Iterator[AttributionSpan]:
        for found in self._spans("attribution", span, tokens, heads.attribution):
            yield AttributionSpan(_placed(span, found), cast("AttributionLabel", found.label), found.confidence, number)

    def _spans(self, head: str, span: Span, tokens: Tokens, scores: np.ndarray) -> list[LabelledSpan]:
        labels = self._model.labels[head]  # type: ignore[index]  # callers name one of the outputs
        return decode_spans(scores, tokens, span.text, labels, self._model.temperatures.get(head, 1.0))


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
