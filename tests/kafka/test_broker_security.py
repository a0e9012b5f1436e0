from __future__ import annotations

import pytest

from stream.broker.dead_letters import list_dead_letters
from stream.broker.lag import consumer_lag
from stream.broker.produce import Outgoing, produce
from stream.broker.tail import tail
from stream.broker.topics import list_topics
from stream.errors import BrokerError
from stream.settings import KafkaSettings, Settings
from tests.kafka.broker_choice import Broker

pytestmark = pytest.mark.kafka


@pytest.fixture
def secure(kafka: Broker) -> KafkaSettings:
    if kafka.secure is None:
        pytest.skip(f"{kafka.name} has no SASL_SSL listener here")
    return kafka.secure


def changed(kafka: KafkaSettings, **values: object) -> Settings:
    return Settings.model_validate({"kafka": {**kafka.model_dump(), "request_timeout": 2.0, **values}})


@pytest.mark.parametrize("mechanism", ["SCRAM-SHA-512", "PLAIN"])
def test_everything_works_over_sasl_and_tls(secure: KafkaSettings, kafka_settings: Settings, mechanism: str) -> None:
    client = secure.model_copy(update={"group": kafka_settings.kafka.group, "sasl_mechanism": mechanism})
    settings = kafka_settings.model_copy(update={"kafka": client})
    assert len(list_topics(settings)) == 5
    assert produce(settings, [Outgoing(b'{"body": "x"}')]).confirmed == 1
    (event,) = tail(settings, [settings.topics.articles.name], start="beginning", idle=1.0)
    assert event.data == {"body": "x"}
    assert consumer_lag(settings).total == 1
    assert list(list_dead_letters(settings)) == []


def test_a_wrong_password_says_what_to_check(secure: KafkaSettings) -> None:
    with pytest.raises(BrokerError, match=r"check kafka\.(brokers, .*)?sasl_\*"):
        list_topics(changed(secure, sasl_password="wrong"))  # noqa: S106  # that is the point


def test_a_certificate_of_an_unknown_authority_is_refused(secure: KafkaSettings) -> None:
    with pytest.raises(BrokerError, match="CERTIFICATE_VERIFY_FAILED"):
        list_topics(changed(secure, ssl_cafile=None))


def test_a_mechanism_the_broker_does_not_offer_is_named(secure: KafkaSettings) -> None:
    with pytest.raises(BrokerError, match=r"kafka\.sasl_\*|SCRAM-SHA-256"):
        list_topics(changed(secure, sasl_mechanism="SCRAM-SHA-256"))
