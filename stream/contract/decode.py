"""Bytes to Article. Whatever is not an article is refused here with a stable code and the field that is at fault."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from stream.contract.article import Article, derived_id
from stream.errors import (
    FieldTypeError,
    InvalidUnicodeError,
    NotAnObjectError,
    NoTextError,
    NotJsonError,
    NotUtf8Error,
    NullValueError,
    TooDeepError,
    TooLargeError,
)
from stream.settings import InputSettings

TEXT_FIELDS = ("id", "url", "source", "title", "body", "language", "published_at", "author")
_SHOWN = 40  # characters of a wrong value that an error message repeats


def decode_article(value: bytes | None, settings: InputSettings | None = None) -> Article:
    """Decode one record.

    Raises:
        ArticleError: a subclass that says what is wrong; see `stream.errors`.
    """
    settings = settings or InputSettings()
    return article_from_json(_parse(_text(value, settings), settings), settings)


def article_from_json(record: object, settings: InputSettings | None = None) -> Article:
    """Make an Article from parsed JSON, by the contract's names or by `input.fields`."""
    settings = settings or InputSettings()
    if not isinstance(record, dict):
        raise NotAnObjectError(f"expected a JSON object, found {_kind(record)}")
    paths = {name: name for name in TEXT_FIELDS} | {str(name): path for name, path in settings.fields.items()}
    fields = {name: _field(record, name, path) for name, path in paths.items()}
    title, body = fields.pop("title") or "", fields.pop("body") or ""
    _check_text(title, body, settings)
    known = {path.split(".")[0] for path in paths.values()}
    return Article(
        **{**fields, "id": fields["id"] or derived_id(fields["url"], title, body)},
        title=title,
        body=body,
        extra={key: item for key, item in record.items() if key not in known},
    )


def _text(value: bytes | None, settings: InputSettings) -> str:
    if value is None:
        raise NullValueError("the record has no value; expected a JSON object")
    if len(value) > settings.max_bytes:
        raise TooLargeError(f"the record has {len(value)} bytes; input.max_bytes is {settings.max_bytes}")
    try:
        return value.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8Error(f"byte {error.start} is not UTF-8 ({error.reason})") from None


def _parse(text: str, settings: InputSettings) -> object:
    try:
        record = json.loads(text, parse_constant=_no_constant, strict=False)
    except RecursionError:
        raise TooDeepError(f"nested deeper than input.max_depth, {settings.max_depth}") from None
    except json.JSONDecodeError as error:
        raise NotJsonError(f"{error.msg} at line {error.lineno} column {error.colno}; expected a JSON object") from None
    except ValueError as error:
        raise NotJsonError(f"{error}; expected a JSON object") from None
    if _is_deeper_than(settings.max_depth, record):
        raise TooDeepError(f"nested deeper than input.max_depth, {settings.max_depth}")
    return record


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _is_deeper_than(limit: int, value: object) -> bool:
    # Level by level instead of recursion: this is what protects from hostile nesting.
    level: list[object] = [value]
    for _ in range(limit + 1):
        level = [child for item in level for child in _children(item)]
        if not level:
            return False
    return True


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _field(record: Mapping[str, Any], name: str, path: str) -> str | None:
    value: object = record
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or isinstance(value, str):
        return _clean(path, value) if name in {"title", "body"} else (_clean(path, value) or None)
    raise FieldTypeError(f"{path}: expected a string, found {_kind(value)} {_shown(value)}")


def _clean(path: str, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InvalidUnicodeError(f"{path}: lone surrogate at code point {error.start}") from None
    return value


def _check_text(title: str, body: str, settings: InputSettings) -> None:
    if not title.strip() and not body.strip():
        raise NoTextError("neither body nor title holds text")
    if len(title) + len(body) > settings.max_characters:
        raise TooLargeError(
            f"title and body have {len(title) + len(body)} characters; input.max_characters is {settings.max_characters}"
        )


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
