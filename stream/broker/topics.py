"""Create, list and check the topics of the wire contract. What exists is reported, never altered or deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kafka import errors as kafka_errors
from kafka.admin import ConfigResource, ConfigResourceType

from stream.broker.client import CREATE_TOPICS, admin, translate
from stream.errors import TopicMissingError
from stream.settings import KafkaSettings, Settings, TopicSettings

FRAMING_BYTES = 1_048_576  # what a record may carry besides its value: key, headers, the batch's own framing
SHOWN = ("retention.ms", "cleanup.policy", "max.message.bytes")


@dataclass(frozen=True, slots=True)
class TopicState:
    """A topic as the broker has it, next to what the settings ask for."""

    name: str
    partitions: int
    replication: int
    config: dict[str, str]
    created: bool = False
    differences: tuple[str, ...] = ()


def create_topics(settings: Settings) -> list[TopicState]:
    """Create what is missing of the five topics; one state each, saying what was created and what differs.

    Raises:
        BrokerError: no broker answers within `kafka.request_timeout`, or it refuses a topic.
    """
    wanted = settings.topics.all()
    with admin(settings.kafka) as client:
        present = set(client.list_topics())
        missing = [topic for topic in wanted if topic.name not in present]
        if missing:
            _create(client, missing, settings)
        return _states(client, wanted, settings, {topic.name for topic in missing})


def list_topics(settings: Settings) -> list[TopicState]:
    """Those of the five topics that exist, with their configuration and how it differs from the settings."""
    with admin(settings.kafka) as client:
        present = set(client.list_topics())
        there = [topic for topic in settings.topics.all() if topic.name in present]
        return _states(client, there, settings, set())


def check_topics(settings: Settings, timeout: float | None = None) -> None:
    """Return when all five topics exist.

    Raises:
        TopicMissingError: names what is missing and the command that creates it.
        BrokerError: no broker answered within `timeout` seconds (`worker.start_timeout`).
    """
    timeout = settings.worker.start_timeout if timeout is None else timeout
    with admin(settings.kafka, timeout) as client:
        present = set(client.list_topics())
    missing = [topic.name for topic in settings.topics.all() if topic.name not in present]
    if missing:
        raise TopicMissingError(f"{_where(settings.kafka)}: missing topics: {', '.join(missing)}; {CREATE_TOPICS}")


def topic_config(topic: TopicSettings, settings: Settings) -> dict[str, str]:
    """The broker-side configuration that the settings ask for."""
    retention = -1 if topic.retention == "forever" else int(topic.retention * 1000)
    return {
        "retention.ms": str(retention),
        "cleanup.policy": "compact" if topic.compact else "delete",
        "max.message.bytes": str(_largest_record(topic, settings)),
    }


def _largest_record(topic: TopicSettings, settings: Settings) -> int:
    # Kafka's default, 1 MiB, would refuse articles that input.max_bytes accepts. A dead letter is its article plus the
    # reasons: if its topic took no more than the article's, the largest articles could not be dead-lettered at all.
    if topic.name == settings.topics.articles.name:
        return settings.input.max_bytes + FRAMING_BYTES
    return max(settings.kafka.max_request_size, settings.input.max_bytes + 2 * FRAMING_BYTES)


def _create(client: Any, topics: list[TopicSettings], settings: Settings) -> None:
    wanted = {
        topic.name: {
            "num_partitions": topic.partitions,
            "replication_factor": topic.replication,
            "configs": topic_config(topic, settings),
        }
        for topic in topics
    }
    answer = client.create_topics(wanted, raise_errors=False)
    for topic in answer["topics"]:
        error = kafka_errors.for_code(topic["error_code"])
        # Another `topics create` may have been quicker.
        if error not in {kafka_errors.NoError, kafka_errors.TopicAlreadyExistsError}:
            reason = topic.get("error_message") or error.__name__
            raise translate(error(f"topic {topic['name']}: {reason}"), settings.kafka)
    client.wait_for_topics([topic.name for topic in topics])


def _states(client: Any, topics: list[TopicSettings], settings: Settings, created: set[str]) -> list[TopicState]:
    names = [topic.name for topic in topics]
    described = {topic["name"]: topic["partitions"] for topic in client.describe_topics(names)} if names else {}
    configs = _configs(client, names)
    return [_state(topic, described[topic.name], configs[topic.name], settings, created) for topic in topics]


def _configs(client: Any, names: list[str]) -> dict[str, dict[str, str]]:
    resources = [ConfigResource(ConfigResourceType.TOPIC, name, list(SHOWN)) for name in names]
    found = client.describe_configs(resources, config_filter="all").get("topic", {}) if names else {}
    return {name: {key: entry["value"] for key, entry in found.get(name, {}).items()} for name in names}


def _state(
    topic: TopicSettings, partitions: list[Any], config: dict[str, str], settings: Settings, created: set[str]
) -> TopicState:
    replication = min((len(partition["replica_nodes"]) for partition in partitions), default=0)
    asked = topic_config(topic, settings) | {"partitions": str(topic.partitions), "replication": str(topic.replication)}
    has = config | {"partitions": str(len(partitions)), "replication": str(replication)}
    differs = [
        f"{key} is {has[key]}, settings say {asked[key]}" for key in asked if has.get(key, asked[key]) != asked[key]
    ]
    return TopicState(topic.name, len(partitions), replication, config, topic.name in created, tuple(differs))


def _where(kafka: KafkaSettings) -> str:
    return ", ".join(kafka.brokers)
