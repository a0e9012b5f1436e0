"""Articles in TREC's wrapping, in which news corpora are handed out: `<DOC>` around tagged fields, not quite XML."""

from __future__ import annotations

import re

FIELDS = {
    "id": ("DOCNO",),
    "url": ("URL",),
    "source": ("SRC", "SOURCE"),
    "title": ("TITLE", "HEADLINE", "HEAD"),
    "published_at": ("TIME",),
    "author": ("AUTHOR", "BYLINE"),
    "body": ("TEXT",),
}


def trec_document(text: str) -> dict[str, str] | None:
    """The fields of a text that begins with `<DOC>`, by our names; None for any other text."""
    if not text.lstrip().startswith("<DOC>"):
        return None
    found = {name: _first(text, tags) for name, tags in FIELDS.items()}
    return {name: value for name, value in found.items() if value}


def _first(text: str, tags: tuple[str, ...]) -> str:
    matches = (re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL) for tag in tags)
    return next((match[1].strip() for match in matches if match), "")
