"""What the worker's time goes into: busy with articles, back-pressured by the broker, or idle.

Back-pressured means that every batch in progress only waits for its events to be confirmed. Time is counted whenever
the state may change, and by a tick in between, so that the counters move during a long batch, too.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from stream.observe import metrics

Counted = Literal["batch", "enriching", "publishing"]


class Activity:
    """A clock that always knows which of the three states it is in."""

    def __init__(self, counters: metrics.Metrics) -> None:
        self._metrics = counters
        self._counts: dict[Counted, int] = {"batch": 0, "enriching": 0, "publishing": 0}
        self._since = time.monotonic()

    def starts(self, what: Counted) -> None:
        """One more of `what` is in progress."""
        self.tick()
        self._counts[what] += 1

    def ends(self, what: Counted) -> None:
        """One of `what` is done."""
        self.tick()
        self._counts[what] -= 1

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """An article's records are on their way to the broker."""
        self.starts("publishing")
        try:
            yield
        finally:
            self.ends("publishing")

    @contextmanager
    def enriching(self) -> Iterator[None]:
        """The model, or the wait for its turn."""
        self.starts("enriching")
        try:
            yield
        finally:
            self.ends("enriching")

    def tick(self) -> None:
        """Count the time since the last call."""
        now = time.monotonic()
        self._metrics.spent(self.state, now - self._since)
        self._since = now

    @property
    def state(self) -> metrics.Activity:
        """The state now."""
        if not self._counts["batch"]:
            return "idle"
        if self._counts["publishing"] and not self._counts["enriching"]:
            return "back_pressured"
        return "busy"
