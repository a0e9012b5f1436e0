"""The encoder on torch, behind the same protocol as ONNX Runtime's: our own weights on a CPU or a GPU.

A folder for it holds `model.json`, `tokenizer.json`, `config.json` (the encoder's sizes) and `model.safetensors`;
`newsstream models torch` writes one. Nothing else is read from it: no pickle, no code.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from transformers import BertConfig, BertModel

from stream.enrich.encoder import Heads, SpecialTokens, TokenIds, encode_packed, heads_of, padded
from stream.enrich.lanes import Lanes
from stream.enrich.model_folder import ModelDescription, ModelFolder
from stream.enrich.torch_device import Placement, placement
from stream.enrich.torch_model import HeadSizes, SentenceModel
from stream.errors import ModelError
from stream.model_settings import ModelSettings

CONFIG_FILE = "config.json"


class TorchEncoder:
    """Our model on torch. Scores come back in 32 bits whatever the width it computes in."""

    def __init__(
        self, model: SentenceModel, special: SpecialTokens, placement: Placement, *, max_batch_tokens: int = 1024
    ) -> None:
        self._model = model.eval().to(device=placement.device, dtype=placement.dtype)
        self._special = special
        self._device = placement.device
        self._max_batch_tokens = max_batch_tokens
        self._lanes = Lanes(1)  # a pass takes all of the device, and torch's own threads

    def encode(self, windows: Sequence[TokenIds]) -> list[Heads]:
        """The scores of every window, in the windows' order."""
        return encode_packed(windows, self._max_batch_tokens, self._run, self._lanes)

    def _run(self, windows: Sequence[TokenIds]) -> list[Heads]:
        ids, mask = padded(windows, self._special)
        with torch.inference_mode():
            scores = self._model(torch.from_numpy(ids).to(self._device), torch.from_numpy(mask).to(self._device))
        return heads_of(windows, (each.float().cpu().numpy() for each in scores))


def load_torch_encoder(folder: ModelFolder, special: SpecialTokens, settings: ModelSettings) -> TorchEncoder:
    """The encoder of a model folder on the device and in the width the settings ask for.

    Raises:
        ModelError: the weights are no safetensors or do not fit the folder's description, or the device is not there.
    """
    model = _sentence_model(folder.path, folder.description)
    return TorchEncoder(model, special, placement(settings), max_batch_tokens=settings.max_batch_tokens)


def _sentence_model(folder: Path, description: ModelDescription) -> SentenceModel:
    weights = folder / description.file
    if weights.suffix != ".safetensors":
        raise ModelError(
            f"{folder}: model.json names {description.file}, and model.backend torch reads .safetensors only; "
            "write such a folder with: newsstream models torch"
        )
    try:
        config = BertConfig.from_json_file(folder / CONFIG_FILE)
        encoder = BertModel(config, add_pooling_layer=False)  # type: ignore[no-untyped-call]
        model = SentenceModel(encoder, HeadSizes(**{name: len(found) for name, found in description.labels.items()}))
        model.load_state_dict(load_file(weights))
    except (OSError, ValueError, TypeError, SafetensorError, RuntimeError) as error:
        raise ModelError(f"{folder}: not a model this version can load into torch: {error}") from error
    return model
