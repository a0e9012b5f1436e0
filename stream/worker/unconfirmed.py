"""Articles whose events the broker has not confirmed yet: why they wait, and one log line for all of them now and then.

While a topic refuses writes every waiting article is tried again every few seconds; a line for each attempt would bury
the log for as long as that lasts.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SAY_EVERY_S = 10.0  # the reason rarely changes; a person who looks wants to see that it still goes on

log = logging.getLogger(__name__)


class Unconfirmed:
    """Counts the articles that are being sent again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._articles = 0
        self._attempts = 0
        self._since = 0.0
        self._said_at = -math.inf
        self.reason: str | None = None  # of the last attempt that failed; None when no article waits

    @contextmanager
    def article(self) -> Iterator[Callable[[str], None]]:
        """Around the delivery of one article; call what is given with the reason of every attempt that failed."""
        waits = False

        def failed(reason: str) -> None:
            nonlocal waits
            if not waits:
                waits = True
                self._joins()
            self._failed(reason)

        try:
            yield failed
        finally:
            if waits:
                self._leaves()

    def _joins(self) -> None:
        if not self._articles:
            self._since, self._attempts = self._clock(), 0
        self._articles += 1

    def _failed(self, reason: str) -> None:
        self._attempts += 1
        self.reason = reason
        now = self._clock()
        if now - self._said_at < SAY_EVERY_S:
            return
        self._said_at = now
        say = "not confirmed, tried again: %d article(s) waiting, %d attempt(s) failed in %.0f s; the last: %s"
        log.warning(say, self._articles, self._attempts, now - self._since, reason)

    def _leaves(self) -> None:
        self._articles -= 1
        if self._articles:
            return
        self.reason = None
        if self._said_at >= self._since:  # no more lines than warnings
            waited = self._clock() - self._since
            log.warning(
                "no article waits for confirmation any more: %d attempt(s) failed in %.0f s", self._attempts, waited
            )
