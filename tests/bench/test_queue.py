from __future__ import annotations

import numpy as np
import pytest

from stream.bench.queue import Service, delays
from stream.settings import BatchSettings

ONE_BY_ONE = BatchSettings(max_articles=1, max_wait=0.0)


@pytest.mark.parametrize("variation", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("busy", [0.3, 0.7])
def test_article_by_article_it_is_the_formula_of_pollaczek_and_khinchine(busy: float, variation: float) -> None:
    mean = 0.2
    waiting = busy * mean * (1 + variation**2) / (2 * (1 - busy))
    found = delays(busy / mean, Service(mean, variation), ONE_BY_ONE, articles=200_000)
    assert found.mean() == pytest.approx(mean + waiting, rel=0.06)


def test_an_idle_worker_takes_the_wait_for_company_and_the_article_itself() -> None:
    found = delays(0.001, Service(0.05, 0.0), BatchSettings(max_articles=16, max_wait=0.1), articles=200)
    assert found == pytest.approx(0.15)


def test_a_full_batch_does_not_wait_for_the_clock() -> None:
    batch = BatchSettings(max_articles=4, max_wait=1000.0)
    assert delays(100.0, Service(0.001, 0.0), batch, articles=4_000).max() < 1


def test_more_work_waits_longer() -> None:
    service = Service(0.05, 1.0)
    waits = [np.percentile(delays(rate, service, BatchSettings()), 99) for rate in (4, 10, 16, 19)]
    assert waits == sorted(waits)
    assert waits[-1] > 5 * waits[0]


def test_the_same_question_has_the_same_answer() -> None:
    service = Service(0.05, 1.0)
    assert (delays(10, service, BatchSettings(), 1_000) == delays(10, service, BatchSettings(), 1_000)).all()
