"""A broker for the readers of all pages, and topics of its own for each."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from stream.broker.embedded import EmbeddedBroker
from stream.broker.topics import create_topics
from stream.settings import Settings
from tests.docs.reader import Reader

ROLES = ("articles", "enriched", "mentions", "claims", "dead_letters")
PARTITIONS = 2


@pytest.fixture(scope="session")
def broker() -> Iterator[EmbeddedBroker]:
    """The embedded broker: the pages say nothing that it cannot do."""
    with EmbeddedBroker() as running:
        yield running


@pytest.fixture
def settings(broker: EmbeddedBroker) -> Settings:
    """A group and topics that no other page has; the topics exist."""
    mark = uuid.uuid4().hex[:8]
    topics = {role: {"name": f"docs.{mark}.{role}", "partitions": PARTITIONS} for role in ROLES}
    made = Settings.model_validate(
        {"kafka": {"brokers": [broker.bootstrap], "group": f"docs-{mark}"}, "topics": topics}
    )
    create_topics(made)
    return made


@pytest.fixture
def reader(settings: Settings, tmp_path: Path) -> Iterator[Reader]:
    """Someone who types."""
    with Reader.at(tmp_path, settings.kafka.brokers[0]) as typing:
        typing.environment["NEWSSTREAM_KAFKA__GROUP"] = settings.kafka.group
        for role in ROLES:
            name = getattr(settings.topics, role).name
            typing.environment[f"NEWSSTREAM_TOPICS__{role.upper()}__NAME"] = name
        yield typing
