"""The systemd unit: read by systemd's own tools where they are, and held against the settings."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stream.settings import load_settings

SYSTEMD = Path(__file__).parents[2] / "deploy" / "systemd"
UNIT = SYSTEMD / "newsstream.service"
MOST_EXPOSED = 20  # of 100, by systemd's own count; it was 12 when this was written

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed (Debian: systemd)"
)


def service() -> dict[str, str]:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their case
    parser.read_string(UNIT.read_text(encoding="utf-8"))
    return dict(parser["Service"])


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)


@needs_systemd
def test_systemd_understands_every_line(tmp_path: Path) -> None:
    # `verify` also looks for the program, which is not installed here: any other will do.
    unit = tmp_path / UNIT.name
    unit.write_text(re.sub(r"ExecStart=\S+", f"ExecStart={sys.executable}", UNIT.read_text(encoding="utf-8")))
    done = analyze("verify", str(unit))
    assert (done.returncode, done.stderr) == (0, "")


@needs_systemd
def test_systemd_counts_little_exposure() -> None:
    done = analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(UNIT))
    assert done.returncode == 0, done.stdout[-500:]


def test_the_worker_is_waited_for_as_long_as_it_may_take_to_drain(environment: dict[str, str]) -> None:
    assert float(service()["TimeoutStopSec"]) > load_settings().worker.shutdown_timeout
    assert service()["KillSignal"] == "SIGTERM"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """The variables of the example file, set."""
    lines = (SYSTEMD / "newsstream.env").read_text(encoding="utf-8").splitlines()
    variables = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    (tmp_path / "kafka-password").write_text("secret")
    variables["NEWSSTREAM_KAFKA__SASL_PASSWORD_FILE"] = str(tmp_path / "kafka-password")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return variables


def test_the_example_file_holds_valid_settings_and_no_password(environment: dict[str, str]) -> None:
    settings = load_settings()
    assert settings.kafka.uses_tls
    assert settings.kafka.password() == "secret"
    assert "NEWSSTREAM_KAFKA__SASL_PASSWORD" not in environment


def test_threads_fit_the_quota_that_the_worker_cannot_see(environment: dict[str, str]) -> None:
    assert load_settings().model.threads * 100 == int(service()["CPUQuota"].removesuffix("%"))


def test_a_wrong_setting_is_not_tried_again_and_again() -> None:
    assert service()["Restart"] == "on-failure"
    assert service()["RestartPreventExitStatus"] == "2"


def test_the_password_comes_as_a_credential() -> None:
    text = UNIT.read_text(encoding="utf-8")
    name = re.search(r"^LoadCredential=([^:]+):", text, re.MULTILINE)
    assert name is not None
    assert f"NEWSSTREAM_KAFKA__SASL_PASSWORD_FILE=%d/{name[1]}" in text
