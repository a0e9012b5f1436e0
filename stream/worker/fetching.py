"""Fetching without haste from brokers that do not wait for records.

Kafka answers a fetch that finds nothing after `fetch_max_wait_ms`, and aiokafka asks again at once. The embedded broker
(noida-db 0.2.3) answers at once, too: an idle worker sent 3,300 fetches a second, half a core, and a busy one took that
from the encoder. Here an empty answer that came early is followed by a short rest.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

from aiokafka.consumer import consumer, fetcher

REST_S = 0.02  # between two empty answers; what an article may wait longer on such a broker, and on no other


def fetch_without_haste() -> None:
    """Make aiokafka's consumers use `_Fetcher`; for the whole process, harmless when repeated."""
    consumer.Fetcher = _Fetcher


class _Fetcher(fetcher.Fetcher):  # type: ignore[misc]  # aiokafka has no types
    async def _proc_fetch_request(self, assignment: Any, node_id: Any, request: Any) -> bool:
        asked = time.monotonic()
        found = bool(await super()._proc_fetch_request(assignment, node_id, request))
        early = asked + REST_S - time.monotonic()
        if found or early <= 0:
            return found
        try:
            await asyncio.sleep(early)
        except asyncio.CancelledError:  # closing; aiokafka's own method swallows it, and its caller counts on that
            return False
        return False
