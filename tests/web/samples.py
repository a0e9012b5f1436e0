"""The sample articles, enriched: by the shipped model where there is one, else with a few names marked by hand."""

from __future__ import annotations

import json
from importlib.resources import files

from stream.contract.article import Article
from stream.contract.events import Analysis
from stream.contract.records import enriched_data
from stream.enrich.pipeline import Enricher
from stream.errors import ModelError
from tests.contract import builders
from tests.web.builders import Shown, shown

BY_HAND = {"باكو": "LOC", "كلبجر": "LOC", "الكويت": "LOC", "Baku": "LOC", "Kalbajar": "LOC", "OMS": "ORG"}


def sample_articles() -> list[Article]:
    """The articles of the demo, in their order."""
    text = (files("stream.cli") / "samples" / "articles.jsonl").read_text(encoding="utf-8")
    return [Article(**json.loads(line)) for line in text.splitlines()]


def enriched_samples() -> list[Shown]:
    """Each sample with its event."""
    articles = sample_articles()
    try:
        analyses: list[Analysis] = Enricher.load().enrich(articles)
    except ModelError:
        return [_by_hand(article) for article in articles]
    made = builders.provenance()
    return [(enriched_data(article, found, made), article) for article, found in zip(articles, analyses, strict=True)]


def _by_hand(article: Article) -> Shown:
    return shown(
        article.id, article.body, names=BY_HAND, title=article.title, language=article.language, source=article.source
    )
