from __future__ import annotations

import asyncio
import gc
import threading
from typing import Any

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


class Failing:
    """A call that fails once it is released, and everything asyncio reports meanwhile."""

    def __init__(self) -> None:
        self.reported: list[Any] = []
        self.release = threading.Event()
        self.threads: list[threading.Thread] = []
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: self.reported.append(context))

    def __call__(self) -> None:
        self.threads.append(threading.current_thread())
        self.release.wait(10)
        raise ZeroDivisionError

    def finish(self) -> None:
        """Return when the thread is over; what it hands in waits in the loop's queue."""
        self.release.set()
        self.threads[0].join(10)

    async def reports(self) -> list[Any]:
        """What asyncio says of errors that nobody asked for, once they are collected."""
        for _ in range(3):
            await asyncio.sleep(0)
        gc.collect()
        return self.reported


async def test_a_thread_whose_waiter_was_cancelled_is_left_behind_and_its_error_is_nobodys() -> None:
    call, earlier = Failing(), left_behind()
    waiter = asyncio.create_task(in_thread(call))
    await until(lambda: call.threads)
    waiter.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiter
    assert left_behind() == earlier + 1
    call.finish()
    assert left_behind() == earlier
    assert await call.reports() == []


async def test_an_error_that_comes_as_its_waiter_is_cancelled_is_nobodys() -> None:
    call = Failing()
    waiter = asyncio.create_task(in_thread(call))
    await until(lambda: call.threads)
    call.finish()
    asyncio.get_running_loop().call_soon(waiter.cancel)  # right behind the outcome, before the waiter hears of it
    with pytest.raises(asyncio.CancelledError):
        await waiter
    del waiter
    assert await call.reports() == []
