"""What a fetch costs: Kafka sends compressed bytes, and text unfolds to many times their size."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from stream.broker.produce import Outgoing
from stream.settings import Settings
from tests.kafka.workers import Worker, Workers, article, send

pytestmark = [
    pytest.mark.kafka,
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc"),
]
COUNT, BODY = 8_000, "Nothing else happened today. " * 350  # 80 MB, less than one fetch when compressed
ALLOWED_KIB = 30_000  # all records of the fetch at once take 93,000


def peak_kib(worker: Worker) -> int:
    """The most memory the process has held so far."""
    status = (Path("/proc") / str(worker.process.pid) / "status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def test_a_fetch_that_unfolds_to_many_times_its_size_is_not_taken_into_memory_at_once(kafka_settings: Settings) -> None:
    records = [article(n, BODY) for n in range(COUNT)]
    with Workers(kafka_settings, {"seconds_per_article": "0.05"}) as workers:
        idle = workers.start()
        workers.until_ready()
        alone = peak_kib(idle)
        idle.terminate()
        assert idle.exit_code() == 0
        send(kafka_settings, [Outgoing(record.value, key=b"one partition") for record in records])
        busy = workers.start()
        workers.until(
            lambda: busy.metric('newsstream_articles_processed_total{outcome="enriched"}') > 50, "in full flow"
        )
        assert peak_kib(busy) - alone < ALLOWED_KIB
