"""The Faust app: settings translated, everything that Faust would do on its own switched off.

No web server, tables, changelogs or leader topic; topics are raw bytes and are never declared by Faust, which would
create them with its own defaults (one partition, on some brokers).
"""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any, cast

import faust
from faust.auth import SASLCredentials, SSLCredentials

from stream.errors import SettingsError
from stream.settings import KafkaSettings, Settings
from stream.worker.consumer import Assignments, LedgerConsumer, LedgerTransport

MAX_POLL_INTERVAL_S = 3600.0  # a partition may wait long for the broker; a stuck article is ended by article_timeout
REBALANCE_TIMEOUT_S = 60.0  # how long the group waits for a member that finishes what is in flight
MAX_BATCH_BYTES = 65_536  # of one produce request to one partition; far below any broker's message.max.bytes
FETCH_BYTES = 1_048_576  # per partition and request; Kafka sends a larger record whole, and alone
# Fetched bytes are compressed: without a limit a whole fetch, which may unfold to tens of megabytes, becomes Python
# objects at once, and the memory freed afterwards is too scattered to be given back (200 MiB more under a backlog).
POLL_RECORDS = 100
STREAM_BUFFER = 16  # decoded records Faust holds for us: memory, not speed; aiokafka prefetches underneath


class WorkerApp(faust.App):
    """A Faust app whose consumer reports to `assignments`."""

    assignments: Assignments

    def _new_transport(self) -> Any:
        return LedgerTransport(self.conf.broker_consumer, self)

    @property
    def ledger_consumer(self) -> LedgerConsumer:
        """The consumer, as the type that it is."""
        return cast("LedgerConsumer", self.consumer)


def build_app(settings: Settings, assignments: Assignments, data_dir: Path) -> WorkerApp:
    """The app for `settings`; nothing is connected until it starts.

    Raises:
        SettingsError: a certificate or password file cannot be read.
    """
    kafka = settings.kafka
    app = WorkerApp(
        kafka.group,
        broker=[f"kafka://{broker}" for broker in kafka.brokers],
        broker_credentials=credentials(kafka),
        broker_client_id=kafka.client_id,
        broker_session_timeout=kafka.session_timeout,
        broker_heartbeat_interval=kafka.session_timeout / 4,
        broker_request_timeout=max(kafka.request_timeout, kafka.session_timeout),
        broker_rebalance_timeout=max(REBALANCE_TIMEOUT_S, kafka.session_timeout),
        broker_max_poll_interval=MAX_POLL_INTERVAL_S,
        broker_max_poll_records=POLL_RECORDS,
        consumer_auto_offset_reset=kafka.auto_offset_reset,
        consumer_max_fetch_size=FETCH_BYTES,
        producer_acks=-1,
        producer_max_batch_size=MAX_BATCH_BYTES,
        producer_max_request_size=kafka.max_request_size,
        producer_request_timeout=kafka.request_timeout,
        stream_buffer_maxsize=STREAM_BUFFER,
        stream_wait_empty=False,
        topic_allow_declare=False,
        topic_disable_leader=True,
        key_serializer="raw",
        value_serializer="raw",
        web_enabled=False,
        autodiscover=False,
        loghandlers=[],
        store="memory://",
        datadir=data_dir,
    )
    app.assignments = assignments
    return app


def credentials(kafka: KafkaSettings) -> Any:
    """The settings as Faust's credentials; None for plain text without authentication."""
    context = _tls(kafka) if kafka.uses_tls else None
    if kafka.security_protocol.startswith("SASL"):
        return SASLCredentials(
            username=kafka.sasl_username,
            password=kafka.password(),
            mechanism=kafka.sasl_mechanism,
            ssl_context=context,
        )
    return SSLCredentials(context) if context else None


def _tls(kafka: KafkaSettings) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=str(kafka.ssl_cafile) if kafka.ssl_cafile else None)
        context.check_hostname = kafka.ssl_check_hostname
        if kafka.ssl_certfile:
            context.load_cert_chain(str(kafka.ssl_certfile), str(kafka.ssl_keyfile) if kafka.ssl_keyfile else None)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(f"kafka.ssl_*: certificates cannot be used ({error})") from error
    return context
