"""What every run stands on: one Apache Kafka node with three proxied listeners, and fresh topics for each fault."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Self

from stream.broker.topics import create_topics
from stream.settings import Settings
from tests.chaos.proxy import Proxy
from tests.kafka import jars
from tests.kafka.apache_kafka import ApacheKafka
from tests.kafka.refusal import AUTHORIZER

WORKERS = 3
PARTITIONS = 6
SESSION_TIMEOUT_S = 6.0  # the broker evicts a silent worker after this; heartbeats go out four times as often
# A process that is killed leaves its writes to the system, which still holds them; a machine does not. With a forced
# write for every append the node keeps its promise (acks=all) either way.
FLUSH = {"log.flush.interval.messages": "1"}


class Bench:
    """Starts broker and proxies; leaving the block ends them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.proxies = [Proxy() for _ in range(WORKERS)]
        ports = [proxy.port for proxy in self.proxies]
        self.broker = ApacheKafka(jars.find_or_fetch(), folder, advertise=ports, properties=FLUSH | AUTHORIZER)

    def __enter__(self) -> Self:
        for proxy, target in zip(self.proxies, self.broker.behind, strict=True):
            proxy.target = target
            proxy.start()
        self.broker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.broker.kill()
        for proxy in self.proxies:
            proxy.close()

    @property
    def proxied(self) -> list[str]:
        """An address for each worker that leads to the broker through its own proxy."""
        return [f"127.0.0.1:{proxy.port}" for proxy in self.proxies]

    def fresh_settings(self) -> Settings:
        """Settings with topics and a group that no other run has; the topics are created."""
        mark = uuid.uuid4().hex[:8]
        roles = ("articles", "enriched", "mentions", "claims", "dead_letters")
        settings = Settings.model_validate(
            {
                "kafka": {
                    "brokers": [self.broker.bootstrap],
                    "group": f"chaos-{mark}",
                    "session_timeout": SESSION_TIMEOUT_S,
                    "request_timeout": 15.0,
                },
                "topics": {role: {"name": f"chaos.{mark}.{role}", "partitions": PARTITIONS} for role in roles},
                "worker": {"wait_for_broker": True},
                "retry": {"first_delay": 0.1},
                "http": {"port": 0},
            }
        )
        create_topics(settings)
        return settings
