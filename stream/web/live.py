"""The live page's routes: the page, its files, the recent articles as JSON and the stream of server-sent events.

Give `live_routes(feed)` to `start_http`. Read-only (GET and HEAD), no cookies, nothing fetched from elsewhere; the
page's policy lets the browser load this origin's files and nothing else. Whoever can reach the port can read the
articles: it is loopback by default, and belongs behind a proxy that asks who is there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from functools import partial

from aiohttp import web

from stream import __version__
from stream.web.assets import Asset, load_page
from stream.web.feed import KEPT_ARTICLES, SAMPLE_S, LiveFeed, TooManyWatchersError, Watcher, Welcome
from stream.web.message import Message, frame, hello_message

HEARTBEAT_S = 10.0  # shorter than the idle time-out of common proxies (60 s) and than the page's patience (20 s)
RETRY_MS = 2000  # for plain EventSource clients; the page backs off by itself
WRITE_TIMEOUT_S = 10.0  # a reader that takes nothing for so long is gone

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
SAFETY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def live_routes(feed: LiveFeed) -> list[web.RouteDef]:
    """The page on `feed`, to be served by `start_http`."""
    page = _LivePage(feed, load_page())
    return [
        web.get("/", page.index),
        web.get("/assets/{name}", page.asset),
        web.get("/events", page.events),
        web.get("/api/articles", page.articles),
    ]


class _LivePage:
    def __init__(self, feed: LiveFeed, assets: dict[str, Asset]) -> None:
        self._feed = feed
        self._assets = assets

    async def index(self, request: web.Request) -> web.Response:
        return _file(request, self._assets["index.html"])

    async def asset(self, request: web.Request) -> web.Response:
        # A name is looked up among the files read at start: there is no path to walk out of.
        asset = self._assets.get(request.match_info["name"])
        return _file(request, asset) if asset else _problem(404, "no such file")

    async def articles(self, request: web.Request) -> web.Response:
        limit = request.query.get("limit", "50")
        if not (limit.isascii() and limit.isdigit() and 1 <= int(limit[:6]) <= KEPT_ARTICLES):
            return _problem(400, f"limit: a whole number from 1 to {KEPT_ARTICLES}")
        body = b'{"articles":[' + b",".join(message.data for message in self._feed.recent(int(limit))) + b"]}"
        response = web.Response(body=body, content_type="application/json", charset="utf-8", headers=_fresh())
        response.enable_compression()
        return response

    async def events(self, request: web.Request) -> web.StreamResponse:
        headers = _fresh() | {"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
        response = web.StreamResponse(headers=headers)
        if request.method == "HEAD":
            await response.prepare(request)
            return response
        after = request.headers.get("Last-Event-ID") or request.query.get("after")
        news = asyncio.Event()
        wake = partial(asyncio.get_running_loop().call_soon_threadsafe, news.set)
        try:
            watcher, welcome = self._feed.watch(wake, after)
        except TooManyWatchersError:
            return _problem(503, "the live page is open in too many places", {"Retry-After": "30"})
        try:
            await response.prepare(request)
            await self._greet(response, welcome)
            await self._follow(response, watcher, news)
        except (TimeoutError, ConnectionError):
            if request.transport:  # a reader that stalls would keep the connection, and its buffers, for ever
                request.transport.abort()
        finally:
            self._feed.unwatch(watcher)
        return response

    async def _greet(self, response: web.StreamResponse, welcome: Welcome) -> None:
        greeting = {
            "instance": self._feed.instance,
            "version": __version__,
            "resumed": welcome.resumed,
            "missed": welcome.missed,
            "samples": [asdict(sample) for sample in welcome.samples],
        }
        await _write(response, f"retry: {RETRY_MS}\n\n".encode() + frame(hello_message(greeting), None))
        await self._send(response, welcome.messages)

    async def _follow(self, response: web.StreamResponse, watcher: Watcher, news: asyncio.Event) -> None:
        """Until the reader leaves, is dropped for being slow, or the server stops."""
        loop = asyncio.get_running_loop()
        last = loop.time()
        while not watcher.dropped:
            with suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), SAMPLE_S)
            news.clear()
            self._feed.tick()
            if messages := watcher.take():
                await self._send(response, messages)
            if loop.time() - last >= HEARTBEAT_S:
                await _write(response, b": still here\n\n")
                last = loop.time()

    async def _send(self, response: web.StreamResponse, messages: Iterable[Message]) -> None:
        for message in messages:
            await _write(response, frame(message, self._feed.id_of(message)))


async def _write(response: web.StreamResponse, data: bytes) -> None:
    await asyncio.wait_for(response.write(data), WRITE_TIMEOUT_S)


def _file(request: web.Request, asset: Asset) -> web.Response:
    headers = SAFETY | {"Cache-Control": "no-cache", "ETag": f'"{asset.etag}"'}
    if any(tag.value == asset.etag for tag in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    return web.Response(body=asset.body, headers=headers | {"Content-Type": asset.content_type})


def _problem(status: int, message: str, more: dict[str, str] | None = None) -> web.Response:
    return web.json_response({"error": message}, status=status, headers=_fresh() | (more or {}))


def _fresh() -> dict[str, str]:
    return SAFETY | {"Cache-Control": "no-store"}
