"""200,000 damaged records through the decoder: whatever comes, it is an article or an ArticleError.

Records are real shapes with random damage, so that many get past the first check. A failure prints the bytes.
"""

from __future__ import annotations

import json
import random
from collections import Counter

import pytest

from stream.contract.article import Article
from stream.contract.decode import decode_article
from stream.errors import ArticleError
from stream.settings import InputSettings

INPUTS = 200_000
SETTINGS = InputSettings(max_bytes=4_096, max_characters=300, fields={"body": "content.text", "id": "meta.id"})
SEEDS = tuple(
    json.dumps(record, ensure_ascii=ascii_only).encode()
    for ascii_only in (True, False)
    for record in (
        {"id": "a1", "title": "Report", "body": "Baku said 5 came.", "url": "https://example.com/1", "language": "en"},
        {"meta": {"id": 7}, "content": {"text": "قال إن ٥ أشخاص وصلوا 😀"}, "published_at": "2026-01-02T03:04:05Z"},
        {"title": "\u202eright to left\u0000", "author": None, "extra": [1.5, True, {"deep": [[["x"]]]}]},
    )
)
# What breaks decoders: ends of strings, numbers and nesting, surrogates, huge values, other encodings, constants.
SPLICES = (
    b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"null", b"true", b"NaN", b"-Infinity", b"1e999", b"-0", b"\x00",
    b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\\ud83d", b"\\udc00", b"\\u0000", b"\\x",
    b"9" * 5_000, b"[" * 3_000, b'{"a":' * 500, b'{"text":' * 70, b" " * 400, b'"body":{}', b'"title":', b'"id":[],',
    "\u2028\ufeff\u0301".encode(), "text".encode("utf-16"), b"/*", b"'",
)  # fmt: skip


def damaged(chance: random.Random) -> bytes:
    """One of the seeds with up to six injuries."""
    record = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randint(0, 6)):
        injury = chance.choice((flip, cut, splice, repeat, swap))
        injury(record, chance)
    return bytes(record)


def flip(record: bytearray, chance: random.Random) -> None:
    if record:
        record[chance.randrange(len(record))] = chance.randrange(256)


def cut(record: bytearray, chance: random.Random) -> None:
    start = chance.randint(0, len(record))
    del record[start : start + chance.choice((1, 2, 8, 64))]


def splice(record: bytearray, chance: random.Random) -> None:
    place = chance.randint(0, len(record))
    record[place:place] = chance.choice(SPLICES)


def repeat(record: bytearray, chance: random.Random) -> None:
    start, end = sorted(chance.choices(range(len(record) + 1), k=2))
    record[start:start] = record[start:end][:200]


def swap(record: bytearray, chance: random.Random) -> None:
    other = chance.choice(SEEDS)
    record[chance.randint(0, len(record)) :] = other[chance.randint(0, len(other)) :]


def outcome(value: bytes, settings: InputSettings | None) -> str:
    """`article`, or the code of the refusal."""
    try:
        article = decode_article(value, settings)
    except ArticleError as error:
        return error.code if str(error) else "no reason given"
    except Exception as escape:
        raise AssertionError(f"{escape!r} escaped the decoder; the record was {value!r}") from escape
    assert_is_usable(article)
    return "article"


def assert_is_usable(article: Article) -> None:
    """What the next steps take for granted."""
    assert article.id
    (article.id + article.title + article.body + (article.url or "")).encode()


@pytest.mark.slow
def test_nothing_but_an_article_error_escapes_the_decoder() -> None:
    chance = random.Random(5)  # noqa: S311  # reproducible, not secret
    found = Counter(outcome(damaged(chance), chance.choice((None, SETTINGS))) for _ in range(INPUTS))
    assert found.total() == INPUTS
    # The damage is neither too light nor too heavy to try anything: every kind of refusal that bytes can cause came.
    assert {
        "article",
        "article.not_utf8",
        "article.not_json",
        "article.too_deep",
        "article.not_an_object",
        "article.field_type",
        "article.no_text",
        "article.invalid_unicode",
        "article.too_large",
    } == set(found), found
