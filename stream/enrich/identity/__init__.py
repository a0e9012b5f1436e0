"""Identity: whom and what an article names, each with one id in every article, script and spelling.

`identify` is the room's only door. It is pure: the same reading and gazetteer give the same entities on any worker.
"""

from __future__ import annotations

from typing import Final

from stream.enrich.identity.article import Article
from stream.enrich.identity.clean import clean
from stream.enrich.identity.entity import Entity
from stream.enrich.identity.gazetteer import Gazetteer, default_gazetteer
from stream.enrich.identity.grouping import entities_of
from stream.enrich.reading import EntityType, Mention, Reading, Span

__all__ = ["Entity", "Gazetteer", "identify", "prepare"]


def identify(reading: Reading, gazetteer: Gazetteer | None = None) -> list[Entity]:
    """The entities that `reading` names, in the order of their first mention, with cleaned mentions.

    Every mention's `text` is exactly its stretch of the field; mentions of all entities together do not overlap.
    Without `gazetteer` the package's own is loaded once and kept.
    """
    article = Article(reading, gazetteer or default_gazetteer())
    return entities_of(clean(article), article)


# One name of each kind in both scripts that no table knows: only for such a name are all tables asked.
_UNKNOWN: Final[tuple[tuple[str, EntityType], ...]] = (
    ("هيئة الزنبوق الوطنية", "ORG"),
    ("هيئة الزنبوق الليبية", "ORG"),
    ("سامي زنبوقان", "PER"),
    ("زنبوقستان", "LOC"),
    ("كأس زنبوقان", "MISC"),
    ("National Zanbouk Authority", "ORG"),
    ("Sami Zanboukan", "PER"),
    ("Zanboukistan", "LOC"),
    ("Zanbouk's Ministry of Lilies", "ORG"),
)


def prepare() -> None:
    """Load the gazetteer and what is derived from it, a second that the first articles would wait for otherwise."""
    body, mentions = "", []
    for name, kind in _UNKNOWN:
        place = Span(name, "body", len(body), len(body) + len(name))
        mentions.append(Mention(place, kind, 1.0, 0, (0.0, 1.0, 0.0)))
        body += f"{name}, "
    identify(Reading("", body, "ar", (), tuple(mentions), ()))
