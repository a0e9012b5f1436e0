"""Others in the same run: `transformers` pipelines with our weights in 32 bits, as most would write it first.

One pipeline marks the names, one gives each sentence a sentiment: two of the four things newsstream says, so the
comparison favours them. They need torch and a folder that `newsstream models torch` wrote.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stream.bench.figures import Speed, percentiles, timed
from stream.contract.article import Article
from stream.enrich.model_folder import ModelFolder
from stream.enrich.sentences import split_sentences
from stream.enrich.windows import PADDING

BATCH = 32


def pipelines_speed(
    folder: Path,
    articles: Sequence[Article],
    tokens: float,
    threads: int,
    batched: bool = False,  # noqa: FBT001, FBT002  # sent to another process
) -> Speed:
    """Article by article, or all sentences in batches of 32.

    Raises:
        ImportError: torch is not installed.
    """
    names, mood = open_pipelines(folder, threads)
    texts = [sentences(article.title, article.body) for article in articles]
    names(texts[0][:1])
    mood(texts[0][:1], truncation=True)
    if batched:
        flat = [text for found in texts for text in found]
        seconds = timed(
            lambda: (names(flat, batch_size=BATCH), mood(flat, batch_size=BATCH, truncation=True)), time.perf_counter
        )
        rate = len(articles) / seconds
        return Speed(round(rate, 2), round(rate * tokens))
    each = []
    for found in texts:
        start = time.perf_counter()
        names(found)
        mood(found, truncation=True)
        each.append(time.perf_counter() - start)
    rate = len(articles) / sum(each)
    return Speed(round(rate, 2), round(rate * tokens), *percentiles(each))


def open_pipelines(folder: Path, threads: int) -> tuple[Any, Any]:
    """The pipeline for names and the one for a sentence's sentiment, on `threads` threads."""
    import torch  # noqa: PLC0415  # an optional dependency
    import transformers  # noqa: PLC0415
    from safetensors.torch import load_file  # noqa: PLC0415
    from transformers import (  # noqa: PLC0415
        BertConfig,
        BertForSequenceClassification,
        BertForTokenClassification,
        PreTrainedTokenizerFast,
    )

    torch.set_num_threads(threads)
    opened = ModelFolder(folder)
    weights = load_file(opened.weights)
    encoder = {f"bert.{name.removeprefix('encoder.')}": value for name, value in weights.items() if "encoder." in name}
    config = BertConfig.from_json_file(folder / "config.json")
    config.num_labels = len(opened.description.labels["entities"])
    marker: Any = BertForTokenClassification(config)  # type: ignore[no-untyped-call]
    marker.load_state_dict({**encoder, **_head(weights, "entities")}, strict=False)
    config = BertConfig.from_json_file(folder / "config.json")
    config.num_labels = len(opened.description.labels["sentence"])
    judge: Any = BertForSequenceClassification(config)  # type: ignore[no-untyped-call]
    judge.load_state_dict({**encoder, **_head(weights, "sentence")}, strict=False)
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_file=str(opened.tokenizer), pad_token=PADDING, model_max_length=opened.description.max_tokens
    )
    pipeline: Any = transformers.pipeline  # its overloads know every task but take no model of ours
    return (
        pipeline("token-classification", model=marker.eval(), tokenizer=tokenizer, aggregation_strategy="simple"),
        pipeline("text-classification", model=judge.eval(), tokenizer=tokenizer),
    )


def _head(weights: dict[str, Any], name: str) -> dict[str, Any]:
    return {f"classifier.{part}": weights[f"{name}.{part}"] for part in ("weight", "bias")}


def sentences(title: str, body: str) -> list[str]:
    """An article cut as we cut it."""
    return [text[start:end] for text in (title, body) for start, end in split_sentences(text)]
