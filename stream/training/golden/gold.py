"""The golden set as values: what its JSON files say, and nothing about how a system is compared with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stream.contract.article import Article


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of an article's title or body, in code points."""

    field: str
    start: int
    end: int

    def shared(self, other: Place) -> int:
        """Code points that both cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start)) if self.field == other.field else 0


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Everything in one article that names `key`, which is the same in every article that names it."""

    key: str
    type: str
    id_prefix: str | None
    mentions: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class GoldClaimant:
    """Who says so; `key` is the entity it stands for, None for unnamed officials and the like."""

    place: Place
    key: str | None


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim; any of `claimants` is right, and where there is none the claim has no claimant."""

    content: Place
    claimants: tuple[GoldClaimant, ...]
    basis: frozenset[str]
    denied: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article as it is sent, and its labels."""

    article: Article
    language: str
    sentiment: str
    entities: tuple[GoldEntity, ...]
    claims: tuple[GoldClaim, ...]

    def text(self, field: str) -> str:
        """The full text of `field`."""
        return self.article.title if field == "title" else self.article.body


def read_golden(folder: Path) -> list[GoldArticle]:
    """Every article of the set, in the order of file names."""
    return [gold_article(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json"))]


def gold_article(value: dict[str, Any]) -> GoldArticle:
    """One article of the set, from its JSON value."""
    # The language is left for the enricher to detect, as for a sender that gives none.
    article = Article(id=value["id"], title=value["title"], body=value["body"], source=value.get("source"))
    return GoldArticle(
        article=article,
        language=value["language"],
        sentiment=value["sentiment"],
        entities=tuple(_entity(item) for item in value["entities"]),
        claims=tuple(_claim(item) for item in value["claims"]),
    )


def _entity(value: dict[str, Any]) -> GoldEntity:
    mentions = tuple(_place(mention) for mention in value["mentions"])
    return GoldEntity(value["key"], value["type"], value.get("id_prefix"), mentions)


def _claim(value: dict[str, Any]) -> GoldClaim:
    whos = [value["claimant"], *value.get("claimant_also", [])] if value["claimant"] else []
    return GoldClaim(
        content=_place(value),
        claimants=tuple(GoldClaimant(_place(who), who["entity"]) for who in whos),
        basis=frozenset(value["basis"]),
        denied=value["denied"],
    )


def _place(value: dict[str, Any]) -> Place:
    return Place(value["field"], value["start"], value["end"])
