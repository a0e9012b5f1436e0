"""Bytes to Article: what is kept as it came, and the code of everything that is refused."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream.contract.decode import decode_article
from stream.errors import ArticleError, FieldTypeError, NoTextError
from stream.settings import InputSettings


def encoded(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()


def nested(levels: int) -> bytes:
    return b'{"body":"x","deep":' + b"[" * levels + b"0" + b"]" * levels + b"}"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "article.null"),
        (b"", "article.not_json"),
        (b"\xff\xfe{}", "article.not_utf8"),
        ("{}".encode("utf-16"), "article.not_utf8"),
        (b'{"body": "cut', "article.not_json"),
        (b'{"body": "x", "n": NaN}', "article.not_json"),
        (b"plain text", "article.not_json"),
        (b"[]", "article.not_an_object"),
        (b'"text"', "article.not_an_object"),
        (b"null", "article.not_an_object"),
        (b"12", "article.not_an_object"),
        (b"{}", "article.no_text"),
        (b'{"body": ""}', "article.no_text"),
        (b'{"body": " \\n\\t", "title": null}', "article.no_text"),
        (b'{"body": 12}', "article.field_type"),
        (b'{"body": ["x"]}', "article.field_type"),
        (b'{"body": "x", "title": {"ar": "y"}}', "article.field_type"),
        (b'{"body": "x", "id": true}', "article.field_type"),
        (b'{"body": "x", "published_at": 1700000000}', "article.field_type"),
        (b'{"body": "a\\ud800b"}', "article.invalid_unicode"),
        (b"[" * 200_000, "article.too_deep"),
        (nested(65), "article.too_deep"),
    ],
)
def test_what_is_not_an_article_has_a_stable_code(value: bytes | None, code: str) -> None:
    with pytest.raises(ArticleError) as refused:
        decode_article(value)
    assert refused.value.code == code


def test_a_record_of_five_megabytes_of_text_is_refused() -> None:
    with pytest.raises(ArticleError, match=r"input\.max_characters is 200000") as refused:
        decode_article(encoded(body="س" * 2_500_000))
    assert refused.value.code == "article.too_large"


def test_a_record_beyond_the_byte_limit_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(ArticleError, match=r"input\.max_bytes is 10"):
        decode_article(b"[" * 11, InputSettings(max_bytes=10))


def test_a_wrong_field_is_named_with_what_was_expected_and_found() -> None:
    with pytest.raises(FieldTypeError, match=r'^title: expected a string, found an object \{"ar": "y"\}$'):
        decode_article(encoded(body="x", title={"ar": "y"}))


def test_a_long_wrong_value_is_cut_in_the_message() -> None:
    with pytest.raises(FieldTypeError) as refused:
        decode_article(encoded(body=list(range(1000))))
    assert len(str(refused.value)) < 100


@pytest.mark.parametrize("levels", [0, 1, 60, 63])
def test_nesting_within_the_limit_is_kept(levels: int) -> None:
    assert "deep" in decode_article(nested(levels)).extra


def test_text_is_never_changed() -> None:
    body = "  \u202bأهلاً\u202c 👩‍👩‍👧 e\u0301 \u0007\r\n ﷺ  "
    assert decode_article(encoded(body=body)).body == body


def test_a_byte_order_mark_is_not_part_of_the_record() -> None:
    assert decode_article(b"\xef\xbb\xbf" + encoded(body="x")).body == "x"


def test_unknown_fields_are_kept_under_extra() -> None:
    assert decode_article(encoded(body="x", section="politics", n=3)).extra == {"section": "politics", "n": 3}


def test_a_title_alone_is_an_article() -> None:
    assert decode_article(encoded(title="عاجل")).title == "عاجل"


def test_a_missing_id_comes_from_the_url_whatever_the_text() -> None:
    one, other = (decode_article(encoded(url="https://example.com/1", body=body)) for body in ("x", "y"))
    assert one.id == other.id
    assert one.content_hash != other.content_hash


def test_without_id_and_url_the_id_comes_from_the_content() -> None:
    same = decode_article(encoded(body="x", source="a")).id == decode_article(encoded(body="x", source="b")).id
    assert same
    assert decode_article(encoded(body="x")).id != decode_article(encoded(title="x")).id


def test_a_number_is_accepted_as_id() -> None:
    assert decode_article(encoded(id=7, body="x")).id == "7"


def test_an_empty_id_counts_as_missing() -> None:
    assert decode_article(encoded(id="", body="x")).id == decode_article(encoded(body="x")).id


def test_other_shapes_are_mapped_by_dotted_paths() -> None:
    settings = InputSettings(fields={"body": "content.text", "title": "content.head", "id": "guid"})
    article = decode_article(encoded(guid="g", content={"text": "b", "head": "h"}, body="other"), settings)
    assert (article.id, article.title, article.body) == ("g", "h", "b")
    assert article.extra == {"body": "other"}


def test_a_mapped_path_that_meets_no_object_is_a_missing_field() -> None:
    with pytest.raises(NoTextError):
        decode_article(encoded(content="flat"), InputSettings(fields={"body": "content.text"}))


@given(st.binary(max_size=300))
def test_any_bytes_are_an_article_or_a_named_error(value: bytes) -> None:
    with suppress(ArticleError):
        decode_article(value)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from(["id", "url", "title", "body", "language", "x"]), json_values))
def test_any_object_is_an_article_with_its_text_or_a_named_error(record: dict[str, object]) -> None:
    try:
        article = decode_article(json.dumps(record).encode())
    except ArticleError:
        return
    assert article.body == (record.get("body") or "")
    assert article.title == (record.get("title") or "")
