"""The golden set is what its sources say, and the shipped model with all rooms behind it reaches its floors on it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from stream.enrich.pipeline import Enricher
from stream.training.golden.score import Figure, as_table, score
from tests.golden.convert import ARTICLES, MarkupError, convert, converted

# A little under what was measured when they were last set; an upper limit for the rates of errors.
FLOORS = {
    "entities.mention_f1": 0.93,
    "entities.bcubed_f1_article": 0.97,
    "entities.bcubed_f1_set": 0.95,
    "entities.same_id_across_languages": 0.93,
    "entities.expected_id": 0.97,
    "claims.claim_f1": 0.94,
    "claims.claimant_right": 0.90,
    "claims.basis_accuracy": 0.89,
    "claims.denied_f1": 0.90,
    "article_sentiment.accuracy": 0.85,
}
CEILINGS = {
    "entities.entities_merged_wrongly": 0.012,
    "entities.different_things_one_id": 0.001,
    "claims.false_claim_rate": 0.05,
}

SHIPPED = Path(str(files("stream.models") / "newsstream-small" / "model.json"))


def articles() -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(ARTICLES.glob("*.json"))]


def test_the_gold_files_are_what_the_sources_say() -> None:
    expected = dict(converted())
    assert {path: path.read_text(encoding="utf-8") for path in ARTICLES.glob("*.json")} == expected


def test_every_gold_span_is_the_text_it_gives() -> None:
    for article in articles():
        spans = [mention for entity in article["entities"] for mention in entity["mentions"]]
        spans += [claim[part] for claim in article["claims"] for part in ("claimant", "cue") if claim[part]]
        for span in [*spans, *article["claims"]]:
            assert article[span["field"]][span["start"] : span["end"]] == span["text"]


def test_the_set_is_as_large_and_as_paired_as_it_says() -> None:
    found = articles()
    languages: dict[str, list[str]] = {}
    for article in found:
        languages.setdefault(article["group"], []).append(article["language"])
        assert 120 <= len(f"{article['title']} {article['body']}".split()) <= 320
    assert [sum(article["language"] == code for article in found) for code in ("ar", "en")] == [166, 158]
    assert sum(sorted(pair) == ["ar", "en"] for pair in languages.values()) == 158


@pytest.mark.parametrize(
    "body", ["[who|WHO] said", "<S1>WHO said", "WHO</S> said", "<S1>WHO </S>said", "<T1:r S2>so</T>"]
)
def test_markup_that_cannot_be_read_is_refused(body: str) -> None:
    with pytest.raises(MarkupError, match=r"^a: "):
        convert(f"id: a\nlanguage: en\n\n{body}", {})


@pytest.fixture(scope="module")
def figures() -> list[Figure]:
    if not SHIPPED.is_file():
        pytest.skip("no shipped model here")
    return score(Enricher.load(), ARTICLES)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_shipped_model_reaches_the_floors(figures: list[Figure]) -> None:
    values = {f"{row['task']}.{row['metric']}": row["value"] for row in figures if row["split"] == "all"}
    low = {name: values[name] for name, floor in FLOORS.items() if values[name] < floor}
    high = {name: values[name] for name, ceiling in CEILINGS.items() if values[name] > ceiling}
    assert not low, f"{low}\n{as_table(figures)}"
    assert not high, f"{high}\n{as_table(figures)}"
