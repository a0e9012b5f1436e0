"""A worker process for fault tests: the shipped `run_worker` with the stand-in enricher.

`python -m tests.kafka.worker_main settings.json`, where the file holds a dumped Settings tree. The HTTP port it serves
on is printed as the first line of standard output. SIGUSR1 writes where every thread stands to standard error.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from functools import partial
from pathlib import Path

from stream.broker.topics import check_topics
from stream.observe.logs import configure_logging
from stream.observe.traces import open_traces
from stream.settings import Settings
from stream.web.server import start_http
from stream.worker.reports import Reports
from stream.worker.run import run_worker
from stream.worker.testing import StandInEnricher


def main() -> int:
    """Run until stopped; the exit code is the worker's own."""
    faulthandler.register(signal.SIGUSR1)
    settings = Settings.model_validate_json(Path(sys.argv[1]).read_text(encoding="utf-8"))
    configure_logging(settings.log, secrets=[settings.kafka.password() or ""])
    reports = Reports(traces=open_traces(settings))
    server = start_http(settings.http, reports.metrics, reports.health)
    sys.stdout.write(f"{server.port}\n")
    sys.stdout.flush()
    try:
        enricher = StandInEnricher.from_environ(os.environ)
        return run_worker(settings, enricher, check=partial(check_topics, settings), reports=reports)
    finally:
        reports.traces.close()
        server.close()


if __name__ == "__main__":
    sys.exit(main())
