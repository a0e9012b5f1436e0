from __future__ import annotations

import time
from dataclasses import replace

import pytest

from stream.broker.topics import check_topics, create_topics, list_topics, topic_config
from stream.errors import BrokerError, TopicMissingError
from stream.settings import Settings

pytestmark = pytest.mark.kafka


def test_creating_topics_twice_creates_them_once(bare_settings: Settings) -> None:
    assert list_topics(bare_settings) == []
    first, second = create_topics(bare_settings), create_topics(bare_settings)
    assert [state.created for state in first] == [True] * 5
    assert second == [replace(state, created=False) for state in first]
    assert list_topics(bare_settings) == second


def test_topics_get_the_partitions_retention_and_compaction_of_the_settings(bare_settings: Settings) -> None:
    changed = {"enriched": {"partitions": 3, "compact": True, "retention": 3600}, "claims": {"retention": "forever"}}
    tree = bare_settings.model_dump()
    for role, values in changed.items():
        tree["topics"][role] |= values
    settings = Settings.model_validate(tree)
    states = {state.name: state for state in create_topics(settings)}
    enriched, claims = states[settings.topics.enriched.name], states[settings.topics.claims.name]
    assert (enriched.partitions, enriched.replication) == (3, 1)
    assert enriched.config["retention.ms"] == "3600000"
    assert enriched.config["cleanup.policy"] == "compact"
    assert claims.config["retention.ms"] == "-1"
    assert claims.config == topic_config(settings.topics.claims, settings)
    assert [state.differences for state in states.values()] == [()] * 5


def test_a_topic_that_differs_from_the_settings_is_reported_and_left_alone(kafka_settings: Settings) -> None:
    tree = kafka_settings.model_dump()
    tree["topics"]["claims"]["partitions"] = 9
    claims = create_topics(Settings.model_validate(tree))[3]
    assert claims.differences == ("partitions is 4, settings say 9",)
    assert claims.partitions == 4


def test_a_missing_topic_is_named_with_the_command_that_creates_it(bare_settings: Settings) -> None:
    with pytest.raises(TopicMissingError) as caught:
        check_topics(bare_settings)
    assert bare_settings.topics.claims.name in str(caught.value)
    assert "newsstream topics create" in str(caught.value)
    create_topics(bare_settings)
    check_topics(bare_settings)


def test_an_unreachable_broker_is_a_clear_error_within_the_timeout() -> None:
    settings = Settings.model_validate({"kafka": {"brokers": "127.0.0.1:1"}})
    begun = time.monotonic()
    with pytest.raises(BrokerError, match=r"no Kafka broker answered at 127\.0\.0\.1:1"):
        check_topics(settings, timeout=1.0)
    assert time.monotonic() - begun < 5
