"""Running a worker from start to exit code: look for the broker, work, drain.

`newsstream worker` calls `run_worker` in the main thread and gets signals; the demo calls it in a thread with a `Stop` of
its own. Faust's own `Worker` is not used: it takes over logging, `print`, signals and the event loop.
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_delay,
    stop_never,
)

from stream.errors import BrokerError, NewsstreamError
from stream.settings import Settings, WorkerSettings
from stream.worker.backoff import backoff
from stream.worker.drain import Stop, signals_request
from stream.worker.enricher import Enricher
from stream.worker.reports import Reports
from stream.worker.session import LEAVING_SHARE, Session

EXIT_OK = 0
EXIT_FAILED = 1  # could not start, or had to stop
EXIT_UNFINISHED = 3  # stopped as asked, but shutdown_timeout was too short; the rest is delivered again
LOOK_AGAIN_S = (0.2, 5.0)  # first and longest pause between two looks for the broker

REPORT_EVERY = 10  # looks for the broker between two log lines

log = logging.getLogger(__name__)


def run_worker(
    settings: Settings,
    enricher: Enricher,
    *,
    check: Callable[[], None],
    reports: Reports | None = None,
    stop: Stop | None = None,
) -> int:
    """Enrich articles until asked to stop; blocks, and returns the process's exit code.

    Args:
        settings: the whole tree.
        enricher: a loaded model.
        check: raises BrokerError when Kafka cannot be reached, TopicMissingError when a topic does not exist.
        reports: where to count, say how it goes, and show each confirmed article.
        stop: request it to stop the worker from another thread; SIGTERM and SIGINT do so in the main thread.
    """
    reports, stop = reports or Reports(), stop or Stop()
    health = reports.health
    reports.metrics.models(enricher.models)
    reports.metrics.watch_ready(lambda: health.ready().ok)
    health.has("model")
    with signals_request(stop):
        try:
            if not find_broker(check, settings.worker, stop):
                return EXIT_OK
            finished = _work(settings, enricher, reports, stop)
        except NewsstreamError as error:
            health.breaks(str(error))
            log.error("%s: %s", error.code, error)  # noqa: TRY400  # the message says it all
            return EXIT_FAILED
        except Exception as error:
            health.breaks(repr(error))
            log.exception("a defect stopped the worker; what it had not confirmed is delivered again")
            return EXIT_FAILED
    return EXIT_OK if finished else EXIT_UNFINISHED


def find_broker(check: Callable[[], None], settings: WorkerSettings, stop: Stop) -> bool:
    """Return once `check` passes; False when asked to stop before.

    Raises:
        BrokerError: it did not pass within `worker.start_timeout` seconds, and `worker.wait_for_broker` is off.
    """
    found = Retrying(
        wait=backoff(*LOOK_AGAIN_S),
        stop=stop_never if settings.wait_for_broker else stop_after_delay(settings.start_timeout),
        retry=retry_if_exception_type(BrokerError),
        before_sleep=_report,
        sleep=stop.sleep,
        reraise=True,
    )
    start = time.monotonic()
    for attempt in found:
        if stop.requested:
            return False
        with attempt:
            check()
    log.debug("broker and topics found in %.1f s", time.monotonic() - start)
    return True


def _report(state: RetryCallState) -> None:
    if state.attempt_number == 1 or state.attempt_number % REPORT_EVERY == 0:
        log.warning("waiting for Kafka: %s", state.outcome and state.outcome.exception())


def _work(settings: Settings, enricher: Enricher, reports: Reports, stop: Stop) -> bool:
    """Run the session in a thread of its own; True when it finished everything in flight.

    Without a broker Faust can block its event loop for minutes while it leaves the group. The loop's thread is then
    left behind: this one has the outcome, receives the signals and keeps `shutdown_timeout`.
    """
    outcome: Future[bool] = Future()
    with tempfile.TemporaryDirectory(prefix="newsstream-", ignore_cleanup_errors=True) as temporary:
        data_dir = settings.worker.data_dir or Path(temporary)

        async def live() -> None:
            session = Session(settings, enricher, reports, data_dir)
            try:
                outcome.set_result(await session.run(stop))
            except BaseException as error:  # noqa: BLE001  # raised again in the thread that waits
                outcome.set_exception(error)
            await session.leave()

        loop = threading.Thread(target=lambda: asyncio.run(live()), name="newsstream-worker", daemon=True)
        loop.start()
        try:
            return outcome.result()
        finally:
            loop.join(settings.worker.shutdown_timeout * LEAVING_SHARE)
            if loop.is_alive():
                log.warning("left without a word to the consumer group, which notices after kafka.session_timeout")
