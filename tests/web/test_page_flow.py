"""The live page over time: order, the lane, a reader who is not disturbed, a connection that breaks."""

from __future__ import annotations

from typing import Any

import pytest

from stream.web.feed import LiveFeed
from tests.web.builders import many, serving, shown

selenium = pytest.importorskip("selenium", reason="needs selenium (pip install selenium)")

from tests.web.page import Page  # noqa: E402  # selenium may be missing

pytestmark = pytest.mark.browser


def test_the_newest_article_is_on_top_and_an_edited_one_is_replaced(page: Page, feed: LiveFeed) -> None:
    for pair in many(3):
        feed.publish(*pair)
    feed.publish(*shown("many-0", "نص جديد", title="edited", names={}))
    page.until(lambda: page.titles() == ["edited", "Bakou 2", "Baku 1"], "the edited article on top")


def test_the_lane_shows_counts_lag_delay_and_dead_letters(page: Page, feed: LiveFeed) -> None:
    for number, pair in enumerate(many(12)):
        feed.publish(*pair, 0.5)
        feed.stats(lag=number)
    feed.dead_letter("article.not_json", "the value is not JSON", where="news.articles[0]@7")
    feed.stats(lag=4321)
    page.until(lambda: "4.3K" in page.find("#lane").text.upper(), "the lag")
    assert "12 articles" in page.find("#lane").text
    assert "12 names · 12 claims" in page.find("#lane").text
    assert len(page.all("#lane svg .line")) >= 2
    page.find("[data-dead]").click()
    for part in ["article.not_json", "the value is not JSON", "news.articles[0]@7"]:
        assert part in page.find("#dead-letters").text


def test_nothing_moves_under_a_reader(page: Page, feed: LiveFeed) -> None:
    for pair in many(20):
        feed.publish(*pair)
    page.counts(20)
    page.module("scrollTo({top: 1200, behavior: 'instant'}); await new Promise(requestAnimationFrame);")
    page.until(lambda: page.run("return document.getAnimations().length") == 0, "the fading in to end")
    middle = "return (() => { const a = document.elementFromPoint(800, 450).closest('article'); return [a.id, a.getBoundingClientRect().top]; })()"
    before = page.run(middle)
    for pair in many(5, first=20):
        feed.publish(*pair)
    page.until(lambda: page.find("#newer").text == "5 new articles", "five waiting articles")
    assert page.run(middle) == before
    page.find("#newer").click()
    page.until(lambda: page.titles()[0] == "Baku 22" or page.titles()[0].endswith("24"), "the newest article")
    assert not page.find("#newer").is_displayed()


def test_a_paused_page_waits(page: Page, feed: LiveFeed) -> None:
    page.find("#pause").click()
    feed.publish(*shown())
    page.until(page.find("#newer").is_displayed, "the waiting article to be told")
    assert page.all("article") == []
    page.find("#pause").click()
    page.shows(1)


def test_it_reconnects_after_the_server_restarts_and_keeps_what_it_had(browser: Any) -> None:
    first = LiveFeed()
    with serving(first) as server:
        port = server.port
        first.publish(*shown("before", title="before"))
        page = Page(browser, server.url)
        page.shows(1)
    page.until(lambda: page.find("#connection").get_attribute("data-state") == "lost", "the lost connection to show")
    assert "Connection lost" in page.find("#connection-text").text
    second = LiveFeed()
    second.publish(*shown("before", title="before"))
    second.publish(*shown("after", title="after"))
    with serving(second, port):
        page.until(
            lambda: page.find("#connection").get_attribute("data-state") == "live", "the connection to come back"
        )
        page.until(lambda: page.titles() == ["after", "before"], "the new article above the one it had")


def test_it_says_so_when_articles_were_missed_while_it_was_away(browser: Any) -> None:
    feed = LiveFeed(2)
    feed.publish(*shown())
    with serving(feed) as server:
        port = server.port
        page = Page(browser, server.url)
        page.counts(1)
    for pair in many(5):
        feed.publish(*pair)
    with serving(feed, port):
        page.until(page.find("#notice").is_displayed, "the notice")
        page.counts(3)
        assert page.find("#notice").text.startswith("3 articles came and went")
