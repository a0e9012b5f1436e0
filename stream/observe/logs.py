"""Logs on standard error: one line an event, readable or JSON, with the article, partition and offset it is about.

`where(...)` makes the `extra` of a log call. Secrets named at set-up are starred wherever they would appear, tracebacks
and third-party lines included. Libraries speak from warning upwards unless the level is debug.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TextIO

from stream.settings import LogSettings

STARS = "**********"
LIBRARIES = ("faust", "mode", "aiokafka", "kafka", "asyncio", "aiohttp", "opentelemetry")
SAME_LINE_S = 10.0
MOST_LINES = 1000  # remembered by the filter; libraries that format before logging must not fill the memory
# Our subclasses of Faust services log under the module they are defined in.
QUIET = (*LIBRARIES, "stream.worker.app", "stream.worker.consumer")


def configure_logging(settings: LogSettings, *, secrets: Sequence[str] = (), stream: TextIO | None = None) -> None:
    """Send every log record to `stream` (standard error) in the wanted format, replacing earlier handlers."""
    handler = logging.StreamHandler(stream or sys.stderr)
    make = JsonLine if settings.format == "json" else TextLine
    handler.addFilter(Seldom())
    handler.setFormatter(make([secret for secret in secrets if secret]))
    level = logging.getLevelNamesMapping()[settings.level.upper()]
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.DEBUG if level == logging.DEBUG else max(level, logging.WARNING))


class Seldom(logging.Filter):
    """Lets the same line of a library through once in `seconds`: aiokafka says 25 times a second that a broker is away."""

    def __init__(self, seconds: float = SAME_LINE_S) -> None:
        super().__init__()
        self._seconds = seconds
        self._said: dict[tuple[str, object], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """True when the line was not said lately; `msg` is the unformatted text, of which there are few."""
        if not record.name.startswith(LIBRARIES) or record.levelno <= logging.DEBUG:
            return True
        line = (record.name, record.msg)
        if record.created - self._said.get(line, 0.0) < self._seconds:
            return False
        if len(self._said) >= MOST_LINES:
            self._said.clear()
        self._said[line] = record.created
        return True


def where(
    article: str | None = None, partition: int | None = None, offset: int | None = None, **more: object
) -> dict[str, object]:
    """The `extra` of a log call: what the line is about."""
    values: dict[str, object] = {"article": article, "partition": partition, "offset": offset, **more}
    return {"newsstream": {key: value for key, value in values.items() if value is not None}}


class _Line(logging.Formatter):
    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__()
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        line = self.line(record, getattr(record, "newsstream", {}))
        for secret in self._secrets:
            line = line.replace(secret, STARS)
        return line

    def line(self, record: logging.LogRecord, place: Mapping[str, object]) -> str:
        raise NotImplementedError

    def moment(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class TextLine(_Line):
    """`time LEVEL logger message key=value`; line breaks in messages are escaped, a traceback follows indented."""

    def line(self, record: logging.LogRecord, place: Mapping[str, object]) -> str:
        """One readable line."""
        message = record.getMessage().replace("\r", "\\r").replace("\n", "\\n")
        details = "".join(f" {key}={_shown(value)}" for key, value in place.items())
        trace = f"\n{self.formatException(record.exc_info)}" if record.exc_info and record.exc_info[0] else ""
        return f"{self.moment(record)} {record.levelname:<7} {record.name} {message}{details}" + trace.replace(
            "\n", "\n    "
        )


class JsonLine(_Line):
    """One JSON object: time, level, logger, message, then what the line is about; `exception` holds a traceback."""

    def line(self, record: logging.LogRecord, place: Mapping[str, object]) -> str:
        """One JSON object."""
        fields: dict[str, Any] = {
            "time": self.moment(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **place,
        }
        if record.exc_info and record.exc_info[0]:
            fields["exception"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False, default=str)


def _shown(value: object) -> str:
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if not text or any(c.isspace() or c in '"=' for c in text) else text
