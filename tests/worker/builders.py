"""Values and doubles for the worker's tests, with defaults for everything a test does not care about."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

from stream.contract.dead_letter import Received
from stream.contract.records import Headers, Record
from stream.errors import PublishError
from stream.settings import Settings
from stream.worker.consume import Delivery
from stream.worker.ledger import Ledger, Partition, Receipt

TOPIC = Partition("news.articles", 0)
GENERATION = 1
QUICK_RETRIES = {"attempts": 3, "first_delay": 0.001, "max_delay": 0.002}


def settings(**sections: Any) -> Settings:
    return Settings.model_validate({"retry": QUICK_RETRIES, "worker": {"publish_timeout": 5.0}, **sections})


def article(number: int = 1, body: str = "Baku said that 5 came.") -> bytes:
    return json.dumps({"id": f"a{number}", "body": body}).encode()


def received(value: bytes | None = b"{}", offset: int = 0, headers: Headers = (), key: bytes | None = b"k") -> Received:
    return Received(TOPIC.topic, TOPIC.partition, offset, key, value, headers, 1_700_000_000_001)


def assigned_ledger() -> Ledger:
    ledger = Ledger()
    ledger.assign([TOPIC], GENERATION)
    return ledger


def delivery(ledger: Ledger, value: bytes | None, offset: int = 0) -> Delivery:
    receipt = ledger.receive(TOPIC, offset, GENERATION)
    assert isinstance(receipt, Receipt)
    return Delivery(receipt, received(value, offset), time.monotonic())


def message(offset: int, value: bytes | None = b"{}", generation: int = GENERATION) -> Any:
    """A message as Faust's stream gives it."""
    return SimpleNamespace(
        tp=TOPIC,
        topic=TOPIC.topic,
        partition=TOPIC.partition,
        offset=offset,
        generation_id=generation,
        key=None,
        value=value,
        headers=(("h", b"1"), ("h", b"2")),
        timestamp=1_700_000_000.001,
    )


class FakeProducer:
    """Confirms every record, unless `refuse` returns an error for it; keeps what was confirmed."""

    def __init__(self, refuse: Callable[[Record], Exception | None] = lambda _record: None) -> None:
        self.refuse = refuse
        self.confirmed: list[Record] = []
        self.attempts = 0

    async def send(self, record: Record) -> Awaitable[object]:
        self.attempts += 1
        return self._deliver(record)

    async def _deliver(self, record: Record) -> None:
        await asyncio.sleep(0)
        if error := self.refuse(record):
            raise error
        self.confirmed.append(record)

    async def flush(self) -> None:
        """Nothing is buffered."""

    def to(self, topic: str) -> list[Record]:
        return [record for record in self.confirmed if record.topic == topic]


def failing_times(count: int, error: Exception | None = None) -> Callable[[Record], Exception | None]:
    """Refuse the first `count` records."""
    left = iter(range(count))
    return lambda _record: None if next(left, None) is None else (error or PublishError("no broker"))


async def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Return once `condition` holds; fails after `seconds`."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110  # conditions of any kind, nobody to signal them
            await asyncio.sleep(0.001)
