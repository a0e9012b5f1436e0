"""From a dead letter back to events: a cured article is replayed, twice, by somebody who was not sure of the first time."""

from __future__ import annotations

import json

import pytest

from stream.broker.dead_letters import list_dead_letters, replay_dead_letters
from stream.broker.produce import Outgoing, produce
from stream.settings import Settings
from tests.kafka.workers import Workers, events, header

pytestmark = pytest.mark.kafka

BODY = "Baku said 40 people came to Kalbajar. Arsenic was found."


def test_replaying_twice_creates_no_new_event_ids(kafka_settings: Settings) -> None:
    with Workers(kafka_settings, {"poison": "Arsenic"}) as workers:
        workers.start()
        produce(kafka_settings, [Outgoing(value=json.dumps({"id": "cured", "body": BODY}).encode(), key=b"cured")])
        workers.until(lambda: len(events(kafka_settings).dead_letters) == 1, "the article is a dead letter")
        workers.until_done()
    letters = list(list_dead_letters(kafka_settings))
    with Workers(kafka_settings) as workers:
        workers.start()
        for times in (1, 2):
            assert replay_dead_letters(kafka_settings, letters).confirmed == 1
            workers.until(lambda times=times: len(events(kafka_settings).enriched) == times, "enriched")  # type: ignore[misc]
        workers.until_done()
    found = events(kafka_settings)
    ids = [header(event, "ce_id") for event in found.all]
    assert len(ids) == 2 * len(set(ids))
    assert found.claims
    assert len(found.dead_letters) == 1
