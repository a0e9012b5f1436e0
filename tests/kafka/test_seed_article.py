"""The article this project started from, end to end: producer, Kafka, the shipped worker and its real model, kcat.

kcat is an independent client: what it reads is what any consumer in any language gets.
"""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from stream import __version__
from stream.broker.lag import consumer_lag
from stream.contract.records import CLAIMED, ENRICHED, MENTIONED
from stream.contract.schema import asyncapi, schemas
from stream.settings import Settings
from tests.conftest import SEED_ARTICLE

pytestmark = [
    pytest.mark.kafka,
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        shutil.which("kcat") is None, reason="kcat is not installed (Debian and Ubuntu: apt install kcat)"
    ),
]

DEADLINE_S = 180.0  # two seconds when idle; the machine may be training, and the model loads cold
SPELLINGS = {"كالبيجار", "كالباجار", "كلبجر"}


@dataclass(frozen=True, slots=True)
class Read:
    """A record as kcat prints it."""

    key: str
    headers: dict[str, str]
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    body: str
    topics: dict[str, list[Read]]
    dead_letters: list[Read]
    lag: int


@pytest.fixture(scope="module")
def outcome(
    module_settings: Settings, shared: Path, seed_article: str, tmp_path_factory: pytest.TempPathFactory
) -> Outcome:
    """What the three topics hold after the article went through."""
    settings, folder = module_settings, tmp_path_factory.mktemp("seed")
    file = folder / "settings.yaml"
    file.write_text(yaml.safe_dump(settings.model_dump(mode="json")))
    with running_worker(file, folder / "worker.log"):
        subprocess.run([*newsstream(file), "produce", str(shared / SEED_ARTICLE)], check=True, timeout=60)
        lag = wait_until_acknowledged(settings, folder / "worker.log")
    names = {ENRICHED: settings.topics.enriched, MENTIONED: settings.topics.mentions, CLAIMED: settings.topics.claims}
    topics = {kind: kcat(settings, topic.name) for kind, topic in names.items()}
    return Outcome(seed_article, topics, kcat(settings, settings.topics.dead_letters.name), lag)


def test_the_article_is_acknowledged_without_a_dead_letter(outcome: Outcome) -> None:
    assert (outcome.lag, outcome.dead_letters) == (0, [])
    assert len(outcome.topics[ENRICHED]) == 1


@pytest.mark.parametrize("kind", [ENRICHED, MENTIONED, CLAIMED])
def test_data_fit_the_exported_schema(outcome: Outcome, kind: str) -> None:
    validator = jsonschema.Draft202012Validator(schemas()[kind], format_checker=jsonschema.FormatChecker())
    assert outcome.topics[kind]
    for record in outcome.topics[kind]:
        validator.validate(record.data)


@pytest.mark.parametrize("kind", [ENRICHED, MENTIONED, CLAIMED])
def test_headers_are_cloudevents_in_kafkas_binary_mode(outcome: Outcome, kind: str) -> None:
    message = asyncapi(Settings().topics, __version__)["components"]["messages"][kind]
    for record in outcome.topics[kind]:
        jsonschema.validate(record.headers, message["headers"])
        assert record.headers["ce_specversion"] == "1.0"
        assert record.headers["ce_type"] == kind
        assert record.headers["ce_subject"] == record.data["article"]["id"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", record.headers["ce_time"])
        assert record.headers["content-type"] == "application/json; charset=utf-8"


def test_every_event_has_an_id_of_its_own(outcome: Outcome) -> None:
    ids = [record.headers["ce_id"] for records in outcome.topics.values() for record in records]
    assert len(ids) == len(set(ids))


def test_keys_are_those_of_the_contract(outcome: Outcome) -> None:
    (enriched,) = outcome.topics[ENRICHED]
    assert enriched.key == enriched.data["article"]["id"]
    for record in outcome.topics[MENTIONED]:
        assert record.key == record.data["entity"]["id"]
    for record in outcome.topics[CLAIMED]:
        claimant = (record.data["claim"]["claimant"] or {}).get("entity_id")
        assert record.key == (claimant or record.data["article"]["id"])


def test_every_entity_and_every_claim_of_the_article_is_an_event_of_its_own(outcome: Outcome) -> None:
    (enriched,) = outcome.topics[ENRICHED]
    for kind, part, whole in ((MENTIONED, "entity", "entities"), (CLAIMED, "claim", "claims")):
        events = {record.data[part]["id"]: record.data[part] for record in outcome.topics[kind]}
        assert events == {each["id"]: each for each in enriched.data[whole]}
        assert len(outcome.topics[kind]) == len(events)


def test_every_span_equals_the_text_it_points_to(outcome: Outcome) -> None:
    (enriched,) = outcome.topics[ENRICHED]
    claims = enriched.data["claims"]
    spans = [mention for entity in enriched.data["entities"] for mention in entity["mentions"]]
    spans += [span for claim in claims for span in (claim, claim["claimant"], claim["cue"]) if span]
    assert len(spans) > 20
    for span in spans:
        assert outcome.body[span["start"] : span["end"]] == span["text"]


def test_the_place_that_is_spelt_three_ways_is_one_entity(outcome: Outcome) -> None:
    (enriched,) = outcome.topics[ENRICHED]
    ids = {
        entity["id"]
        for entity in enriched.data["entities"]
        for mention in entity["mentions"]
        if mention["text"] in SPELLINGS
    }
    assert len(ids) == 1
    assert ids.pop().startswith("geonames:")


def newsstream(settings: Path) -> list[str]:
    return [sys.executable, "-m", "stream.cli.main", "--config", str(settings)]


@contextmanager
def running_worker(settings: Path, log: Path) -> Iterator[None]:
    """The shipped worker; leaving the block asks it to stop, and it must do so with exit code 0."""
    with log.open("wb") as output:
        process = subprocess.Popen([*newsstream(settings), "worker"], stdout=output, stderr=output)
    try:
        yield
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0, log.read_text()[-3000:]
    finally:
        process.kill()
        process.wait()


def wait_until_acknowledged(settings: Settings, log: Path) -> int:
    deadline = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline:
        lag = consumer_lag(settings)
        if lag.has_committed and lag.total == 0:
            return lag.total
        time.sleep(0.2)
    pytest.fail(f"the article was not acknowledged; the end of the worker's log:\n{log.read_text()[-3000:]}")


def kcat(settings: Settings, topic: str) -> list[Read]:
    command = ["kcat", "-b", settings.kafka.brokers[0], "-C", "-t", topic, "-o", "beginning", "-e", "-q", "-J"]
    printed = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    return [_read(json.loads(line)) for line in printed.splitlines()]


def _read(printed: dict[str, Any]) -> Read:
    flat = printed.get("headers", [])
    return Read(printed["key"], dict(zip(flat[::2], flat[1::2], strict=True)), json.loads(printed["payload"]))
