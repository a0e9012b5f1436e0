"""One headless browser for all tests of the page, and a page on a feed of each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from stream.web.feed import LiveFeed
from tests.web.builders import serving
from tests.web.installed import why_no_browser

if TYPE_CHECKING:
    from tests.web.page import Page


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The browser, started once: a start takes longer than a test."""
    if reason := why_no_browser():
        pytest.skip(reason)
    from tests.web.browser import chromium  # noqa: PLC0415  # selenium may be missing, and most tests here do not need it

    with chromium() as driver:
        yield driver


@pytest.fixture
def feed() -> LiveFeed:
    """An empty feed."""
    return LiveFeed()


@pytest.fixture
def address(feed: LiveFeed) -> Iterator[str]:
    """Where the page on `feed` is."""
    with serving(feed) as server:
        yield server.url


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Page]:
    """A page on `feed`, connected, nothing chosen before, and nothing complained of after."""
    from tests.web.page import Page  # noqa: PLC0415  # selenium may be missing

    page = Page(browser, address)
    page.run("localStorage.clear()")
    page.driver.get(address)
    page.until(lambda: page.find("#connection").get_attribute("data-state") == "live", "a live connection")
    yield page
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert page.complaints() == []
