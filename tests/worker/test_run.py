from __future__ import annotations

import threading

import pytest

from stream.errors import BrokerError, TopicMissingError
from stream.settings import WorkerSettings
from stream.worker.drain import Stop
from stream.worker.reports import Reports
from stream.worker.run import EXIT_FAILED, EXIT_OK, find_broker, run_worker
from stream.worker.testing import StandInEnricher
from tests.worker.builders import settings


class Check:
    """Fails `times` times, then passes."""

    def __init__(self, times: int, error: BrokerError | None = None) -> None:
        self.left = times
        self.error = error or BrokerError("127.0.0.1:9: no broker answers")

    def __call__(self) -> None:
        if self.left:
            self.left -= 1
            raise self.error


def test_a_broker_that_comes_up_late_is_found() -> None:
    check = Check(times=2)
    assert find_broker(check, WorkerSettings(start_timeout=30), Stop())
    assert check.left == 0


def test_without_a_broker_the_worker_gives_up_and_says_why(caplog: pytest.LogCaptureFixture) -> None:
    reports = Reports()
    code = run_worker(
        settings(worker={"start_timeout": 0}), StandInEnricher(), check=Check(times=1_000), reports=reports
    )
    assert code == EXIT_FAILED
    assert "broker.unavailable: 127.0.0.1:9: no broker answers" in caplog.text
    assert not reports.health.alive().ok


def test_a_missing_topic_is_named(caplog: pytest.LogCaptureFixture) -> None:
    check = Check(1_000, TopicMissingError("missing topics: news.claims"))
    assert run_worker(settings(worker={"start_timeout": 0}), StandInEnricher(), check=check) == EXIT_FAILED
    assert "broker.topic_missing: missing topics: news.claims" in caplog.text


def test_a_worker_told_to_wait_waits_until_it_is_stopped() -> None:
    stop = Stop()
    threading.Timer(0.5, stop.request).start()
    waiting = settings(worker={"start_timeout": 0, "wait_for_broker": True})
    assert run_worker(waiting, StandInEnricher(), check=Check(times=1_000_000), stop=stop) == EXIT_OK


def test_a_defect_is_reported_as_one(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    assert run_worker(settings(), StandInEnricher(), check=broken) == EXIT_FAILED
    assert "a defect stopped the worker" in caplog.text
