"""Apache Kafka for the tests: one KRaft node, broker and controller in one process, on random loopback ports.

It has a plain listener and, where openssl exists, a second one with SASL_SSL (SCRAM-SHA-512 and PLAIN). Stopping,
killing and starting again keep ports and data, so that fault tests see what a user's broker would do.
"""

from __future__ import annotations

import base64
import os
import random
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

from stream.broker.child import die_with_parent
from stream.settings import KafkaSettings
from tests.kafka import jars
from tests.kafka.certificates import Certificates, make_certificates

START_TIMEOUT_S = 90.0  # three seconds on two idle cores; they may be busy training
STOP_TIMEOUT_S = 30.0
USER, PASSWORD = "newsreader", "only-for-tests"  # a broker that lives as long as the tests
# Short-lived JVMs: the quick compiler only, and a heap that leaves room for the worker and its model.
JVM = ["-Xmx512m", "-Xms128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"]


class ApacheKafka:
    """A broker that is formatted when made and runs between `start` and `stop` or `kill`.

    For every port in `advertise` there is one more plain listener, `behind`, that sends its clients to that port: there
    a proxy can stand between them. `properties` are added to the broker's own.
    """

    is_apache = True

    def __init__(
        self, libs: Path, folder: Path, advertise: Sequence[int] = (), properties: Mapping[str, str] | None = None
    ) -> None:
        self.name = f"Apache Kafka {jars.version()}"
        self._folder = folder
        self._libs = libs
        self._port, self._secure_port, self._controller_port, *self._behind = _free_ports(3 + len(advertise))
        self._advertise = advertise
        self._more = dict(properties or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._certificates = make_certificates(folder)
        self._configure()
        self._format()

    @property
    def bootstrap(self) -> str:
        """Address of the plain listener."""
        return f"127.0.0.1:{self._port}"

    @property
    def behind(self) -> list[int]:
        """For each port in `advertise`, the one where the broker listens."""
        return self._behind

    @property
    def secure(self) -> KafkaSettings | None:
        """Settings of a client for the SASL_SSL listener; None without openssl."""
        if self._certificates is None:
            return None
        return KafkaSettings.model_validate(
            {
                "brokers": [f"127.0.0.1:{self._secure_port}"],
                "security_protocol": "SASL_SSL",
                "sasl_username": USER,
                "sasl_password": PASSWORD,
                "ssl_cafile": self._certificates.ca,
            }
        )

    def start(self) -> None:
        """Start and wait until the listeners take connections; a failure shows the end of the broker's log."""
        if self._process is not None:
            return
        with self._log.open("ab") as log:
            command = self._java("kafka.Kafka", str(self._properties))
            self._process = subprocess.Popen(command, stdout=log, stderr=log, preexec_fn=die_with_parent())  # noqa: PLW1509
        deadline = time.monotonic() + START_TIMEOUT_S
        while not _accepts(self._port):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"{self.name} did not start; the end of its log:\n{self._log_tail()}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Shut down in good order: SIGTERM, and SIGKILL when that takes too long."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """Die at once, as a broker whose machine fails."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """Stop; the folder belongs to whoever made it."""
        self.stop()

    @property
    def _properties(self) -> Path:
        return self._folder / "server.properties"

    @property
    def _log(self) -> Path:
        return self._folder / "broker.log"

    def _configure(self) -> None:
        plain = {**_node(self._folder), **_listeners(self._port, self._controller_port), **self._more}
        for number, (port, advertised) in enumerate(zip(self._behind, self._advertise, strict=True)):
            plain |= _proxied_listener(plain, f"PROXIED{number}", port, advertised)
        secure = _secure_listener(plain, self._secure_port, self._certificates) if self._certificates else {}
        lines = [f"{key}={value}" for key, value in {**plain, **secure}.items()]
        self._properties.write_text("\n".join(lines) + "\n")
        (self._folder / "log4j2.properties").write_text(_LOG4J)

    def _format(self) -> None:
        cluster = "A" + base64.urlsafe_b64encode(uuid.uuid4().bytes).decode()[1:22]  # Kafka refuses a leading dash
        arguments = ["format", "--cluster-id", cluster, "--config", str(self._properties)]
        if self._certificates:
            arguments += ["--add-scram", f"SCRAM-SHA-512=[name={USER},password={PASSWORD}]"]
        done = subprocess.run(self._java("kafka.tools.StorageTool", *arguments), capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(f"the storage could not be formatted:\n{(done.stdout + done.stderr).decode()[-2000:]}")

    def _java(self, main: str, *arguments: str) -> list[str]:
        log4j = f"-Dlog4j2.configurationFile={self._folder / 'log4j2.properties'}"
        return ["java", *JVM, log4j, "-cp", f"{self._libs}{os.sep}*", main, *arguments]

    def _log_tail(self) -> str:
        return self._log.read_text(errors="replace")[-3000:]


_LOG4J = """\
rootLogger.level=WARN
rootLogger.appenderRef.out.ref=out
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=%d{HH:mm:ss.SSS} %p %c{1} %m%n
"""


def _node(folder: Path) -> dict[str, str]:
    single = ["offsets.topic", "transaction.state.log", "share.coordinator.state.topic"]
    return {
        "process.roles": "broker,controller",
        "node.id": "1",
        "log.dirs": str(folder / "data"),
        "auto.create.topics.enable": "false",  # a missing topic must be seen as missing
        "group.initial.rebalance.delay.ms": "0",
        "group.min.session.timeout.ms": "1000",
        # A killed broker is let in again once its old registration has expired: 9 s by default.
        "broker.session.timeout.ms": "2000",
        "broker.heartbeat.interval.ms": "500",
        **{f"{topic}.replication.factor": "1" for topic in single},
        **{f"{topic}.num.partitions": "2" for topic in single},  # 50 each by default: seconds of a cold start
        "transaction.state.log.min.isr": "1",
        "share.coordinator.state.topic.min.isr": "1",
    }


def _listeners(port: int, controller_port: int) -> dict[str, str]:
    return {
        "listeners": f"PLAIN://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller_port}",
        "advertised.listeners": f"PLAIN://127.0.0.1:{port}",
        "inter.broker.listener.name": "PLAIN",
        "controller.listener.names": "CONTROLLER",
        "controller.quorum.voters": f"1@127.0.0.1:{controller_port}",
        "listener.security.protocol.map": "PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL",
    }


def _proxied_listener(plain: Mapping[str, str], name: str, port: int, advertised: int) -> dict[str, str]:
    more = {
        "listeners": f"{name}://127.0.0.1:{port}",
        "advertised.listeners": f"{name}://127.0.0.1:{advertised}",
        "listener.security.protocol.map": f"{name}:PLAINTEXT",
    }
    return {key: f"{plain[key]},{value}" for key, value in more.items()}


def _secure_listener(plain: dict[str, str], port: int, certificates: Certificates) -> dict[str, str]:
    here, security = f"SECURE://127.0.0.1:{port}", "org.apache.kafka.common.security"
    return {
        "listeners": f"{plain['listeners']},{here}",
        "advertised.listeners": f"{plain['advertised.listeners']},{here}",
        "listener.name.secure.ssl.keystore.type": "PEM",
        "listener.name.secure.ssl.keystore.location": str(certificates.broker),
        "listener.name.secure.sasl.enabled.mechanisms": "SCRAM-SHA-512,PLAIN",
        "listener.name.secure.scram-sha-512.sasl.jaas.config": f"{security}.scram.ScramLoginModule required;",
        "listener.name.secure.plain.sasl.jaas.config": (
            f'{security}.plain.PlainLoginModule required user_{USER}="{PASSWORD}";'
        ),
    }


def _free_ports(count: int) -> list[int]:
    # Below the ephemeral range: while a broker is down between kill and start no client connection can take its port.
    found: list[int] = []
    while len(found) < count:
        port = random.randint(20_000, 32_000)  # noqa: S311  # not a secret
        if port not in found and _binds(port):
            found.append(port)
    return found


def _binds(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
