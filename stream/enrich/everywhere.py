"""A name found once is a name in the whole article: the model, which reads sentence by sentence, is made to agree with itself.

Before identity, a name read elsewhere tells where a longer mention divides (`divided`); after it, names are looked for
where the model passed over them (`found_everywhere`). Tables of names are identity's work, not this one's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import fmean

from stream.enrich.identity import Entity
from stream.enrich.reading import Field, Mention, Reading, Span

SURE = 0.8  # the model's confidence in a name that is to tell about other places
SURE_ENOUGH = 0.7  # the same where a longer mention begins with the name: two readings agree
OFTEN = 2  # places where a name of one word must have been found
SHORTEST = 3  # letters of a name that is looked for
FULL_NAME = 2  # words
LISTED = "geonames:"  # begins the ids of cities
LESS_SURE = 0.9  # of the least sure sighting: what a name looked for is worth
_PARTICLE = "(?:[وف]?[بلك]?)"  # written onto an Arabic name
LONGEST_PARTICLE = 2  # letters
_ATTACHED = re.compile(f"{_PARTICLE}$")
_BEFORE_ARABIC = re.compile(rf"(?<!\w){_PARTICLE}\Z")
_BEFORE_OTHERS = re.compile(r"(?<![\w-])\Z")
_GOES_ON = re.compile(r"[\w-]")
_ARABIC = re.compile("[\u0620-\u064a]")
FIELDS: tuple[Field, ...] = ("title", "body")


def divided(reading: Reading) -> Reading:
    """The reading with mentions cut where names read elsewhere end: بأبي بكر with أبي بكر, لشركة فلان with شركة."""
    sure: dict[str, Mention] = {}
    for mention in reading.mentions:
        if mention.confidence >= SURE_ENOUGH and len(mention.span.text) >= SHORTEST:
            sure.setdefault(mention.span.text, mention)
    mentions = tuple(part for mention in reading.mentions for part in _divided(mention, sure))
    return replace(reading, mentions=mentions)


def _divided(mention: Mention, sure: Mapping[str, Mention]) -> Iterator[Mention]:
    """A particle comes off a full name; before a person's full name may stand a body or a place."""
    words = mention.span.text.split(" ")
    for cut in (0, 1, 2):
        whole = mention.span.text[cut:]
        if len(words) < FULL_NAME or not _ATTACHED.fullmatch(mention.span.text[:cut]):
            break
        if cut and whole in sure:
            yield _part(mention, cut, len(mention.span.text))
            return
        for count in range(1, len(words) - FULL_NAME + 1) if mention.type == "PER" else ():
            first = " ".join(words[:count])[cut:]
            if first in sure and sure[first].type in ("ORG", "LOC"):
                yield replace(_part(mention, cut, cut + len(first)), type=sure[first].type)
                yield _part(mention, cut + len(first) + 1, len(mention.span.text))
                return
    yield mention


def _part(mention: Mention, start: int, end: int) -> Mention:
    span = mention.span
    part = Span(span.text[start:end], span.field, span.start + start, span.start + end)
    return replace(mention, span=part)


def found_everywhere(entities: Sequence[Entity], reading: Reading) -> list[Entity]:
    """The entities with the places where their names stand unmarked, in the order in which they are first named."""
    named = _names(entities)
    taken = [mention.span for entity in entities for mention in entity.mentions]
    begun = {(span.field, span.start) for span in taken}  # nearly every place that is found is a mention's own
    more: dict[str, list[Mention]] = defaultdict(list)
    for text, entity in sorted(named.items(), key=lambda item: -len(item[0])):
        new = [span for span in _places(text, reading) if (span.field, span.start) not in begun]
        free = [span for span in new if not any(span.overlaps(other) for other in taken)]
        own = [mention for mention in entity.mentions if mention.span.text == text]
        whole = any(text in mention.span.text.split(" ")[1:] for mention in entity.mentions)
        if free and _is_sure(text, own, len(free), vouched=whole or entity.id.startswith(LISTED)):
            more[entity.id] += [_mention(span, entity, own, reading) for span in free]
            taken += free
    grown = [_grown(entity, more[entity.id]) if entity.id in more else entity for entity in entities]
    return sorted(grown, key=lambda entity: entity.mentions[0].span.position)


def _names(entities: Sequence[Entity]) -> dict[str, Entity]:
    """Every written name that stands for one entity only."""
    owners: dict[str, dict[str, Entity]] = defaultdict(dict)
    for entity in entities:
        for mention in entity.mentions:
            owners[mention.span.text][entity.id] = entity
    return {
        text: next(iter(owned.values())) for text, owned in owners.items() if len(owned) == 1 and len(text) >= SHORTEST
    }


def _is_sure(text: str, own: Sequence[Mention], free: int, *, vouched: bool) -> bool:
    """A full name found once; a word that was read as a name more often than not, for it may be a common word too.

    `vouched` says that the word also ends a longer name of the entity (حكيمي, أشرف حكيمي), or names a city where the article
    is about: as good as a second place.
    """
    surest = max(mention.confidence for mention in own)
    if surest < SURE:
        return False
    return " " in text or (len(own) + vouched >= OFTEN and len(own) + vouched > free)


def _places(text: str, reading: Reading) -> Iterator[Span]:
    """Where `text` stands as a word of its own; searched without a pattern of its own, which would be compiled each time."""
    before = _BEFORE_ARABIC if _ARABIC.match(text) else _BEFORE_OTHERS
    for field in FIELDS:
        content = reading.text(field)
        at = content.find(text)
        while at >= 0:
            end = at + len(text)
            whole = before.search(content, max(0, at - LONGEST_PARTICLE), at) and not _GOES_ON.match(content, end)
            if whole:
                yield Span(text, field, at, end)
            at = content.find(text, end if whole else at + 1)


def _mention(span: Span, entity: Entity, own: Sequence[Mention], reading: Reading) -> Mention:
    """As the entity is presented elsewhere: what the sentence here says of it was not read."""
    negative, neutral, positive = map(fmean, zip(*(mention.sentiment for mention in own), strict=True))
    home = next((one.index for one in reading.sentences if one.span.overlaps(span)), 0)
    confidence = LESS_SURE * min(mention.confidence for mention in own)
    return Mention(span, entity.type, confidence, home, (negative, neutral, positive))


def _grown(entity: Entity, more: Sequence[Mention]) -> Entity:
    mentions = sorted([*entity.mentions, *more], key=lambda mention: mention.span.position)
    return replace(entity, mentions=tuple(mentions))
