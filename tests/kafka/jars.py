"""The jars of the Apache Kafka named in pom.xml: from KAFKA_HOME, else from the cache, else copied by Maven.

Knows nothing of running a broker. The cache is a folder per version, filled once and kept between runs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
MAVEN_TIMEOUT_S = 300  # 43 MB; five seconds from a near mirror, minutes from a far one


class KafkaUnavailableError(Exception):
    """Apache Kafka cannot be had on this machine; the message says why."""


def version() -> str:
    """The version the tests run on: that of KAFKA_HOME when set, else the one in pom.xml."""
    libs = _home_libs()
    if libs is None:
        return _pom_version()
    names = [re.fullmatch(r"kafka_2\.\d+-(\d[\d.]*)\.jar", jar.name) for jar in libs.glob("kafka_2.*.jar")]
    return next((name[1] for name in names if name), "of an unknown version")


def source() -> str | None:
    """Where the jars would come from, without fetching them; None when there is no way to run them."""
    if shutil.which("java") is None:
        return None
    if _home_libs():
        return "from KAFKA_HOME"
    if _cache().is_dir():
        return "jars cached"
    return "jars to be copied by Maven" if shutil.which("mvn") else None


def find_or_fetch() -> Path:
    """The folder with every jar of the broker.

    Raises:
        KafkaUnavailableError: no Java, no KAFKA_HOME and no Maven, or Maven could not reach its repository.
    """
    if shutil.which("java") is None:
        raise KafkaUnavailableError("there is no java on the PATH")
    libs = _home_libs() or _cache()
    return libs if libs.is_dir() else _fetch(libs)


def _home_libs() -> Path | None:
    home = os.environ.get("KAFKA_HOME")
    return Path(home) / "libs" if home else None


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "newsstream" / f"kafka-{_pom_version()}"


def _pom_version() -> str:
    found = re.search(r"<kafka\.version>(.+?)</kafka\.version>", POM.read_text())
    assert found is not None
    return found[1]


def _fetch(into: Path) -> Path:
    if shutil.which("mvn") is None:
        raise KafkaUnavailableError("there is no mvn on the PATH and KAFKA_HOME is not set")
    into.parent.mkdir(parents=True, exist_ok=True)
    # Filled aside and renamed: a run cut short leaves no half-filled cache behind.
    with tempfile.TemporaryDirectory(dir=into.parent) as aside:
        libs = Path(aside) / "libs"
        command = ["mvn", "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", "-DincludeScope=runtime"]
        _maven([*command, f"-DoutputDirectory={libs}"])
        _settle(libs, into)
    return into


def _maven(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=MAVEN_TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired:
        raise KafkaUnavailableError(f"Maven did not finish within {MAVEN_TIMEOUT_S} s") from None
    if done.returncode:
        raise KafkaUnavailableError(f"Maven could not copy the jars:\n{(done.stdout + done.stderr)[-1500:]}")


def _settle(libs: Path, into: Path) -> None:
    try:
        libs.rename(into)
    except OSError:
        if not into.is_dir():  # another session that filled it first is as good
            raise
