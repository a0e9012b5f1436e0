"""Which broker the Kafka tests run on: Apache Kafka when it can be had, else the embedded one, never silently.

`--kafka=apache` (as CI does) fails instead of falling back; `--kafka=embedded` needs no Java.
"""

from __future__ import annotations

import warnings
from importlib import metadata
from pathlib import Path
from typing import Protocol

import pytest

from stream.broker.embedded import EmbeddedBroker
from stream.settings import KafkaSettings
from tests.kafka import jars
from tests.kafka.apache_kafka import ApacheKafka


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


def make_broker(choice: str, folder: Path) -> Broker:
    """The broker for this session, not started yet."""
    if choice == "embedded":
        return Embedded()
    try:
        return ApacheKafka(jars.find_or_fetch(), folder)
    except jars.KafkaUnavailableError as error:
        if choice == "apache":
            pytest.fail(f"--kafka=apache: {error}", pytrace=False)
        warnings.warn(f"the Kafka tests run on the embedded broker: {error}", stacklevel=2)
        return Embedded()


def _noida() -> str:
    try:
        return metadata.version("noida-db")
    except metadata.PackageNotFoundError:
        return "(not installed: pip install 'newsstream[demo]')"
