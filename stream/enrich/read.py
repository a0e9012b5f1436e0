"""An article read by the model: text to `Reading`. Sentences in, scores out, names and attributions marked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Literal, get_args

from stream.contract.article import Article
from stream.enrich.encoder import Encoder, Heads
from stream.enrich.interpret import Meaning, Read, interpret
from stream.enrich.lanes import Ahead
from stream.enrich.language import language_of
from stream.enrich.model_folder import ModelDescription
from stream.enrich.reading import Field, Reading, Span
from stream.enrich.sentences import split_sentences
from stream.enrich.specialists import NONE, Opinion, Specialists
from stream.enrich.windows import Tokenizer, Tokens, read_sentences

Step = Literal["tokenise", "infer"]
SMALLEST_PART = 4  # articles; in passes of fewer an article costs the encoder a tenth more


@dataclass(frozen=True, slots=True)
class Report:
    """Where a reader says what it did, for whoever counts: tokens of an article, seconds of a step."""

    tokens: Callable[[int], None] = lambda _count: None
    took: Callable[[Step, float], None] = lambda _step, _seconds: None


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles whose sentences go to the encoder in one call, with their sentences and tokens."""

    articles: Sequence[Article]
    spans: Sequence[Sequence[Span]]
    tokens: Sequence[Sequence[Tokens]]


class _Timer:
    """Seconds of each step of one `read`; each step is only ever done by one thread at a time."""

    def __init__(self) -> None:
        self.seconds: dict[Step, float] = {"tokenise": 0.0, "infer": 0.0}

    @contextmanager
    def of(self, step: Step) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[step] += time.perf_counter() - start


class Reader:
    """Reads articles with one model. What it says of an article depends on the article alone.

    `together` lets sentences of several articles share passes of the encoder. That needs an encoder whose scores of a
    sentence do not depend on its company, as those of the shipped graph do not (docs/decisions/0012). `beside` lets the
    encoder read part of a batch while the caller works on the part before.
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
        beside: bool = False,
    ) -> None:
        self._model = description
        self._tokenizer = tokenizer
        self._encoder = encoder
        self._report = report
        self._specialists = specialists
        self._together = together
        self._beside = beside

    def read(self, articles: Sequence[Article]) -> Iterator[Reading]:
        """Everything the model marks in each of `articles`, in their order.

        Where the encoder has other threads than the caller's, it reads on while the caller works on what is yielded.
        """
        timer = _Timer()
        parts = cut_up(len(articles)) if self._beside else [slice(None)]
        batches = (self._tokenised(articles[part], timer) for part in parts)
        encoded = self._one_ahead(batches, timer) if len(parts) > 1 else self._in_turn(batches, timer)
        for batch, heads in encoded:
            yield from self._readings(batch, heads)
        for step, seconds in timer.seconds.items():
            self._report.took(step, seconds)

    def _in_turn(self, batches: Iterable[Batch], timer: _Timer) -> Iterator[tuple[Batch, list[list[Heads]]]]:
        return ((batch, self._heads(batch, timer)) for batch in batches)

    def _one_ahead(self, batches: Iterable[Batch], timer: _Timer) -> Iterator[tuple[Batch, list[list[Heads]]]]:
        with Ahead(partial(self._heads, timer=timer)) as ahead:
            given = [(batch, ahead.give(batch)) for batch in batches]
            for batch, heads in given:
                yield batch, heads.result()

    def _tokenised(self, articles: Sequence[Article], timer: _Timer) -> Batch:
        with timer.of("tokenise"):
            spans = [list(_sentences(article)) for article in articles]
            flat = iter(self._tokenizer([span.text for found in spans for span in found]))
            tokens = [[next(flat) for _ in found] for found in spans]
        for found in tokens:
            self._report.tokens(sum(len(each.ids) for each in found))
        return Batch(articles, spans, tokens)

    def _heads(self, batch: Batch, timer: _Timer) -> list[list[Heads]]:
        with timer.of("infer"):
            calls = [[each for found in batch.tokens for each in found]] if self._together else batch.tokens
            read = [heads for call in calls for heads in read_sentences(call, self._encoder, self._model.max_tokens)]
        flat = iter(read)
        return [[next(flat) for _ in found] for found in batch.tokens]

    def _readings(self, batch: Batch, heads: Sequence[Sequence[Heads]]) -> Iterator[Reading]:
        read = [
            Read(number, *each)
            for spans, *found in zip(batch.spans, batch.tokens, heads, strict=True)
            for number, each in enumerate(zip(spans, *found, self._opinions(spans), strict=True))
        ]
        meanings = iter(interpret(read, self._model))
        for article, spans in zip(batch.articles, batch.spans, strict=True):
            yield _reading(article, list(islice(meanings, len(spans))))

    def _opinions(self, spans: Sequence[Span]) -> list[Opinion]:
        return self._specialists.read([span.text for span in spans])


def _reading(article: Article, meanings: Sequence[Meaning]) -> Reading:
    return Reading(
        title=article.title,
        body=article.body,
        language=language_of(article),
        sentences=tuple(one.sentence for one in meanings),
        mentions=tuple(mention for one in meanings for mention in one.mentions),
        attributions=tuple(found for one in meanings for found in one.attributions),
    )


def cut_up(articles: int) -> list[slice]:
    """A batch in parts that each are half of what is left: while one is worked on, the next is being encoded.

    The last parts are small, since nothing is encoded while the last is worked on; no part is too small to fill passes.
    """
    parts, start = [], 0
    while start < articles:
        size = max(SMALLEST_PART, -(-(articles - start) // 2))
        parts.append(slice(start, start + size))
        start += size
    return parts


def _sentences(article: Article) -> Iterator[Span]:
    for field in get_args(Field):
        text = article.title if field == "title" else article.body
        for start, end in split_sentences(text):
            yield Span(text[start:end], field, start, end)
