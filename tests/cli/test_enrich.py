"""`newsstream enrich` as a user calls it: files in, one object a line out, bad records named, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from stream.contract.schema import schemas

TEXT = "قالت وزارة الصحة التونسية إن عدد الإصابات بلغ 120 حالة في مدينة صفاقس. وزار الرئيس الروسي فلاديمير بوتين باكو."


def newsstream(*arguments: str, given: bytes = b"", folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "stream.cli.main", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False, timeout=110, cwd=folder)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[bytes]:
    """One call over a folder with every kind of file, good and bad: loading the model once is enough."""
    folder = tmp_path_factory.mktemp("articles")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.json").write_text(json.dumps([{"id": "b", "title": "Baku hosts talks"}, {"id": "empty"}]))
    (folder / "c.jsonl").write_text('{"id": "c", "body": "Nothing happened."}\nnot json\n{"body": 7}\n')
    (folder / "ignored.csv").write_text("x")
    return newsstream("enrich", str(folder))


def test_every_good_record_is_one_valid_object_a_line(run: subprocess.CompletedProcess[bytes]) -> None:
    events = [json.loads(line) for line in run.stdout.splitlines()]
    assert [event["article"]["id"] for event in events][1:] == ["b", "c"]
    for event in events:
        jsonschema.validate(event, schemas()["article.enriched.v1"])


def test_bad_records_are_named_with_their_position_and_the_exit_code_is_1(
    run: subprocess.CompletedProcess[bytes],
) -> None:
    said = run.stderr.decode()
    assert run.returncode == 1
    assert "b.json[1]: article.no_text: neither body nor title holds text" in said
    assert "c.jsonl:2: article.not_json:" in said
    assert "c.jsonl:3: article.field_type: body: expected a string, found a number 7" in said
    assert "3 of 6 records were not enriched" in said


def test_every_mention_and_claim_is_the_text_at_its_offsets(run: subprocess.CompletedProcess[bytes]) -> None:
    event = json.loads(run.stdout.splitlines()[0])
    mentions = [mention for entity in event["entities"] for mention in entity["mentions"]]
    assert mentions
    assert all(TEXT[mention["start"] : mention["end"]] == mention["text"] for mention in mentions)
    assert all(TEXT[claim["start"] : claim["end"]] == claim["text"] for claim in event["claims"])


def test_no_progress_bar_and_no_control_codes_where_nobody_watches(run: subprocess.CompletedProcess[bytes]) -> None:
    assert b"\x1b" not in run.stdout + run.stderr


def test_standard_input_is_read_and_a_clean_run_exits_0() -> None:
    done = newsstream("enrich", "-", given=json.dumps({"id": "s", "body": TEXT}).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["article"]["id"] == "s"


def test_a_missing_path_is_a_clear_error() -> None:
    done = newsstream("enrich", "absent.txt")
    assert done.returncode == 2
    assert b"absent.txt: no such file or folder" in done.stderr


def test_a_wrong_setting_ends_with_2_and_its_path() -> None:
    done = newsstream("--set", "kafka.grup=x", "config", "check")
    assert done.returncode == 2
    assert b"kafka.grup: unknown setting; accepted here:" in done.stderr


def test_a_model_folder_that_is_none_is_a_clear_error(tmp_path: Path) -> None:
    done = newsstream("--set", f"model.path={tmp_path}", "enrich", "-", given=b'{"body": "x"}')
    assert done.returncode == 1
    assert b"no model.json" in done.stderr
