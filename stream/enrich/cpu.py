"""How many threads this process may use: the container's quota, not the host's cores."""

from __future__ import annotations

import math
import os
from pathlib import Path

_CGROUP_V2 = Path("/sys/fs/cgroup/cpu.max")
_CGROUP_V1_QUOTA = Path("/sys/fs/cgroup/cpu/cpu.cfs_quota_us")
_CGROUP_V1_PERIOD = Path("/sys/fs/cgroup/cpu/cpu.cfs_period_us")


def available_cpus() -> int:
    """CPUs by affinity and cgroup quota, at least one. A quota of 1.5 counts as two."""
    allowed = len(os.sched_getaffinity(0))
    quota = _quota()
    return max(1, min(allowed, math.ceil(quota))) if quota else allowed


def _quota() -> float | None:
    try:
        if _CGROUP_V2.exists():
            limit, period = _CGROUP_V2.read_text().split()
            return None if limit == "max" else int(limit) / int(period)
        limit_us = int(_CGROUP_V1_QUOTA.read_text())
        return None if limit_us <= 0 else limit_us / int(_CGROUP_V1_PERIOD.read_text())
    except (OSError, ValueError):
        return None
