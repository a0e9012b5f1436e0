"""Every metric that a worker exposes is drawn or alerted on, and what is drawn is exposed."""

from __future__ import annotations

import re
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from stream.observe.metrics import Metrics

DEPLOY = Path(__file__).parents[2] / "deploy"
DRAWN = [*(DEPLOY / "grafana" / "dashboards").glob("*.json"), DEPLOY / "prometheus" / "rules.yml"]


def exposed() -> set[str]:
    """Names of our metrics, without `_total` and the like."""
    families = {family.name for family in text_string_to_metric_families(Metrics().exposition()[0].decode())}
    return {name for name in families if name.startswith("newsstream_") and not name.endswith("_created")}


def drawn() -> str:
    return "".join(file.read_text(encoding="utf-8") for file in DRAWN)


def test_no_metric_is_left_out_of_dashboards_and_rules() -> None:
    text = drawn()
    assert [name for name in sorted(exposed()) if name not in text] == []


def test_no_dashboard_asks_for_a_metric_that_is_not_there() -> None:
    asked = set(re.findall(r"\bnewsstream_[a-z_]+", drawn()))
    plain = {re.sub(r"_(total|bucket|sum|count)$", "", name) for name in asked}
    assert sorted(plain - exposed()) == []
