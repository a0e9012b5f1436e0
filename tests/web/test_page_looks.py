"""How the live page looks and is laid out: directions, languages, themes, contrast, small screens, assistive technology."""

from __future__ import annotations

import re

import pytest

from stream.web.feed import LiveFeed
from tests.web.builders import BODY, claim_in, many, shown

selenium = pytest.importorskip("selenium", reason="needs selenium (pip install selenium)")

from tests.web.page import Page  # noqa: E402  # selenium may be missing

pytestmark = pytest.mark.browser

CLAIM = "الطريق إلى كلبجر أعيد فتحه"


def test_a_type_is_told_by_more_than_its_colour(page: Page, feed: LiveFeed) -> None:
    feed.publish(*shown(names={"باكو": "LOC", "رشاد محمدوف": "PER", "وزارة النقل": "ORG", "العمل": "MISC"}))
    page.shows(1)
    kinds = ["per", "org", "loc", "misc"]
    assert len({page.style(f"article .text .{kind}", "textDecorationStyle") for kind in kinds}) == 4
    assert len({page.style(f"article .text .{kind}", "textDecorationColor") for kind in kinds}) == 4


def test_a_mark_inside_a_word_does_not_break_the_joining_of_arabic_letters(page: Page, feed: LiveFeed) -> None:
    feed.publish(*shown(body="بباكو", names={"باكو": "LOC"}))
    page.shows(1)
    widths = page.run("""
        const text = document.querySelector("article .text");
        const width = () => { const r = document.createRange(); r.selectNodeContents(text); return r.getBoundingClientRect().width; };
        const marked = width();
        text.textContent = "بباكو";
        const plain = width();
        text.textContent = "ب\u200c\u200cباكو";
        return [marked, plain, width()];
    """)
    assert abs(widths[0] - widths[1]) < 0.5
    assert abs(widths[2] - widths[1]) > 0.5  # letters that do not join are wider or narrower: the measure can tell


def test_each_article_runs_in_its_own_direction(page: Page, feed: LiveFeed) -> None:
    for language in ["ar", "en", "fa-IR", "zz<script>", None]:  # of the last the language is detected
        feed.publish(*shown(f"in {language}", language=language))
    page.shows(5)
    seen = page.run("return [...document.querySelectorAll('article')].map((a) => [a.lang, a.dir])")
    assert seen == [["ar", "rtl"], ["", "auto"], ["fa", "rtl"], ["en", "ltr"], ["ar", "rtl"]]
    assert page.style("article[lang=ar] .text", "direction") == "rtl"
    assert "Naskh" in page.style("article[lang=ar] .text", "fontFamily")


def test_the_page_itself_turns_arabic_and_back(page: Page, feed: LiveFeed) -> None:
    feed.publish(*shown())
    page.shows(1)
    page.find("#tongue").click()
    assert page.run("return [document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert page.find("#pause").text == "إيقاف مؤقت"
    assert "محايد" in page.texts("article .about")[0]
    page.driver.get(page.address)
    assert page.find("#pause").text == "إيقاف مؤقت"
    page.find("#tongue").click()
    assert page.find("#pause").text == "Pause"


def test_landmarks_names_and_positions_are_there_for_a_screen_reader(page: Page, feed: LiveFeed) -> None:
    for pair in many(3):
        feed.publish(*pair)
    page.shows(3)
    for selector in [
        "header",
        "main",
        "aside[aria-labelledby]",
        "form[role=search]",
        "[role=feed][aria-labelledby]",
        "h1",
    ]:
        assert len(page.all(selector)) == 1, selector
    assert page.find("article").accessible_name == "Bakou 2"
    assert page.find("article").get_attribute("aria-posinset") == "1"
    assert page.find("article").get_attribute("aria-setsize") == "3"
    assert page.find("#announcer").get_attribute("aria-live") == "polite"
    # Again if the numbers were drawn anew in the middle of it.
    page.until(lambda: nameless(page) == [], "a name for every control")


def nameless(page: Page) -> list[str | None]:
    return [
        e.get_attribute("outerHTML")
        for e in page.all("button, input, select, [role=img]")
        if e.is_displayed() and not e.accessible_name
    ]


def test_both_themes_by_system_and_by_choice(page: Page) -> None:
    def background() -> int:
        return sum(map(int, re.findall(r"\d+", page.style("body", "backgroundColor"))[:3]))

    def system(theme: str) -> None:
        features = [{"name": "prefers-color-scheme", "value": theme}]
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    system("dark")
    assert background() < 150
    system("light")
    assert background() > 600
    page.press("t", "t")
    assert page.find("#theme").text == "Theme: dark"
    assert background() < 150
    page.driver.get(page.address)
    assert background() < 150


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_stand_out_from_their_background(page: Page, feed: LiveFeed, theme: str) -> None:
    feed.publish(*shown(claims=[claim_in(BODY, CLAIM, claimant="وزارة النقل", cue="أعلنت")]))
    page.shows(1)
    page.driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]}
    )
    sheet = _luminance(page.style("article", "backgroundColor"))
    for selector in [
        "article .text",
        "article .about time",
        "article .sentiment",
        ".text .cue",
        "article .tag",
        ".claims h4",
    ]:
        assert _contrast(_luminance(page.style(selector, "color")), sheet) >= 4.5, selector
    for kind in ["per", "org", "loc"]:
        assert _contrast(_luminance(page.style(f"article .text .{kind}", "textDecorationColor")), sheet) >= 3, kind


def test_a_phone_shows_one_column_without_sideways_scrolling(page: Page, feed: LiveFeed) -> None:
    feed.publish(*shown())
    page.shows(1)
    page.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    )
    try:
        page.until(lambda: not page.find("#rail").is_displayed(), "the filters to fold away")
        assert page.run("return document.documentElement.scrollWidth") <= 360
        page.find("#filters-toggle").click()
        assert page.find("#query").is_displayed()
        assert page.run("return document.documentElement.scrollWidth") <= 360
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_word_without_end_stays_inside_its_article(page: Page, feed: LiveFeed) -> None:
    endless = "x" * 400
    feed.publish(*shown(body=f"Baku {endless} {'ا' * 400}", title="T" * 400, source=endless, language="en"))
    page.shows(1)
    width = page.run("return document.documentElement.clientWidth")
    assert page.run("return document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_keyboard_reaches_the_numbers_that_are_wider_than_the_screen(page: Page, feed: LiveFeed) -> None:
    feed.stats(lag=3)
    page.until(lambda: page.all("#gauges .gauge"), "the numbers")
    assert page.find("#gauges").get_attribute("tabindex") is None
    page.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    )
    try:
        feed.stats(lag=4)
        page.until(lambda: page.find("#gauges").get_attribute("tabindex") == "0", "a stop for the keyboard")
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_in_arabic_the_least_check_worthiness_is_on_the_right(page: Page) -> None:
    page.find("#tongue").click()
    try:
        assert page.style("#worth", "direction") == "rtl"
    finally:
        page.find("#tongue").click()


def test_a_language_nobody_knows_is_said_so(page: Page, feed: LiveFeed) -> None:
    feed.publish(*shown(language="und"))
    page.shows(1)
    assert "Language not known" in page.texts("article .about")[0]


def test_who_wants_no_motion_gets_none(page: Page, feed: LiveFeed) -> None:
    page.driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    )
    feed.publish(*shown())
    page.shows(1)
    assert page.style("article", "animationName") == "none"


def _luminance(color: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
