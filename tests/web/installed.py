"""Whether this machine has what the browser tests need; asked before selenium is imported."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

BINARIES = ("chromium", "chromium-browser", "google-chrome")


def why_no_browser() -> str | None:
    """What is missing, or None."""
    if not any(map(shutil.which, BINARIES)):
        return "needs Chromium (Debian: apt-get install chromium chromium-driver)"
    if not find_spec("selenium"):
        return "needs selenium (pip install selenium)"
    if not shutil.which("chromedriver"):
        return "needs chromedriver (Debian: apt-get install chromium-driver)"
    return None
