from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import typer

from stream.cli.inputs import InputRecord, count_inputs, read_inputs
from stream.errors import ArticleError, InvalidUnicodeError, NotJsonError, NotUtf8Error, TooDeepError


def write(path: Path, content: str | bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))


def read(*paths: object) -> list[InputRecord]:
    return list(read_inputs([str(path) for path in paths]))


def origins(records: list[InputRecord], folder: Path) -> list[str]:
    return [record.origin.removeprefix(f"{folder}/") for record in records]


def test_a_text_file_is_the_body_of_one_article_named_after_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "news" / "خبر.txt", "سطر\r\nسطر 😀\n")
    (record,) = read("news")
    assert record.article().body == "سطر\r\nسطر 😀\n"
    assert record.article().id == "news/خبر"
    (absolute,) = read(tmp_path / "news" / "خبر.txt")
    assert absolute.article().id == "خبر"


def test_json_lines_keep_their_bytes_and_name_their_lines(tmp_path: Path) -> None:
    lines = ['{"body":  "one",  "id": 1}', "", "{broken", '{"body": "three"}']
    path = write(tmp_path / "a.jsonl", "\r\n".join(lines))
    records = read(path)
    assert [record.value.decode() for record in records] == [line for line in lines if line]
    assert origins(records, tmp_path) == ["a.jsonl:1", "a.jsonl:3", "a.jsonl:4"]
    with pytest.raises(NotJsonError):
        records[1].article()


def test_a_json_file_holds_one_article_or_a_list_of_them(tmp_path: Path) -> None:
    one = write(tmp_path / "one.json", json.dumps({"body": "x"}, indent=2))
    several = write(tmp_path / "several.json", '[{"body": "مرحبا"}, 5, {"body": "\\ud800"}]')
    records = read(one, several)
    assert origins(records, tmp_path) == ["one.json", "several.json[0]", "several.json[1]", "several.json[2]"]
    assert [record.article().body for record in records[:2]] == ["x", "مرحبا"]
    with pytest.raises(InvalidUnicodeError):
        records[3].article()


def test_a_folder_is_read_recursively_in_order_and_other_files_are_left_out(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a/one.txt", "c.jsonl", "b/picture.png", "README.md"):
        write(tmp_path / name, '{"body": "x"}')
    assert origins(read(tmp_path), tmp_path) == ["a/one.txt", "b/two.txt", "c.jsonl:1"]


@pytest.mark.parametrize("path", ["nowhere.txt", "empty"])
def test_a_path_with_nothing_to_read_is_refused_before_anything_is_read(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(typer.BadParameter, match=path):
        read_inputs([write(tmp_path / "good.txt", "x"), str(tmp_path / path)])


def test_a_file_that_is_not_utf8_is_a_bad_record_and_the_others_go_on(tmp_path: Path) -> None:
    records = read(write(tmp_path / "a.txt", b"abc\xff"), write(tmp_path / "b.txt", "\ufeffgood"))
    with pytest.raises(NotUtf8Error, match="byte 3"):
        records[0].article()
    assert records[1].article().body == "good"


def test_a_file_that_vanishes_or_cannot_be_opened_is_a_bad_record(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "x")
    records = read_inputs([path, write(tmp_path / "b.txt", "y")])
    Path(path).unlink()
    first, second = records
    with pytest.raises(ArticleError, match="cannot be read"):
        first.article()
    assert second.article().body == "y"


def test_a_document_nested_too_deep_is_named_not_crashed_on(tmp_path: Path) -> None:
    (record,) = read(write(tmp_path / "deep.json", "[" * 200_000 + "]" * 200_000))
    with pytest.raises(TooDeepError):
        record.article()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"body": "one"}\n{"body": "two"}\n', [("standard input:1", "one"), ("standard input:2", "two")]),
        (b'\n\n{"body": "one"}\n', [("standard input:3", "one")]),
        (b'{\n  "body": "one"\n}\n', [("standard input", "one")]),
        (b'[{"body": "one"},\n {"body": "two"}]', [("standard input[0]", "one"), ("standard input[1]", "two")]),
        (b"plain text\nof two lines", [("standard input", "plain text\nof two lines")]),
        ("نص عربي".encode(), [("standard input", "نص عربي")]),
        (b"\xef\xbb\xbf" + b'{"body": "one"}', [("standard input:1", "one")]),
    ],
)
def test_standard_input_may_be_json_lines_a_document_or_plain_text(
    monkeypatch: pytest.MonkeyPatch, content: bytes, expected: list[tuple[str, str]]
) -> None:
    stdin(monkeypatch, content)
    assert [(record.origin, record.article().body) for record in read("-")] == expected


def test_a_broken_first_line_does_not_hide_the_good_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b'{"body": "on\n{"body": "two"}\n')
    first, second = read("-")
    with pytest.raises(NotJsonError):
        first.article()
    assert (second.origin, second.article().body) == ("standard input:2", "two")


def test_the_number_of_records_is_known_for_files_and_not_for_standard_input(tmp_path: Path) -> None:
    lines = write(tmp_path / "a.jsonl", "{}\n\n{}\n")
    several = write(tmp_path / "b.json", "[1, 2, 3]")
    assert count_inputs([lines, several, write(tmp_path / "c.txt", "x")]) == 6
    assert count_inputs([lines, "-"]) is None
