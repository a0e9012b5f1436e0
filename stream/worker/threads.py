"""Work off the event loop, in threads that can be left behind.

Not an executor: Python cannot end a thread, and a stuck one must neither keep a pool busy nor the process alive.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import NoReturn, TypeVar

from stream.errors import EnrichmentError

Result = TypeVar("Result")
NAME, LEFT_BEHIND = "newsstream-work", "newsstream-left-behind"


class StillRunningError(Exception):
    """The call outlived its time; its thread goes on by itself."""


async def in_thread(call: Callable[[], Result], within: float | None = None) -> Result:
    """Run `call` in a thread of its own and return or raise what it does.

    Raises:
        StillRunningError: it is not done after `within` seconds, and was left behind.
    """
    loop = asyncio.get_running_loop()
    # An error travels as a value: a future that holds one nobody waits for any more is reported when it is collected.
    done: asyncio.Future[Callable[[], Result]] = loop.create_future()

    def settle(outcome: Callable[[], Result]) -> None:
        if not done.done():
            done.set_result(outcome)

    def work() -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, _outcome(call))

    thread = threading.Thread(target=work, name=NAME, daemon=True)
    thread.start()
    try:
        await asyncio.wait([done], timeout=within)
        if done.done():
            return done.result()()
        raise StillRunningError
    finally:
        if done.cancel():  # too slow, or the waiter was cancelled
            thread.name = LEFT_BEHIND


def left_behind() -> int:
    """How many threads run on with nobody waiting for them: they outlived their time, or their waiter was cancelled."""
    return sum(thread.name == LEFT_BEHIND for thread in threading.enumerate())


def _outcome(call: Callable[[], Result]) -> Callable[[], Result]:
    """Run `call` now; the function returned gives its result, or raises its error."""
    try:
        result = call()
    except BaseException as error:  # noqa: BLE001  # it belongs to whoever waits
        return partial(_raise, _raisable(error))
    return lambda: result


def _raise(error: Exception) -> NoReturn:
    raise error


def _raisable(error: BaseException) -> Exception:
    # A future refuses StopIteration, and SystemExit would end the event loop instead of the article.
    if isinstance(error, Exception) and not isinstance(error, StopIteration):
        return error
    wrapped = EnrichmentError(f"the enricher raised {error!r}")
    wrapped.__cause__ = error
    return wrapped
