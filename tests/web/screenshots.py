"""Takes the pictures of the live page in docs/images: `python -m tests.web.screenshots` (needs Chromium and selenium)."""

from __future__ import annotations

import base64
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

from stream.contract.article import Article
from stream.contract.events import ArticleEnriched
from stream.web.feed import LiveFeed
from tests.web.browser import chromium
from tests.web.builders import Shown, serving
from tests.web.installed import why_no_browser
from tests.web.samples import enriched_samples

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
LOADED_S = 10
LAST = 280  # step of two seconds


@dataclass(frozen=True, slots=True)
class Picture:
    """One file: how the page is set up, what is done before it is taken, and which article is on top."""

    name: str
    width: int = 1280
    height: int = 900
    theme: str = "light"
    tongue: str = "en"
    scale: float = 1.0
    top: str = "sample-09"
    action: str = ""


# The card of a name, at the names below an article, so that it hides none of the article's text.
HOVER = """
document.querySelector('article .chip')
    .dispatchEvent(new PointerEvent('pointerover', {bubbles: true, pointerType: 'mouse'}));
"""

PICTURES = (
    Picture("live-light", height=1080, action=HOVER),
    Picture("live-dark", height=1080, theme="dark", top="sample-11"),
    Picture("live-phone", width=390, height=844, scale=2, top="sample-04"),
    Picture("live-arabic", tongue="ar", top="sample-02"),
)


def main() -> int:
    """Take every picture; the exit status."""
    if reason := why_no_browser():
        sys.stderr.write(f"screenshots: {reason}\n")
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    samples = enriched_samples()
    for picture in PICTURES:
        file = IMAGES / f"{picture.name}.png"
        file.write_bytes(take(picture, samples))
        sys.stdout.write(f"{file.name}: {file.stat().st_size / 1000:.0f} kB\n")
    return 0


def take(picture: Picture, samples: Sequence[Shown]) -> bytes:
    """The picture as PNG."""
    with serving(flowing(samples, picture.top)) as server, chromium(picture.width, picture.height) as driver:
        set_up(driver, picture)
        driver.get(server.url)
        chosen = (
            f"localStorage['newsstream.theme']='{picture.theme}'; localStorage['newsstream.tongue']='{picture.tongue}'"
        )
        driver.execute_script(chosen)
        driver.get(server.url)
        WebDriverWait(driver, LOADED_S).until(
            lambda page: page.execute_script("return document.querySelector('article')")
        )
        time.sleep(1)  # the page gathers messages for a moment, and fades new articles in
        driver.execute_script(picture.action)
        time.sleep(0.7)  # the card of a name waits before it shows
        shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": False})
        return base64.b64decode(shot["data"])


def set_up(driver: webdriver.Chrome, picture: Picture) -> None:
    """The size of the page, which a window smaller than 500 px cannot have, and its sharpness."""
    metrics = {"width": picture.width, "height": picture.height, "deviceScaleFactor": picture.scale}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {**metrics, "mobile": picture.width < 500})


def flowing(samples: Sequence[Shown], top: str) -> LiveFeed:
    """A feed that looks ten minutes old: the samples, with `top` last, over a flow with a burst in it."""
    start = time.time() - 560
    clock = [start]
    feed = LiveFeed(len(samples), clock=lambda: clock[0])
    ordered = sorted(samples, key=lambda pair: (pair[1].id == top, pair[1].published_at or ""))
    number = 0
    for step in range(LAST + 1):
        clock[0] = start + 2 * step
        waiting = max(0, round(42 - abs(step - 150) * 0.9)) + step % 3
        if step > LAST - len(ordered):
            feed.publish(*ordered[step - LAST - 1], 1.1 + step % 3 * 0.2)
        for _ in range(0 if step > LAST - len(ordered) else 1 + (step % 4 == 0) + waiting // 12):
            number += 1
            feed.publish(*_again(*ordered[number % len(ordered)], number), 0.9 + waiting * 0.11 + step % 7 * 0.06)
        feed.stats(lag=waiting)
    feed.dead_letter(
        "article.not_json", "the value is not JSON: line 1, column 1", where="news.articles[3]@1041", stage="decode"
    )
    feed.stats(lag=2)
    return feed


def _again(data: ArticleEnriched, article: Article, number: int) -> Shown:
    """The article under another id: more of a flow than thirteen samples make."""
    name = f"{article.id}-{number}"
    reference = data.article.model_copy(update={"id": name})
    return data.model_copy(update={"article": reference}), article.model_copy(update={"id": name})


if __name__ == "__main__":
    raise SystemExit(main())
