"""Identity: whom and what an article names, each with one id in every article, script and spelling.

`identify` is the room's only door. It is pure: the same reading and gazetteer give the same entities on any worker.
"""

from __future__ import annotations

from stream.enrich.identity.article import Article
from stream.enrich.identity.clean import clean
from stream.enrich.identity.entity import Entity
from stream.enrich.identity.gazetteer import Gazetteer, default_gazetteer
from stream.enrich.identity.grouping import entities_of
from stream.enrich.reading import Mention, Reading, Span

__all__ = ["Entity", "Gazetteer", "identify", "prepare"]


def identify(reading: Reading, gazetteer: Gazetteer | None = None) -> list[Entity]:
    """The entities that `reading` names, in the order of their first mention, with cleaned mentions.

    Every mention's `text` is exactly its stretch of the field; mentions of all entities together do not overlap.
    Without `gazetteer` the package's own is loaded once and kept.
    """
    article = Article(reading, gazetteer or default_gazetteer())
    return entities_of(clean(article), article)


def prepare() -> None:
    """Load the gazetteer and what is derived from it, half a second that the first article would wait for otherwise."""
    name = "اتحاد"  # an organisation: those are looked up in every table
    mention = Mention(Span(name, "body", 0, len(name)), "ORG", 1.0, 0, (0.0, 1.0, 0.0))
    identify(Reading("", name, "ar", (), (mention,), ()))
