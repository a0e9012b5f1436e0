"""What the command line calls: train, export and evaluate.

Torch is imported only when training or exporting, so that `evaluate` works with ONNX Runtime alone.
"""

from __future__ import annotations

from pathlib import Path

from stream.training import evaluate as evaluation
from stream.training.figures import Figure
from stream.training.settings import SHIPPED, AverageSettings, ExportSettings, TrainSettings


def train(settings: TrainSettings) -> Path:
    """Train one phase for its minutes; returns the folder of the final state."""
    from stream.training import train as training  # noqa: PLC0415

    return training.train(settings)


def average(settings: AverageSettings) -> Path:
    """Mix two states' weights; returns the folder of the kept checkpoint."""
    from stream.training import average as averaging  # noqa: PLC0415

    return averaging.average(settings)


def export(settings: ExportSettings) -> Path:
    """Turn a training state into a model folder in int8, calibrated on dev data; returns the folder."""
    from stream.training import export as exporting  # noqa: PLC0415

    return exporting.export(settings)


def torch_folder(wheel: Path, state: Path, like: Path, out: Path) -> Path:
    """Write a checkpoint as a model folder for torch, described as its ONNX folder `like` is; returns the folder."""
    from stream.training import torch_folder as writing  # noqa: PLC0415

    return writing.write_torch_folder(wheel, state, like, out)


def evaluate(
    data_dir: Path,
    *,
    model: Path = SHIPPED,
    float_graph: Path | None = None,
    limit: int | None = None,
    sets: tuple[str, ...] = (),
) -> list[Figure]:
    """Figures of a model folder on test data, and of a 32-bit graph beside it when one is given.

    `limit` caps the sentences read from each set; `sets` keeps only the sets named (all when empty).
    """
    return evaluation.evaluate(data_dir, model=model, float_graph=float_graph, limit=limit, sets=sets)


def as_table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    return evaluation.as_table(figures)
