from __future__ import annotations

import re
from datetime import UTC, datetime

from stream import __version__
from stream.contract.events import ModelReference
from stream.contract.provenance import made_now

MODEL = ModelReference(name="small", version="1", sha256="0" * 64)


def test_provenance_names_version_models_times_and_the_moment_in_utc() -> None:
    before = datetime.now(UTC)
    made = made_now((MODEL,), {"enrich": 1.5})
    assert (made.pipeline_version, made.models, made.timings_ms) == (__version__, (MODEL,), {"enrich": 1.5})
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", made.enriched_at)
    assert abs((datetime.fromisoformat(made.enriched_at) - before).total_seconds()) < 60
