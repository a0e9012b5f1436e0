"""`newsstream bench` end to end on few articles: the real encoder, the real Enricher, the real worker."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def bench(*flags: str) -> dict[str, dict[str, object]]:
    command = [sys.executable, "-m", "stream.cli.main", "bench", "--articles", "8", "--repetitions", "1"]
    done = subprocess.run([*command, "--seconds", "1", "--json", *flags], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, object]] = json.loads(done.stdout)
    return found


def test_without_kafka_the_encoder_and_the_enricher_are_measured() -> None:
    found = bench("--no-kafka")
    assert {"encoder", "encoder_fp32", "enricher"} <= set(found["figures"])
    assert found["ratios"]["worker_to_enricher"] is None


@pytest.mark.kafka
def test_the_worker_is_measured_kafka_to_kafka() -> None:
    pytest.importorskip("noida_db")
    found = bench()
    worker = found["figures"]["worker"]
    assert isinstance(worker, dict)
    assert worker["articles_per_second"] > 0
    assert worker["peak_memory_mb"] > 0
    assert {"worker_at_rest", "worker_at_70_percent"} <= set(found["figures"])
    assert found["ratios"]["rest_to_encoder"] is not None
    assert (found["ratios"]["two_workers_to_one"] is not None) == (len(os.sched_getaffinity(0)) > 1)
