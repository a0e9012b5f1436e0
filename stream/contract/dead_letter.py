"""A record that could not be processed, as it goes to the dead-letter topic: untouched, with the reason in headers.

Key, value, own headers and timestamp stay byte for byte. The reason uses the header names of Kafka Connect's
dead-letter reporter, so that tools which know those find them here, and adds a stable error code.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import Literal

from stream.contract.records import Headers, Record
from stream.errors import NewsstreamError

Stage = Literal["decode", "enrich", "publish"]
REASON = "__connect.errors."
ERROR_CODE = "newsstream.error.code"
ATTEMPTS = "newsstream.attempts"
REPLAYS = "newsstream.replays"
_STACK_LIMIT = 8_000  # characters: a header counts towards the broker's record limit


@dataclass(frozen=True, slots=True)
class Received:
    """A record as it was consumed; `timestamp` in milliseconds."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers
    timestamp: int | None


def dead_letter(received: Received, error: Exception, stage: Stage, attempts: int, topic: str) -> Record:
    """The dead letter for `received`; earlier reasons of a replayed record are replaced, not repeated."""
    kept = tuple(header for header in received.headers if not is_reason(header[0]))
    return Record(
        topic, received.key, received.value, kept + _reasons(received, error, stage, attempts), received.timestamp
    )


def is_reason(header: str) -> bool:
    """True for the headers that `dead_letter` adds."""
    return header.startswith(REASON) or header in {ERROR_CODE, ATTEMPTS}


def error_code(error: Exception) -> str:
    """The stable code of any exception; what newsstream does not name is `enrich.failed`."""
    return error.code if isinstance(error, NewsstreamError) else "enrich.failed"


def _reasons(received: Received, error: Exception, stage: Stage, attempts: int) -> Headers:
    stack = "".join(traceback.format_exception(error))
    values = {
        REASON + "topic": received.topic,
        REASON + "partition": str(received.partition),
        REASON + "offset": str(received.offset),
        REASON + "stage": stage,
        REASON + "exception.class.name": f"{type(error).__module__}.{type(error).__qualname__}",
        REASON + "exception.message": str(error),
        REASON + "exception.stacktrace": stack[-_STACK_LIMIT:],
        ERROR_CODE: error_code(error),
        ATTEMPTS: str(attempts),
    }
    return tuple((name, value.encode("utf-8", "backslashreplace")) for name, value in values.items())
