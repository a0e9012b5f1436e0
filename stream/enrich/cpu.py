"""What this process may use: threads by the container's quota, not the host's cores, and the kind of products."""

from __future__ import annotations

import math
import os
from pathlib import Path

INTEGER_PRODUCTS = frozenset({"avx512_vnni", "avx_vnni", "asimddp"})
BFLOAT16_PRODUCTS = "amx_bf16"  # avx512_bf16 alone trained a third slower than 32 bits
_CGROUP_V2 = Path("/sys/fs/cgroup/cpu.max")
_CGROUP_V1_QUOTA = Path("/sys/fs/cgroup/cpu/cpu.cfs_quota_us")
_CGROUP_V1_PERIOD = Path("/sys/fs/cgroup/cpu/cpu.cfs_period_us")


def available_cpus() -> int:
    """CPUs by affinity and cgroup quota, at least one. A quota of 1.5 counts as two."""
    allowed = len(os.sched_getaffinity(0))
    quota = _quota()
    return max(1, min(allowed, math.ceil(quota))) if quota else allowed


def has_integer_products(file: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether 8-bit products are fast and exact here: VNNI on x86, dot products on ARM.

    Without them ONNX Runtime adds pairs in 16 bits, which overflow. Where the processor does not say, True.
    """
    flags = _flags(file)
    return not flags or bool(flags & INTEGER_PRODUCTS)


def has_bfloat16_products(file: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether products of bfloat16 matrices are faster than in 32 bits: AMX. Where the processor does not say, False."""
    return BFLOAT16_PRODUCTS in _flags(file)


def _flags(file: Path) -> set[str]:
    try:
        text = file.read_text(encoding="ascii", errors="replace")
    except OSError:
        return set()
    return {word for line in text.splitlines() if line.startswith(("flags", "Features")) for word in line.split()}


def _quota() -> float | None:
    try:
        if _CGROUP_V2.exists():
            limit, period = _CGROUP_V2.read_text().split()
            return None if limit == "max" else int(limit) / int(period)
        limit_us = int(_CGROUP_V1_QUOTA.read_text())
        return None if limit_us <= 0 else limit_us / int(_CGROUP_V1_PERIOD.read_text())
    except (OSError, ValueError):
        return None
