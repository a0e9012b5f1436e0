"""Is the process alive, and should it get work? What `/healthz` and `/readyz` answer.

Alive is false only when a restart would help. Ready needs a model, a broker, a place in the consumer group and no
shutdown in progress; otherwise the reasons say what is missing. Written by the worker, read by the HTTP thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Need = Literal["model", "broker", "partitions"]

_MISSING: dict[Need, str] = {
    "model": "the model is not loaded",
    "broker": "the broker is not connected",
    "partitions": "no partitions assigned yet",
}


@dataclass(frozen=True, slots=True)
class Status:
    """The answer to one question, and why."""

    ok: bool
    reasons: tuple[str, ...] = ()


class Health:
    """Starts out alive and not ready. Assignments of single attributes are atomic, so no lock is needed."""

    def __init__(self) -> None:
        self._missing: dict[Need, str] = dict(_MISSING)
        self._draining = False
        self._broken: str | None = None

    def has(self, need: Need) -> None:
        """`need` is met."""
        self._missing = {key: reason for key, reason in self._missing.items() if key != need}

    def lacks(self, need: Need, reason: str | None = None) -> None:
        """`need` is not met (any more)."""
        self._missing = {**self._missing, need: reason or _MISSING[need]}

    def drains(self) -> None:
        """The worker is stopping and takes no more work."""
        self._draining = True

    def breaks(self, reason: str) -> None:
        """Only a restart would help."""
        self._broken = reason

    def alive(self) -> Status:
        """Whether the process should be left running."""
        return Status(ok=self._broken is None, reasons=(self._broken,) if self._broken else ())

    def ready(self) -> Status:
        """Whether the worker processes articles now."""
        reasons = [self._broken] if self._broken else []
        reasons += ["draining"] if self._draining else []
        reasons += self._missing.values()
        return Status(ok=not reasons, reasons=tuple(reasons))
