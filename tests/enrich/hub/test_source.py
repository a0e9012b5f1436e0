"""Where a model's files come from, and what is refused before anything is loaded."""

from __future__ import annotations

import json
from pathlib import Path

import huggingface_hub.constants
import pytest

from stream.enrich.hub.source import from_folder, from_hub
from stream.errors import ModelError, SettingsError
from stream.settings import load_settings

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OTHER = "f" * 40


def files(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or ("config.json", "vocab.txt", "model.safetensors"):
        (folder / name).write_text("{}", encoding="utf-8")
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty hub cache on a machine that may not ask the hub anything."""
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    return tmp_path / "hub"


def snapshot(cache: Path, commit: str = COMMIT) -> Path:
    return cache / "models--some--model" / "snapshots" / commit


def test_a_folder_that_holds_only_a_pickle_is_refused_by_name(tmp_path: Path) -> None:
    folder = files(tmp_path / "pickled", "config.json", "vocab.txt", "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"pickled: holds only \.bin weights, which are pickles and are never loaded"):
        from_folder(folder)


def test_a_folder_without_config_tokenizer_or_weights_says_all_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no config\.json; no tokenizer \(one of .*; no model\.safetensors"):
        from_folder(files(tmp_path / "bare", "README.md"))
    with pytest.raises(ModelError, match="no such folder"):
        from_folder(tmp_path / "absent")


def test_weights_in_parts_must_all_be_there(tmp_path: Path) -> None:
    folder = files(tmp_path / "parts", "config.json", "vocab.txt", "model-00001-of-00002.safetensors")
    index = {"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")
    with pytest.raises(ModelError, match=r"weights missing: model-00002-of-00002\.safetensors"):
        from_folder(folder)
    files(folder, "model-00002-of-00002.safetensors")
    assert from_folder(folder).folder == folder


def test_the_hash_in_events_changes_with_the_weights(tmp_path: Path) -> None:
    folder = files(tmp_path / "model")
    before = from_folder(folder).reference
    (folder / "model.safetensors").write_bytes(b"other")
    assert before.name == "model"
    assert before.sha256 != from_folder(folder).reference.sha256


def test_a_cached_commit_is_used_without_the_network(cache: Path) -> None:
    files(snapshot(cache))
    found = from_hub("some/model", COMMIT)
    assert (found.folder, found.name, found.version) == (snapshot(cache), "some/model", COMMIT)


def test_another_commit_than_the_cached_one_is_not_taken_for_it(cache: Path) -> None:
    files(snapshot(cache))
    with pytest.raises(
        ModelError, match=f"some/model at {OTHER}: not in the cache .* hf download some/model --revision"
    ):
        from_hub("some/model", OTHER)


def test_a_commit_that_was_fetched_in_part_is_not_used(cache: Path) -> None:
    files(snapshot(cache), "config.json", "vocab.txt")
    with pytest.raises(ModelError, match=f"some/model at {COMMIT}: "):
        from_hub("some/model", COMMIT)


@pytest.mark.parametrize(
    ("model", "message"),
    [
        ({"id": "some/model"}, "id needs revision, the commit to use; find it with"),
        ({"id": "some/model", "revision": "main"}, "not a commit hash"),
        ({"id": "some/model", "revision": COMMIT[:7]}, "not a commit hash"),
        ({"id": "model", "revision": COMMIT}, "model.tasks.entities.id: "),
        ({"path": "models/x", "revision": COMMIT}, "a folder is what it is"),
        ({"path": "models/x", "preset": "camelbert-ner"}, "give one of preset, id and path"),
        ({"labels": {"PERS": "PER"}}, "labels needs a model"),
        ({"preset": "no-such"}, "'camelbert-ner', 'camelbert-sentiment'"),
    ],
)
def test_settings_that_do_not_name_one_fixed_model_are_refused(model: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(flags={"model.tasks.entities": model})
    assert message in str(refused.value)
    assert str(refused.value).startswith("model.tasks.entities")
