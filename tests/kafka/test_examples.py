"""The examples of the docs, run."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from stream.broker.produce import Outgoing, produce
from stream.contract.records import enriched_data, event_records
from stream.settings import Settings
from tests.contract.builders import analysis, article, provenance

ALERT = Path(__file__).parents[2] / "docs" / "examples" / "alert.py"

pytestmark = pytest.mark.kafka


def test_the_alerting_consumer_prints_each_claim_about_the_entity_once(kafka_settings: Settings) -> None:
    topics = kafka_settings.topics
    for number in ("a-1", "a-1", "a-2"):  # the first article is delivered twice
        data = enriched_data(article(id=number, source=number), analysis(), provenance())
        records = [
            Outgoing(value=record.value or b"", key=record.key, headers=record.headers, topic=record.topic)
            for record in event_records(data, topics)
        ]
        produce(kafka_settings, records)
    brokers, claims = kafka_settings.kafka.brokers[0], topics.claims.name
    process = subprocess.Popen(
        [sys.executable, str(ALERT), brokers, "geonames:585226", claims], stdout=subprocess.PIPE, text=True
    )
    try:
        lines = printed(process, 2)
    finally:
        process.kill()
        process.wait()
    assert sorted(lines) == [f"0.60  وزارة الدفاع says: دخول كلبجر  ({number})\n" for number in ("a-1", "a-2")]


def printed(process: subprocess.Popen[str], count: int) -> list[str]:
    """The first `count` lines, and whatever follows within a second: a repeat would show."""
    assert process.stdout is not None
    lines: queue.Queue[str] = queue.Queue()
    stdout = process.stdout

    def read() -> None:
        for line in stdout:
            lines.put(line)

    threading.Thread(target=read, daemon=True).start()
    found = [lines.get(timeout=60) for _ in range(count)]
    try:
        return [*found, lines.get(timeout=1)]
    except queue.Empty:
        return found
