"""What made an event, stamped with the time it is made: the one place where the contract looks at the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from stream import __version__
from stream.contract.events import ModelReference, Provenance


def made_now(models: tuple[ModelReference, ...], timings_ms: Mapping[str, float]) -> Provenance:
    """The provenance of events made by this version of newsstream at this moment, to the millisecond, in UTC."""
    return Provenance(
        pipeline_version=__version__,
        models=models,
        enriched_at=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        timings_ms=dict(timings_ms),
    )
