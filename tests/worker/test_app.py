from __future__ import annotations

from pathlib import Path

import pytest

from stream.contract.records import Record
from stream.errors import EventTooLargeError, PublishError, SettingsError
from stream.settings import KafkaSettings
from stream.worker.app import build_app, credentials
from stream.worker.consumer import LedgerConsumer
from stream.worker.ledger import Partition
from stream.worker.producer import TimestampRefusedError, translate
from tests.worker.builders import settings

aiokafka_errors = pytest.importorskip("aiokafka.errors")
SCRAM = {"sasl_username": "reader", "sasl_password": "s3cret"}


class Nobody:
    async def before_revoked(self, partitions: set[Partition]) -> None:
        """Nothing to give back."""

    async def before_assigned(self, partitions: set[Partition], generation: int) -> None:
        """Nothing to expect."""


async def test_the_app_writes_with_all_acknowledgements_and_declares_nothing(tmp_path: Path) -> None:
    kafka = {"brokers": ["a:1", "b:2"], "group": "readers", "max_request_size": 5_000_000}
    conf = build_app(settings(kafka=kafka), Nobody(), tmp_path).conf
    assert [str(url) for url in conf.broker] == ["kafka://a:1", "kafka://b:2"]
    assert (conf.id, conf.producer_acks, conf.producer_max_request_size) == ("readers", -1, 5_000_000)
    assert (conf.topic_allow_declare, conf.topic_disable_leader, conf.web_enabled) == (False, True, False)
    assert conf.consumer_auto_offset_reset == "earliest"


async def test_faust_commits_nothing_by_itself(tmp_path: Path) -> None:
    app = build_app(settings(), Nobody(), tmp_path)
    assert isinstance(app.ledger_consumer, LedgerConsumer)
    assert await app.consumer.commit() is False
    app.ledger_consumer._thread.thread_loop.close()  # its thread never starts


def test_scram_reaches_faust() -> None:
    kafka = KafkaSettings.model_validate({"security_protocol": "SASL_PLAINTEXT", **SCRAM})
    found = credentials(kafka)
    assert (found.protocol.value, found.mechanism.value) == ("SASL_PLAINTEXT", "SCRAM-SHA-512")
    assert (found.username, found.password) == ("reader", "s3cret")
    assert "s3cret" not in repr(found)


def test_tls_reaches_faust() -> None:
    found = credentials(KafkaSettings.model_validate({"security_protocol": "SASL_SSL", **SCRAM}))
    assert found.protocol.value == "SASL_SSL"
    assert found.ssl_context.check_hostname
    assert credentials(KafkaSettings(security_protocol="SSL")).context.check_hostname
    assert credentials(KafkaSettings()) is None


def test_a_certificate_that_cannot_be_read_is_a_settings_error(tmp_path: Path) -> None:
    kafka = KafkaSettings(security_protocol="SSL", ssl_cafile=tmp_path / "missing.pem")
    with pytest.raises(SettingsError, match="certificates cannot be used"):
        credentials(kafka)


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("MessageSizeTooLargeError", EventTooLargeError),
        ("RecordListTooLargeError", EventTooLargeError),
        ("InvalidTimestampError", TimestampRefusedError),
        ("KafkaTimeoutError", PublishError),
        ("TopicAuthorizationFailedError", PublishError),
    ],
)
def test_aiokafkas_errors_are_translated(name: str, ours: type[PublishError]) -> None:
    record = Record("news.claims", b"k", b"v", ())
    assert type(translate(getattr(aiokafka_errors, name)(), record)) is ours
