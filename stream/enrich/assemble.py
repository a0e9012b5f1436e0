"""Reading to Analysis: identities, sentiments and claims put into the shapes of the wire contract."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from stream.contract.article import Article
from stream.contract.events import Analysis, Claimant, Cue
from stream.contract.events import Claim as ClaimEvent
from stream.contract.events import Entity as EntityEvent
from stream.contract.events import Mention as MentionEvent
from stream.enrich.claims import Claim, claimant_mention, find_claims
from stream.enrich.everywhere import divided, found_everywhere
from stream.enrich.identity import Entity, identify
from stream.enrich.language import UNKNOWN
from stream.enrich.reading import Mention, Reading, Span
from stream.enrich.salience import relation, salience
from stream.enrich.sentiment import DIGITS, article_sentiment, entity_sentiment


def analyse(article: Article, reading: Reading) -> Analysis:
    """Everything the events of `article` will say."""
    entities = find_entities(reading)
    named = sorted(
        (mention for entity in entities for mention in entity.mentions), key=lambda mention: mention.span.position
    )
    cleaned = replace(reading, mentions=tuple(named))
    owners = {mention.span: entity.id for entity in entities for mention in entity.mentions}
    most = max((len(entity.mentions) for entity in entities), default=0)
    content_hash = article.content_hash  # of the whole text: once, not for each claim
    return Analysis(
        language=None if reading.language == UNKNOWN else reading.language,
        entities=tuple(_entity(entity, reading, most) for entity in entities),
        sentiment=article_sentiment(reading.sentences),
        claims=tuple(
            _claim(_claim_id(article.id, content_hash, claim.content), claim, named, owners)
            for claim in find_claims(cleaned)
        ),
    )


def find_entities(reading: Reading) -> list[Entity]:
    """The named things of an article with all their mentions."""
    reading = divided(reading)
    return found_everywhere(identify(reading), reading)


def _entity(entity: Entity, reading: Reading, most_mentions: int) -> EntityEvent:
    share = salience(entity.mentions, reading, most_mentions)
    return EntityEvent(
        id=entity.id,
        name=entity.name,
        name_en=entity.name_en,
        type=entity.type,
        rel=relation(share),
        salience=share,
        sentiment=entity_sentiment(entity.mentions),
        country=entity.country if entity.type == "LOC" else None,
        latitude=entity.latitude,
        longitude=entity.longitude,
        mentions=tuple(_mention(mention) for mention in entity.mentions),
    )


def _mention(mention: Mention) -> MentionEvent:
    span = mention.span
    confidence = round(mention.confidence, DIGITS)
    return MentionEvent(text=span.text, field=span.field, start=span.start, end=span.end, confidence=confidence)


def _claim(claim_id: str, claim: Claim, named: Sequence[Mention], owners: dict[Span, str]) -> ClaimEvent:
    content = claim.content
    within = [mention for mention in named if mention.span.overlaps(content)]
    return ClaimEvent(
        id=claim_id,
        text=content.text,
        field=content.field,
        start=content.start,
        end=content.end,
        check_worthiness=round(claim.check_worthiness, DIGITS),
        basis=claim.basis,
        denied=claim.denied,
        claimant=_claimant(claim, named, owners),
        cue=_cue(claim),
        entity_ids=tuple(dict.fromkeys(owners[mention.span] for mention in within)),
    )


def _claimant(claim: Claim, named: Sequence[Mention], owners: dict[Span, str]) -> Claimant | None:
    who = claim.claimant
    # The contract has one field for claim, claimant and cue; an offset into the other field would mislead.
    if who is None or who.field != claim.content.field:
        return None
    number = claimant_mention(claim.antecedent or who, named)
    entity_id = None if number is None else owners[named[number].span]
    return Claimant(text=who.text, start=who.start, end=who.end, entity_id=entity_id)


def _cue(claim: Claim) -> Cue | None:
    cue = claim.cue
    if cue is None or cue.field != claim.content.field:
        return None
    return Cue(text=cue.text, start=cue.start, end=cue.end)


def _claim_id(article_id: str, content_hash: str, content: Span) -> str:
    identity = json.dumps([article_id, content_hash, content.field, content.start, content.end])
    return "claim:" + hashlib.sha256(identity.encode()).hexdigest()[:24]
