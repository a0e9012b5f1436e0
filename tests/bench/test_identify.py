"""Microbenchmark of identity on whole articles: `pytest tests/bench/test_identify.py`; the aim is 1 ms an article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stream.enrich.identity import identify
from stream.enrich.reading import Mention, Reading, Span

pytest.importorskip("pytest_benchmark")

GOLDEN = Path(__file__).parents[1] / "golden" / "articles"


def readings() -> list[Reading]:
    """The golden articles with their gold names, as if a model had marked them all."""
    return [_reading(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(GOLDEN.glob("*.json"))]


def _reading(article: dict[str, Any]) -> Reading:
    mentions = tuple(
        Mention(Span(m["text"], m["field"], m["start"], m["end"]), entity["type"], 0.9, 0, (0.1, 0.8, 0.1))
        for entity in article["entities"]
        for m in entity["mentions"]
    )
    return Reading(article["title"], article["body"], article["language"], (), mentions, ())


def test_identity_of_forty_articles(benchmark: Any) -> None:
    articles = readings()
    found = benchmark(lambda: [identify(article) for article in articles])
    assert all(found)
