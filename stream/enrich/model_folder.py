"""A model folder on disk: `model.json` (labels, temperatures, thresholds), `tokenizer.json` and an ONNX file.

Everything is checked before anything is used, so that a damaged or foreign folder is a clear message at start and not
a strange label later. No pickle and no code is ever loaded from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from stream.errors import ModelError

SHIPPED = Path(__file__).parent.parent / "models" / "newsstream-small"
OutputName = Literal["entities", "attribution", "target_sentiment", "sentence"]


class ModelDescription(BaseModel):
    """`model.json`: how to read the outputs of the graph."""

    model_config = ConfigDict(frozen=True)

    name: str
    version: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    file: str = "model.int8.onnx"
    max_tokens: int = Field(gt=2, le=8192)
    labels: Mapping[OutputName, tuple[str, ...]]
    temperatures: Mapping[str, float] = Field(default_factory=dict)
    thresholds: Mapping[str, float] = Field(default_factory=dict)
    independent: bool = False  # a sentence's scores are the same whatever shares its pass (docs/decisions/0012)


class ModelFolder:
    """A checked model folder.

    Raises:
        ModelError: a file is missing, `model.json` is not readable, or the weights are not those it describes.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or SHIPPED
        for name in ("model.json", "tokenizer.json"):
            if not (self.path / name).is_file():
                raise ModelError(
                    f"{self.path}: no {name}; expected a folder with model.json, tokenizer.json and ONNX weights"
                )
        self._check_weights()

    @cached_property
    def description(self) -> ModelDescription:
        """What `model.json` says."""
        try:
            return ModelDescription.model_validate_json((self.path / "model.json").read_bytes())
        except ValidationError as error:
            raise ModelError(f"{self.path / 'model.json'}: {error}") from None

    @property
    def weights(self) -> Path:
        """The ONNX file."""
        return self.path / self.description.file

    @property
    def tokenizer(self) -> Path:
        """The fast tokenizer's file."""
        return self.path / "tokenizer.json"

    def _check_weights(self) -> None:
        if not self.weights.is_file():
            raise ModelError(f"{self.weights}: missing; model.json names it")
        with self.weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != self.description.sha256:
            raise ModelError(f"{self.weights}: SHA-256 is {found}, model.json expects {self.description.sha256}")
