"""Events as Kafka records: CloudEvents 1.0 in Kafka's binary mode (`ce_*` headers, JSON data, a key per topic).

Event ids depend on the article and on what the event is about, never on time, worker or attempt: an article that is
delivered twice gives the same ids, and a consumer can drop the repeats.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from stream.contract.article import Article
from stream.contract.events import (
    Analysis,
    ArticleEnriched,
    ArticleReference,
    ClaimMade,
    Data,
    EntityMentioned,
    Provenance,
)
from stream.settings import Topics

Headers = tuple[tuple[str, bytes], ...]
ENRICHED = "article.enriched.v1"
MENTIONED = "entity.mentioned.v1"
CLAIMED = "claim.made.v1"
CONTENT_TYPE = "application/json; charset=utf-8"
SOURCE = "newsstream"


@dataclass(frozen=True, slots=True)
class Record:
    """What is handed to a producer; `timestamp` in milliseconds, None for now."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers
    timestamp: int | None = None


def reference(article: Article, language: str | None) -> ArticleReference:
    """The part of an article that its events repeat."""
    return ArticleReference(
        id=article.id,
        url=article.url,
        source=article.source,
        title=article.title or None,
        language=article.language or language,
        published_at=article.published_at,
        content_hash=article.content_hash,
    )


def enriched_data(article: Article, analysis: Analysis, provenance: Provenance) -> ArticleEnriched:
    """The data of an article's `article.enriched.v1`."""
    return ArticleEnriched(
        article=reference(article, analysis.language),
        entities=analysis.entities,
        sentiment=analysis.sentiment,
        claims=analysis.claims,
        provenance=provenance,
    )


def event_records(data: ArticleEnriched, topics: Topics) -> Iterator[Record]:
    """Every record of one article: first the enriched article, then an entity and a claim each."""
    article, provenance = data.article, data.provenance
    yield _record(topics.enriched.name, ENRICHED, article.id, "", data)
    for entity in data.entities:
        mentioned = EntityMentioned(article=article, entity=entity, provenance=provenance)
        yield _record(topics.mentions.name, MENTIONED, entity.id, entity.id, mentioned)
    for claim in data.claims:
        made = ClaimMade(article=article, claim=claim, provenance=provenance)
        claimant = claim.claimant.entity_id if claim.claimant else None
        yield _record(topics.claims.name, CLAIMED, claimant or article.id, claim.id, made)


def event_id(kind: str, article: ArticleReference, part: str) -> str:
    """The id of the event of `kind` about `part` of an article; an edited article gives new ids."""
    identity = json.dumps([kind, article.id, article.content_hash, part]).encode()
    return hashlib.sha256(identity).hexdigest()[:32]


def _record(topic: str, kind: str, key: str, part: str, data: ArticleEnriched | EntityMentioned | ClaimMade) -> Record:
    return Record(topic, key.encode(), _json(data), _headers(kind, part, data))


def _headers(kind: str, part: str, data: ArticleEnriched | EntityMentioned | ClaimMade) -> Headers:
    values = {
        "ce_specversion": "1.0",
        "ce_id": event_id(kind, data.article, part),
        "ce_source": SOURCE,
        "ce_type": kind,
        "ce_time": data.provenance.enriched_at,
        "ce_subject": data.article.id,
        "content-type": CONTENT_TYPE,
    }
    return tuple((name, value.encode()) for name, value in values.items())


def _json(data: Data) -> bytes:
    return data.model_dump_json().encode()
