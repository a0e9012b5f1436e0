"""The short version of `make chaos`, as CI runs it: every fault, nothing lost, no id that differs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from stream.broker.child import die_with_parent
from tests.chaos.faults import FAULTS
from tests.kafka import jars

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.mark.kafka
@pytest.mark.slow
@pytest.mark.timeout(300)
def test_no_fault_loses_an_article_or_changes_an_event_id(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    choice = request.config.getoption("--kafka")
    if choice == "embedded" or (choice == "auto" and jars.source() is None):
        pytest.skip("fault tests need Apache Kafka")
    found = tmp_path / "found.json"
    command = [sys.executable, "-m", "tests.chaos", "--short", "--json", str(found)]
    done = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, check=False, preexec_fn=die_with_parent())
    assert done.returncode == 0, done.stdout.decode()
    rows = json.loads(found.read_text())["faults"]
    assert [row["fault"] for row in rows] == [fault.name for fault in FAULTS]
    assert all((row["audit"]["lost"], row["audit"]["unknown_ids"]) == (0, 0) for row in rows)
