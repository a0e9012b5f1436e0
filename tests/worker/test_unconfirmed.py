from __future__ import annotations

from contextlib import ExitStack

import pytest

from stream.worker.unconfirmed import SAY_EVERY_S, Unconfirmed


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_an_article_that_is_confirmed_at_once_says_nothing(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    waiting = Unconfirmed(clock)
    with waiting.article():
        pass
    assert (waiting.reason, caplog.messages) == (None, [])


def test_the_first_refusal_is_said_at_once_and_the_others_together(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    waiting = Unconfirmed(clock)
    with ExitStack() as stack:
        articles = [stack.enter_context(waiting.article()) for _ in range(50)]
        for _ in range(40):
            for failed in articles:
                failed("refused")
            clock.now += SAY_EVERY_S / 20
        assert [line.partition(":")[2] for line in caplog.messages] == [
            " 1 article(s) waiting, 1 attempt(s) failed in 0 s; the last: refused",
            " 50 article(s) waiting, 1001 attempt(s) failed in 10 s; the last: refused",
        ]
    assert caplog.messages[2:] == ["no article waits for confirmation any more: 2000 attempt(s) failed in 20 s"]


def test_a_broker_that_fails_now_and_then_does_not_fill_the_log(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    waiting = Unconfirmed(clock)
    for _ in range(1_000):
        with waiting.article() as failed:
            failed("refused")
        clock.now += SAY_EVERY_S / 500
    assert len(caplog.messages) == 4  # two refusals, and that each was over


def test_the_reason_stands_until_no_article_waits(clock: Clock) -> None:
    waiting = Unconfirmed(clock)
    with waiting.article() as failed:
        failed("one")
        with waiting.article() as other:
            other("two")
        assert waiting.reason == "two"
    assert waiting.reason is None
