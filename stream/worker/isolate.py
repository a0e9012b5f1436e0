"""Enriching a batch so that one bad article never takes the others along.

A batch that fails is split in halves until the article that fails stands alone; alone it is tried again with
exponential backoff and jitter, and then held responsible. A batch that takes too long is tried article by article.
Every article's result is handed on as soon as it is known.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Generic, TypeVar

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_not_exception_type,
    stop_after_attempt,
)

from stream.errors import ArticleError, BudgetExceededError, EnrichmentError, MissingExtraError, ModelError
from stream.settings import RetrySettings
from stream.worker.backoff import backoff
from stream.worker.threads import StillRunningError, in_thread, left_behind

Item = TypeVar("Item")
Result = TypeVar("Result")

FATAL = (ModelError, MissingExtraError)  # no article is at fault: the worker stops, nothing is dead-lettered
# One call's Python (reading labels, making events) would leave the other cores idle; a second call computes meanwhile.
# More would only hold memory: computing uses every core it may by itself.
AT_ONCE = 2
HOPELESS = (ArticleError, BudgetExceededError)  # trying again would only cost more

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that failed alone, after `attempts` tries that included it."""

    error: Exception
    attempts: int


class Isolation(Generic[Item, Result]):
    """Runs `call` on lists of items in threads, two lists at a time.

    Parameters:
        call: items to results, in order; may raise.
        retry: how often and how patiently an item is tried alone.
        timeout: seconds one call may take, however many items it has.
        on_retry: told of every repeated call.
        on_stuck: told of every call that outlived its time, with the number of calls still running.
        during: entered around every call.
    """

    def __init__(  # noqa: PLR0913  # two of them are the work, the rest tell of it
        self,
        call: Callable[[Sequence[Item]], list[Result]],
        retry: RetrySettings,
        timeout: float,
        *,
        on_retry: Callable[[], None] = lambda: None,
        on_stuck: Callable[[int], None] = lambda _running: None,
        during: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._call = call
        self._retry = retry
        self._timeout = timeout
        self._on_retry = on_retry
        self._on_stuck = on_stuck
        self._during = during
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def run(
        self,
        items: Sequence[Item],
        resolve: Callable[[Item, Result | Failure], Awaitable[None]],
        attempts: int = 0,
    ) -> None:
        """Call `resolve` once for every item, with its result or its failure.

        Raises:
            ModelError, MissingExtraError: from `call`, unchanged; some items are then unresolved.
        """
        if not items:
            return
        if len(items) == 1:
            await resolve(items[0], await self._alone(items[0], attempts))
            return
        try:
            results = await self._attempt(items)
        except FATAL:
            raise
        except Exception as error:  # noqa: BLE001  # whatever the enricher raised is held against an article, below
            log.warning("a batch of %d failed and is split: %r", len(items), error)
            self._on_retry()
            await self._each([self.run(part, resolve, attempts + 1) for part in _parts(items, error)])
        else:
            await self._each([resolve(item, result) for item, result in zip(items, results, strict=True)])

    async def _alone(self, item: Item, attempts: int) -> Result | Failure:
        made = attempts
        retrying = AsyncRetrying(
            stop=stop_after_attempt(self._retry.attempts),
            wait=backoff(self._retry.first_delay, self._retry.max_delay),
            retry=retry_if_not_exception_type((*FATAL, *HOPELESS, asyncio.CancelledError)),
            before_sleep=self._report,
            reraise=True,
        )
        try:
            async for attempt in retrying:
                with attempt:
                    made += 1
                    return (await self._attempt([item]))[0]
        except FATAL:
            raise
        except Exception as error:  # noqa: BLE001  # the article's dead letter says what it was
            return Failure(error, made)
        raise AssertionError("tenacity ends with a result or an error")

    def _report(self, state: RetryCallState) -> None:
        self._on_retry()
        error = state.outcome.exception() if state.outcome else None
        log.info("an article failed alone, attempt %d: %r", state.attempt_number, error)

    async def _attempt(self, items: Sequence[Item]) -> list[Result]:
        async with self._turn:
            try:
                with self._during():
                    results = await in_thread(lambda: self._call(items), self._timeout)
            except StillRunningError:
                self._on_stuck(left_behind())
                raise BudgetExceededError(
                    f"{len(items)} article(s) took longer than worker.article_timeout, {self._timeout:g} s"
                ) from None
        if len(results) != len(items):
            raise EnrichmentError(f"the enricher gave {len(results)} results for {len(items)} articles")
        return results

    @staticmethod
    async def _each(work: Sequence[Awaitable[None]]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for item in work:
                    group.create_task(_awaited(item))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None


async def _awaited(work: Awaitable[None]) -> None:
    await work


def _parts(items: Sequence[Item], error: Exception) -> list[Sequence[Item]]:
    # A call that was too slow leaves its thread behind: going down by halves would leave one at every level.
    if isinstance(error, BudgetExceededError):
        return [[item] for item in items]
    middle = len(items) // 2
    return [items[:middle], items[middle:]]
