"""What became of every article of a demo run: counted from the topics themselves, not from what was sent."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from rich.table import Table

from stream.broker.lag import consumer_lag
from stream.broker.tail import DEAD_LETTER, Event
from stream.contract.records import CLAIMED, ENRICHED, MENTIONED
from stream.settings import Settings, Topics

LAG_TIMEOUT_S = 20.0  # the acknowledgement follows the last event by one commit


@dataclass(slots=True)
class Accounting:
    """Counts per topic and what they should be; complete when every record led to all of its events or a dead letter."""

    expected: int
    received: dict[tuple[int, int], int] = field(default_factory=dict)  # (partition, offset) to Kafka time, ms
    enriched: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: Counter[str] = field(default_factory=Counter)
    delays: list[float] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    lag: int | None = None
    _sent: dict[bytes | None, int] = field(default_factory=dict)

    def add(self, event: Event, topics: Topics) -> None:
        """Count one record of any of the five topics; a repeat of an event counts once."""
        record = event.record
        if record.topic == topics.articles.name:
            self.received[record.partition, record.offset] = record.timestamp or 0
            self._sent[record.key] = record.timestamp or 0
        elif event.type == DEAD_LETTER:
            self.codes[event.headers["newsstream.error.code"]] += 1
        elif event.id and event.id not in self.enriched:
            self._event(event)

    def _event(self, event: Event) -> None:
        self.events[event.type] += 1
        self.enriched[event.id or ""] = (event.data or {}) if event.type == ENRICHED else {}
        if event.type == ENRICHED and event.record.key in self._sent and event.record.timestamp:
            self.delays.append((event.record.timestamp - self._sent[event.record.key]) / 1000)

    @property
    def is_complete(self) -> bool:
        """True when nothing is outstanding."""
        wanted = {
            MENTIONED: sum(len(data.get("entities", [])) for data in self.enriched.values()),
            CLAIMED: sum(len(data.get("claims", [])) for data in self.enriched.values()),
        }
        settled = self.events[ENRICHED] + sum(self.codes.values())
        return settled == self.expected and all(self.events[kind] == count for kind, count in wanted.items())

    def read_lag(self, settings: Settings) -> None:
        """Ask the broker what the group has acknowledged, giving it time for the last commit."""
        deadline = time.monotonic() + LAG_TIMEOUT_S
        self.lag = consumer_lag(settings).total
        while self.lag and time.monotonic() < deadline:
            time.sleep(0.2)
            self.lag = consumer_lag(settings).total

    def summary(self, settings: Settings, url: str) -> Table:
        """The run at a glance."""
        table = Table(title="what became of them", show_header=False, title_justify="left", min_width=60)
        dead = ", ".join(f"{count} {code}" for code, count in self.codes.items()) or "none"
        rows = {
            "articles sent": str(self.expected),
            settings.topics.enriched.name: f"{self.events[ENRICHED]} events",
            settings.topics.mentions.name: f"{self.events[MENTIONED]} events",
            settings.topics.claims.name: f"{self.events[CLAIMED]} events",
            settings.topics.dead_letters.name: dead,
            "delay": self._delay(),
            "lag": "unknown" if self.lag is None else str(self.lag),
            "accounted for": "every article" if self.is_complete else "[red]not every article[/]",
            "metrics": f"{url}/metrics",
        }
        for name, value in rows.items():
            table.add_row(name, value)
        return table

    def _delay(self) -> str:
        if not self.delays:
            return "unknown"
        return f"median {statistics.median(self.delays):.1f} s, longest {max(self.delays):.1f} s, all sent at once"
