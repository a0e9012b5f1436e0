"""Work off the event loop, in threads that can be left behind.

Not an executor: Python cannot end a thread, and a stuck one must neither keep a pool busy nor the process alive.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

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
    done: asyncio.Future[Result] = loop.create_future()

    def settle(set_outcome: Callable[[], None]) -> None:
        if not done.cancelled():
            set_outcome()

    def work() -> None:
        try:
            outcome = partial(done.set_result, call())
        except BaseException as error:  # noqa: BLE001  # it belongs to whoever waits
            outcome = partial(done.set_exception, _raisable(error))
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, outcome)

    thread = threading.Thread(target=work, name=NAME, daemon=True)
    thread.start()
    await asyncio.wait([done], timeout=within)
    if done.done():
        return done.result()
    thread.name = LEFT_BEHIND
    done.cancel()
    raise StillRunningError


def left_behind() -> int:
    """How many threads outlived their time and still run."""
    return sum(thread.name == LEFT_BEHIND for thread in threading.enumerate())


def _raisable(error: BaseException) -> Exception:
    # A future refuses StopIteration, and SystemExit would end the event loop instead of the article.
    if isinstance(error, Exception) and not isinstance(error, StopIteration):
        return error
    wrapped = EnrichmentError(f"the enricher raised {error!r}")
    wrapped.__cause__ = error
    return wrapped
