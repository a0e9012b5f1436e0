"""The live page's routes: what is served, with which headers, and what is refused."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator
from importlib.resources import files
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from stream.web import live
from stream.web.feed import LiveFeed
from stream.web.live import live_routes
from tests.web.builders import many, shown

Client = TestClient[web.Request, web.Application]
PAGE = files("stream.web") / "page"


@pytest.fixture
def feed() -> LiveFeed:
    feed = LiveFeed()
    for pair in many(3):
        feed.publish(*pair, 1.5)
    return feed


@pytest.fixture
async def client(feed: LiveFeed) -> AsyncIterator[Client]:
    app = web.Application()
    app.add_routes(live_routes(feed))
    async with TestClient(TestServer(app)) as client:
        yield client


async def events(response: ClientResponse, number: int) -> list[dict[str, Any]]:
    """The next `number` events as {id, event, data}; comments and `retry` alone are no events."""
    found: list[dict[str, Any]] = []
    while len(found) < number:
        block = (await asyncio.wait_for(response.content.readuntil(b"\n\n"), 5)).decode().strip().splitlines()
        fields = dict(line.split(": ", 1) for line in block if not line.startswith(":"))
        if "data" in fields:
            found.append({**fields, "data": json.loads(fields["data"])})
    return found


@pytest.mark.parametrize(
    "path", ["/", "/assets/main.js", "/assets/theme.css", "/api/articles", "/api/articles?limit=x", "/assets/no"]
)
async def test_every_answer_confines_the_browser(client: Client, path: str) -> None:
    response = await client.get(path)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in response.headers
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/assets/main.js", "text/javascript"),
        ("/assets/theme.css", "text/css"),
        ("/assets/icon.svg", "image/svg+xml"),
    ],
)
async def test_files_have_their_type(client: Client, path: str, kind: str) -> None:
    response = await client.get(path)
    assert response.status == 200
    assert response.content_type == kind


async def test_everything_the_page_asks_for_is_served(client: Client) -> None:
    html = await (await client.get("/")).text()
    sources = [file.read_text(encoding="utf-8") for file in PAGE.iterdir() if file.name.endswith(".js")]
    names = re.findall(r'"assets/([\w.]+)"', html) + re.findall(r'from "\./([\w.]+)"', "\n".join(sources))
    assert len(names) > 30
    for name in set(names):
        assert (await client.get(f"/assets/{name}")).status == 200, name


@pytest.mark.parametrize(
    "path",
    ["/assets/../live.py", "/assets/..%2flive.py", "/assets/%2e%2e/live.py", "/assets/..%5clive.py", "/assets/%2fetc%2fpasswd",
     "/assets//etc/passwd", "/assets/", "/assets/page/index.html", "/assets/main.js%00", "/../../etc/passwd", "/page/index.html"],
)  # fmt: skip
async def test_nothing_outside_the_page_is_served(client: Client, path: str) -> None:
    reader, writer = await asyncio.open_connection(client.host, client.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    assert answer.split(b" ")[1] in {b"404", b"400"}
    assert b"LiveFeed" not in answer
    assert b"root:" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/events", "/api/articles", "/assets/main.js"])
async def test_only_reading_is_allowed(client: Client, method: str, path: str) -> None:
    assert (await client.request(method, path)).status == 405


@pytest.mark.parametrize("path", ["/", "/events", "/api/articles", "/assets/main.js"])
async def test_head_answers_at_once_and_without_a_body(client: Client, path: str) -> None:
    response = await asyncio.wait_for(client.head(path), 5)
    assert response.status == 200
    assert await response.read() == b""


async def test_an_unchanged_file_is_not_sent_again(client: Client) -> None:
    tag = (await client.get("/assets/main.js")).headers["ETag"]
    assert (await client.get("/assets/main.js", headers={"If-None-Match": tag})).status == 304


async def test_the_recent_articles_come_newest_first(client: Client) -> None:
    found = await (await client.get("/api/articles?limit=2")).json()
    assert [one["event"]["article"]["id"] for one in found["articles"]] == ["many-2", "many-1"]
    assert found["articles"][0]["body"].startswith("Bakou 2")
    assert found["articles"][0]["delay_s"] == 1.5


@pytest.mark.parametrize("limit", ["0", "-1", "501", "x", "1.5", "", "٣", "9" * 5000])
async def test_a_wrong_limit_is_refused_with_what_would_be_right(client: Client, limit: str) -> None:
    response = await client.get("/api/articles", params={"limit": limit})
    assert response.status == 400
    assert "1 to 500" in (await response.json())["error"]


async def test_a_stream_greets_then_gives_what_is_kept_and_what_comes(client: Client, feed: LiveFeed) -> None:
    response = await client.get("/events")
    assert response.content_type == "text/event-stream"
    hello, *articles = await events(response, 4)
    assert hello["event"] == "hello"
    assert hello["data"]["resumed"] is False
    assert [one["data"]["event"]["article"]["id"] for one in articles] == ["many-0", "many-1", "many-2"]
    feed.publish(*shown("late"))
    feed.dead_letter("article.not_json", "not JSON")
    late, dead = [event for event in await events(response, 3) if event["event"] != "stats"][:2]
    assert late["data"]["event"]["article"]["id"] == "late"
    assert dead["data"]["code"] == "article.not_json"
    response.close()


@pytest.mark.parametrize("by_header", [True, False])
async def test_a_stream_resumes_after_the_last_event_seen(client: Client, *, by_header: bool) -> None:
    first = await client.get("/events")
    seen = (await events(first, 3))[-1]["id"]
    first.close()
    headers, params = ({"Last-Event-ID": seen}, {}) if by_header else ({}, {"after": seen})
    again = await client.get("/events", headers=headers, params=params)
    hello, rest = await events(again, 2)
    assert hello["data"]["resumed"] is True
    assert rest["data"]["event"]["article"]["id"] == "many-2"
    again.close()


async def test_an_idle_stream_beats_and_gives_samples(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "SAMPLE_S", 0.05)
    monkeypatch.setattr(live, "HEARTBEAT_S", 0.1)
    response = await client.get("/events")
    text = b""
    while b": still here" not in text or b"event: stats" not in text:
        text += await asyncio.wait_for(response.content.readany(), 5)
    assert text.startswith(b"retry: ")
    response.close()


async def test_too_many_open_pages_are_told_to_come_back_later() -> None:
    app = web.Application()
    app.add_routes(live_routes(LiveFeed(watchers=1)))
    async with TestClient(TestServer(app)) as client:
        first = await client.get("/events")
        second = await client.get("/events")
        assert second.status == 503
        assert second.headers["Retry-After"]
        first.close()


async def test_a_reader_that_stops_reading_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "WRITE_TIMEOUT_S", 0.2)
    feed = LiveFeed(watchers=1)
    for number in range(200):
        feed.publish(*shown(f"big-{number}", "كلمة " * 4000, names={}))
    app = web.Application()
    app.add_routes(live_routes(feed))
    async with TestServer(app) as server:
        with socket.create_connection((server.host, server.port)) as stalled:
            stalled.sendall(b"GET /events HTTP/1.1\r\nHost: x\r\n\r\n")
            await _until(1, feed)  # the stalled reader is let in first
            await _until(0, feed)


async def _until(watchers: int, feed: LiveFeed) -> None:
    async with asyncio.timeout(10):
        while len(feed._watchers) != watchers:  # noqa: ASYNC110  # another process's socket decides, so no event to wait for
            await asyncio.sleep(0.01)


def test_the_page_names_no_other_host() -> None:
    for file in PAGE.iterdir():
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|//[a-z]+\.[a-z]", text), file.name


def test_the_page_never_makes_markup_from_text() -> None:
    for file in PAGE.iterdir():
        text = file.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser", text
        ), file.name
        assert not re.search(r"<script>|<style|\sstyle=|\son\w+=", text), file.name
