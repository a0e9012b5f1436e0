"""Lanes: order kept, never more at once than agreed, the first error raised; reading ahead ends with its block."""

from __future__ import annotations

import threading

import pytest

from stream.enrich.lanes import NAME, Ahead, Lanes


class Busy:
    """Work that notes how much of it runs at one time, and lets others begin before it ends."""

    def __init__(self, wanted: int) -> None:
        self.most = 0
        self._now = 0
        self._lock = threading.Lock()
        self._met = threading.Barrier(wanted)

    def __call__(self, item: int) -> int:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        self._met.wait(5)
        with self._lock:
            self._now -= 1
        return item * item


def test_results_keep_the_order_of_the_items_and_work_runs_side_by_side() -> None:
    work = Busy(wanted=3)
    assert Lanes(3).map(work, range(9)) == [number * number for number in range(9)]
    assert work.most == 3


def test_two_callers_share_the_lanes() -> None:
    lanes, work = Lanes(2), Busy(wanted=2)
    caller = threading.Thread(target=lanes.map, args=(work, range(4)))
    caller.start()
    lanes.map(work, range(4))
    caller.join()
    assert work.most == 2


@pytest.mark.parametrize("count", [1, 3])
def test_an_error_is_raised_and_what_had_not_begun_never_does(count: int) -> None:
    begun = []

    def work(item: int) -> None:
        begun.append(item)
        raise ValueError(item)

    with pytest.raises(ValueError, match=r"^\d$"):
        Lanes(count).map(work, range(9))
    assert len(begun) <= count


def test_nothing_to_do_is_nothing() -> None:
    assert Lanes(2).map(lambda item: item, []) == []


def test_what_is_done_ahead_comes_back_in_order_errors_and_all() -> None:
    ahead: Ahead[int, int] = Ahead(lambda number: 1 // number)
    with ahead:
        given = [ahead.give(number) for number in (1, 0, 1)]
        assert given[0].result() == 1
        with pytest.raises(ZeroDivisionError):
            given[1].result()
        assert given[2].result() == 1


def test_no_thread_outlives_its_work() -> None:
    ahead: Ahead[int, int] = Ahead(lambda number: number)
    with ahead:
        ahead.give(1)
    Lanes(4).map(lambda item: item, range(4))
    for thread in threading.enumerate():
        if thread.name == NAME:
            thread.join(5)
            assert not thread.is_alive()
