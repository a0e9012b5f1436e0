from __future__ import annotations

import threading

import pytest

from stream.errors import EnrichmentError
from stream.worker.threads import StillRunningError, in_thread, left_behind
from tests.worker.builders import until


def raising(error: BaseException) -> None:
    raise error


async def test_a_result_comes_back_from_another_thread() -> None:
    assert await in_thread(threading.get_ident) != threading.get_ident()


async def test_an_error_comes_back_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError):
        await in_thread(lambda: raising(ZeroDivisionError()))
    with pytest.raises(TimeoutError):  # the caller's own, not a deadline
        await in_thread(lambda: raising(TimeoutError()), within=5)


@pytest.mark.parametrize("error", [StopIteration(), SystemExit(1), KeyboardInterrupt()])
async def test_nothing_that_is_raised_can_hang_or_end_the_event_loop(error: BaseException) -> None:
    with pytest.raises(EnrichmentError):
        await in_thread(lambda: raising(error), within=5)


async def test_a_thread_that_is_too_slow_is_left_behind_until_it_ends() -> None:
    release, earlier = threading.Event(), left_behind()
    with pytest.raises(StillRunningError):
        await in_thread(lambda: release.wait(10), within=0.01)
    assert left_behind() == earlier + 1
    release.set()
    await until(lambda: left_behind() <= earlier)
