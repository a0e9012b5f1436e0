"""What identity decides: one thing in the world, with every place where the article names it."""

from __future__ import annotations

from dataclasses import dataclass

from stream.enrich.reading import EntityType, Mention


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place or other named thing of one article.

    `id` is the same in every article, script and spelling: `iso3166:AZ`, `geonames:587084`, or an id of our own
    (`loc:`, `org:`, `per:`, `misc:`) that any worker derives alike. `name` is its fullest form as written in the
    article, `name_en` its English name where known. `country` is an ISO 3166 alpha-2 code; position is in degrees.
    """

    id: str
    name: str
    name_en: str | None
    type: EntityType
    country: str | None
    latitude: float | None
    longitude: float | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A known thing that a name stands for: what a gazetteer, or a rule that derives ids, says about it."""

    id: str
    type: EntityType
    name_en: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
