"""kafka-python clients made from our settings, and the one place where its errors become ours.

Every client is a context manager that closes within a bound. Nothing here retries: kafka-python does, up to
`kafka.request_timeout`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka import errors as kafka_errors

from stream.errors import BrokerError, EventTooLargeError, SettingsError, TopicMissingError
from stream.settings import KafkaSettings

CLOSE_TIMEOUT_S = 10.0  # a broker that is gone must not hold up the exit of a command
CREATE_TOPICS = "create them with: newsstream topics create"
LINGER_MS = 20  # a record waits so long for company in its batch
LONGEST_REASON = 300  # characters

# Its warnings reach people as our errors; where logging is configured they are logged as well.
logging.getLogger("kafka").addHandler(logging.NullHandler())


@contextmanager
def admin(kafka: KafkaSettings, timeout: float | None = None) -> Iterator[Any]:
    """An admin client; raises BrokerError when no broker answers within `timeout` seconds (`request_timeout`)."""
    with translated(kafka):
        client = _connect(KafkaAdminClient, client_config(kafka, timeout))
        try:
            yield client
        finally:
            client.close()


@contextmanager
def consumer(kafka: KafkaSettings, **options: object) -> Iterator[Any]:
    """A consumer that belongs to no group and commits nothing."""
    config = client_config(kafka) | {"group_id": None, "enable_auto_commit": False, "allow_auto_create_topics": False}
    with translated(kafka):
        client = _connect(KafkaConsumer, {**config, **options})
        try:
            yield client
        finally:
            client.close(timeout_ms=int(CLOSE_TIMEOUT_S * 1000))


@contextmanager
def producer(kafka: KafkaSettings, linger_ms: int = LINGER_MS) -> Iterator[Any]:
    """An idempotent producer, acks=all; it gives a record up after `delivery_timeout(kafka)` seconds."""
    config = client_config(kafka) | {
        "acks": "all",
        "enable_idempotence": True,
        "allow_auto_create_topics": False,
        "linger_ms": linger_ms,
        "batch_size": 131_072,
        "compression_type": "gzip",  # in the standard library; news text shrinks to about a third
        "max_request_size": kafka.max_request_size,
        "delivery_timeout_ms": _ms(delivery_timeout(kafka)),
        "max_block_ms": _ms(kafka.request_timeout),
    }
    with translated(kafka):
        client = _connect(KafkaProducer, config)
        try:
            yield client
        except BaseException:
            _abort(client)
            raise
        client.close(timeout=CLOSE_TIMEOUT_S)


def delivery_timeout(kafka: KafkaSettings) -> float:
    """Seconds for a record to be confirmed, with every attempt: room for one failed request and one more."""
    return 2 * kafka.request_timeout


def client_config(kafka: KafkaSettings, timeout: float | None = None) -> dict[str, Any]:
    """What every kafka-python client is told; `timeout` bounds the first connection."""
    request = kafka.request_timeout
    config: dict[str, Any] = {
        "bootstrap_servers": kafka.brokers,
        "client_id": kafka.client_id,
        "request_timeout_ms": _ms(request),
        "bootstrap_timeout_ms": _ms(request if timeout is None else timeout),
        "reconnect_backoff_max_ms": 1_000,  # 30 s by default: too long for someone who waits at a terminal
        "security_protocol": kafka.security_protocol,
    }
    return config | _tls(kafka) | _sasl(kafka)


@contextmanager
def translated(kafka: KafkaSettings) -> Iterator[None]:
    """Raise kafka-python's errors as ours, naming the brokers that were tried."""
    try:
        yield
    except kafka_errors.KafkaError as error:
        raise translate(error, kafka) from error
    except OSError as error:  # a certificate file that cannot be read, a TLS handshake that fails
        raise BrokerError(f"{_brokers(kafka)}: {error}") from error


def translate(error: Exception, kafka: KafkaSettings) -> BrokerError:
    """Our error for one of kafka-python's."""
    where = _brokers(kafka)
    if isinstance(error, kafka_errors.UnknownTopicOrPartitionError):
        return TopicMissingError(f"{where}: a topic does not exist; {CREATE_TOPICS}")
    if isinstance(error, (kafka_errors.MessageSizeTooLargeError, kafka_errors.RecordListTooLargeError)):
        return EventTooLargeError(f"{where}: a record is larger than the broker or topic accepts (max.message.bytes)")
    if isinstance(error, _REFUSED):
        user = f" as {kafka.sasl_username}" if kafka.sasl_username else ""
        return BrokerError(f"{where}: refused{user} ({_said(error)}); check kafka.sasl_* and the broker's ACLs")
    if isinstance(error, _UNREACHABLE):
        hint = f"check {', '.join(_suspects(kafka))} and that the broker runs"
        return BrokerError(f"no Kafka broker answered at {where} ({_said(error)}); {hint}")
    return BrokerError(f"{where}: {_said(error)}")


_REFUSED = (
    kafka_errors.AuthorizationError,
    kafka_errors.SaslAuthenticationFailedError,
    kafka_errors.UnsupportedSaslMechanismError,
    kafka_errors.IllegalSaslStateError,
)
_UNREACHABLE = (
    kafka_errors.KafkaTimeoutError,
    kafka_errors.KafkaConnectionError,
    kafka_errors.NodeNotReadyError,
    kafka_errors.UnrecognizedBrokerVersion,
)


class _Reasons(logging.Handler):
    """Collects the errors that kafka-python only logs while it connects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[Exception] = []

    def emit(self, record: logging.LogRecord) -> None:
        arguments = record.args if isinstance(record.args, tuple) else ()
        errors = [item for item in arguments if isinstance(item, Exception)]
        self.found += [error for error in errors if not isinstance(error, kafka_errors.KafkaTimeoutError)]

    def best(self, otherwise: Exception) -> Exception:
        """A refusal if there was one: after it, brokers cut the next attempts off without a word."""
        refusals = [error for error in self.found if isinstance(error, _REFUSED)]
        return (refusals or self.found or [otherwise])[-1]


def _connect(make: Callable[..., Any], config: dict[str, Any]) -> Any:
    # A bootstrap that fails raises no more than a timeout; why (wrong password, bad certificate) is only logged.
    reasons, log = _Reasons(), logging.getLogger("kafka")
    log.addHandler(reasons)
    try:
        return make(**config)
    except kafka_errors.KafkaTimeoutError as timeout:
        reason = reasons.best(timeout)
        raise reason if isinstance(reason, _REFUSED) else kafka_errors.KafkaConnectionError(reason) from timeout
    finally:
        log.removeHandler(reasons)


def _suspects(kafka: KafkaSettings) -> list[str]:
    # A broker that refuses a password often just hangs up, as one does that is spoken to without TLS.
    tls, sasl = kafka.uses_tls, kafka.security_protocol.startswith("SASL")
    return ["kafka.brokers", "kafka.security_protocol", *["kafka.ssl_*"] * tls, *["kafka.sasl_*"] * sasl]


def _tls(kafka: KafkaSettings) -> dict[str, Any]:
    if not kafka.uses_tls:
        return {}
    files = {"ssl_cafile": kafka.ssl_cafile, "ssl_certfile": kafka.ssl_certfile, "ssl_keyfile": kafka.ssl_keyfile}
    named = {name: _readable(name, file) for name, file in files.items() if file is not None}
    return {**named, "ssl_check_hostname": kafka.ssl_check_hostname}


def _readable(name: str, file: Path) -> str:
    # kafka-python would name neither the setting nor the file, and try again until its timeout.
    try:
        file.open("rb").close()
    except OSError as error:
        raise SettingsError(f"kafka.{name}: {file} cannot be read ({error.strerror})") from error
    return str(file)


def _sasl(kafka: KafkaSettings) -> dict[str, Any]:
    if not kafka.security_protocol.startswith("SASL"):
        return {}
    return {
        "sasl_mechanism": kafka.sasl_mechanism,
        "sasl_plain_username": kafka.sasl_username,
        "sasl_plain_password": kafka.password(),
    }


def _abort(client: Any) -> None:
    # `close` first flushes, and with records that can no longer be sent it gives up there, leaving the thread behind
    # (dpkp/kafka-python#3165). Once the sender has dropped them, closing is immediate.
    client._sender.force_close()
    client._sender.join(CLOSE_TIMEOUT_S)
    client.close(timeout=CLOSE_TIMEOUT_S)


def _brokers(kafka: KafkaSettings) -> str:
    return ", ".join(kafka.brokers)


def _said(error: Exception) -> str:
    # kafka-python nests its errors and puts each class name and code in front again.
    text = re.sub(r"^(\[Error \d+\] |\w+Error: )+", "", str(error).split("\n", 1)[0])
    if not text or text.startswith("Request '"):  # it repeats the whole request
        return type(error).__name__
    return text if len(text) <= LONGEST_REASON else text[:LONGEST_REASON] + "…"


def _ms(seconds: float) -> int:
    return int(seconds * 1000)
