"""What every test may ask for, and the test header."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.kafka.broker_choice import describe

SEED_ARTICLE = "articles/kalbajar-2020-11-25.ar.txt"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--kafka`."""
    parser.addoption(
        "--kafka",
        choices=["auto", "apache", "embedded"],
        default="auto",
        help="broker of the Kafka tests: Apache Kafka, the embedded one, or the first that can be had",
    )


def pytest_report_header(config: pytest.Config) -> str:
    """Name the broker the Kafka tests will run on."""
    return f"kafka: {describe(config.getoption('--kafka'))}"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of articles and data that is not part of the repository: NEWSSTREAM_SHARED, else beside the repository."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("NEWSSTREAM_SHARED") or beside)
    if not folder.is_dir():
        pytest.skip(f"needs the shared folder: set NEWSSTREAM_SHARED (looked in {folder})")
    return folder


@pytest.fixture(scope="session")
def seed_article(shared: Path) -> str:
    """The Arabic article this project started from: third-party text, so read where it lies."""
    return (shared / SEED_ARTICLE).read_text(encoding="utf-8")
