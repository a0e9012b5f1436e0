"""Events as records: topics, keys, CloudEvents headers, ids that only the article decides, and valid data."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from stream.contract.article import Article
from stream.contract.records import CLAIMED, ENRICHED, MENTIONED, Record, enriched_data, event_records
from stream.contract.schema import asyncapi, schemas
from stream.settings import Topics
from tests.contract.builders import analysis, article, claim, entity, provenance


def records(made_from: Article | None = None, at: str = "2026-11-22T12:00:00Z", **parts: Any) -> list[Record]:
    data = enriched_data(made_from or article(), analysis(**parts), provenance(at))
    return list(event_records(data, Topics()))


def header(record: Record, name: str) -> str:
    return dict(record.headers)[name].decode()


def test_an_article_gives_one_enriched_event_and_one_an_entity_and_a_claim() -> None:
    made = records(entities=(entity(), entity("iso3166:AZ")), claims=(claim(),))
    assert [record.topic for record in made] == ["news.enriched", "news.mentions", "news.mentions", "news.claims"]
    assert [header(record, "ce_type") for record in made] == [ENRICHED, MENTIONED, MENTIONED, CLAIMED]


def test_keys_are_article_entity_and_claimant() -> None:
    assert [record.key for record in records()] == [b"a-1", b"geonames:585226", b"org:defence"]


def test_a_claim_without_a_known_claimant_is_keyed_by_its_article() -> None:
    assert records(claims=(claim(claimant_id=None),))[-1].key == b"a-1"


def test_headers_are_cloudevents_in_binary_mode() -> None:
    first = dict(records()[0].headers)
    assert first.keys() == {
        "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_subject", "content-type",
    }  # fmt: skip
    assert first["ce_specversion"] == b"1.0"
    assert first["ce_subject"] == b"a-1"
    assert first["ce_time"] == b"2026-11-22T12:00:00Z"


def test_event_ids_do_not_depend_on_time() -> None:
    ids = [
        [header(record, "ce_id") for record in records(at=at)]
        for at in ("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
    ]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


def test_an_edited_article_gives_new_event_ids() -> None:
    before, after = (header(records(article(body))[0], "ce_id") for body in ("نص", "نص معدل"))
    assert before != after


def test_two_claims_of_one_article_have_two_event_ids() -> None:
    made = records(claims=(claim("claim:1"), claim("claim:2")))
    assert header(made[-1], "ce_id") != header(made[-2], "ce_id")


@pytest.mark.parametrize("position", [0, 1, 2])
def test_data_is_valid_against_its_exported_schema(position: int) -> None:
    record = records()[position]
    assert record.value is not None
    jsonschema.validate(json.loads(record.value), schemas()[header(record, "ce_type")])


def test_the_detected_language_fills_in_only_when_none_was_sent() -> None:
    languages = [
        enriched_data(made, analysis(), provenance()).article.language
        for made in (article(), article(language="ar-EG"))
    ]
    assert languages == ["ar", "ar-EG"]


def test_every_schema_is_a_valid_json_schema() -> None:
    for schema in schemas().values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("record", [{"body": "x"}, {"title": "x", "id": 3, "more": []}])
def test_the_article_schema_accepts_what_the_decoder_accepts(record: dict[str, object]) -> None:
    jsonschema.validate(record, schemas()["article.v1"])


def test_the_article_schema_asks_for_a_text() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "1"}, schemas()["article.v1"])


def test_asyncapi_names_every_topic_and_resolves_its_references() -> None:
    document = asyncapi(Topics(), "0.1.0")
    assert set(document["channels"]) == {"news.articles", "news.enriched", "news.mentions", "news.claims"}
    for channel in document["channels"].values():
        for message in channel["messages"].values():
            assert message["$ref"].rpartition("/")[2] in document["components"]["messages"]
