"""A broker for the session, and topics of its own for every test."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from stream.broker.topics import create_topics
from stream.settings import Settings
from tests.kafka.broker_choice import Broker, Jars, find_jars, make_broker

JARS = pytest.StashKey[Jars]()
BROKER = pytest.StashKey[str]()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Fetch the jars before the first test: a download must not count against its time limit."""
    config = session.config
    if not config.option.collectonly and any("kafka" in getattr(item, "fixturenames", ()) for item in session.items):
        config.stash[JARS] = find_jars(config.getoption("--kafka"))


@pytest.fixture(scope="session")
def kafka(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """The running broker; `.bootstrap` is its address. A test that stops it starts it again."""
    found = request.config.stash[JARS]
    broker = make_broker(found, tmp_path_factory.mktemp("kafka"))
    broker.start()
    request.config.stash[BROKER] = f"{broker.name} ({found.reason})" if found.reason else broker.name
    try:
        yield broker
    finally:
        broker.close()


@pytest.fixture
def bare_settings(kafka: Broker, tmp_path: Path) -> Settings:
    """Settings with a consumer group and topic names that no other test has; the topics do not exist."""
    return fresh_settings(kafka, tmp_path)


@pytest.fixture
def kafka_settings(bare_settings: Settings) -> Settings:
    """Settings of this test alone, its five topics created."""
    create_topics(bare_settings)
    return bare_settings


@pytest.fixture(scope="module")
def module_settings(kafka: Broker, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The same for tests that look at one run from several sides."""
    settings = fresh_settings(kafka, tmp_path_factory.mktemp("worker"))
    create_topics(settings)
    return settings


def fresh_settings(kafka: Broker, folder: Path) -> Settings:
    """Settings for `kafka` with new topic names, a new group and a free HTTP port."""
    mark = uuid.uuid4().hex[:8]
    roles = ("articles", "enriched", "mentions", "claims", "dead_letters")
    return Settings.model_validate(
        {
            "kafka": {"brokers": [kafka.bootstrap], "group": f"test-{mark}", "session_timeout": 6.0},
            "topics": {role: {"name": f"test.{mark}.{role}", "partitions": 4} for role in roles},
            "worker": {"data_dir": folder / "worker"},
            "http": {"port": 0},
        }
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say which broker it really was."""
    if BROKER in config.stash:
        terminalreporter.write_line(f"The Kafka tests ran on {config.stash[BROKER]}.")
