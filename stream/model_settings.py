"""The settings of the model: which encoder, what runs it where, and whose model does which task."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from stream.section import PositiveInt, Section

TaskName = Literal["entities", "attribution", "sentiment", "claim", "check_worthiness"]
PresetName = Literal["camelbert-ner", "camelbert-sentiment", "xlm-roberta-ner", "twitter-xlm-roberta-sentiment"]
FIND_REVISION = (
    "find it with: python -c \"from huggingface_hub import model_info; print(model_info('OWNER/NAME').sha)\""
)


class TaskModel(Section):
    """A Hugging Face classifier for one task; the shipped model does the task when all is empty (extra `torch`)."""

    preset: PresetName | None = Field(None, description="A well-known model by name; docs/models.md lists them.")
    id: str | None = Field(
        None, pattern=r"^[\w.-]+/[\w.-]+$", description="A model on the hub, owner/name; needs revision."
    )
    path: Path | None = Field(
        None, description="A model folder: config.json, tokenizer files, model.safetensors; instead of id."
    )
    revision: str | None = Field(
        None, description="Commit of the hub's model, all 40 digits: branches and tags move, a commit does not."
    )
    labels: dict[str, str] = Field(
        default_factory=dict, description="The model's labels to ours, where they differ, e.g. PERS: PER, DATE: O."
    )

    @field_validator("revision")
    @classmethod
    def _a_commit(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[0-9a-f]{40}", value):
            raise ValueError(f"not a commit hash (40 hexadecimal digits); {FIND_REVISION}")
        return value

    @model_validator(mode="after")
    def _one_source(self) -> TaskModel:
        if sum(value is not None for value in (self.preset, self.id, self.path)) > 1:
            raise ValueError("give one of preset, id and path")
        if self.id is not None and self.revision is None:
            raise ValueError(f"id needs revision, the commit to use; {FIND_REVISION}")
        if self.path is not None and self.revision is not None:
            raise ValueError("revision belongs to a model on the hub; a folder is what it is")
        if self.labels and not self.is_set:
            raise ValueError("labels needs a model: preset, id or path")
        return self

    @property
    def is_set(self) -> bool:
        """True when a model other than the shipped one does the task."""
        return any(value is not None for value in (self.preset, self.id, self.path))


class TaskModels(Section):
    """Other people's models, one a task; see docs/models.md."""

    entities: TaskModel = TaskModel()
    attribution: TaskModel = TaskModel()
    sentiment: TaskModel = TaskModel()
    claim: TaskModel = TaskModel()
    check_worthiness: TaskModel = TaskModel()

    def named(self) -> dict[TaskName, TaskModel]:
        """The tasks for which a model is named."""
        every: dict[TaskName, TaskModel] = {
            "entities": self.entities,
            "attribution": self.attribution,
            "sentiment": self.sentiment,
            "claim": self.claim,
            "check_worthiness": self.check_worthiness,
        }
        return {task: model for task, model in every.items() if model.is_set}


class ModelSettings(Section):
    """The encoder: the shipped one unless a folder is named."""

    path: Path | None = Field(
        None, description="Model folder (model.json, tokenizer.json, weights); the shipped one when empty."
    )
    backend: Literal["onnx", "torch"] = Field(
        "onnx", description="What runs it; torch needs the extra and a folder with model.safetensors."
    )
    device: Literal["auto", "cpu", "cuda"] = Field(
        "auto", description="Where torch computes; auto takes a GPU if there is one. ONNX Runtime: a GPU only if cuda."
    )
    dtype: Literal["float32", "bfloat16", "float16"] = Field(
        "float32", description="Width of torch's numbers; float16 on a GPU only."
    )
    precision: Literal["auto", "int8", "fp32"] = Field(
        "auto", description="Products of the ONNX encoder; auto takes int8 where the processor multiplies it exactly."
    )
    threads: Annotated[int, Field(ge=0)] = Field(0, description="Threads for inference; 0 reads the CPU quota.")
    max_batch_tokens: PositiveInt = Field(1024, description="Padded tokens in one pass of the encoder.")
    tasks: TaskModels = TaskModels()
