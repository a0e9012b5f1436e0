"""A real Prometheus scrapes a running worker; every dashboard query and every rule is evaluated on what it exposes."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from stream.broker.produce import Outgoing, produce
from stream.settings import Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
DASHBOARDS = sorted((DEPLOY / "grafana" / "dashboards").glob("*.json"))
# Nothing failed in this run and the stand-in reads no sentences, so these series do not exist yet; that their names are
# right, tests/deploy/test_dashboards.py checks from the other side.
QUIET = ("newsstream_retries_total", "newsstream_sentences_total")

pytestmark = [
    pytest.mark.kafka,
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(shutil.which("prometheus") is None, reason="Prometheus is not installed (Debian: prometheus)"),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def worker_port(module_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    file = tmp_path_factory.mktemp("prometheus") / "settings.json"
    file.write_text(module_settings.model_dump_json())
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.kafka.worker_main", str(file)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait(40)


@pytest.fixture(scope="module")
def prometheus(worker_port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("prometheus"), free_port()
    config = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text())
    config["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    config["rule_files"] = [str(DEPLOY / "prometheus" / "rules.yml")]
    config["scrape_configs"][0]["static_configs"][0]["targets"] = [f"127.0.0.1:{worker_port}"]
    (folder / "prometheus.yml").write_text(yaml.safe_dump(config))
    command = ["prometheus", f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([*command, f"--web.listen-address=127.0.0.1:{port}"], stdout=log, stderr=log)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def scraped(prometheus: str, module_settings: Settings) -> str:
    """Prometheus after it saw articles and a dead letter being processed, with a rate to speak of."""
    deadline = time.monotonic() + 120
    number = 0
    wanted = ("rate(newsstream_dead_letters_total[10s]) > 0", "newsstream_partition_lag")
    while not all(found(prometheus, query) for query in wanted):
        assert time.monotonic() < deadline, "the worker's metrics never reached Prometheus"
        body = json.dumps({"id": str(number), "body": f"Baku said {number} people came. It will rain."})
        produce(module_settings, [Outgoing(value=body.encode()), Outgoing(value=b"broken")])
        number += 1
        time.sleep(0.5)
    return prometheus


def asked(prometheus: str, path: str, **parameters: str) -> dict[str, Any]:
    url = f"{prometheus}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
    with urllib.request.urlopen(url, timeout=10) as response:
        answer: dict[str, Any] = json.load(response)
    assert answer["status"] == "success"
    return answer["data"]  # type: ignore[no-any-return]


def found(prometheus: str, query: str) -> list[Any]:
    try:
        result: list[Any] = asked(prometheus, "query", query=query)["result"]
    except OSError:
        return []  # still starting
    return result


def queries() -> list[str]:
    panels = [panel for file in DASHBOARDS for panel in json.loads(file.read_text())["panels"]]
    return sorted({target["expr"] for panel in panels for target in panel["targets"]})


def test_the_worker_is_scraped(scraped: str) -> None:
    [target] = asked(scraped, "targets")["activeTargets"]
    assert target["health"] == "up", target["lastError"]


@pytest.mark.parametrize("query", queries())
def test_every_dashboard_query_finds_something(scraped: str, query: str) -> None:
    result = found(scraped, query.replace("$__rate_interval", "20s"))
    assert result or any(name in query for name in QUIET)


def test_every_rule_is_evaluated_without_error(scraped: str) -> None:
    rules = [rule for group in asked(scraped, "rules")["groups"] for rule in group["rules"]]
    assert len(rules) == 10
    assert {rule["health"] for rule in rules} == {"ok"}
    assert not [rule["lastError"] for rule in rules if rule.get("lastError")]
