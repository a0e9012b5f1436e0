"""A model folder for torch from a kept checkpoint: the same weights, labels and temperatures as the ONNX folder's.

The worker reads it with `model.backend: torch`, on a CPU or a GPU. It is 200 MB and made on demand, so it is not kept.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from safetensors.torch import save

from stream.enrich.model_folder import ModelFolder
from stream.errors import ModelError
from stream.training.base import KEPT_FILE, load_base
from stream.training.checkpoint import load_any
from stream.training.model import NewsModel

WEIGHTS_FILE = "model.safetensors"


def write_torch_folder(wheel: Path, state: Path, like: Path, out: Path) -> Path:
    """Write `out` from the checkpoint `state`, described as the model folder `like` is; returns `out`.

    Raises:
        ModelError: `state` is no checkpoint, or `like` was made with another vocabulary.
    """
    if not (state / KEPT_FILE).is_file():
        raise ModelError(f"{state}: no {KEPT_FILE}; expected a checkpoint that `newsstream models export --keep` wrote")
    folder = ModelFolder(like)
    base = load_base(wheel, state, state, state)
    if json.loads(base.tokenizer.to_str()) != json.loads(folder.tokenizer.read_text(encoding="utf-8")):
        raise ModelError(f"{like}: its vocabulary is not that of {state}")
    model = NewsModel(base.encoder)
    load_any(state, model)
    out.mkdir(parents=True, exist_ok=True)
    weights = save({name: value.contiguous() for name, value in model.state_dict().items()})
    (out / WEIGHTS_FILE).write_bytes(weights)
    base.encoder.config.to_json_file(out / "config.json")
    shutil.copyfile(folder.tokenizer, out / "tokenizer.json")
    described = json.loads((like / "model.json").read_text(encoding="utf-8"))
    described |= {"onnx_sha256": described["sha256"], "file": WEIGHTS_FILE}
    described["sha256"] = hashlib.sha256(weights).hexdigest()
    (out / "model.json").write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return out
