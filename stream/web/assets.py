"""The page's files, read once from the package: a few kilobytes each, and no file system behind the routes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePosixPath

CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    body: bytes
    content_type: str
    etag: str


def load_page() -> dict[str, Asset]:
    """Every file of the page by its name; what has none of the known endings is not served."""
    folder = files("stream.web") / "page"
    return {
        entry.name: _asset(entry.name, entry.read_bytes())
        for entry in folder.iterdir()
        if PurePosixPath(entry.name).suffix in CONTENT_TYPES
    }


def _asset(name: str, body: bytes) -> Asset:
    return Asset(body, CONTENT_TYPES[PurePosixPath(name).suffix], hashlib.sha256(body).hexdigest()[:16])
