"""Commands that are not run as they stand, each with its reason and what is run in their place.

A command that is neither here nor able to run fails the test: nothing is left out silently.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass

Instead = Callable[[list[str]], str | None]


@dataclass(frozen=True, slots=True)
class NotRun:
    """`pattern` matches the whole command; `instead` gives what to run for it, None for nothing."""

    pattern: str
    reason: str
    instead: Instead


def dry_run(words: list[str]) -> str:
    """The target exists, and what it would call is printed."""
    return shlex.join(["make", "--dry-run", *words[1:]])


def flags_exist(words: list[str]) -> str:
    """Every option of the command is one that its help names."""
    options = [word for word in words if word.startswith("--")]
    command = shlex.join([*words[: _first_option(words)], "--help"])
    checks = [f"grep -q -e {shlex.quote(option)} help.txt" for option in options]
    return " && ".join([f"COLUMNS=200 {command} > help.txt", *checks])


def chaos_flags(words: list[str]) -> str:
    """The same for what `make chaos` is handed."""
    arguments = [part for word in words if word.startswith("ARGS=") for part in word.removeprefix("ARGS=").split()]
    return f"{dry_run(words)} && {flags_exist(['python', '-m', 'tests.chaos', *arguments])}"


def kustomized(words: list[str]) -> str:
    """The folder builds; the manifests themselves are held against schemas in tests/deploy."""
    return shlex.join(["kubectl", "kustomize", words[-1]])


def settings_hold(words: list[str]) -> str:
    """What the command sets is accepted; tests/enrich/hub and tests/enrich/test_torch_encoder.py run such models."""
    return shlex.join([*words[: words.index("enrich")], "config", "check"])


def nothing(_words: list[str]) -> None:
    """There is nothing to put in its place."""


NOT_RUN = (
    NotRun(r"make demo.*", "runs until Ctrl-C; tests/cli/test_demo.py runs it", dry_run),
    NotRun(r"make test.*", "would run this test within itself", dry_run),
    NotRun(r"make chaos.*", "minutes to hours; tests/chaos/test_short.py runs a short one", chaos_flags),
    NotRun(r"kubectl apply -k \S+", "needs a cluster", kustomized),
    NotRun(r"kubectl (?!kustomize).*", "needs a cluster", nothing),
    NotRun(r"(systemctl|journalctl) .*", "needs systemd and an installed unit; tests/deploy reads the unit", nothing),
    NotRun(r"pip (install|download) .*", "needs the network", nothing),
    NotRun(r"(hf download|python -c .*huggingface_hub).*", "needs the hub of models", nothing),
    NotRun(r"newsstream --set model\.(tasks|backend).* enrich .*", "needs a model of the reader's", settings_hold),
    NotRun(r"newsstream models (train|average|export|eval|torch) .*", "needs the data sets, and hours", flags_exist),
    NotRun(r"pytest tests/bench/test_micro\.py", "needs the extra bench, which the tests' install leaves out", nothing),
    NotRun(r"newsstream bench .*", "takes minutes; tests/bench/test_bench_command.py runs a quick one", flags_exist),
)


def not_run(command: str) -> NotRun | None:
    """The entry for `command`; None when it is to be run as it stands."""
    return next((entry for entry in NOT_RUN if re.fullmatch(entry.pattern, command)), None)


def _first_option(words: list[str]) -> int:
    return next((number for number, word in enumerate(words) if word.startswith("-") and word != "-m"), len(words))
