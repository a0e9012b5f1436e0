"""Which broker the Kafka tests run on: Apache Kafka when it can be had, else the embedded one, never silently.

`--kafka=apache` (as CI does) fails instead of falling back; `--kafka=embedded` needs no Java.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Protocol

import pytest

from stream.broker.embedded import EmbeddedBroker
from stream.settings import KafkaSettings
from tests.kafka import jars
from tests.kafka.apache_kafka import ApacheKafka
from tests.kafka.refusal import AUTHORIZER


class Broker(Protocol):
    """What both brokers give the tests; `stop`, `kill` and `start` keep port and data."""

    is_apache: bool

    @property
    def name(self) -> str: ...
    @property
    def bootstrap(self) -> str: ...
    @property
    def secure(self) -> KafkaSettings | None: ...

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def kill(self) -> None: ...
    def close(self) -> None: ...


class Embedded(EmbeddedBroker):
    """The embedded broker, which has no encrypted listener."""

    secure = None


@dataclass(frozen=True, slots=True)
class Jars:
    """The folder of Apache Kafka's jars, or why there is none."""

    libs: Path | None
    reason: str


def describe(choice: str) -> str:
    """A line for the test header, found without starting or fetching anything."""
    source = jars.source() if choice != "embedded" else None
    if source:
        otherwise = "" if choice == "apache" or "Maven" not in source else "; embedded broker if that fails"
        return f"Apache Kafka {jars.version()} ({source}{otherwise})"
    if choice == "apache":
        return "Apache Kafka was asked for, and there is no java, or neither KAFKA_HOME nor mvn"
    why = "asked for" if choice == "embedded" else "no java, or neither KAFKA_HOME nor mvn"
    return f"noida-db {_noida()}, the embedded broker ({why})"


def find_jars(choice: str) -> Jars:
    """Apache Kafka's jars, fetched when need be; none where the embedded broker is asked for or all that can be had."""
    if choice == "embedded":
        return Jars(None, "asked for")
    try:
        return Jars(jars.find_or_fetch(), "")
    except jars.KafkaUnavailableError as error:
        if choice == "apache":
            pytest.exit(f"--kafka=apache: {error}", returncode=1)
        return Jars(None, str(error))


def make_broker(found: Jars, folder: Path) -> Broker:
    """The broker for this session, not started yet."""
    return ApacheKafka(found.libs, folder, properties=AUTHORIZER) if found.libs else Embedded()


def _noida() -> str:
    try:
        return metadata.version("noida-db")
    except metadata.PackageNotFoundError:
        return "(not installed: pip install 'newsstream[demo]')"
