"""The messages of the live page: one line of JSON each, made once however many are watching, and their SSE frames.

`ArticleEnriched` has no body, so an article's message carries title and body beside the event's data. Offsets stay
what they are on the wire: Unicode code points.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from stream.contract.article import Article
from stream.contract.events import ArticleEnriched

Kind = Literal["hello", "article", "dead_letter", "stats"]
SHOWN_CHARACTERS = 20_000  # a page is for reading; the whole of a longer text is in the topic
SHOWN_REASON = 500


@dataclass(frozen=True, slots=True)
class Message:
    """`number` counts articles and dead letters from 1; 0 for messages that are not resumed."""

    kind: Kind
    data: bytes
    number: int = 0
    content_hash: str = ""

    def numbered(self, number: int) -> Message:
        """The same message in its place."""
        return replace(self, number=number)


def article_message(data: ArticleEnriched, article: Article, delay_s: float | None, now: float) -> Message:
    """An article as the page shows it."""
    beside = {
        "received_at": round(now, 3),
        "delay_s": None if delay_s is None else round(delay_s, 3),
        "title": article.title[:SHOWN_CHARACTERS],
        "body": article.body[:SHOWN_CHARACTERS],
        "clipped": max(len(article.title), len(article.body)) > SHOWN_CHARACTERS,
    }
    # The event is spliced in as pydantic's own JSON: parsing it again to nest it would double the work.
    encoded = _line(beside)[:-1] + b',"event":' + data.model_dump_json().encode() + b"}"
    return Message("article", encoded, content_hash=data.article.content_hash)


def dead_letter_message(code: str, message: str, where: str, stage: str, now: float) -> Message:
    """A dead letter as the page shows it."""
    shown = {"at": round(now, 3), "code": code, "message": message[:SHOWN_REASON], "where": where, "stage": stage}
    return Message("dead_letter", _line(shown))


def stats_message(sample: Mapping[str, Any]) -> Message:
    """A sample of the flow."""
    return Message("stats", _line(sample))


def hello_message(greeting: Mapping[str, Any]) -> Message:
    """The first message of every connection."""
    return Message("hello", _line(greeting))


def frame(message: Message, message_id: str | None) -> bytes:
    """`message` as a server-sent event. JSON escapes line breaks, so the data is always one line."""
    head = f"id: {message_id}\n" if message_id else ""
    return f"{head}event: {message.kind}\ndata: ".encode() + message.data + b"\n\n"


def _line(value: Mapping[str, Any]) -> bytes:
    # Arabic as itself takes a third of the room of its escapes.
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")
