"""What every section of the settings is made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Seconds = Annotated[float, Field(ge=0)]
PositiveInt = Annotated[int, Field(gt=0)]


class Section(BaseModel):
    """A part of the tree; unknown keys are refused so that a typing mistake is never silently ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)
