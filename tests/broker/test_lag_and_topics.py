from __future__ import annotations

import pytest
from kafka import TopicPartition

from stream.broker.lag import partition_lag
from stream.broker.topics import topic_config
from stream.settings import Settings

PARTITION = TopicPartition("t", 0)


@pytest.mark.parametrize(
    ("begin", "end", "committed", "lag"),
    [
        (0, 10, 4, 6),
        (0, 10, 10, 0),
        (0, 10, None, 10),
        (5, 10, 2, 5),  # retention removed what was never read
        (5, 5, None, 0),
        (0, 3, 8, 0),  # the topic was made anew
    ],
)
def test_lag_is_what_can_still_be_read(begin: int, end: int, committed: int | None, lag: int) -> None:
    assert partition_lag(PARTITION, begin, end, committed).lag == lag


def test_a_group_that_skips_old_records_and_never_committed_has_no_lag() -> None:
    assert partition_lag(PARTITION, 0, 10, None, skips_old=True).lag == 0
    assert partition_lag(PARTITION, 0, 10, 4, skips_old=True).lag == 6


def test_a_dead_letter_topic_takes_more_than_the_largest_article() -> None:
    for settings in (Settings(), Settings.model_validate({"input": {"max_bytes": 50_000_000}})):
        article = int(topic_config(settings.topics.articles, settings)["max.message.bytes"])
        dead_letter = int(topic_config(settings.topics.dead_letters, settings)["max.message.bytes"])
        assert settings.input.max_bytes < article < dead_letter


def test_retention_may_be_a_fraction_of_a_second_or_for_ever() -> None:
    topics = {"claims": {"name": "c", "retention": 0.5}, "mentions": {"name": "m", "retention": "forever"}}
    settings = Settings.model_validate({"topics": topics})
    assert topic_config(settings.topics.claims, settings)["retention.ms"] == "500"
    assert topic_config(settings.topics.mentions, settings)["retention.ms"] == "-1"
