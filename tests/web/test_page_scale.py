"""Ten thousand articles on the live page: the document stays small, scrolling and insertion stay as quick as with few."""

from __future__ import annotations

from typing import Any

import pytest

from stream.web.feed import LiveFeed
from tests.web.builders import claim_in, shown

selenium = pytest.importorskip("selenium", reason="needs selenium (pip install selenium)")

from tests.web.page import Page  # noqa: E402  # selenium may be missing

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MANY = 10_000
FEW = 100
ROUNDS = 40
# A page whose work grew with what it holds would be a hundred times slower. Times of a few milliseconds on a busy
# machine vary by half; summing heights over ten thousand items costs a fraction of one.
SLOWER_AT_MOST = 3.0
FRAME_MS = 16.0  # what is done within a frame is not seen, whatever the ratio


def fill(page: Page, number: int) -> None:
    script = """
        const { message } = page.store.records[0];
        const first = page.store.arrived;
        for (let n = page.store.records.length; n < WANTED; n += 1) {
            const copy = structuredClone(message);
            copy.event.article.id = `copy-${first + n}`;
            copy.title = `${copy.title} ${first + n}`;
            copy.event.article.source = `source ${n % 2000}`;
            copy.event.entities[0].id = `loc:${n}`;
            page.receive("article", copy);
        }
    """
    page.module(script.replace("WANTED", str(number)))
    page.until(lambda: page.module("return page.store.records.length") == number, f"{number} articles held")


def timings(page: Page) -> dict[str, float]:
    """Milliseconds, lower quartile since other work on the machine only ever adds: script and layout, of one insertion at the top and of one jump through the list."""
    found: Any = page.module(
        """
        const quartile = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 4)];
        const timed = (work) => { const start = performance.now(); work(); document.body.offsetHeight; return performance.now() - start; };
        const { message } = page.store.records[0];
        scrollTo({ top: 0, behavior: "instant" });
        page.reading.newest();
        const insert = [];
        const jump = [];
        for (let n = 0; n < ROUNDS; n += 1) {
            const copy = structuredClone(message);
            copy.event.article.id = `timed-${performance.now()}-${n}`;
            insert.push(timed(() => { const { added, removed } = page.store.add(copy); page.reading.update([added], removed); }));
        }
        for (let n = 0; n < ROUNDS; n += 1) {
            const top = (document.documentElement.scrollHeight * ((n * 7) % ROUNDS)) / ROUNDS;
            jump.push(timed(() => { scrollTo({ top, behavior: "instant" }); page.reading.list.refresh(); }));
        }
        scrollTo({ top: 0, behavior: "instant" });
        page.reading.newest();
        return { insert: quartile(insert), jump: quartile(jump) };
        """.replace("ROUNDS", str(ROUNDS))
    )
    assert isinstance(found, dict), found
    return found


@pytest.fixture
def page(browser: Any, address: str, feed: LiveFeed) -> Page:
    body = "قال متحدث في باكو إن الوضع مستقر في المدينة. " * 12
    feed.publish(*shown(body=body, names={"باكو": "LOC"}, claims=[claim_in(body, "الوضع مستقر", cue="قال")]))
    page = Page(browser, address)
    page.shows(1)
    return page


def test_ten_thousand_articles_are_as_quick_as_a_hundred(page: Page) -> None:
    fill(page, FEW)
    few = timings(page)
    fill(page, MANY)
    crowded = timings(page)
    print(f"{FEW} articles: {few}; {MANY}: {crowded} ms")  # noqa: T201  # the figures, with -s
    assert len(page.all("article")) < 40
    for work, time in crowded.items():
        assert time <= max(few[work] * SLOWER_AT_MOST, FRAME_MS), (work, few, crowded)


def test_the_oldest_leave_when_there_are_more_than_the_page_holds(page: Page) -> None:
    page.module("page.store.limit = 50")
    fill(page, 50)
    page.module(
        "const m = structuredClone(page.store.records[0].message); m.event.article.id = 'one more'; page.receive('article', m)"
    )
    page.until(lambda: page.module("return page.store.byArticle.has('one more')"), "one more article")
    assert page.module("return page.store.records.length") == 50
    page.counts(50)
