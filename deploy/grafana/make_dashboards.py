"""Writes the two dashboards beside this file: `python deploy/grafana/make_dashboards.py`.

A dashboard is a title and rows of panels; a panel is a title, a unit and queries. The JSON that Grafana reads is long
and repetitive, so it is made here and committed; a test holds it equal and runs every query against a real worker.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent / "dashboards"
SOURCE = {"type": "prometheus", "uid": "prometheus"}
WIDTH, HEIGHT = 24, 8  # Grafana's grid
RATE = "[$__rate_interval]"


class Panel(NamedTuple):
    """One graph: queries as (legend, PromQL)."""

    title: str
    unit: str
    queries: tuple[tuple[str, str], ...]
    kind: str = "timeseries"


def quantile(share: float, metric: str, by: str = "") -> str:
    """The quantile of a histogram over all workers."""
    return f"histogram_quantile({share}, sum by (le{by}) (rate({metric}_bucket{RATE})))"


FLOW = (
    (
        Panel("Articles a second", "short", (
            ("received", f"sum(rate(newsstream_articles_received_total{RATE}))"),
            ("{{outcome}}", f"sum by (outcome) (rate(newsstream_articles_processed_total{RATE}))"),
        )),
        Panel("Lag, records", "short", (
            ("total", "sum(newsstream_partition_lag)"),
            ("partition {{partition}}", "sum by (partition) (newsstream_partition_lag)"),
        )),
        Panel("Delay from Kafka to events", "s", (
            ("half", quantile(0.5, "newsstream_delay_since_received_seconds")),
            ("99 of 100", quantile(0.99, "newsstream_delay_since_received_seconds")),
        )),
    ),
    (
        Panel("Dead letters a minute", "short", (
            ("{{code}}", f"60 * sum by (code) (rate(newsstream_dead_letters_total{RATE}))"),
        )),
        Panel("Retries a minute", "short", (
            ("{{stage}}", f"60 * sum by (stage) (rate(newsstream_retries_total{RATE}))"),
        )),
        Panel("Events a second", "short", (
            ("{{type}}", f"sum by (type) (rate(newsstream_events_published_total{RATE}))"),
        )),
    ),
    (
        Panel("Where the time goes, half of all", "s", (
            ("{{stage}}", quantile(0.5, "newsstream_stage_seconds", ", stage")),
        )),
        Panel("What workers do", "percentunit", (
            ("{{activity}}", f"avg by (activity) (rate(newsstream_worker_seconds_total{RATE}))"),
        )),
        Panel("Batches a second, by what closed them", "short", (
            ("{{closed_by}}", f"sum by (closed_by) (rate(newsstream_batches_total{RATE}))"),
        )),
    ),
    (
        Panel("Articles a second of one worker while busy", "short", (
            ("articles", f'sum(rate(newsstream_articles_processed_total{RATE})) / sum(rate(newsstream_worker_seconds_total{{activity="busy"}}{RATE}))'),
        )),
        Panel("Tokens a second", "short", (("tokens", f"sum(rate(newsstream_tokens_total{RATE}))"),)),
        Panel("Articles in a batch", "short", (
            ("mean", f"sum(rate(newsstream_batch_articles_sum{RATE})) / sum(rate(newsstream_batch_articles_count{RATE}))"),
        )),
    ),
    (
        Panel("Articles taken and not acknowledged", "short", (
            ("in process", "sum(newsstream_articles_in_process)"),
        )),
        Panel("Sentences a second", "short", (
            ("{{how}}", f"sum by (how) (rate(newsstream_sentences_total{RATE}))"),
        )),
        Panel("Partitions held, by worker", "short", (("{{instance}}", "newsstream_assigned_partitions"),)),
        Panel("Enrichments that never came back", "short", (("{{instance}}", "newsstream_stuck_articles_total"),)),
    ),
    (
        Panel("Workers ready", "short", (("ready", "sum(newsstream_ready)"),), "stat"),
        Panel("Memory", "bytes", (("{{instance}}", "process_resident_memory_bytes"),)),
        Panel("Versions", "short", (
            ("{{version}}", "count by (version) (newsstream_build_info)"),
            ("{{name}} {{version}}", "count by (name, version) (newsstream_model_info)"),
        ), "stat"),
    ),
)  # fmt: skip

CONTENT = (
    (
        Panel("Entities a minute, by type", "short", (
            ("{{type}}", f"60 * sum by (type) (rate(newsstream_entities_total{RATE}))"),
        )),
        Panel("Claims a minute, by basis", "short", (
            ("{{basis}}", f"60 * sum by (basis) (rate(newsstream_claims_total{RATE}))"),
        )),
        Panel("Articles a minute, by language", "short", (
            ("{{language}}", f"60 * sum by (language) (rate(newsstream_articles_sentiment_total{RATE}))"),
        )),
    ),
    (
        Panel("Sentiment of articles, shares", "percentunit", (
            ("{{label}}", f"sum by (label) (rate(newsstream_articles_sentiment_total{RATE})) / scalar(sum(rate(newsstream_articles_sentiment_total{RATE})))"),
        )),
        Panel("Entities an article", "short", (
            ("mean", f"sum(rate(newsstream_entities_total{RATE})) / sum(rate(newsstream_articles_sentiment_total{RATE}))"),
        )),
        Panel("Publication to events", "s", (
            ("half", quantile(0.5, "newsstream_delay_since_published_seconds")),
            ("99 of 100", quantile(0.99, "newsstream_delay_since_published_seconds")),
        )),
    ),
)  # fmt: skip

DASHBOARDS = {"flow": ("newsstream: flow", FLOW), "content": ("newsstream: content", CONTENT)}


def dashboard(name: str) -> dict[str, Any]:
    """The JSON model of one dashboard."""
    title, rows = DASHBOARDS[name]
    panels = [
        _panel(
            panel, number=10 * row + column, x=column * WIDTH // len(cells), y=row * HEIGHT, width=WIDTH // len(cells)
        )
        for row, cells in enumerate(rows)
        for column, panel in enumerate(cells)
    ]
    return {
        "uid": f"newsstream-{name}",
        "title": title,
        "tags": ["newsstream"],
        "schemaVersion": 39,
        "editable": True,
        "refresh": "10s",
        "time": {"from": "now-1h", "to": "now"},
        "panels": panels,
    }


def _panel(panel: Panel, *, number: int, x: int, y: int, width: int) -> dict[str, Any]:
    return {
        "id": number + 1,
        "type": panel.kind,
        "title": panel.title,
        "datasource": SOURCE,
        "gridPos": {"x": x, "y": y, "w": width, "h": HEIGHT},
        "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0}, "overrides": []},
        "targets": [
            {"refId": chr(ord("A") + place), "expr": query, "legendFormat": legend, "datasource": SOURCE}
            for place, (legend, query) in enumerate(panel.queries)
        ],
    }


def as_text(name: str) -> str:
    """The committed form of one dashboard."""
    return json.dumps(dashboard(name), indent=1) + "\n"


if __name__ == "__main__":
    for wanted in DASHBOARDS:
        (HERE / f"{wanted}.json").write_text(as_text(wanted), encoding="utf-8")
