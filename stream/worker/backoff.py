"""How long to pause between attempts: twice as long each time, up to a limit, with jitter so that workers spread out."""

from __future__ import annotations

from tenacity import wait_exponential, wait_random
from tenacity.wait import wait_base


def backoff(first: float, longest: float) -> wait_base:
    """`first` seconds, then doubling up to `longest`, and up to `first` more at random."""
    return wait_exponential(multiplier=first, max=longest) + wait_random(0, first)
