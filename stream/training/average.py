"""Weights halfway between two states that were trained from one another: often better than both on what neither saw.

After Wortsman et al. (2022, "Robust fine-tuning of zero-shot models"): what an earlier state knew and a later one let
fade comes back, what the later one learnt mostly stays. Share and states are chosen on dev data.
"""

from __future__ import annotations

from pathlib import Path

from torch import Tensor

from stream.training.base import Base, load_base
from stream.training.checkpoint import Progress, load_any, save_light
from stream.training.model import NewsModel
from stream.training.settings import AverageSettings


def average(settings: AverageSettings) -> Path:
    """Write a kept checkpoint with the mixed weights; returns its folder.

    Raises:
        ValueError: the states have different vocabularies.
    """
    base, one, _ = _loaded(settings, settings.first)
    other_base, other, progress = _loaded(settings, settings.second)
    if base.kept != other_base.kept:
        raise ValueError(
            f"{settings.first} and {settings.second}: different vocabularies; was one trained from the other?"
        )
    one.load_state_dict(between(one.state_dict(), other.state_dict(), settings.share))
    save_light(settings.out, one, base, progress)
    return settings.out


def between(first: dict[str, Tensor], second: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """Every weight at `share` of the way from the first to the second; counts and ids stay as they are."""
    return {
        name: value.lerp(second[name], share) if value.is_floating_point() else value for name, value in first.items()
    }


def _loaded(settings: AverageSettings, state: Path) -> tuple[Base, NewsModel, Progress]:
    base = load_base(settings.wheel, settings.data_dir, state.parent, state)
    model = NewsModel(base.encoder)
    return base, model, load_any(state, model)
