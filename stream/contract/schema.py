"""The contract for machines: a JSON Schema of each event's data and of the article, and an AsyncAPI document.

Made from the models that write the events, so that schema and events cannot drift apart.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from stream.contract.article import Article
from stream.contract.events import ArticleEnriched, ClaimMade, EntityMentioned
from stream.contract.records import CLAIMED, CONTENT_TYPE, ENRICHED, MENTIONED, SOURCE
from stream.contract.trace import TRACEPARENT, TRACESTATE
from stream.settings import Topics

ARTICLE = "article.v1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
EVENTS: dict[str, type[BaseModel]] = {ENRICHED: ArticleEnriched, MENTIONED: EntityMentioned, CLAIMED: ClaimMade}
KEYS = {
    ARTICLE: "Any; records with one key stay in order.",
    ENRICHED: "Article id.",
    MENTIONED: "Entity id.",
    CLAIMED: "Entity id of the claimant, else the article id.",
}
COMPONENT = "#/components/schemas/{model}"
KAFKA_BINDING = "0.5.0"


def schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema (2020-12) of each message by its type."""
    events = {kind: _schema(kind, model, "serialization") for kind, model in EVENTS.items()}
    return {ARTICLE: _article_schema(), **events}


def asyncapi(topics: Topics, version: str) -> dict[str, Any]:
    """An AsyncAPI 3.0 document: every topic with the messages it carries."""
    carried = {
        topics.articles.name: (ARTICLE, "receive"),
        topics.enriched.name: (ENRICHED, "send"),
        topics.mentions.name: (MENTIONED, "send"),
        topics.claims.name: (CLAIMED, "send"),
    }
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "newsstream", "version": version, "description": "Articles in, structured events out."},
        "defaultContentType": "application/json",
        "channels": {topic: _channel(topic, kind) for topic, (kind, _) in carried.items()},
        "operations": {f"{action}.{kind}": _operation(topic, action) for topic, (kind, action) in carried.items()},
        "components": {"messages": {kind: _message(kind) for kind in (ARTICLE, *EVENTS)}, "schemas": _components()},
    }


def _components() -> dict[str, Any]:
    """Every shape once. AsyncAPI tools resolve references from the document's root, so `#/$defs/…` would find nothing."""
    models = [(model, "serialization") for model in EVENTS.values()]
    _, events = models_json_schema(models, ref_template=COMPONENT)  # type: ignore[arg-type]
    article = {key: value for key, value in _article_schema().items() if not key.startswith("$")}
    return {Article.__name__: article, **events["$defs"]}


def _schema(kind: str, model: type[BaseModel], mode: Any) -> dict[str, Any]:
    return {"$schema": DIALECT, "$id": f"urn:newsstream:{kind}", **model.model_json_schema(mode=mode)}


def _article_schema() -> dict[str, Any]:
    """What a producer may send: every field optional but one of title and body; unknown fields are kept."""
    schema = _schema(ARTICLE, Article, "validation")
    schema["properties"].pop("extra")
    schema["properties"]["id"]["type"] = ["string", "integer", "null"]
    for name in ("title", "body"):
        schema["properties"][name]["type"] = ["string", "null"]
    schema.pop("required", None)
    return {**schema, "anyOf": [{"required": ["body"]}, {"required": ["title"]}], "additionalProperties": True}


def _channel(topic: str, kind: str) -> dict[str, Any]:
    return {"address": topic, "messages": {kind: {"$ref": f"#/components/messages/{kind}"}}}


def _operation(topic: str, action: str) -> dict[str, Any]:
    return {"action": action, "channel": {"$ref": f"#/channels/{topic}"}}


def _message(kind: str) -> dict[str, Any]:
    payload = {"$ref": COMPONENT.format(model=EVENTS.get(kind, Article).__name__)}
    key = {"type": "string", "description": KEYS[kind]}
    message: dict[str, Any] = {
        "name": kind,
        "contentType": CONTENT_TYPE,
        "payload": payload,
        "bindings": {"kafka": {"key": key, "bindingVersion": KAFKA_BINDING}},
    }
    if kind != ARTICLE:
        message["headers"] = _cloudevents_headers(kind)
    return message


def _cloudevents_headers(kind: str) -> dict[str, Any]:
    text = {"type": "string"}
    constant = {"ce_specversion": "1.0", "ce_type": kind, "ce_source": SOURCE, "content-type": CONTENT_TYPE}
    free = dict.fromkeys(("ce_id", "ce_time", "ce_subject"), text)
    properties = {**{name: {"const": value} for name, value in constant.items()}, **free}
    traces = dict.fromkeys((TRACEPARENT, TRACESTATE), text)
    return {"type": "object", "properties": {**properties, **traces}, "required": sorted(properties)}
