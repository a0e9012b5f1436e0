"""Headless Chromium for the tests and screenshots of the live page."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import WebDriverException

from tests.web.installed import BINARIES


@contextmanager
def chromium(width: int = 1280, height: int = 900, *options: str) -> Iterator[webdriver.Chrome]:
    """A browser with a profile of its own that goes away with it."""
    with tempfile.TemporaryDirectory(prefix="newsstream-chromium-") as profile:
        chosen = _options(width, height, Path(profile), options)
        driver = webdriver.Chrome(options=chosen, service=webdriver.ChromeService(shutil.which("chromedriver")))
        try:
            driver.set_window_size(width, height)
            yield driver
        finally:
            try:
                driver.quit()
            except WebDriverException as error:  # a browser that died must not hide what the test found
                print(error)  # noqa: T201  # shown by pytest with the failure


def _options(width: int, height: int, profile: Path, more: tuple[str, ...]) -> webdriver.ChromeOptions:
    options = webdriver.ChromeOptions()
    options.binary_location = next(filter(None, map(shutil.which, BINARIES)))
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    # A container has no user namespaces for the sandbox and little shared memory.
    flags = ["headless=new", "no-sandbox", "disable-dev-shm-usage", "disable-gpu", "lang=en-GB", "hide-scrollbars"]
    flags += [f"window-size={width},{height}", f"user-data-dir={profile}", *more]
    for flag in flags:
        options.add_argument(f"--{flag}")
    return options
