"""The W3C trace context in a record's headers: read from an article, passed on to whatever is made from it.

`traceparent` and `tracestate` as OpenTelemetry's Kafka instrumentations name them, not CloudEvents' `ce_traceparent`;
docs/decisions/0014 says why. What W3C calls invalid is left where it is and goes no further.
"""

from __future__ import annotations

import re
from dataclasses import replace

from stream.contract.records import Headers, Record

TRACEPARENT, TRACESTATE = "traceparent", "tracestate"
MAX_TRACESTATE = 512  # bytes: what W3C asks everybody to carry, and an end to what a sender can make us repeat

_IDS = rb"(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"
# Later versions may add fields behind a dash, which are kept, up to a length.
_PARENT = re.compile(rb"00-%(ids)s|(?!00|ff)[0-9a-f]{2}-%(ids)s(?:-[!-~]{0,256})?" % {b"ids": _IDS})
_STATE = re.compile(rb"[ -~]{1,%d}" % MAX_TRACESTATE)


def trace_context(headers: Headers) -> Headers:
    """The valid trace context in `headers`, byte for byte; empty when there is none. Of repeated headers the last counts.

    Source: https://www.w3.org/TR/trace-context/, sections 3.2 and 3.3.
    """
    found = {name: value or b"" for name, value in headers if name in {TRACEPARENT, TRACESTATE}}
    parent, state = found.get(TRACEPARENT, b""), found.get(TRACESTATE, b"")
    if not _PARENT.fullmatch(parent):
        return ()
    return ((TRACEPARENT, parent), (TRACESTATE, state)) if _STATE.fullmatch(state) else ((TRACEPARENT, parent),)


def trace_id(context: Headers) -> str | None:
    """The trace's id, 32 hexadecimal digits; None without a context."""
    return context[0][1].split(b"-")[1].decode() if context else None


def carrying(record: Record, context: Headers) -> Record:
    """`record` with the trace context; a record that has a `traceparent` of its own, a dead letter, stays as it is."""
    if not context or any(name == TRACEPARENT for name, _ in record.headers):
        return record
    return replace(record, headers=record.headers + context)
