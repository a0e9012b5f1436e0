"""What Kubernetes is given: built by kustomize, valid by its schemas, and true to the worker that runs in it."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from stream import __version__
from stream.errors import SettingsError
from stream.observe.health import Health
from stream.observe.metrics import Metrics
from stream.settings import ENV_PREFIX, HttpSettings, Settings, load_settings
from stream.web.server import start_http
from tests.deploy.manifests import KUBERNETES, OVERLAYS, Manifest, built, environment, one, overlay, pods, worker

CUSTOM = {"ScaledObject", "TriggerAuthentication", "PodMonitor"}  # their schemas come with their operators
SUPPORTED = ["1.30", "1.34", "1.37"]  # oldest and newest that the schemas and the fields used here allow

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(params=OVERLAYS)
def manifests(request: pytest.FixtureRequest) -> tuple[Manifest, ...]:
    return overlay(request.param)


def check(manifest: Manifest, version: str) -> None:
    validator = pytest.importorskip("kubernetes_validate", reason="kubernetes-validate is not installed")
    validator.validate(manifest, version, strict=True)


@pytest.mark.parametrize("version", SUPPORTED)
def test_every_object_is_valid(manifests: tuple[Manifest, ...], version: str) -> None:
    for manifest in manifests:
        if manifest["kind"] not in CUSTOM:
            check(manifest, version)


def test_the_schema_check_bites() -> None:
    wrong = deepcopy(one(overlay("production"), "Deployment"))
    wrong["spec"]["template"]["spec"]["containers"][0]["imagePull"] = "Always"
    with pytest.raises(Exception, match="imagePull"):
        check(wrong, SUPPORTED[-1])


def test_the_base_names_no_namespace_and_overlays_put_everything_in_one(manifests: tuple[Manifest, ...]) -> None:
    assert {manifest["metadata"].get("namespace") for manifest in built("base")} == {None}
    assert len({manifest["metadata"].get("namespace") for manifest in manifests}) == 1


def test_images_are_of_this_version(manifests: tuple[Manifest, ...]) -> None:
    images = {container["image"].rpartition(":")[2] for pod in pods(manifests) for container in pod["containers"]}
    assert images == {__version__}


def test_nothing_runs_as_root_or_may_become_more(manifests: tuple[Manifest, ...]) -> None:
    for pod in pods(manifests):
        security = pod["securityContext"]
        assert security["runAsNonRoot"]
        assert security["runAsUser"] > 0
        assert security["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["automountServiceAccountToken"] is False
        for container in pod["containers"]:
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }


def test_only_tmp_can_be_written(manifests: tuple[Manifest, ...]) -> None:
    for pod in pods(manifests):
        mounts = [mount for container in pod["containers"] for mount in container["volumeMounts"]]
        assert {mount["mountPath"] for mount in mounts if not mount.get("readOnly")} == {"/tmp"}  # noqa: S108


def test_the_worker_is_waited_for_as_long_as_it_may_take_to_drain(
    manifests: tuple[Manifest, ...], settings: Settings
) -> None:
    grace = one(manifests, "Deployment")["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
    assert grace > settings.worker.shutdown_timeout


@pytest.fixture
def settings(manifests: tuple[Manifest, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    found = environment(manifests, worker(manifests), tmp_path)
    for name, value in found.variables.items():
        monkeypatch.setenv(name, value)
    return load_settings(found.files)


def test_the_settings_it_finds_are_valid(settings: Settings) -> None:
    assert settings.http.host == "0.0.0.0"  # noqa: S104  # compared, not bound
    assert settings.worker.wait_for_broker


def test_production_has_the_topics_of_the_shipped_production_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = overlay("production")
    found = environment(production, worker(production), tmp_path)
    for name, value in found.variables.items():
        monkeypatch.setenv(name, value)
    shipped = load_settings([KUBERNETES.parents[1] / "config" / "production.yaml"])
    assert load_settings(found.files).topics == shipped.topics


def test_secrets_are_referred_to_and_never_made() -> None:
    production = overlay("production")
    assert not [manifest for manifest in production if manifest["kind"] == "Secret"]
    (username,) = (entry for entry in worker(production)["env"] if entry["name"].endswith("USERNAME"))
    assert username["valueFrom"]["secretKeyRef"]["name"] == "newsstream-kafka"
    assert not [entry for entry in worker(production)["env"] if entry["name"] == f"{ENV_PREFIX}KAFKA__SASL_PASSWORD"]


def test_service_links_are_off_because_their_variables_would_stop_the_worker(
    manifests: tuple[Manifest, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not any(pod["enableServiceLinks"] for pod in pods(manifests))
    name = one(manifests, "Service")["metadata"]["name"].upper()
    monkeypatch.setenv(f"{name}_SERVICE_HOST", "10.0.0.1")  # what a service link would set
    with pytest.raises(SettingsError):
        load_settings()


@pytest.fixture(scope="module")
def ready() -> Iterator[str]:
    """Address of the real HTTP side of a worker that has all it needs."""
    health = Health()
    health.has("model")
    health.has("broker")
    health.has("partitions")
    server = start_http(HttpSettings(port=0), Metrics(), health)
    yield server.url
    server.close()


@pytest.mark.parametrize("probe", ["startupProbe", "livenessProbe", "readinessProbe"])
def test_a_probe_asks_a_route_that_answers(manifests: tuple[Manifest, ...], ready: str, probe: str) -> None:
    container = worker(manifests)
    assert container[probe]["httpGet"]["port"] in {port["name"] for port in container["ports"]}
    with urllib.request.urlopen(ready + container[probe]["httpGet"]["path"], timeout=5) as answer:
        assert answer.status == 200


def test_only_the_readiness_probe_fails_while_the_worker_drains(manifests: tuple[Manifest, ...]) -> None:
    health = Health()
    health.drains()
    server = start_http(HttpSettings(port=0), Metrics(), health)
    try:
        answers = {probe: status(server.url + route) for probe, route in routes(worker(manifests)).items()}
    finally:
        server.close()
    assert answers == {"startupProbe": 200, "livenessProbe": 200, "readinessProbe": 503}


def routes(container: Manifest) -> dict[str, str]:
    return {name: value["httpGet"]["path"] for name, value in container.items() if name.endswith("Probe")}


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_the_port_is_the_one_the_worker_serves(manifests: tuple[Manifest, ...], settings: Settings) -> None:
    assert worker(manifests)["ports"] == [{"name": "http", "containerPort": settings.http.port}]
    assert [port["port"] for port in one(manifests, "Service")["spec"]["ports"]] == [settings.http.port]


def test_selectors_find_the_workers_and_not_the_topic_job(manifests: tuple[Manifest, ...]) -> None:
    labels = one(manifests, "Deployment")["spec"]["template"]["metadata"]["labels"]
    job = one(manifests, "Job")["spec"]["template"]["metadata"]["labels"]
    for selector in (
        one(manifests, "Service")["spec"]["selector"],
        one(manifests, "PodDisruptionBudget")["spec"]["selector"]["matchLabels"],
    ):
        assert selector.items() <= labels.items()
        assert not selector.items() <= job.items()


def test_an_update_never_needs_a_partition_for_an_extra_worker(manifests: tuple[Manifest, ...]) -> None:
    assert one(manifests, "Deployment")["spec"]["strategy"]["rollingUpdate"] == {"maxSurge": 0, "maxUnavailable": 1}


def test_the_network_policy_lets_metrics_in_and_kafka_and_names_out() -> None:
    policy = one(overlay("production"), "NetworkPolicy")["spec"]
    labels = one(overlay("production"), "Deployment")["spec"]["template"]["metadata"]["labels"]
    assert policy["podSelector"]["matchLabels"].items() <= labels.items()
    assert sorted(policy["policyTypes"]) == ["Egress", "Ingress"]
    assert ports(policy["ingress"]) == {"http"}
    assert ports(policy["egress"]) == {53, 9093}


def ports(rules: list[dict[str, Any]]) -> set[int | str]:
    return {port["port"] for rule in rules for port in rule["ports"]}
