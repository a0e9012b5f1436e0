"""The events that go out: the shapes of their data, exactly as design and schema publish them.

`enrich` fills these values and the worker puts them in records; nothing here decides anything. Consumers may rely on
every field being present, `null` where unknown.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

EntityType = Literal["PER", "ORG", "LOC", "MISC"]
TextField = Literal["title", "body"]
SentimentLabel = Literal["negative", "neutral", "positive"]
Basis = Literal["reported", "quoted", "quantity", "prediction"]
Share = Field(ge=0, le=1)


class Data(BaseModel):
    """Event data: immutable, no fields beyond the contract."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Mention(Data):
    """One place where an entity is named; `text` equals the field's `[start:end]`, in Unicode code points."""

    text: str = Field(min_length=1)
    field: TextField
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    confidence: float = Share


class EntitySentiment(Data):
    """How the article presents the entity."""

    label: SentimentLabel
    score: float = Field(ge=-1, le=1, description="Positive minus negative probability.")


class Entity(Data):
    """One person, organisation, place or named thing, however it is spelt in the article."""

    id: str = Field(min_length=1, description="Stable across articles, scripts and spellings.")
    name: str = Field(description="Best full form, in the article's language.")
    name_en: str | None = Field(description="English name where known.")
    type: EntityType
    rel: Literal["about", "mentions"]
    salience: float = Share
    sentiment: EntitySentiment
    country: str | None = Field(description="ISO 3166-1 alpha-2, places only.")
    latitude: float | None = Field(ge=-90, le=90)
    longitude: float | None = Field(ge=-180, le=180)
    mentions: tuple[Mention, ...] = Field(min_length=1)


class Probabilities(Data):
    """Adds up to one."""

    negative: float = Share
    neutral: float = Share
    positive: float = Share


class Sentiment(Data):
    """Sentiment of the article as a whole."""

    label: SentimentLabel
    score: float = Field(ge=-1, le=1, description="Positive minus negative probability.")
    probabilities: Probabilities


class Claimant(Data):
    """Who says so: the whole phrase, and the entity it stands for when it is one."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    entity_id: str | None


class Cue(Data):
    """The reporting word."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)


class Claim(Data):
    """Something checkable that is asserted. Claimant and cue lie in the same field as the claim."""

    id: str
    text: str = Field(min_length=1)
    field: TextField
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    check_worthiness: float = Share
    basis: tuple[Basis, ...]
    denied: bool = Field(description="The claimant denies the content.")
    claimant: Claimant | None
    cue: Cue | None
    entity_ids: tuple[str, ...] = Field(description="Entities named in the claim.")


class ArticleReference(Data):
    """The article an event was made from."""

    id: str
    url: str | None
    source: str | None
    title: str | None
    language: str | None = Field(description="As sent, else as detected.")
    published_at: str | None
    content_hash: str


class ModelReference(Data):
    """A model that took part."""

    name: str
    version: str
    sha256: str


class Provenance(Data):
    """What made the event, when, and how long each step took."""

    pipeline_version: str
    models: tuple[ModelReference, ...]
    enriched_at: str
    timings_ms: dict[str, float]


class ArticleEnriched(Data):
    """Data of `article.enriched.v1`: everything about one article."""

    article: ArticleReference
    entities: tuple[Entity, ...]
    sentiment: Sentiment
    claims: tuple[Claim, ...]
    provenance: Provenance


class EntityMentioned(Data):
    """Data of `entity.mentioned.v1`: one entity in one article."""

    article: ArticleReference
    entity: Entity
    provenance: Provenance


class ClaimMade(Data):
    """Data of `claim.made.v1`: one claim of one article."""

    article: ArticleReference
    claim: Claim
    provenance: Provenance


class Analysis(Data):
    """What the enricher found in one article, before it is put in events."""

    language: str | None
    entities: tuple[Entity, ...]
    sentiment: Sentiment
    claims: tuple[Claim, ...]
