"""The bare encoder on perfectly packed passes, which is the ceiling, and the Enricher on articles under it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

from stream.bench.figures import Speed, median_seconds, percentiles, timed
from stream.contract.article import Article
from stream.enrich.encoder import WIDTH_STEP, OnnxEncoder, Precision, pack_by_length, padded_width
from stream.enrich.model_folder import ModelFolder
from stream.enrich.pipeline import Enricher
from stream.enrich.sentences import split_sentences
from stream.enrich.windows import Tokenizer
from stream.model_settings import ModelSettings

Windows = list[tuple[int, ...]]
SPECIAL = 2  # tokens around a window


def article_windows(articles: Sequence[Article], settings: ModelSettings) -> list[Windows]:
    """Token ids of each article's sentences, cut where the encoder sees no further."""
    folder = ModelFolder(settings.path)
    tokenizer, most = Tokenizer(folder.tokenizer), folder.description.max_tokens - SPECIAL
    return [[each.ids[:most] for each in tokenizer(_sentences(article))] for article in articles]


def bare_encoder(found: Sequence[Windows], settings: ModelSettings, precision: Precision, repetitions: int) -> Speed:
    """Passes that are full and have no padding: the same tokens, cut into windows of the mean length."""
    tokens = [token for article in found for window in article for token in window]
    mean = max(WIDTH_STEP, round(len(tokens) / sum(len(article) for article in found)))
    width = padded_width(mean + SPECIAL)
    size = width - SPECIAL
    windows = [tuple(tokens[start : start + size]) for start in range(0, len(tokens) - size + 1, size)]
    full = len(windows) // (settings.max_batch_tokens // width) * (settings.max_batch_tokens // width)
    windows = windows[: full or len(windows)]
    encoder = open_encoder(settings, precision)
    seconds = median_seconds(lambda: encoder.encode(windows), time.perf_counter, repetitions)
    rate = len(windows) * width / seconds
    return Speed(round(rate / tokens_each(found), 2), round(rate))


def encoder_delay(found: Windows, settings: ModelSettings, repetitions: int = 7) -> float:
    """Seconds the bare encoder takes for the windows of one article at rest."""
    encoder = open_encoder(settings, settings.precision)
    return median_seconds(lambda: encoder.encode(found), time.perf_counter, repetitions)


def enricher_speed(
    articles: Sequence[Article], found: Sequence[Windows], settings: ModelSettings, repetitions: int
) -> Speed:
    """Articles in batches through the whole Enricher; a new one each time, so that nothing is known from before."""
    batch = 32

    def once() -> float:
        enricher = Enricher.load(settings)
        enricher.enrich(articles[:1])
        return timed(
            lambda: [enricher.enrich(articles[start : start + batch]) for start in range(0, len(articles), batch)],
            time.perf_counter,
        )

    seconds = sorted(once() for _ in range(repetitions))[repetitions // 2]
    enricher = Enricher.load(settings)
    enricher.enrich(articles[-1:])
    p50, p99 = percentiles([timed(partial(enricher.enrich, [each]), time.perf_counter) for each in articles])
    rate = len(articles) / seconds
    return Speed(round(rate, 2), round(rate * tokens_each(found)), p50, p99)


def open_encoder(settings: ModelSettings, precision: Precision) -> OnnxEncoder:
    """The encoder alone, as the Enricher would open it."""
    folder = ModelFolder(settings.path)
    return OnnxEncoder(
        folder.weights,
        Tokenizer(folder.tokenizer).special,
        threads=settings.threads,
        max_batch_tokens=settings.max_batch_tokens,
        precision=precision,
    )


def padding_share(found: Sequence[Windows], budget: int, batch: int = 32) -> float:
    """Padding's share of the tokens that are computed, over batches of articles."""
    real = computed = 0
    for start in range(0, len(found), batch):
        lengths = [len(window) + SPECIAL for article in found[start : start + batch] for window in article]
        real += sum(lengths)
        packs = pack_by_length(lengths, budget)
        computed += sum(len(pack) * max(padded_width(lengths[number]) for number in pack) for pack in packs)
    return round(1 - real / computed, 4)


def tokens_each(found: Sequence[Windows]) -> float:
    """Mean tokens of an article, special tokens included."""
    return sum(len(window) + SPECIAL for article in found for window in article) / len(found)


def _sentences(article: Article) -> list[str]:
    return [text[start:end] for text in (article.title, article.body) for start, end in split_sentences(text)]
