"""What every test may ask for, and the test header."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.kafka.broker_choice import describe

SEED_ARTICLE = "articles/kalbajar-2020-11-25.ar.txt"
# How long an example takes says how busy the machine is, and nothing about the code.
settings.register_profile("unhurried", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


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


class _Unheard(logging.Handler):
    """What asyncio could only log: errors of tasks and futures that nobody awaited."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # Not the traceback: this may run inside a garbage collection, in the middle of anything.
        self.found.append(f"{record.getMessage()}: {record.exc_info and record.exc_info[1]!r}")


@pytest.fixture(scope="module", autouse=True)
def no_error_goes_unheard(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the module that leaves an error of a task or future behind, or a task that never ended."""
    unheard, log = _Unheard(), logging.getLogger("asyncio")
    log.addHandler(unheard)
    yield
    if any(item.path == request.path and item.get_closest_marker("asyncio") for item in request.session.items):
        gc.collect()  # only then does asyncio know; a tenth of a second, so not where nothing is asynchronous
    log.removeHandler(unheard)
    assert unheard.found == []


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
