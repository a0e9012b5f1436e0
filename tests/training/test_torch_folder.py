"""A kept checkpoint written as a model folder for torch, which the worker's encoder then reads."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch

from stream.enrich.model_folder import ModelFolder
from stream.enrich.torch_encoder import load_torch_encoder
from stream.enrich.windows import Tokenizer
from stream.errors import ModelError
from stream.model_settings import ModelSettings
from stream.training.base import Base, load_base
from stream.training.checkpoint import Progress, save_light
from stream.training.model import NewsModel
from stream.training.torch_folder import write_torch_folder
from tests.enrich.fakes import description
from tests.training.builders import toy_tokenizer
from tests.training.test_encoder import PIECES, wheel

KEPT = tuple(range(len(PIECES)))


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """The small wheel's encoder, whose vocabulary is kept whole."""
    (tmp_path / "kept.json").write_text(json.dumps(KEPT), encoding="utf-8")
    return load_base(wheel(tmp_path / "x.whl"), tmp_path, tmp_path)


def onnx_folder(folder: Path, base: Base) -> Path:
    """A folder that passes for the ONNX one: what is copied from it is its tokenizer and description."""
    folder.mkdir()
    (folder / "model.int8.onnx").write_bytes(b"graph")
    base.tokenizer.save(str(folder / "tokenizer.json"))
    told = description(max_tokens=8).model_copy(
        update={"file": "model.int8.onnx", "sha256": hashlib.sha256(b"graph").hexdigest()}
    )
    (folder / "model.json").write_text(told.model_dump_json(), encoding="utf-8")
    return folder


def test_the_worker_reads_from_it_what_was_trained(base: Base, tmp_path: Path) -> None:
    torch.manual_seed(5)
    model = NewsModel(base.encoder)
    save_light(tmp_path / "state", model, base, Progress("own"))
    like = onnx_folder(tmp_path / "like", base)
    out = ModelFolder(write_torch_folder(tmp_path / "x.whl", tmp_path / "state", like, tmp_path / "out"))
    special = Tokenizer(out.tokenizer).special
    settings = ModelSettings(backend="torch", device="cpu", threads=1)
    [found] = load_torch_encoder(out, special, settings).encode([(4, 5)])
    with torch.inference_mode():
        ids = torch.tensor([[special.start, 4, 5, special.end]])
        expected = model.eval().logits(ids, torch.ones_like(ids))
    # The checkpoint is kept in 16 bits.
    assert found.entities == pytest.approx(expected.entities[0, 1:-1].numpy(), rel=2e-3, abs=1e-2)
    assert found.sentence == pytest.approx(expected.sentence[0].numpy(), rel=2e-3, abs=1e-2)
    assert out.description.labels == ModelFolder(like).description.labels


def test_a_folder_with_another_vocabulary_lends_nothing(base: Base, tmp_path: Path) -> None:
    save_light(tmp_path / "state", NewsModel(base.encoder), base, Progress("own"))
    like = onnx_folder(tmp_path / "like", base)
    toy_tokenizer().save(str(like / "tokenizer.json"))
    with pytest.raises(ModelError, match="its vocabulary is not that of"):
        write_torch_folder(tmp_path / "x.whl", tmp_path / "state", like, tmp_path / "out")


def test_what_is_no_checkpoint_is_refused(base: Base, tmp_path: Path) -> None:
    like = onnx_folder(tmp_path / "like", base)
    with pytest.raises(ModelError, match=r"no kept\.json; expected a checkpoint"):
        write_torch_folder(tmp_path / "x.whl", tmp_path / "absent", like, tmp_path / "out")
