"""What KEDA and the Prometheus operator are given: no schema of theirs is at hand, so their fields are held by hand."""

from __future__ import annotations

import urllib.request
from pathlib import Path
from typing import Any

import pytest

from stream.observe.health import Health
from stream.observe.metrics import Metrics
from stream.settings import HttpSettings, Settings, load_settings
from stream.web.server import start_http
from tests.deploy.manifests import Manifest, environment, one, overlay, worker

# The fields of KEDA's kafka trigger that are used here, from its documentation (2.14).
TRIGGER = {
    "allowIdleConsumers", "bootstrapServers", "consumerGroup", "lagThreshold", "limitToPartitionsWithLag",
    "offsetResetPolicy", "sasl", "tls", "topic",
}  # fmt: skip
MECHANISMS = {"SCRAM-SHA-512": "scram_sha512", "SCRAM-SHA-256": "scram_sha256", "PLAIN": "plaintext"}


@pytest.fixture(scope="module")
def production() -> tuple[Manifest, ...]:
    return overlay("production")


@pytest.fixture
def settings(production: tuple[Manifest, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    found = environment(production, worker(production), tmp_path)
    for name, value in found.variables.items():
        monkeypatch.setenv(name, value)
    return load_settings(found.files)


@pytest.fixture(scope="module")
def trigger(production: tuple[Manifest, ...]) -> dict[str, Any]:
    (found,) = one(production, "ScaledObject")["spec"]["triggers"]
    assert found["type"] == "kafka"
    return dict(found)


def test_keda_scales_the_deployment_which_leaves_the_number_to_it(production: tuple[Manifest, ...]) -> None:
    target = one(production, "ScaledObject")["spec"]["scaleTargetRef"]["name"]
    deployment = one(production, "Deployment")
    assert target == deployment["metadata"]["name"]
    assert "replicas" not in deployment["spec"]


def test_no_worker_is_started_that_would_hold_no_partition(
    production: tuple[Manifest, ...], settings: Settings
) -> None:
    assert one(production, "ScaledObject")["spec"]["maxReplicaCount"] == settings.topics.articles.partitions


def test_the_component_alone_fits_the_default_partitions() -> None:
    scaled = (Path(__file__).parents[2] / "deploy/kubernetes/components/keda/scaled-object.yaml").read_text()
    assert f"maxReplicaCount: {Settings().topics.articles.partitions} " in scaled


def test_a_group_that_never_committed_still_gets_a_worker(production: tuple[Manifest, ...]) -> None:
    assert one(production, "ScaledObject")["spec"]["minReplicaCount"] >= 1


def test_the_trigger_watches_what_the_worker_reads(trigger: dict[str, Any], settings: Settings) -> None:
    metadata = trigger["metadata"]
    assert metadata.keys() <= TRIGGER
    assert all(isinstance(value, str) for value in metadata.values())
    assert metadata["topic"] == settings.topics.articles.name
    assert metadata["consumerGroup"] == settings.kafka.group
    assert metadata["bootstrapServers"].split(",") == settings.kafka.brokers
    assert metadata["offsetResetPolicy"] == settings.kafka.auto_offset_reset
    assert metadata["sasl"] == MECHANISMS[settings.kafka.sasl_mechanism]
    assert (metadata["tls"] == "enable") == settings.kafka.uses_tls


def test_what_one_worker_has_in_hand_does_not_call_another(trigger: dict[str, Any], settings: Settings) -> None:
    assert int(trigger["metadata"]["lagThreshold"]) > settings.batch.max_articles * settings.batch.in_flight


def test_keda_uses_the_workers_secret(production: tuple[Manifest, ...], trigger: dict[str, Any]) -> None:
    authentication = one(production, "TriggerAuthentication")
    assert trigger["authenticationRef"]["name"] == authentication["metadata"]["name"]
    references = authentication["spec"]["secretTargetRef"]
    assert {reference["parameter"] for reference in references} == {"username", "password", "ca"}
    assert {reference["name"] for reference in references} == {"newsstream-kafka"}


def test_the_pod_monitor_scrapes_the_workers_metrics(production: tuple[Manifest, ...]) -> None:
    spec = one(production, "PodMonitor")["spec"]
    labels = one(production, "Deployment")["spec"]["template"]["metadata"]["labels"]
    assert spec["selector"]["matchLabels"].items() <= labels.items()
    (endpoint,) = spec["podMetricsEndpoints"]
    assert endpoint["port"] in {port["name"] for port in worker(production)["ports"]}
    server = start_http(HttpSettings(port=0), Metrics(), Health())
    try:
        with urllib.request.urlopen(server.url + endpoint["path"], timeout=5) as answer:
            assert b"newsstream_" in answer.read()
    finally:
        server.close()
