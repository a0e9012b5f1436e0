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


class Data(BaseModel):
    """Event data: immutable, no fields beyond the contract."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Mention(Data):
    """One place where an entity is named; `text` equals the field's `[start:end]`, in Unicode code points."""

    text: str = Field(min_length=1, description="The words as they stand in the field.")
    field: TextField = Field(description="Where it stands.")
    start: int = Field(ge=0, description="First code point in the field.")
    end: int = Field(gt=0, description="Code point after the last.")
    confidence: float = Field(ge=0, le=1, description="How sure the model is of span and type.")


class EntitySentiment(Data):
    """How the article presents the entity."""

    label: SentimentLabel = Field(description="Most probable of the three.")
    score: float = Field(ge=-1, le=1, description="Positive minus negative probability.")


class Entity(Data):
    """One person, organisation, place or named thing, however it is spelt in the article."""

    id: str = Field(min_length=1, description="Stable across articles, scripts and spellings.")
    name: str = Field(description="Best full form, in the article's language.")
    name_en: str | None = Field(description="English name where known.")
    type: EntityType = Field(description="Person, organisation, place or something else with a name.")
    rel: Literal["about", "mentions"] = Field(description="The article is about it, or only names it.")
    salience: float = Field(ge=0, le=1, description="Weight in the article.")
    sentiment: EntitySentiment = Field(description="How the article presents it.")
    country: str | None = Field(description="ISO 3166-1 alpha-2, places only.")
    latitude: float | None = Field(ge=-90, le=90, description="Degrees north, places only.")
    longitude: float | None = Field(ge=-180, le=180, description="Degrees east, places only.")
    mentions: tuple[Mention, ...] = Field(min_length=1, description="Every place where it is named.")


class Probabilities(Data):
    """Adds up to one."""

    negative: float = Field(ge=0, le=1, description="Probability of a negative tone.")
    neutral: float = Field(ge=0, le=1, description="Probability of a neutral tone.")
    positive: float = Field(ge=0, le=1, description="Probability of a positive tone.")


class Sentiment(Data):
    """Sentiment of the article as a whole."""

    label: SentimentLabel = Field(description="Most probable of the three.")
    score: float = Field(ge=-1, le=1, description="Positive minus negative probability.")
    probabilities: Probabilities = Field(description="All three probabilities.")


class Claimant(Data):
    """Who says so: the whole phrase, and the entity it stands for when it is one."""

    text: str = Field(description="The phrase as it stands in the field.")
    start: int = Field(ge=0, description="First code point in the field.")
    end: int = Field(gt=0, description="Code point after the last.")
    entity_id: str | None = Field(description="Id of the entity it stands for.")


class Cue(Data):
    """The reporting word."""

    text: str = Field(description="The word as it stands in the field.")
    start: int = Field(ge=0, description="First code point in the field.")
    end: int = Field(gt=0, description="Code point after the last.")


class Claim(Data):
    """Something checkable that is asserted. Claimant and cue lie in the same field as the claim."""

    id: str = Field(description="Stable for the article's text and the claim's place in it.")
    text: str = Field(min_length=1, description="The words as they stand in the field.")
    field: TextField = Field(description="Where it stands.")
    start: int = Field(ge=0, description="First code point in the field.")
    end: int = Field(gt=0, description="Code point after the last.")
    check_worthiness: float = Field(ge=0, le=1, description="How much it deserves a fact-checker's time.")
    basis: tuple[Basis, ...] = Field(description="What makes it checkable.")
    denied: bool = Field(description="The claimant denies the content.")
    claimant: Claimant | None = Field(description="Who says so, where the article tells.")
    cue: Cue | None = Field(description="The reporting word, where there is one.")
    entity_ids: tuple[str, ...] = Field(description="Entities named in the claim.")


class ArticleReference(Data):
    """The article an event was made from."""

    id: str = Field(description="The sender's, else derived from the URL, else from the content.")
    url: str | None = Field(description="Where it was published.")
    source: str | None = Field(description="Outlet or feed.")
    title: str | None = Field(description="Headline as received.")
    language: str | None = Field(description="As sent, else as detected.")
    published_at: str | None = Field(description="RFC 3339 time as sent.")
    content_hash: str = Field(description="SHA-256 of title and body: the same text gives the same hash.")


class ModelReference(Data):
    """A model that took part."""

    name: str = Field(description="Name of the model.")
    version: str = Field(description="Its version.")
    sha256: str = Field(description="Hash of its weights.")


class Provenance(Data):
    """What made the event, when, and how long each step took."""

    pipeline_version: str = Field(description="Version of newsstream.")
    models: tuple[ModelReference, ...] = Field(description="The models that took part.")
    enriched_at: str = Field(description="RFC 3339 time, UTC.")
    timings_ms: dict[str, float] = Field(description="Milliseconds by step.")


class ArticleEnriched(Data):
    """Data of `article.enriched.v1`: everything about one article."""

    article: ArticleReference = Field(description="The article.")
    entities: tuple[Entity, ...] = Field(description="Who and what it names.")
    sentiment: Sentiment = Field(description="How it is told.")
    claims: tuple[Claim, ...] = Field(description="What is asserted in it.")
    provenance: Provenance = Field(description="What made the event.")


class EntityMentioned(Data):
    """Data of `entity.mentioned.v1`: one entity in one article."""

    article: ArticleReference = Field(description="The article it is named in.")
    entity: Entity = Field(description="The entity, with every place where it is named.")
    provenance: Provenance = Field(description="What made the event.")


class ClaimMade(Data):
    """Data of `claim.made.v1`: one claim of one article."""

    article: ArticleReference = Field(description="The article it is made in.")
    claim: Claim = Field(description="The claim.")
    provenance: Provenance = Field(description="What made the event.")


class Analysis(Data):
    """What the enricher found in one article, before it is put in events."""

    language: str | None
    entities: tuple[Entity, ...]
    sentiment: Sentiment
    claims: tuple[Claim, ...]
