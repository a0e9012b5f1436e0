from __future__ import annotations

import os
import signal
import time

import pytest

from stream.broker.worker_process import sigterm_leaves_the_block


def asked_to_end() -> None:
    with sigterm_leaves_the_block():
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)


def asked_while_nothing_may_be_raised() -> None:
    with sigterm_leaves_the_block() as left:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(5)
        except SystemExit:
            pass  # as in a destructor, where Python only prints it
        try:
            time.sleep(5)
        finally:
            left()
            time.sleep(1.5)  # cleaning up is not interrupted


def test_sigterm_leaves_the_block_and_the_handler_is_given_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as left:
        asked_to_end()
    assert left.value.code == 143
    assert signal.getsignal(signal.SIGTERM) is before


def test_an_exit_that_something_swallowed_comes_again_until_the_block_is_left() -> None:
    started = time.monotonic()
    with pytest.raises(SystemExit):
        asked_while_nothing_may_be_raised()
    assert 1 < time.monotonic() - started < 5
