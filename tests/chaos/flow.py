"""The steady flow of articles into the topic while faults are injected, from a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence

from stream.broker.produce import Outgoing, Report, produce
from stream.settings import Settings
from tests.chaos.plan import Planned

CONFIRM_TIMEOUT_S = 60.0  # for one request; a broker restart on a busy machine takes half a minute
HELD_BACK = 0.1  # until the last fault is over: every fault hits a stream that flows


class Flow:
    """Sends `plan` at `rate` records a second; every one is confirmed with acks=all, or `join` raises."""

    def __init__(self, settings: Settings, plan: Sequence[Planned], rate: float, held_back: float = HELD_BACK) -> None:
        kafka = settings.kafka.model_copy(update={"request_timeout": CONFIRM_TIMEOUT_S})
        self._settings = settings.model_copy(update={"kafka": kafka})
        self._plan = plan
        self._rate = rate
        self._held_from = round(len(plan) * (1 - held_back))
        self._released = threading.Event()
        self._report: Report | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._send, name="chaos-flow", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def release(self) -> None:
        """Send what is left at once."""
        self._released.set()

    def join(self, seconds: float) -> None:
        """Return when every record is confirmed.

        Raises:
            RuntimeError: some were not, or not in time.
        """
        self._thread.join(seconds)
        if self._error:
            raise RuntimeError(f"the flow broke off: {self._error}") from self._error
        if self._report is None or self._report.confirmed < len(self._plan):
            raise RuntimeError(f"the flow was not confirmed within {seconds:g} s: {self._report}")

    def _send(self) -> None:
        try:
            self._report = produce(self._settings, self._paced())
        except Exception as error:  # noqa: BLE001  # `join` raises it where somebody listens
            self._error = error

    def _paced(self) -> Iterator[Outgoing]:
        start = time.monotonic()
        for number, planned in enumerate(self._plan):
            due = start + number / self._rate
            if number < self._held_from:
                self._released.wait(max(0.0, due - time.monotonic()))
            else:
                self._released.wait()
            yield planned.record
