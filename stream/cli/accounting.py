"""What became of every article of a demo run: counted from the topics themselves, not from what was sent."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from dataclasses import dataclass, field

from rich.table import Table

from stream.broker.lag import consumer_lag
from stream.broker.tail import DEAD_LETTER, Event
from stream.contract.dead_letter import ERROR_CODE
from stream.contract.records import CLAIMED, ENRICHED, MENTIONED
from stream.settings import Settings

LAG_TIMEOUT_S = 20.0  # the acknowledgement follows the last event by one commit


@dataclass(slots=True)
class Accounting:
    """Counts by event type, and what they should be.

    Complete when every record led to all of its events or to a dead letter: an enriched article says itself how many
    entity and claim events belong to it.
    """

    expected: int
    events: Counter[str] = field(default_factory=Counter)
    owed: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    delays: list[float] = field(default_factory=list)
    lag: int | None = None
    _seen: set[str] = field(default_factory=set)
    _sent: dict[bytes | None, int] = field(default_factory=dict)  # article key to Kafka time, milliseconds

    def sent(self, event: Event) -> None:
        """Remember when an article entered its topic."""
        self._sent[event.record.key] = event.record.timestamp or 0

    def add(self, event: Event) -> None:
        """Count a record of an output topic; a repeat of an event counts once."""
        if event.type == DEAD_LETTER:
            self.codes[event.headers[ERROR_CODE]] += 1
        elif event.id and event.id not in self._seen:
            self._seen.add(event.id)
            self.events[event.type] += 1
            if event.type == ENRICHED:
                self._enriched(event)

    def _enriched(self, event: Event) -> None:
        data = event.data or {}
        self.owed.update({MENTIONED: len(data["entities"]), CLAIMED: len(data["claims"])})
        if event.record.key in self._sent and event.record.timestamp:
            self.delays.append((event.record.timestamp - self._sent[event.record.key]) / 1000)

    @property
    def is_complete(self) -> bool:
        """True when nothing is outstanding."""
        settled = self.events[ENRICHED] + self.codes.total()
        return settled == self.expected and all(self.events[kind] == count for kind, count in self.owed.items())

    def read_lag(self, settings: Settings) -> None:
        """Ask the broker what the group has acknowledged, giving it time for the last commit."""
        deadline = time.monotonic() + LAG_TIMEOUT_S
        self.lag = consumer_lag(settings).total
        while self.lag and time.monotonic() < deadline:
            time.sleep(0.2)
            self.lag = consumer_lag(settings).total

    def summary(self, settings: Settings, url: str) -> Table:
        """The run at a glance."""
        topics = settings.topics
        rows = {
            "articles sent": str(self.expected),
            topics.enriched.name: f"{self.events[ENRICHED]} events",
            topics.mentions.name: f"{self.events[MENTIONED]} events",
            topics.claims.name: f"{self.events[CLAIMED]} events",
            topics.dead_letters.name: ", ".join(f"{count} {code}" for code, count in self.codes.items()) or "none",
            "delay": self._delay(),
            "lag": "unknown" if self.lag is None else str(self.lag),
            "accounted for": "every article" if self.is_complete else "[red]not every article[/]",
            "metrics": f"{url}/metrics",
        }
        table = Table(title="what became of them", show_header=False, title_justify="left", min_width=60)
        for name, value in rows.items():
            table.add_row(name, value)
        return table

    def _delay(self) -> str:
        if not self.delays:
            return "unknown"
        return f"median {statistics.median(self.delays):.1f} s, longest {max(self.delays):.1f} s, all sent at once"
