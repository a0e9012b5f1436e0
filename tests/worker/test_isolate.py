from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stream.errors import BudgetExceededError, EnrichmentError, ModelError, NoTextError
from stream.settings import RetrySettings
from stream.worker.isolate import Failure, Isolation

RETRY = RetrySettings(attempts=3, first_delay=0.0, max_delay=0.0)
Call = Callable[[Sequence[int]], list[int]]


class Calls:
    """Doubles numbers; whatever holds a poisonous one fails."""

    def __init__(self, *poisonous: int, times: int = 1_000_000) -> None:
        self.poisonous = set(poisonous)
        self.times = times
        self.seen: list[list[int]] = []

    def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.seen.append(list(numbers))
        if self.poisonous & set(numbers) and self.times > 0:
            self.times -= 1
            raise RuntimeError("poisonous")
        return [2 * number for number in numbers]


async def outcomes(call: Call, numbers: Sequence[int], within: float = 5.0) -> dict[int, int | Failure]:
    found: dict[int, int | Failure] = {}

    async def resolve(number: int, result: int | Failure) -> None:
        assert number not in found
        found[number] = result

    await Isolation(call, RETRY, within).run(numbers, resolve)
    return found


async def test_a_good_batch_is_one_call() -> None:
    calls = Calls()
    assert await outcomes(calls, range(16)) == {number: 2 * number for number in range(16)}
    assert len(calls.seen) == 1


async def test_one_poisonous_article_does_not_take_its_batch_along() -> None:
    found = await outcomes(Calls(5), range(16))
    assert [number for number, result in found.items() if isinstance(result, Failure)] == [5]
    assert found[4] == 8


async def test_the_failure_says_how_often_the_article_was_tried() -> None:
    found = await outcomes(Calls(5), range(16))
    failure = found[5]
    assert isinstance(failure, Failure)
    assert failure.attempts == 4 + RETRY.attempts  # in batches of 16, 8, 4 and 2, then alone


async def test_a_failure_that_passes_costs_no_article() -> None:
    found = await outcomes(Calls(0, times=1), range(4))
    assert found == {0: 0, 1: 2, 2: 4, 3: 6}


@given(st.sets(st.integers(0, 30)), st.integers(1, 31))
@settings(max_examples=30, deadline=None)
async def test_whatever_is_poisonous_every_article_is_resolved_once(poisonous: set[int], size: int) -> None:
    found = await outcomes(Calls(*poisonous), range(size))
    assert {number for number, result in found.items() if isinstance(result, Failure)} == poisonous & set(range(size))
    assert len(found) == size


async def test_an_unusable_model_is_no_articles_fault() -> None:
    def broken(_numbers: Sequence[int]) -> list[int]:
        raise ModelError("the model folder is damaged")

    with pytest.raises(ModelError):
        await outcomes(broken, range(4))


async def test_a_model_that_breaks_below_a_split_still_stops_the_worker() -> None:
    def breaks(numbers: Sequence[int]) -> list[int]:
        raise ModelError("gone") if len(numbers) < 2 else RuntimeError("split me")

    with pytest.raises(ModelError):
        await outcomes(breaks, range(4))


async def test_an_article_that_takes_too_long_is_given_up_and_the_others_are_not() -> None:
    release = threading.Event()

    def hangs_on_three(numbers: Sequence[int]) -> list[int]:
        if 3 in numbers:
            release.wait(10)
        return list(numbers)

    found = await outcomes(hangs_on_three, range(8), within=0.5)
    release.set()
    failure = found.pop(3)
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, BudgetExceededError)
    assert found == {number: number for number in range(8) if number != 3}


async def test_an_error_that_names_the_article_is_not_retried() -> None:
    calls: list[int] = []

    def refuses(numbers: Sequence[int]) -> list[int]:
        calls.append(len(numbers))
        raise NoTextError("nothing to read")

    await outcomes(refuses, [1])
    assert calls == [1]


async def test_an_enricher_that_drops_results_is_caught() -> None:
    found = await outcomes(lambda numbers: list(numbers)[1:], [1, 2])
    assert all(isinstance(result, Failure) and isinstance(result.error, EnrichmentError) for result in found.values())
