"""Using the live page: names, filters, search, keyboard, touch."""

from __future__ import annotations

import pytest

from stream.web.feed import LiveFeed
from tests.web.builders import many, shown

selenium = pytest.importorskip("selenium", reason="needs selenium (pip install selenium)")

from tests.web.page import ENTER, ESCAPE, TAB, Page  # noqa: E402  # selenium may be missing

pytestmark = pytest.mark.browser


def test_a_name_tells_its_id_spellings_and_sentiment_on_hover_and_on_focus(page: Page, feed: LiveFeed) -> None:
    feed.publish(*shown())
    page.shows(1)
    page.hover("article .text a[data-entity='loc:باكو']")
    page.until(page.find("#card").is_displayed, "the card of the name under the pointer")
    for part in ["loc:باكو", "باكو", "Neutral", "Place"]:
        assert part in page.find("#card").text
    page.press(ESCAPE)
    assert not page.find("#card").is_displayed()
    page.run("document.querySelector('article .text a.name').focus()")
    page.until(page.find("#card").is_displayed, "the card of the name with the focus")
    assert page.find("article .text a.name").get_attribute("aria-describedby") == "card"


def test_clicking_a_name_shows_only_articles_that_name_it(page: Page, feed: LiveFeed) -> None:
    for pair in many(6):
        feed.publish(*pair)
    page.counts(6)
    page.find("article[lang=ar] .text a.name").click()
    page.until(lambda: page.titles() == ["باكو 3", "باكو 0"], "only the articles that name it")
    assert page.find("#count").text == "2 of 6 articles"
    assert "entity=loc" in page.driver.current_url
    feed.publish(*shown("more", title="باكو more"))
    feed.publish(*shown("other", title="other", names={}))
    page.until(lambda: page.find("#count").text == "3 of 8 articles", "the filter to hold for new articles")
    page.find("#active .quiet").click()
    page.counts(8)


def test_a_first_touch_tells_about_a_name_and_a_second_filters(page: Page, feed: LiveFeed) -> None:
    for pair in many(3):
        feed.publish(*pair)
    page.counts(3)
    page.tap("article[lang=en] .text a.name")
    page.until(page.find("#card").is_displayed, "the card of the touched name")
    assert page.find("#count").text == "3 articles"
    page.tap("article[lang=en] .text a.name")
    page.until(lambda: page.titles() == ["Baku 1"], "only the articles that name it")


def test_filters_by_source_language_and_check_worthiness(page: Page, feed: LiveFeed) -> None:
    for pair in many(30):
        feed.publish(*pair)
    page.counts(30)
    page.until(lambda: len(page.all("#languages button")) == 3, "three languages")
    page.find("[data-language=fr]").click()
    page.until(lambda: page.find("#count").text == "10 of 30 articles", "French articles only")
    page.run("const s = document.getElementById('source'); s.value = 'ssource 2'; s.dispatchEvent(new Event('change'))")
    page.until(lambda: page.find("#count").text == "2 of 30 articles", "French articles of one source")
    page.press("x")
    page.run("const w = document.getElementById('worth'); w.value = 0.8; w.dispatchEvent(new Event('input'))")
    page.until(lambda: page.find("#count").text == "6 of 30 articles", "articles worth checking")
    assert page.find("#worth-shown").text == "0.80"


@pytest.mark.parametrize("words", ["اذربيجان", "أَذربيجان", "Azerbaijan", "AZERBAIJAN افق"])
def test_a_search_finds_a_name_by_any_spelling(page: Page, feed: LiveFeed, words: str) -> None:
    data, article = shown("found", "قالت أذربيجان إن الوضع مستقر", names={"أذربيجان": "LOC"}, title="found")
    english = data.entities[0].model_copy(update={"name_en": "Azerbaijan"})
    feed.publish(data.model_copy(update={"entities": (english,)}), article)
    feed.publish(*shown("other", "نص آخر", names={}, title="other"))
    page.shows(2)
    page.find("#query").send_keys(words)
    page.until(lambda: page.titles() == ["found"], "the article that names it")


def test_a_view_can_be_passed_on_as_an_address(page: Page, feed: LiveFeed) -> None:
    for pair in many(6):
        feed.publish(*pair)
    page.counts(6)
    page.run("location.hash = '#language=en&q=baku'")
    page.until(lambda: page.titles() == ["Baku 4", "Baku 1"], "the view of the address")
    page.press("x")
    page.counts(6)


def test_a_long_article_is_shortened_and_opens(page: Page, feed: LiveFeed) -> None:
    body = "جملة قصيرة عن الطقس في المدينة. " * 60 + "باكو"
    feed.publish(*shown(body=body, names={"باكو": "LOC"}, title="long"))
    page.shows(1)
    assert len(page.texts("article .text")[0]) < 600
    page.find("[data-open]").click()
    assert page.texts("article .text") == [body]
    assert page.find("[data-open]").get_attribute("aria-expanded") == "true"
    assert page.run("return document.activeElement.dataset.open") == ""


def test_the_keyboard_reaches_everything(page: Page, feed: LiveFeed) -> None:
    for pair in many(3):
        feed.publish(*pair)
    page.shows(3)
    page.press(TAB)
    assert page.run("return document.activeElement.className") == "skip"
    page.press(ENTER)
    assert page.run("return document.activeElement.id") == "articles"
    page.press("j", "j")
    assert page.run("return document.activeElement.querySelector('.headline').textContent") == "Baku 1"
    page.press("k")
    assert page.run("return document.activeElement.querySelector('.headline').textContent") == "Bakou 2"
    page.press(TAB, ENTER)
    page.until(lambda: "entity=" in page.driver.current_url, "a name to filter by the keyboard")
    page.press("x", "/")
    assert page.run("return document.activeElement.id") == "query"
    page.press("j", "?")
    assert page.find("#query").get_attribute("value") == "j?"


def test_help_opens_by_key_and_single_keys_can_be_switched_off(page: Page) -> None:
    page.press("?")
    page.until(page.find("#help").is_displayed, "the help")
    page.find("#keys-on").click()
    page.press(ESCAPE)
    page.press("?")
    assert not page.find("#help").is_displayed()
