"""A broker that answers empty fetches at once, which the embedded one does, is not asked without a rest."""

from __future__ import annotations

import time

import pytest
from aiokafka.consumer import consumer, fetcher

from stream.worker.fetching import REST_S, _Fetcher, fetch_without_haste


async def _answer(found: bool, monkeypatch: pytest.MonkeyPatch) -> float:  # noqa: FBT001
    async def at_once(*_: object) -> bool:
        return found

    monkeypatch.setattr(fetcher.Fetcher, "_proc_fetch_request", at_once)
    start = time.monotonic()
    assert await _Fetcher._proc_fetch_request(_Fetcher.__new__(_Fetcher), None, None, None) is found
    return time.monotonic() - start


async def test_an_empty_answer_that_came_at_once_is_followed_by_a_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await _answer(False, monkeypatch) >= REST_S


async def test_records_are_handed_on_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await _answer(True, monkeypatch) < REST_S


def test_aiokafkas_consumers_use_it() -> None:
    fetch_without_haste()
    assert consumer.Fetcher is _Fetcher
