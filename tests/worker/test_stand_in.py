from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream.contract.article import Article
from stream.worker.testing import StandInEnricher, StandInError, analyse


@given(st.text(), st.text())
def test_every_offset_is_true(title: str, body: str) -> None:
    article = Article(id="a", title=title, body=body + " Baku said 5.")
    fields = {"title": article.title, "body": article.body}
    found = analyse(article)
    for mention in (mention for entity in found.entities for mention in entity.mentions):
        assert fields[mention.field][mention.start : mention.end] == mention.text
    for claim in found.claims:
        assert fields[claim.field][claim.start : claim.end] == claim.text


def test_the_same_article_gives_the_same_analysis_in_any_batch() -> None:
    first, second = Article(id="1", body="Baku said so."), Article(id="2", body="Tehran has 5.")
    enricher = StandInEnricher()
    assert enricher.enrich([first, second])[1] == enricher.enrich([second])[0]


def test_it_is_told_what_to_do_by_its_environment() -> None:
    enricher = StandInEnricher.from_environ({"STAND_IN_FAIL_SHARE": "1.0", "STAND_IN_POISON": "x", "PATH": "/"})
    assert (enricher.fail_share, enricher.poison) == (1.0, "x")
    with pytest.raises(StandInError):
        enricher.enrich([])
