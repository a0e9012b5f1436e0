"""Work beside work, in threads that end with it: passes of the encoder side by side, and one batch read ahead.

ONNX Runtime leaves Python's lock while it computes, so that several passes, one thread each, keep as many cores busy
without ever waiting for one another. Not an executor: its threads would outlive a call that never comes back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
NAME = "newsstream-lane"


class Lanes:
    """At most `count` pieces of work at one time, however many callers there are."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._free = threading.Semaphore(count)

    def map(self, work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """`work` on every item, results in the items' order; begins with the first, and the caller's thread helps.

        Raises:
            Exception: what `work` raised first; items not begun by then are left alone.
        """
        results: list[Future[Result]] = [Future() for _ in items]
        waiting = iter(zip(items, results, strict=True))  # `next` on it is atomic, it has no Python code
        helpers = [
            threading.Thread(target=self._work, args=(work, waiting), name=NAME, daemon=True)
            for _ in range(min(self.count, len(items)) - 1)
        ]
        for helper in helpers:
            helper.start()
        self._work(work, waiting)
        for helper in helpers:
            helper.join()
        _raise_first(results)
        return [result.result() for result in results]

    def _work(self, work: Callable[[Item], Result], waiting: Iterator[tuple[Item, Future[Result]]]) -> None:
        for item, result in waiting:
            with self._free:
                _settle(result, work, item)
            if result.exception() is not None:
                list(waiting)  # nobody begins the rest
                return


def begin(work: Callable[[], Result]) -> Future[Result]:
    """Do `work` in a thread of its own, from now on; the future has its result."""
    result: Future[Result] = Future()
    threading.Thread(target=lambda: _settle(result, lambda _: work(), None), name=NAME, daemon=True).start()
    return result


class Ahead(Generic[Item, Result]):
    """Does `work` on what it is given, one after the other in a thread of its own, while the giver does other things."""

    def __init__(self, work: Callable[[Item], Result]) -> None:
        self._work = work
        self._given: SimpleQueue[tuple[Item, Future[Result]] | None] = SimpleQueue()
        self._stopped = False
        threading.Thread(target=self._run, name=NAME, daemon=True).start()

    def __enter__(self) -> Ahead[Item, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped = True
        self._given.put(None)

    def give(self, item: Item) -> Future[Result]:
        """Queue `item`; the future has its result."""
        result: Future[Result] = Future()
        self._given.put((item, result))
        return result

    def _run(self) -> None:
        while (given := self._given.get()) is not None and not self._stopped:
            item, result = given
            _settle(result, self._work, item)


def _settle(result: Future[Result], work: Callable[[Item], Result], item: Item) -> None:
    try:
        result.set_result(work(item))
    except BaseException as error:  # noqa: BLE001  # it belongs to whoever asks for the result
        result.set_exception(error)


def _raise_first(results: Sequence[Future[Result]]) -> None:
    for result in results:
        error = result.exception() if result.done() else None
        if error is not None:
            raise error
