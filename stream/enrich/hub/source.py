"""The files of a model: from a folder or from the hub's cache, complete, in safetensors, at one commit.

A commit never changes, so what the cache has is used without asking anybody; only what is missing is fetched, and
nothing is when `HF_HUB_OFFLINE` is set. Weights are read from safetensors alone: a `.bin` file is a pickle, and loading
one may run whatever its author wrote.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from huggingface_hub import snapshot_download
from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

from stream.contract.events import ModelReference
from stream.errors import ModelError

CONFIG_FILE = "config.json"
WEIGHTS = "model*.safetensors"
INDEX_FILE = "model.safetensors.index.json"
TOKENIZER_FILES = ("tokenizer.json", "vocab.txt", "vocab.json", "sentencepiece.bpe.model", "spiece.model")
FETCHED = (
    CONFIG_FILE,
    WEIGHTS,
    INDEX_FILE,
    *TOKENIZER_FILES,
    "merges.txt",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
)
LOCAL = "local"  # the version of a model that came as a folder; its hash tells it apart


@dataclass(frozen=True, slots=True)
class Source:
    """A checked folder, and how events name what is in it."""

    folder: Path
    name: str
    version: str

    @property
    def reference(self) -> ModelReference:
        """Name, version and the hash of the weights, for the provenance of events; reads every byte of them."""
        digest = hashlib.sha256()
        for weights in sorted(self.folder.glob(WEIGHTS)):
            with weights.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
        return ModelReference(name=self.name, version=self.version, sha256=digest.hexdigest())


def from_folder(folder: Path) -> Source:
    """The model in `folder`.

    Raises:
        ModelError: a file is missing, or the weights are no safetensors.
    """
    if not folder.is_dir():
        raise ModelError(f"{folder}: no such folder; expected one with config.json, a tokenizer and model.safetensors")
    _check(folder, str(folder))
    return Source(folder, folder.resolve().name, LOCAL)


def from_hub(model_id: str, revision: str) -> Source:
    """The model `model_id` at the commit `revision`, from the cache or else fetched into it.

    Raises:
        ModelError: it is neither cached nor to be had, or it is not all there, or the weights are no safetensors.
    """
    where = f"{model_id} at {revision}"
    cached = _cached(model_id, revision)
    folder = cached if cached and not _faults(cached) else _fetched(model_id, revision, where)
    _check(folder, where)
    return Source(folder, model_id, revision)


def _cached(model_id: str, revision: str) -> Path | None:
    try:
        return Path(snapshot_download(model_id, revision=revision, local_files_only=True))
    except LocalEntryNotFoundError:
        return None


def _fetched(model_id: str, revision: str, where: str) -> Path:
    try:
        return Path(snapshot_download(model_id, revision=revision, allow_patterns=list(FETCHED)))
    except (OSError, HFValidationError) as error:  # OSError is what the hub's own errors have in common
        raise ModelError(
            f"{where}: not in the cache and not to be had from the hub ({_first_line(error)}); "
            f"on a machine with access: hf download {model_id} --revision {revision}"
        ) from error


def _check(folder: Path, where: str) -> None:
    faults = _faults(folder)
    if faults:
        raise ModelError(f"{where}: {'; '.join(faults)}")


def _faults(folder: Path) -> list[str]:
    """What is missing, in words; empty when the folder can be used."""
    faults = [] if (folder / CONFIG_FILE).is_file() else [f"no {CONFIG_FILE}"]
    if not any((folder / name).is_file() for name in TOKENIZER_FILES):
        faults.append(f"no tokenizer (one of {', '.join(TOKENIZER_FILES)})")
    return faults + _weight_faults(folder)


def _weight_faults(folder: Path) -> list[str]:
    if (folder / INDEX_FILE).is_file():
        parts = set(json.loads((folder / INDEX_FILE).read_text(encoding="utf-8"))["weight_map"].values())
        missing = sorted(part for part in parts if not (folder / part).is_file())
        return [f"weights missing: {', '.join(missing)}"] if missing else []
    if (folder / "model.safetensors").is_file():
        return []
    if any(folder.glob("*.bin")):
        return ["holds only .bin weights, which are pickles and are never loaded; it needs model.safetensors"]
    return ["no model.safetensors"]


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
