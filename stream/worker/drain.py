"""Being asked to stop: by a signal, or by whoever runs the worker in a thread.

The first SIGTERM or SIGINT asks for a drain; the second ends the process at once. That loses nothing: what was not
acknowledged is delivered again.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGINT)
SHELL_SIGNAL_BASE = 128  # what a shell reports for a process that a signal ended


class Stop:
    """A request to stop: made once, from any thread or signal handler, awaited in any loop."""

    def __init__(self) -> None:
        self._requested = threading.Event()
        self._waiting: list[Callable[[], None]] = []

    @property
    def requested(self) -> bool:
        """True from the first request on."""
        return self._requested.is_set()

    def request(self) -> None:
        """Ask the worker to stop; returns at once."""
        self._requested.set()
        for wake in list(self._waiting):
            wake()

    def sleep(self, seconds: float) -> None:
        """Sleep, but not past a request."""
        self._requested.wait(seconds)

    async def wait(self) -> None:
        """Return once a stop is requested."""
        loop, asked = asyncio.get_running_loop(), asyncio.Event()

        def wake() -> None:
            loop.call_soon_threadsafe(asked.set)

        self._waiting.append(wake)
        try:
            if not self.requested:
                await asked.wait()
        finally:
            self._waiting.remove(wake)


@contextmanager
def signals_request(stop: Stop) -> Iterator[None]:
    """Turn SIGTERM and SIGINT into requests; does nothing outside the main thread, which alone may handle signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # Python runs a handler when its main thread next does something, and ours waits for the outcome. The descriptor is
    # written to wherever the signal lands, and a thread may take locks that a handler must not.
    heard, told = socket.socketpair()
    told.setblocking(False)
    with heard, told:
        descriptor = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
        earlier = {number: signal.signal(number, _leave_to_listener) for number in SIGNALS}
        listener = threading.Thread(target=_listen, args=(heard, stop), name="newsstream-signals", daemon=True)
        listener.start()
        try:
            yield
        finally:
            for number, handler in earlier.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(descriptor)
            told.close()
            listener.join()


def _leave_to_listener(_number: int, _frame: FrameType | None) -> None:
    """Keep Python from ending the process."""


def _listen(heard: socket.socket, stop: Stop) -> None:
    """Act on the number of each signal, until the other end is closed."""
    while number := heard.recv(1):
        if number[0] not in SIGNALS:
            continue
        if stop.requested:
            os.write(2, b"newsstream: second signal, leaving at once; unacknowledged articles are delivered again\n")
            os._exit(SHELL_SIGNAL_BASE + number[0])
        stop.request()
