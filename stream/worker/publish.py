"""Publishing: every record of an article confirmed by the broker, or the article is not acknowledged.

While the broker is away publishing is tried again without end, and the partition waits; nothing is skipped. A record
that the topic will never take is the one thing that ends it: an event makes its article a dead letter, a dead letter
first sheds its stack trace and then waits, too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception
from tenacity.stop import stop_base

from stream.contract.dead_letter import REASON, is_reason
from stream.contract.records import Headers, Record
from stream.errors import EventTooLargeError, PublishError
from stream.observe.metrics import Metrics
from stream.settings import RetrySettings
from stream.worker.backoff import backoff
from stream.worker.producer import Producer, TimestampRefusedError
from stream.worker.unconfirmed import Unconfirmed

LONGEST_PAUSE_S = 5.0  # a broker that is back should not wait for us; retry.max_delay when that is shorter
SLIM_REASON = 200  # bytes kept of a reason header when the whole does not fit
_STACK = REASON + "exception.stacktrace"


@dataclass(frozen=True, slots=True)
class _Unwanted(stop_base):
    """Stop retrying once nobody needs the delivery any more: the partition was revoked."""

    wanted: Callable[[], bool]

    def __call__(self, retry_state: RetryCallState) -> bool:  # noqa: ARG002  # tenacity's signature
        return not self.wanted()


class Publisher:
    """Sends the records of one article at a time, several articles at once."""

    def __init__(self, producer: Producer, retry: RetrySettings, timeout: float, metrics: Metrics) -> None:
        self._producer = producer
        self._wait = backoff(retry.first_delay, min(retry.max_delay, LONGEST_PAUSE_S))
        self._timeout = timeout
        self._metrics = metrics
        self._gate = asyncio.Lock()
        self._unconfirmed = Unconfirmed()

    @property
    def failing(self) -> str | None:
        """Why articles wait for the broker, None when none does."""
        return self._unconfirmed.reason

    async def publish(self, records: Iterable[Record], wanted: Callable[[], bool]) -> None:
        """Return when every record is confirmed.

        Raises:
            EventTooLargeError: a topic refuses one of the records for its size.
            PublishError: not confirmed, and no longer `wanted`.
        """
        await self._until_confirmed(list(records), wanted, EventTooLargeError)

    async def publish_dead_letter(self, record: Record, wanted: Callable[[], bool]) -> None:
        """Return when the dead letter is confirmed; without its stack trace when it does not fit otherwise.

        Raises:
            PublishError: not confirmed, and no longer `wanted`.
        """
        try:
            await self._until_confirmed([record], wanted, EventTooLargeError, TimestampRefusedError)
        except EventTooLargeError:
            await self._until_confirmed([slim(record)], wanted)
        except TimestampRefusedError:
            # A record must not block its partition for ever over a date that the dead-letter topic does not allow.
            await self._until_confirmed([replace(record, timestamp=None)], wanted)

    async def _until_confirmed(
        self, waiting: list[Record], wanted: Callable[[], bool], *final: type[PublishError]
    ) -> None:
        with self._unconfirmed.article() as failed:
            attempts = AsyncRetrying(
                wait=self._wait,
                stop=_Unwanted(wanted),
                retry=retry_if_exception(lambda why: isinstance(why, PublishError) and not isinstance(why, final)),
                before_sleep=lambda state: self._report(state, failed),
                reraise=True,
            )
            async for attempt in attempts:
                with attempt:
                    waiting[:], error = await self._send(waiting)
                    if error:
                        raise error

    def _report(self, state: RetryCallState, failed: Callable[[str], None]) -> None:
        self._metrics.retried("publish")
        failed(str(state.outcome and state.outcome.exception()))

    async def _send(self, records: Sequence[Record]) -> tuple[list[Record], BaseException | None]:
        """The records that were not confirmed, and the gravest reason."""
        outcomes = await asyncio.gather(*(self._one(record) for record in records), return_exceptions=True)
        failed = [(record, error) for record, error in zip(records, outcomes, strict=True) if error]
        errors = sorted((error for _, error in failed), key=_gravity, reverse=True)
        return [record for record, _ in failed], errors[0] if errors else None

    async def _one(self, record: Record) -> BaseException | None:
        try:
            async with asyncio.timeout(self._timeout):
                try:
                    async with self._gate:
                        confirmed = await self._producer.send(record)
                    await confirmed
                except EventTooLargeError:
                    await self._alone(record)
        except TimeoutError:
            return PublishError(f"{record.topic}: not confirmed within {self._timeout:g} s")
        except PublishError as error:
            return error
        return None

    async def _alone(self, record: Record) -> None:
        # A broker measures the whole produce batch against max.message.bytes: a small record can be refused for the
        # company it was sent in. Only what is refused alone is too large.
        async with self._gate:
            await self._producer.flush()
            await (await self._producer.send(record))


def _gravity(error: BaseException) -> int:
    """The reason to report when several records failed: a defect of ours is never hidden behind a refusal."""
    if not isinstance(error, PublishError):
        return 2
    return 1 if isinstance(error, EventTooLargeError) else 0


def slim(record: Record) -> Record:
    """A dead letter without its stack trace and with short reasons; the original's own parts are untouched."""
    headers: Headers = tuple(
        (name, value[:SLIM_REASON] if is_reason(name) else value) for name, value in record.headers if name != _STACK
    )
    return replace(record, headers=headers)
