"""Pages that commands print are the pages that are committed."""

from __future__ import annotations

from pathlib import Path

from stream.cli.errors import error_page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_error_codes_is_current() -> None:
    assert (DOCS / "errors.md").read_text(encoding="utf-8") == error_page()
