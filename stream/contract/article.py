"""The article as it comes in, decoded. Its texts are never changed: offsets count code points in them as received."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Article(BaseModel):
    """One news article. Either `title` or `body` holds text; everything else may be missing.

    `id` names the article for ever: the sender's, else derived from `url`, else from the content. `extra` keeps the
    fields the contract does not know, as they came.
    """

    model_config = ConfigDict(frozen=True)

    id: str = Field(min_length=1, description="Stable id of the article.")
    url: str | None = Field(None, description="Where it was published.")
    source: str | None = Field(None, description="Outlet or feed.")
    title: str = Field("", description="Headline; empty when there is none.")
    body: str = Field("", description="Text; empty when there is only a headline.")
    language: str | None = Field(None, description="BCP 47 tag as sent.")
    published_at: str | None = Field(None, description="RFC 3339 time as sent.")
    author: str | None = Field(None, description="Author or byline.")
    extra: dict[str, Any] = Field(default_factory=dict, description="Unknown fields, kept.")

    @property
    def content_hash(self) -> str:
        """SHA-256 of title and body: two articles with one hash have the same text."""
        # A list keeps "ab"+"c" and "a"+"bc" apart.
        return hashlib.sha256(json.dumps([self.title, self.body]).encode()).hexdigest()

    def age(self, now: float) -> float | None:
        """Seconds from publication to `now` (Unix time), negative when the sender's clock is ahead.

        None without a usable time: the contract does not refuse an article for its date.
        """
        try:
            moment = datetime.fromisoformat(self.published_at) if self.published_at else None
        except ValueError:
            return None
        return now - moment.timestamp() if moment and moment.tzinfo else None


def derived_id(url: str | None, title: str, body: str) -> str:
    """The id of an article that came without one: from its URL, else from its content."""
    source = ["url", url] if url else ["content", title, body]
    return "sha256:" + hashlib.sha256(json.dumps(source).encode()).hexdigest()[:32]
