"""`newsstream demo`: everything on this machine without Java or Docker: broker, topics, worker, articles, events.

It produces the sample articles and one broken record, shows what comes out as it comes, accounts for every article,
and goes on until Ctrl-C so that there is time to look at the live page and the metrics; `--once` ends there instead.
"""

from __future__ import annotations

import json
import socket
import tempfile
import webbrowser
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from stream.broker.embedded import EmbeddedBroker
from stream.broker.produce import Outgoing, article_key, produce
from stream.broker.tail import Event, tail
from stream.broker.topics import create_topics
from stream.broker.worker_process import WorkerProcess, worker_process
from stream.cli.accounting import Accounting
from stream.cli.show import render
from stream.errors import BrokerError
from stream.settings import Settings

PARTITIONS = 3
QUIET_TIMEOUT_S = 120.0  # no event for this long with articles outstanding is a failure
BROKEN = '{"id": "sample-broken", "title": "خبر عاجل", "body": "انقطع الإرسال'.encode()


def demo(
    context: typer.Context,
    once: Annotated[
        bool, typer.Option("--once", help="End after the summary; exit 0 if every article is accounted for.")
    ] = False,
    port: Annotated[int | None, typer.Option(help="Port of the live page and the metrics.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the live page in a browser.")] = True,
) -> None:
    """Broker, worker and sample articles on this machine; events shown as they come."""
    console = Console(highlight=False)
    with tempfile.TemporaryDirectory(prefix="newsstream-demo-") as folder, EmbeddedBroker() as broker:
        settings = _settings(context.obj, broker.bootstrap, port)
        create_topics(settings)
        console.print(f"[bold]newsstream demo[/]  broker {broker.name} on {broker.bootstrap}, loading the model …")
        with worker_process(settings, Path(folder)) as worker:
            worker.wait_until_ready()
            url = worker.url
            console.print(f"live page [link={url}]{url}[/link]   metrics {url}/metrics\n")
            if browser and not once:
                webbrowser.open(url)
            accounting = _run(settings, worker, console)
            console.print(accounting.summary(settings, url))
            if not once:
                _go_on(settings, console)
    if once and not (accounting.is_complete and accounting.lag == 0):
        raise typer.Exit(1)


def sample_records() -> list[Outgoing]:
    """The sample articles, and between them a record that is not an article."""
    text = resources.files("stream.cli").joinpath("samples/articles.jsonl").read_text(encoding="utf-8")
    values = [_published_now(json.loads(line)) for line in text.splitlines() if line.strip()]
    values.insert(len(values) // 2, BROKEN)
    return [
        Outgoing(value=value, key=article_key(value), origin=f"sample {number}")
        for number, value in enumerate(values, 1)
    ]


def _published_now(article: dict[str, str]) -> bytes:
    # The page shows the delay since publication: as if the wire had sent them this moment.
    stamped = article | {"published_at": datetime.now(UTC).isoformat(timespec="seconds")}
    return json.dumps(stamped, ensure_ascii=False).encode()


def _settings(given: Settings, bootstrap: str, port: int | None) -> Settings:
    topics = {name: topic.model_copy(update={"partitions": PARTITIONS}) for name, topic in given.topics}
    return given.model_copy(
        update={
            "kafka": given.kafka.model_copy(update={"brokers": [bootstrap], "security_protocol": "PLAINTEXT"}),
            "topics": given.topics.model_copy(update=topics),
            # Small batches: a person watches, and would rather see one article now than eight together later.
            "batch": given.batch.model_copy(update={"max_articles": 2}),
            "http": given.http.model_copy(update={"enabled": True, "port": _port(given, port)}),
        }
    )


def _port(given: Settings, port: int | None) -> int:
    """The port asked for, else the configured one, else a free one when that is taken."""
    if port is not None and port > 0:
        return port
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for candidate in (given.http.port if port is None else 0, 0):
            try:
                probe.bind((given.http.host, candidate))
                return int(probe.getsockname()[1])
            except OSError:
                continue
    raise BrokerError(f"no free port on {given.http.host}")


def _run(settings: Settings, worker: WorkerProcess, console: Console) -> Accounting:
    records = sample_records()
    accounting = Accounting(expected=len(records))
    produce(settings, records)
    names = [topic.name for topic in settings.topics.all()]
    for event in tail(settings, names, start="beginning", idle=QUIET_TIMEOUT_S):
        if event.record.topic == settings.topics.articles.name:
            accounting.sent(event)
            continue
        accounting.add(event)
        _show(event, settings, console)
        if accounting.is_complete or not worker.runs:
            break
    accounting.read_lag(settings)
    return accounting


def _show(event: Event, settings: Settings, console: Console) -> None:
    if event.record.topic in {settings.topics.enriched.name, settings.topics.dead_letters.name}:
        console.print(render(event))


def _go_on(settings: Settings, console: Console) -> None:
    brokers = ",".join(settings.kafka.brokers)
    console.print(f"\nsend your own: [bold]newsstream --set kafka.brokers={brokers} produce FILE…[/]   Ctrl-C ends\n")
    try:
        for event in tail(settings, start="end"):
            _show(event, settings, console)
    except KeyboardInterrupt:
        console.print("\nstopping: what is in flight is finished first")
