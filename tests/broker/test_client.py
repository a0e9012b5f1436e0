from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from kafka import errors as kafka_errors

from stream.broker.client import admin, client_config, translate
from stream.errors import BrokerError, EventTooLargeError, SettingsError, TopicMissingError
from stream.settings import KafkaSettings

TELLTALE = "hunter2"  # a value to look for where it must not be


def kafka(**values: object) -> KafkaSettings:
    return KafkaSettings.model_validate({"brokers": "a:1,b:2", **values})


def test_sasl_and_tls_settings_reach_kafka_python(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text(f"{TELLTALE}\n")
    config = client_config(
        kafka(
            security_protocol="SASL_SSL",
            sasl_mechanism="SCRAM-SHA-256",
            sasl_username="me",
            sasl_password_file=secret,
            ssl_cafile=secret,
            ssl_check_hostname=False,
        )
    )
    assert config["bootstrap_servers"] == ["a:1", "b:2"]
    assert (config["sasl_mechanism"], config["sasl_plain_username"]) == ("SCRAM-SHA-256", "me")
    assert config["sasl_plain_password"] == TELLTALE
    assert (config["ssl_cafile"], config["ssl_check_hostname"]) == (str(secret), False)
    assert "ssl_certfile" not in config


def test_a_certificate_file_that_cannot_be_read_names_its_setting(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"kafka\.ssl_cafile: .*nowhere cannot be read"):
        client_config(kafka(security_protocol="SSL", ssl_cafile=tmp_path / "nowhere"))


def test_plain_settings_carry_neither_tls_nor_sasl() -> None:
    assert not [key for key in client_config(kafka()) if key.startswith(("ssl", "sasl"))]


@pytest.mark.parametrize(
    ("error", "ours", "says"),
    [
        (kafka_errors.KafkaTimeoutError("slow"), BrokerError, "no Kafka broker answered at a:1, b:2 (slow)"),
        (kafka_errors.TopicAuthorizationFailedError("t"), BrokerError, "refused"),
        (kafka_errors.UnknownTopicOrPartitionError("t"), TopicMissingError, "newsstream topics create"),
        (kafka_errors.MessageSizeTooLargeError("t"), EventTooLargeError, "max.message.bytes"),
        (kafka_errors.InvalidRequestError("Request '…"), BrokerError, "a:1, b:2: InvalidRequestError"),
        (kafka_errors.InvalidReplicationFactorError("x" * 500), BrokerError, "a:1, b:2: xxx"),
    ],
)
def test_errors_are_translated_and_name_the_brokers(error: Exception, ours: type[BrokerError], says: str) -> None:
    translated = translate(error, kafka())
    assert type(translated) is ours
    assert says in str(translated)
    assert "a:1, b:2" in str(translated)


def test_a_password_is_in_no_message() -> None:
    settings = kafka(security_protocol="SASL_PLAINTEXT", sasl_username="me", sasl_password=TELLTALE)
    for error in (kafka_errors.SaslAuthenticationFailedError("no"), kafka_errors.KafkaTimeoutError("slow")):
        assert TELLTALE not in str(translate(error, settings))


def test_nobody_listening_says_so_within_the_timeout() -> None:
    began = time.monotonic()
    with pytest.raises(BrokerError, match="ECONNREFUSED"), admin(kafka(brokers="127.0.0.1:1"), timeout=0.5):
        pass
    assert time.monotonic() - began < 5


def test_a_server_that_accepts_and_never_answers_is_given_up_within_the_timeout() -> None:
    with _mute_server() as address:
        began = time.monotonic()
        with pytest.raises(BrokerError, match="no Kafka broker answered"), admin(kafka(brokers=address), timeout=1.0):
            pass
        assert time.monotonic() - began < 5


@contextmanager
def _mute_server() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        accepted: list[socket.socket] = []
        threading.Thread(target=_accept, args=(server, accepted), daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        for connection in accepted:
            connection.close()


def _accept(server: socket.socket, accepted: list[socket.socket]) -> None:
    while True:
        try:
            accepted.append(server.accept()[0])
        except OSError:
            return
