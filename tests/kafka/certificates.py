"""A throw-away certificate authority and a broker certificate for 127.0.0.1, made with the openssl command."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Certificates:
    """`ca` is what clients trust; `broker` is key and certificate chain in one PEM, as Kafka reads it."""

    ca: Path
    broker: Path


def make_certificates(folder: Path) -> Certificates | None:
    """Make both in `folder`; None when there is no openssl."""
    if shutil.which("openssl") is None:
        return None
    ca, key, signed = folder / "ca.pem", folder / "broker.key", folder / "broker.crt"
    _new_key(folder / "ca.key", "-x509", "-days", "2", "-subj", "/CN=newsstream test CA", "-out", str(ca))
    _new_key(key, "-subj", "/CN=127.0.0.1", "-out", str(folder / "broker.csr"))
    _sign(folder, signed)
    broker = folder / "broker.pem"
    broker.write_bytes(key.read_bytes() + signed.read_bytes() + ca.read_bytes())
    return Certificates(ca, broker)


def _new_key(key: Path, *arguments: str) -> None:
    # `req` writes the key as unencrypted PKCS#8, the only form Kafka's PEM store takes without a password.
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    _openssl("req", *curve, "-keyout", str(key), *arguments)


def _sign(folder: Path, signed: Path) -> None:
    names = folder / "names.ext"
    names.write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    authority = ["-CA", str(folder / "ca.pem"), "-CAkey", str(folder / "ca.key"), "-CAcreateserial"]
    request = ["-req", "-in", str(folder / "broker.csr"), "-days", "2", "-extfile", str(names)]
    _openssl("x509", *request, *authority, "-out", str(signed))


def _openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)
