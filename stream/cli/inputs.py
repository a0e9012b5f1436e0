"""Articles from files, folders and standard input, for `enrich` and `produce` alike.

Each record keeps its bytes as they lie in the file and knows where that is, so that a bad one can be named; judging it
is `contract.decode`'s business. `.jsonl` and standard input are read line by line and never held as a whole.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO

import typer

from stream.cli.trec import trec_document
from stream.contract.article import Article
from stream.contract.decode import decode_article
from stream.errors import ArticleError, NotUtf8Error
from stream.settings import InputSettings

STDIN = "-"
LINES = {".jsonl", ".ndjson"}
SUFFIXES = {".txt", ".json", *LINES}


@dataclass(frozen=True, slots=True)
class InputRecord:
    """One article as JSON bytes. `origin` is `file:line`, `file[item]` or `file`; `error` what kept it from being read."""

    value: bytes
    origin: str
    error: ArticleError | None = None

    def article(self, settings: InputSettings | None = None) -> Article:
        """Decode it.

        Raises:
            ArticleError: it is not an article; `origin` says where it lies.
        """
        if self.error is not None:
            raise self.error
        return decode_article(self.value, settings)


def read_inputs(paths: list[str]) -> Iterator[InputRecord]:
    """Every record of `paths` in order; folders recursively, their files sorted. No paths means standard input.

    Raises:
        typer.BadParameter: at once, before anything is read, when a path does not exist or holds nothing to read.
    """
    sources = _sources(paths or [STDIN])
    return chain.from_iterable(_read_stdin() if source == STDIN else _read_file(*source) for source in sources)


def count_inputs(paths: list[str]) -> int | None:
    """How many records `read_inputs` will give, for a progress bar; None when only reading standard input can tell."""
    sources = _sources(paths or [STDIN])
    if STDIN in sources:
        return None
    return sum(1 for source in sources if source != STDIN for _ in _read_file(*source))


_Source = tuple[Path, Path]  # a file, and the folder its id is counted from


def _sources(paths: list[str]) -> list[_Source | str]:
    return [source for path in paths for source in ([STDIN] if path == STDIN else _files(Path(path)))]


def _files(path: Path) -> Iterable[_Source]:
    # A relative path is an id that means something where the command runs; an absolute one would only name a machine.
    base = path.parent if path.is_absolute() else Path()
    if path.is_file() or path.is_fifo():
        return [(path, base)]
    if not path.is_dir():
        raise typer.BadParameter(f"{path}: no such file or folder")
    files = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    if not files:
        raise typer.BadParameter(f"{path}: no {', '.join(sorted(SUFFIXES))} files in this folder")
    return [(file, base) for file in files]


def _read_file(file: Path, base: Path) -> Iterator[InputRecord]:
    suffix = file.suffix.lower()
    try:
        if suffix == ".txt":
            yield _plain_text(file.read_bytes(), str(file), _id(file, base))
        elif suffix == ".json":
            yield from _document(file.read_bytes(), str(file))
        else:
            with file.open("rb") as stream:
                yield from _lines(stream, str(file)) if suffix in LINES else _detect(stream, str(file))
    except OSError as error:
        yield InputRecord(b"", str(file), ArticleError(f"cannot be read ({error.strerror})"))


def _read_stdin() -> Iterator[InputRecord]:
    yield from _detect(sys.stdin.buffer, "standard input")


def _detect(stream: IO[bytes], origin: str) -> Iterator[InputRecord]:
    """JSON lines when the first line is a whole JSON value, else one JSON document, else plain text."""
    blank, first = _first_line(stream)
    if not first.lstrip(b"\xef\xbb\xbf \t").startswith((b"{", b"[")):
        yield _plain_text(blank + first + stream.read(), origin, None)
    elif isinstance(_parsed(first), dict):
        yield from _lines(chain([first], stream), origin, blank.count(b"\n") + 1)
    else:
        yield from _document_or_lines(blank + first + stream.read(), origin)


def _first_line(stream: IO[bytes]) -> tuple[bytes, bytes]:
    blank = b""
    for line in stream:
        if line.strip():
            return blank, line
        blank += line
    return blank, b""


def _document_or_lines(value: bytes, origin: str) -> Iterator[InputRecord]:
    # Broken JSON on several lines is more likely a list of lines with one bad line than one bad document.
    if _parsed(value) is None and value.strip().count(b"\n"):
        return _lines(value.splitlines(keepends=True), origin)
    return _document(value, origin)


def _lines(lines: Iterable[bytes], origin: str, start: int = 1) -> Iterator[InputRecord]:
    for number, line in enumerate(lines, start):
        if line.strip():
            yield InputRecord(line.rstrip(b"\r\n"), f"{origin}:{number}")


def _document(value: bytes, origin: str) -> Iterator[InputRecord]:
    document = _parsed(value)
    if not isinstance(document, list):
        yield InputRecord(value.strip(), origin)  # an object, or something whose fault decoding will name
        return
    for number, item in enumerate(document):
        yield InputRecord(_json(item), f"{origin}[{number}]")


def _plain_text(value: bytes, origin: str, name: str | None) -> InputRecord:
    try:
        text = value.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return InputRecord(value, origin, NotUtf8Error(f"byte {error.start} is not UTF-8 ({error.reason})"))
    if document := trec_document(text):
        return InputRecord(_json(document), origin)
    return InputRecord(_json({"body": text} | ({"id": name} if name else {})), origin)


def _id(file: Path, base: Path) -> str:
    relative = file.relative_to(base) if file.is_relative_to(base) else file
    return relative.with_suffix("").as_posix()


def _parsed(value: bytes) -> object:
    try:
        return json.loads(value.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _json(value: object) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # a lone surrogate, which only its escape can carry; decoding refuses it by name
        return json.dumps(value).encode()
