"""Where torch runs and how wide its numbers are, from the settings; a wish that cannot be met is an error at start."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from stream.enrich.cpu import available_cpus
from stream.errors import ModelError
from stream.model_settings import ModelSettings


@dataclass(frozen=True, slots=True)
class Placement:
    """A device and the width of weights and activations on it."""

    device: torch.device
    dtype: torch.dtype


def placement(settings: ModelSettings) -> Placement:
    """The device and number format that `model.device` and `model.dtype` ask for; sets torch's threads for the process.

    Raises:
        ModelError: CUDA was asked for and torch finds none, or a CPU was to compute in float16.
    """
    torch.set_num_threads(settings.threads or available_cpus())
    has_cuda = torch.cuda.is_available()
    if settings.device == "cuda" and not has_cuda:
        raise ModelError("model.device is cuda, but torch finds no CUDA device; use auto or cpu")
    device = torch.device("cuda" if has_cuda and settings.device != "cpu" else "cpu")
    dtype = getattr(torch, settings.dtype)
    if device.type == "cpu" and dtype is torch.float16:
        raise ModelError("model.dtype float16 needs a CUDA device; a CPU computes in float32 or bfloat16")
    return Placement(device, dtype)
