"""Sentiment of articles and entities, and salience, from readings written by hand."""

from __future__ import annotations

import pytest

from stream.enrich.reading import Field, Mention, Reading, Sentence, Span
from stream.enrich.salience import relation, salience
from stream.enrich.sentiment import article_sentiment, entity_sentiment

BAD, PLAIN, GOOD = (0.9, 0.1, 0.0), (0.1, 0.8, 0.1), (0.0, 0.1, 0.9)


def said(sentiment: tuple[float, float, float], index: int = 5, *, field: Field = "body", length: int = 80) -> Sentence:
    return Sentence(index, Span("س" * length, field, 0, length), sentiment, claim=0.0, check_worthiness=0.0)


def named(
    start: int = 0, field: Field = "body", sentiment: tuple[float, float, float] = PLAIN, sure: float = 0.9
) -> Mention:
    return Mention(Span("باكو", field, start, start + 4), "LOC", sure, 0, sentiment)


def reading(title: str = "", body: str = "س" * 1000) -> Reading:
    return Reading(title, body, "ar", (), (), ())


def test_the_end_of_a_long_article_counts() -> None:
    plain, turned = [said(PLAIN)] * 30, [said(PLAIN)] * 10 + [said(BAD)] * 20
    assert article_sentiment(turned).score < article_sentiment(plain).score


def test_the_title_weighs_more_than_a_sentence_far_down() -> None:
    down = [said(PLAIN)] * 4
    assert article_sentiment([said(GOOD, 0, field="title"), *down]).score > article_sentiment([said(GOOD), *down]).score


def test_a_byline_hardly_counts() -> None:
    assert abs(article_sentiment([said(PLAIN), said(BAD, length=5)]).score) < 0.2


def test_probabilities_add_up_and_an_empty_article_is_neutral() -> None:
    empty = article_sentiment([])
    assert empty.label == "neutral"
    whole = article_sentiment([said(BAD), said(GOOD), said(PLAIN)]).probabilities
    assert whole.negative + whole.neutral + whole.positive == pytest.approx(1.0, abs=1e-3)


def test_an_entity_is_seen_as_its_mentions_are_the_sure_ones_first() -> None:
    assert entity_sentiment([named(sentiment=BAD), named(sentiment=GOOD, sure=0.1)]).label == "negative"


def test_in_the_title_early_and_often_is_what_an_article_is_about() -> None:
    central = salience([named(field="title"), named(0), named(200)], reading(title="باكو"), 3)
    passing = salience([named(950)], reading(title="خبر"), 3)
    assert (relation(central), relation(passing)) == ("about", "mentions")


def test_without_a_title_the_opening_decides() -> None:
    first, last = (salience([named(start)], reading(), 1) for start in (0, 990))
    assert first == pytest.approx(1.0)
    assert last < 0.5


def test_salience_stays_within_zero_and_one() -> None:
    assert 0 <= salience([named(0, "title")], Reading("باكو", "", "ar", (), (), ()), 1) <= 1
