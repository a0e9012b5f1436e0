"""Microbenchmarks of the steps around the encoder: `pytest tests/bench/test_micro.py` (pytest-benchmark, extra bench)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from stream.bench.articles import as_record
from stream.contract.article import Article
from stream.contract.decode import decode_article
from stream.contract.provenance import made_now
from stream.contract.records import enriched_data, event_records
from stream.enrich.decode import decode_spans
from stream.enrich.identity import identify
from stream.enrich.model_folder import ModelFolder
from stream.enrich.pipeline import Enricher
from stream.enrich.reading import Mention, Reading, Sentence, Span
from stream.enrich.sentences import split_sentences
from stream.enrich.windows import Tokenizer
from stream.settings import Settings

pytest.importorskip("pytest_benchmark")

BODY = "\n".join(
    f"أعلنت وزارة الدفاع الأذربيجانية أن قواتها دخلت كلبجر في اليوم {day}، وقال إلهام علييف إن بلاده استعادت قره باغ."
    for day in range(16)
)
ARTICLE = Article(id="1", title="باكو", body=BODY)
SENTENCES = [BODY[start:end] for start, end in split_sentences(BODY)]


def reading(text: str, name: str) -> Reading:
    start = text.index(name)
    found = Mention(Span(name, "body", start, start + len(name)), "PER", 0.9, 0, (0.1, 0.8, 0.1))
    sentence = Sentence(0, Span(text, "body", 0, len(text)), (0.1, 0.8, 0.1), 0.5, 0.5)
    return Reading("", text, "ar", (sentence,), (found,), ())


def test_tokenising_sixteen_sentences(benchmark: Any) -> None:
    tokenizer = Tokenizer(ModelFolder().tokenizer)
    assert len(benchmark(tokenizer, SENTENCES)) == len(SENTENCES)


def test_decoding_a_sentence_of_scores(benchmark: Any) -> None:
    folder = ModelFolder()
    [tokens] = Tokenizer(folder.tokenizer)(SENTENCES[:1])
    labels = folder.description.labels["entities"]
    scores = np.random.default_rng(1).normal(size=(len(tokens.ids), len(labels))).astype(np.float32)
    assert isinstance(benchmark(decode_spans, scores, tokens, SENTENCES[0], labels), list)


def test_canonicalising_a_name(benchmark: Any) -> None:
    found = benchmark(identify, reading(SENTENCES[0], "إلهام علييف"))
    assert "PER" in {entity.type for entity in found}


def test_reading_an_article_from_its_record(benchmark: Any) -> None:
    assert benchmark(decode_article, as_record(ARTICLE)).body == BODY


def test_writing_an_articles_events(benchmark: Any) -> None:
    enricher = Enricher.load()
    [analysis] = enricher.enrich([ARTICLE])
    data = enriched_data(ARTICLE, analysis, made_now(enricher.models, {}))
    assert benchmark(lambda: list(event_records(data, Settings().topics)))
