"""YAML on a page is a settings file that newsstream reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stream.settings import Settings, load_settings
from tests.docs.pages import PAGES, Block, blocks, name

YAML = [block for page in PAGES for block in blocks(page) if block.language == "yaml"]


@pytest.mark.parametrize("block", YAML, ids=lambda block: f"{name(block.page)}:{block.line}")
def test_yaml_on_a_page_is_valid_settings(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in [variable for variable in os.environ if variable.startswith("NEWSSTREAM_")]:
        monkeypatch.delenv(variable)
    file = tmp_path / "settings.yaml"
    file.write_text(block.text, encoding="utf-8")
    assert load_settings([file]) != Settings()
