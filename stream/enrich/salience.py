"""How much an article is about an entity: in the title, early, and often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from stream.enrich.reading import Mention, Reading

TITLE_SHARE, POSITION_SHARE, FREQUENCY_SHARE = 0.35, 0.3, 0.35  # add up to one
ABOUT = 0.5


def salience(mentions: Sequence[Mention], reading: Reading, most_mentions: int) -> float:
    """0 to 1; `most_mentions` is the number of mentions of the article's most named entity."""
    in_title = any(mention.span.field == "title" for mention in mentions)
    first = min((mention.span.start for mention in mentions if mention.span.field == "body"), default=0)
    early = 1.0 - first / max(1, len(reading.body))
    often = len(mentions) / max(1, most_mentions)
    # Without a title its share goes to the opening, which then does the title's work.
    title = TITLE_SHARE * (in_title if reading.title.strip() else early * often)
    return round(min(1.0, title + POSITION_SHARE * early + FREQUENCY_SHARE * often), 4)


def relation(value: float) -> Literal["about", "mentions"]:
    """IPTC ninjs' distinction between what an article is about and what it merely mentions."""
    return "about" if value >= ABOUT else "mentions"
