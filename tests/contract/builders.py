"""Values of the contract with defaults, for tests that care about one field at a time."""

from __future__ import annotations

from stream.contract.article import Article
from stream.contract.events import (
    Analysis,
    Claim,
    Claimant,
    Cue,
    Entity,
    EntitySentiment,
    Mention,
    Probabilities,
    Provenance,
    Sentiment,
)


def article(body: str = "أعلنت وزارة الدفاع الأذربيجانية دخول كلبجر.", **fields: str) -> Article:
    return Article(**{"id": "a-1", "body": body, **fields})


def entity(entity_id: str = "geonames:585226", name: str = "كلبجر", start: int = 0) -> Entity:
    mention = Mention(text=name, field="body", start=start, end=start + len(name), confidence=0.9)
    return Entity(
        id=entity_id,
        name=name,
        name_en="Kalbajar",
        type="LOC",
        rel="about",
        salience=0.7,
        sentiment=EntitySentiment(label="neutral", score=0.0),
        country="AZ",
        latitude=40.1,
        longitude=46.0,
        mentions=(mention,),
    )


def claim(claim_id: str = "claim:1", claimant_id: str | None = "org:defence") -> Claim:
    return Claim(
        id=claim_id,
        text="دخول كلبجر",
        field="body",
        start=30,
        end=40,
        check_worthiness=0.6,
        basis=("reported",),
        denied=False,
        claimant=Claimant(text="وزارة الدفاع", start=6, end=18, entity_id=claimant_id),
        cue=Cue(text="أعلنت", start=0, end=5),
        entity_ids=("geonames:585226",),
    )


def analysis(*, entities: tuple[Entity, ...] | None = None, claims: tuple[Claim, ...] | None = None) -> Analysis:
    return Analysis(
        language="ar",
        entities=(entity(),) if entities is None else entities,
        sentiment=Sentiment(
            label="neutral", score=0.1, probabilities=Probabilities(negative=0.1, neutral=0.7, positive=0.2)
        ),
        claims=(claim(),) if claims is None else claims,
    )


def provenance(enriched_at: str = "2026-11-22T12:00:00Z") -> Provenance:
    return Provenance(pipeline_version="0.1.0", models=(), enriched_at=enriched_at, timings_ms={"enrich": 12.5})
