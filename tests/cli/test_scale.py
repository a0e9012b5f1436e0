from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from stream.cli.main import app
from stream.errors import SettingsError


def scale(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["scale", *arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.stdout


def test_it_prints_a_row_for_each_rate() -> None:
    rows = scale("--per-core", "10", "--memory", "500", "--rate", "10", "--rate", "1000").splitlines()
    assert [row.split()[0] for row in rows] == ["articles/s", "10", "1,000"]


def test_figures_come_from_a_file_and_options_win(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    file.write_text(json.dumps({"per_core": 10, "memory_mb": 500, "machine": "some"}))
    [found] = map(json.loads, scale("--bench", str(file), "-r", "1000", "--json").splitlines())
    assert (found["workers"], found["cores"]) == (72, 144)
    [found] = map(json.loads, scale("--bench", str(file), "--per-core", "20", "-r", "1000", "--json").splitlines())
    assert found["workers"] == 36


def test_figures_come_from_what_the_bench_printed(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    figures = {
        "encoder": {"articles_per_second": 40.0, "peak_memory_mb": 900.0},
        "worker": {"articles_per_second": 18.0, "peak_memory_mb": 500.0},
        "worker_one_thread": {"articles_per_second": 10.0, "peak_memory_mb": None},
    }
    file.write_text(json.dumps({"figures": figures, "ratios": {}, "machine": {"threads": 2}}))
    [found] = map(json.loads, scale("--bench", str(file), "-r", "1000", "--json").splitlines())
    assert (found["workers"], found["memory_gb"]) == (72, 36.0)


@pytest.mark.parametrize("content", ["[]", "{", '{"per_core": "many", "memory_mb": 1}', "{}"])
def test_a_file_without_figures_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "bench.json"
    file.write_text(content)
    with pytest.raises(SettingsError):
        scale("--bench", str(file))


def test_without_measurements_it_asks_for_them() -> None:
    with pytest.raises(SettingsError, match="per_core"):
        scale()
