"""docker-compose.yml cannot be started here: it is parsed, held against the compose schema, and read for habits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from stream.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE.read_text())["services"]
    return found


def against_schema(file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_is_valid_against_the_compose_schema() -> None:
    checked = against_schema(COMPOSE)
    assert checked.returncode == 0, checked.stdout


def test_the_schema_check_bites(tmp_path: Path) -> None:
    wrong = tmp_path / "compose.yml"
    wrong.write_text("services: {worker: {imag: x}}")
    assert against_schema(wrong).returncode != 0


def test_images_are_pinned(services: dict[str, dict[str, Any]]) -> None:
    for service in services.values():
        name, _, tag = service["image"].partition(":")
        assert tag, name
        assert tag != "latest"


def test_what_runs_on_has_a_health_check(services: dict[str, dict[str, Any]]) -> None:
    lasting = {name for name in services if name != "topics"}
    assert {name for name, service in services.items() if "healthcheck" in service} == lasting


def test_ports_are_on_loopback_and_nothing_is_secret(services: dict[str, dict[str, Any]]) -> None:
    assert all(port.startswith("127.0.0.1:") for service in services.values() for port in service.get("ports", []))
    assert not [line for line in COMPOSE.read_text().lower().splitlines() if "password" in line or "secret" in line]


def test_mounted_files_exist(services: dict[str, dict[str, Any]]) -> None:
    mounted = [volume.split(":")[0] for service in services.values() for volume in service.get("volumes", [])]
    assert all((ROOT / path).exists() for path in mounted if path.startswith("."))


def test_the_worker_is_waited_for_as_long_as_it_may_take_to_drain(services: dict[str, dict[str, Any]]) -> None:
    grace = float(services["worker"]["stop_grace_period"].removesuffix("s"))
    assert grace > Settings().worker.shutdown_timeout
