from __future__ import annotations

import pytest
from kafka import KafkaConsumer, OffsetAndMetadata, TopicPartition

from stream.broker.lag import consumer_lag
from stream.broker.produce import Outgoing, produce
from stream.errors import TopicMissingError
from stream.settings import Settings

pytestmark = pytest.mark.kafka


def send(settings: Settings, partition: int, count: int) -> None:
    produce(settings, [Outgoing(b"{}", partition=partition) for _ in range(count)])


def commit(settings: Settings, partition: int, offset: int) -> None:
    consumer = KafkaConsumer(
        bootstrap_servers=settings.kafka.brokers, group_id=settings.kafka.group, enable_auto_commit=False
    )
    each = TopicPartition(settings.topics.articles.name, partition)
    consumer.assign([each])
    consumer.commit({each: OffsetAndMetadata(offset, "", -1)})
    consumer.close()


def test_a_group_that_never_committed_is_behind_by_everything(kafka_settings: Settings) -> None:
    send(kafka_settings, 1, 7)
    lag = consumer_lag(kafka_settings)
    assert (lag.total, lag.has_committed) == (7, False)
    assert [(each.partition, each.end, each.committed) for each in lag.partitions][1] == (1, 7, None)


def test_commits_bring_the_lag_down_partition_by_partition(kafka_settings: Settings) -> None:
    send(kafka_settings, 0, 10)
    send(kafka_settings, 1, 4)
    commit(kafka_settings, 0, 8)
    lag = consumer_lag(kafka_settings)
    assert (lag.total, lag.has_committed) == (6, True)
    assert [each.lag for each in lag.partitions] == [2, 4, 0, 0]
    commit(kafka_settings, 0, 10)
    commit(kafka_settings, 1, 4)
    assert consumer_lag(kafka_settings).total == 0


def test_the_lag_of_a_missing_topic_says_what_to_do(bare_settings: Settings) -> None:
    with pytest.raises(TopicMissingError, match="newsstream topics create"):
        consumer_lag(bare_settings)
