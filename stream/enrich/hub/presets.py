"""Well-known models with what has to be known to use them: id, commit, and what their labels mean.

The label names were read from each model's own `config.json` at the commits below. A commit is given only where its
full hash is confirmed; where `revision` is None the settings must name one. The CAMeL models have no safetensors on
their main branch, only in the pull request that `branch` names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stream.model_settings import PresetName, TaskName


@dataclass(frozen=True, slots=True)
class Preset:
    """A model on the hub for one task; `branch` is where to look for a commit that holds safetensors."""

    task: TaskName
    id: str
    revision: str | None
    labels: Mapping[str, str] = field(default_factory=dict)
    branch: str = "main"


PRESETS: Mapping[PresetName, Preset] = {
    "camelbert-ner": Preset(
        task="entities",
        id="CAMeL-Lab/bert-base-arabic-camelbert-msa-ner",
        revision=None,  # 21a8c96 on 2023-03-19
        labels={"PERS": "PER"},
        branch="refs/pr/1",
    ),
    "camelbert-sentiment": Preset(
        task="sentiment",
        id="CAMeL-Lab/bert-base-arabic-camelbert-msa-sentiment",
        revision=None,  # 4b2ce09 on the same branch of its own repository
        branch="refs/pr/1",
    ),
    "xlm-roberta-ner": Preset(
        task="entities",
        id="Davlan/xlm-roberta-base-ner-hrl",
        revision="253f557bd8249b8515114cfd7f71974fe5fa4d2f",
        labels={"DATE": "O"},  # dates are no entities here
    ),
    "twitter-xlm-roberta-sentiment": Preset(
        task="sentiment",
        id="cardiffnlp/twitter-xlm-roberta-base-sentiment",
        revision="c6ea16ea9b82270c21a4514b5204b47819ee985f",
    ),
}
