from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from stream.contract.events import ModelReference
from stream.contract.records import enriched_data
from stream.observe.metrics import MAX_LANGUAGES, Metrics
from tests.contract.builders import analysis, article, provenance


def value(metrics: Metrics, sample: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(f"newsstream_{sample}", labels)


def families(metrics: Metrics) -> dict[str, str]:
    """Name to help text of everything exposed under our prefix."""
    text = metrics.exposition()[0].decode()
    found = {family.name: family.documentation for family in text_string_to_metric_families(text)}
    return {name: documentation for name, documentation in found.items() if name.startswith("newsstream_")}


def test_every_metric_has_our_prefix_a_help_text_and_no_milliseconds() -> None:
    exposed = families(Metrics())
    assert len(exposed) > 20
    assert all(exposed.values())
    assert not [name for name in exposed if "milli" in name or name.endswith("_ms")]


def test_two_containers_do_not_share_counters() -> None:
    first, second = Metrics(), Metrics()
    first.received()
    assert value(first, "articles_received_total") == 1
    assert value(second, "articles_received_total") == 0


def test_a_revoked_partitions_lag_is_no_longer_reported() -> None:
    metrics = Metrics()
    metrics.lag(3, 17)
    metrics.clear_partitions([3, 4])
    assert value(metrics, "partition_lag", partition="3") is None


def test_what_was_found_is_counted_by_type_and_language() -> None:
    metrics = Metrics()
    metrics.found(enriched_data(article(), analysis(), provenance()))
    assert value(metrics, "entities_total", type="LOC", language="ar") == 1
    assert value(metrics, "claims_total", basis="reported", language="ar") == 1


def test_a_hostile_feed_cannot_grow_the_language_label() -> None:
    metrics = Metrics()
    for number in range(500):
        found = analysis().model_copy(update={"language": f"x{chr(97 + number % 26)}{chr(97 + number // 26)}"})
        metrics.found(enriched_data(article(), found, provenance()))
    labels = {sample.labels.get("language") for family in metrics.registry.collect() for sample in family.samples}
    assert len(labels) <= MAX_LANGUAGES + 2  # and `other`, and samples without the label


def test_a_delay_is_not_observed_from_a_clock_that_is_ahead() -> None:
    metrics = Metrics()
    metrics.delays(-3.0, None)
    assert value(metrics, "delay_since_received_seconds_count") == 0


def test_readiness_is_asked_for_at_every_scrape() -> None:
    metrics, answers = Metrics(), iter([False, True])
    metrics.watch_ready(lambda: next(answers))
    assert [value(metrics, "ready"), value(metrics, "ready")] == [0, 1]


def test_the_models_in_use_are_named() -> None:
    metrics = Metrics()
    metrics.models([ModelReference(name="e5", version="3", sha256="ab")])
    assert value(metrics, "model_info", name="e5", version="3", sha256="ab") == 1
