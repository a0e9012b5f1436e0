"""The HTTP side: `/metrics`, `/healthz`, `/readyz`, and whatever routes the caller adds (the live page).

It runs in a thread with an event loop of its own, so that probes are answered while the worker's loop is busy. Nothing
but the settings decides where it binds, which is loopback unless told otherwise.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable
from concurrent.futures import Future

from aiohttp import web

from stream.errors import SettingsError
from stream.observe.health import Health, Status
from stream.observe.metrics import Metrics
from stream.settings import HttpSettings

START_TIMEOUT_S = 10.0  # binding takes milliseconds; this only keeps a broken machine from hanging the start
CLOSE_TIMEOUT_S = 3.0  # open streams of the live page are cut, not waited for


class HttpServer:
    """A running server; `port` is the one it really has."""

    def __init__(self, app: web.Application, settings: HttpSettings) -> None:
        self.host = settings.host
        self.port = settings.port
        self._app = app
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="newsstream-http", daemon=True)
        self._bound: Future[int] = Future()

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104  # nosec B104
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def start(self) -> HttpServer:
        """Bind and serve in the background.

        Raises:
            SettingsError: the address cannot be bound.
        """
        self._thread.start()
        try:
            self.port = self._bound.result(START_TIMEOUT_S)
        except OSError as error:
            raise SettingsError(f"http.host {self.host}, http.port {self.port}: {error.strerror or error}") from error
        return self

    def close(self) -> None:
        """Stop serving; returns when the port is free. Harmless when called twice."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(CLOSE_TIMEOUT_S + 1)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=CLOSE_TIMEOUT_S / 2)
        try:
            self._bound.set_result(self._loop.run_until_complete(self._bind(runner)))
        except OSError as error:
            self._bound.set_exception(error)
        else:
            self._loop.run_forever()
            self._loop.run_until_complete(_cut_streams())
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    async def _bind(self, runner: web.AppRunner) -> int:
        await runner.setup()
        await web.TCPSite(runner, self.host, self.port).start()
        port: int = runner.addresses[0][1]
        return port


async def _cut_streams() -> None:
    """End the streams of the live page, which never end by themselves and which `cleanup` would wait for."""
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)


def start_http(
    settings: HttpSettings, metrics: Metrics, health: Health, routes: Iterable[web.AbstractRouteDef] = ()
) -> HttpServer:
    """Serve metrics and health, and `routes` beside them; handlers run in the server's own loop and thread."""
    app = web.Application()
    app.add_routes([*probes(metrics, health), *routes])
    return HttpServer(app, settings).start()


def probes(metrics: Metrics, health: Health) -> list[web.RouteDef]:
    """The three routes that machines read."""

    async def scrape(_request: web.Request) -> web.Response:
        body, content_type = metrics.exposition()
        return web.Response(body=body, headers={"Content-Type": content_type})

    async def alive(_request: web.Request) -> web.Response:
        return _answer(health.alive())

    async def ready(_request: web.Request) -> web.Response:
        return _answer(health.ready())

    return [web.get("/metrics", scrape), web.get("/healthz", alive), web.get("/readyz", ready)]


def _answer(status: Status) -> web.Response:
    body = {"status": "ok" if status.ok else "unavailable", "reasons": list(status.reasons)}
    return web.json_response(body, status=200 if status.ok else 503, headers={"Cache-Control": "no-store"})
