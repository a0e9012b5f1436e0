from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from aiohttp import web

from stream.errors import SettingsError
from stream.observe.health import Health
from stream.observe.metrics import Metrics
from stream.settings import HttpSettings
from stream.web.server import HttpServer, start_http

ANY_PORT = HttpSettings(port=0)


@pytest.fixture
def health() -> Health:
    return Health()


@pytest.fixture
def server(health: Health) -> Iterator[HttpServer]:
    async def hello(_request: web.Request) -> web.Response:
        return web.Response(text=threading.current_thread().name)

    running = start_http(ANY_PORT, Metrics(), health, [web.get("/hello", hello)])
    yield running
    running.close()


def get(server: HttpServer, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(server.url + path, timeout=5) as answer:  # our own server
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_metrics_are_served_as_prometheus_reads_them(server: HttpServer) -> None:
    status, body = get(server, "/metrics")
    assert status == 200
    assert "# TYPE newsstream_articles_received_total counter" in body


def test_a_worker_that_is_not_ready_answers_503_with_the_reason(server: HttpServer) -> None:
    status, body = get(server, "/readyz")
    assert status == 503
    assert "the model is not loaded" in json.loads(body)["reasons"]
    assert get(server, "/healthz")[0] == 200


def test_a_ready_worker_answers_200(server: HttpServer, health: Health) -> None:
    health.has("model")
    health.has("broker")
    health.has("partitions")
    assert get(server, "/readyz") == (200, '{"status": "ok", "reasons": []}')


def test_a_broken_worker_is_not_alive(server: HttpServer, health: Health) -> None:
    health.breaks("the model is damaged")
    assert get(server, "/healthz")[0] == 503


def test_other_routes_can_be_added_and_run_in_the_servers_own_thread(server: HttpServer) -> None:
    assert get(server, "/hello") == (200, "newsstream-http")


def test_a_port_in_use_is_said_with_its_setting(server: HttpServer) -> None:
    with pytest.raises(SettingsError, match=f"http.port {server.port}"):
        start_http(HttpSettings(port=server.port), Metrics(), Health())


def test_after_closing_the_port_is_free(health: Health) -> None:
    first = start_http(ANY_PORT, Metrics(), health)
    first.close()
    first.close()
    start_http(HttpSettings(port=first.port), Metrics(), health).close()


def test_it_binds_to_loopback_unless_told_otherwise() -> None:
    assert HttpSettings().host == "127.0.0.1"
