from __future__ import annotations

import asyncio
import os
import signal
import threading

from stream.worker.drain import Stop, signals_request


async def test_waiting_ends_when_another_thread_requests_a_stop() -> None:
    stop = Stop()
    waiting = asyncio.create_task(stop.wait())
    await asyncio.sleep(0)
    threading.Thread(target=stop.request).start()
    async with asyncio.timeout(5):
        await waiting


async def test_a_stop_requested_earlier_is_seen_at_once() -> None:
    stop = Stop()
    stop.request()
    async with asyncio.timeout(5):
        await stop.wait()


def test_sigterm_is_a_request_and_the_handler_is_given_back() -> None:
    stop, before = Stop(), signal.getsignal(signal.SIGTERM)
    with signals_request(stop):
        os.kill(os.getpid(), signal.SIGTERM)
        stop.sleep(5)
        assert stop.requested
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_signal_that_another_thread_gets_is_heard_while_the_main_thread_waits() -> None:
    stop, go, done = Stop(), threading.Event(), threading.Event()
    heard: list[bool] = []

    def ask_and_look() -> None:
        go.wait()
        os.kill(os.getpid(), signal.SIGTERM)
        stop.sleep(5)
        heard.append(stop.requested)
        done.set()

    asking = threading.Thread(target=ask_and_look)
    with signals_request(stop):
        asking.start()
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])  # here alone: threads keep the mask they began with
        try:
            go.set()
            done.wait()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
            asking.join()
    assert heard == [True]


def test_outside_the_main_thread_signals_are_left_alone() -> None:
    seen: list[object] = []

    def look() -> None:
        with signals_request(Stop()):
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [signal.getsignal(signal.SIGTERM)]
