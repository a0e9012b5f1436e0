"""The overlays as kustomize builds them, and the worker's settings as its container would find them."""

from __future__ import annotations

import functools
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

KUBERNETES = Path(__file__).parents[2] / "deploy" / "kubernetes"
OVERLAYS = ("development", "production")
Manifest = dict[str, Any]


@functools.cache
def built(folder: str) -> tuple[Manifest, ...]:
    """Every object of a kustomization below deploy/kubernetes; skips the test where no kustomize is installed."""
    command = _kustomize()
    if command is None:
        pytest.skip("neither kustomize nor kubectl is installed")
    done = subprocess.run([*command, str(KUBERNETES / folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return tuple(yaml.safe_load_all(done.stdout))


def overlay(name: str) -> tuple[Manifest, ...]:
    return built(f"overlays/{name}")


def one(manifests: tuple[Manifest, ...], kind: str) -> Manifest:
    (found,) = (manifest for manifest in manifests if manifest["kind"] == kind)
    return found


def pods(manifests: tuple[Manifest, ...]) -> list[Manifest]:
    """The pod specs of everything that runs."""
    return [manifest["spec"]["template"]["spec"] for manifest in manifests if manifest["kind"] in {"Deployment", "Job"}]


def worker(manifests: tuple[Manifest, ...]) -> Manifest:
    (container,) = one(manifests, "Deployment")["spec"]["template"]["spec"]["containers"]
    return dict(container)


@dataclass(frozen=True, slots=True)
class Environment:
    """What a container finds: its variables, and the files of config map and secret laid out under `folder`."""

    variables: dict[str, str]
    files: list[Path]


def environment(manifests: tuple[Manifest, ...], container: Manifest, folder: Path) -> Environment:
    """Lay out `container`'s mounts under `folder` and point its variables there; secrets get the value `secret`."""
    (folder / "settings").mkdir()
    for name, text in one(manifests, "ConfigMap")["data"].items():
        (folder / "settings" / name).write_text(text, encoding="utf-8")
    (folder / "secrets" / "kafka").mkdir(parents=True)
    for name in ("password", "ca.crt"):
        (folder / "secrets" / "kafka" / name).write_text("secret")
    variables = {entry["name"]: entry.get("value", "secret") for entry in container["env"]}
    for mount in ("/settings", "/secrets"):
        variables = {name: value.replace(mount + "/", f"{folder}{mount}/") for name, value in variables.items()}
    files = [Path(part) for part in variables.pop("NEWSSTREAM_CONFIG").split(":")]
    return Environment(variables, files)


def _kustomize() -> list[str] | None:
    for command in (["kustomize", "build"], ["kubectl", "kustomize"]):
        if shutil.which(command[0]):
            return command
    return None
