"""The AsyncAPI document against the specification's own schema, and followed reference by reference as its tools do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from stream import __version__
from stream.contract.records import enriched_data, event_records
from stream.contract.schema import EVENTS, asyncapi
from stream.settings import Topics
from tests.contract.builders import analysis, article, provenance

META_SCHEMA = Path(__file__).with_name("asyncapi-3.0.0.json")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return asyncapi(Topics(), __version__)


def faults(document: dict[str, Any]) -> list[str]:
    schema = json.loads(META_SCHEMA.read_text(encoding="utf-8"))
    return [fault.message for fault in jsonschema.Draft7Validator(schema).iter_errors(document)]


def test_it_is_an_asyncapi_3_document(document: dict[str, Any]) -> None:
    assert faults(document) == []


@pytest.mark.parametrize("part", ["info", "asyncapi"])
def test_the_check_bites(document: dict[str, Any], part: str) -> None:
    wrong = deepcopy(document)
    del wrong[part]
    assert faults(wrong)


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key == "$ref")
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_every_reference_leads_to_something_in_the_document(document: dict[str, Any]) -> None:
    for reference in references(document):
        found = document
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
        assert found


@pytest.mark.parametrize("kind", EVENTS)
def test_events_fit_the_payload_it_describes(document: dict[str, Any], kind: str) -> None:
    payload = {**document["components"]["messages"][kind]["payload"], "components": document["components"]}
    records = event_records(enriched_data(article(), analysis(), provenance()), Topics())
    fitting = [record for record in records if dict(record.headers)["ce_type"] == kind.encode()]
    assert fitting
    for record in fitting:
        jsonschema.Draft202012Validator(payload).validate(json.loads(record.value or b""))
