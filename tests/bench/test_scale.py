from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stream.bench.scale import Measured, Wanted, busiest, partitions_a_worker, plan
from stream.errors import SettingsError

MEASURED = Measured(per_core=10, memory_mb=500)


def test_the_arithmetic_of_the_workers() -> None:
    found = plan(1_000, MEASURED, Wanted(utilisation=0.7, threads=2))
    assert found.workers == 72  # 1,000 / (10 * 2) / 0.7, rounded up
    assert (found.cores, found.memory_gb) == (144, 36.0)
    assert found.utilisation == pytest.approx(1_000 / 20 / 72)


def test_a_feed_that_one_worker_manages_gets_one() -> None:
    found = plan(10, MEASURED, Wanted())
    assert (found.workers, found.without_one) == (1, None)


@settings(deadline=None, max_examples=10)
@given(st.floats(0.1, 100_000), st.floats(0.2, 0.9))
def test_no_worker_is_busier_than_asked_nor_overloaded_while_one_of_many_is_gone(rate: float, share: float) -> None:
    found = plan(rate, MEASURED, Wanted(utilisation=share, delay=60))
    assert found.utilisation <= share + 1e-9
    are_many = found.workers > partitions_a_worker(share)
    assert not are_many or (found.without_one or 0) < 1


@pytest.mark.parametrize(("utilisation", "partitions"), [(0.4, 1), (0.5, 2), (0.7, 3), (0.8, 5)])
def test_a_partition_more_does_not_overload_a_worker(utilisation: float, partitions: int) -> None:
    assert partitions_a_worker(utilisation) == partitions
    assert utilisation * (partitions + 1) / partitions < 1


def test_the_worker_with_the_most_partitions_counts() -> None:
    assert busiest(2.0, partitions=6, workers=4) == pytest.approx(2.0 * 2 / 6)


def test_a_tighter_delay_takes_more_workers() -> None:
    loose, tight = (plan(1_000, MEASURED, Wanted(delay=delay)) for delay in (5.0, 0.7))
    assert tight.workers > loose.workers
    assert tight.high_delay <= 0.7


def test_a_delay_that_no_number_of_workers_keeps_is_said_so() -> None:
    with pytest.raises(SettingsError, match="not to be had"):
        plan(10, MEASURED, Wanted(delay=0.01))
