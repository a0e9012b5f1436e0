"""A TCP proxy on loopback that can go silent, as a network that drops packets.

While it is cut, connections stay open and nothing passes; what was sent meanwhile arrives after `heal`. That is the
unpleasant case: nobody is told, and an evicted worker's last requests come late.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import suppress

CHUNK = 65_536
CLOSE_TIMEOUT_S = 5.0


class Proxy:
    """Listens on `port` from the start; forwards to `target` once that is set and `start` was called."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.target = 0
        self._loop = asyncio.new_event_loop()
        self._open = asyncio.Event()
        self._open.set()
        self._links: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, name="chaos-proxy", daemon=True)

    def start(self) -> None:
        """Accept connections."""
        self._thread.start()
        serving = asyncio.start_server(self._link, sock=self._socket)
        asyncio.run_coroutine_threadsafe(serving, self._loop).result(CLOSE_TIMEOUT_S)

    def cut(self) -> None:
        """Let nothing pass, in both directions."""
        self._loop.call_soon_threadsafe(self._open.clear)

    def heal(self) -> None:
        """Let everything pass again, what waited first."""
        self._loop.call_soon_threadsafe(self._open.set)

    def close(self) -> None:
        """End every connection."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(CLOSE_TIMEOUT_S)
        self._socket.close()

    async def _link(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._open.wait()
        try:
            from_broker, to_broker = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:  # the broker is down: so is the connection
            writer.close()
            return
        await asyncio.gather(self._pump(reader, to_broker), self._pump(from_broker, writer))

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(CHUNK):
                await self._open.wait()
                sink.write(data)
                await sink.drain()
        await self._open.wait()
        sink.close()
