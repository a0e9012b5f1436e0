"""The way from a torch model to the shipped graph, on a model of a few thousand weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

import torch
from transformers import PreTrainedTokenizerFast

from stream.enrich.encoder import OUTPUTS
from stream.training import graph
from stream.training.alignment import encode
from stream.training.batches import collate
from stream.training.examples import Example
from stream.training.export import describe, feeds
from stream.training.predictions import Predictor
from stream.training.vocabulary import PAD
from tests.training.builders import toy_tokenizer
from tests.training.test_learning import tiny_model

EXAMPLES = [Example("Omar said that Paris won", "toy", "en"), Example("ولبنان قال", "toy", "ar")]


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[np.ndarray]]:
    """A folder with the fused and the quantised graph, and the entity logits torch gives for EXAMPLES."""
    monkeypatch.setattr(graph, "MIN_TABLE_ROWS", 65)  # longer than the position table, shorter than the toy vocabulary
    torch.manual_seed(2)
    model = tiny_model().eval()
    graph.export_float(model, tmp_path / "raw.onnx")
    graph.fuse(tmp_path / "raw.onnx", tmp_path / "float.onnx", heads=2, hidden=16)
    toy_tokenizer().save(str(tmp_path / "tokenizer.json"))
    fast = PreTrainedTokenizerFast(tokenizer_file=str(tmp_path / "tokenizer.json"), pad_token=PAD)  # type: ignore[no-untyped-call]
    graph.quantise(tmp_path / "float.onnx", tmp_path / "int8.onnx", list(feeds([one.text for one in EXAMPLES], fast)))
    expected = []
    for item in encode(EXAMPLES, toy_tokenizer(), 32):
        batch = collate([item], 1)
        with torch.inference_mode():
            expected.append(model.logits(batch.ids, batch.mask).entities[0].numpy())
    return tmp_path, expected


@pytest.mark.parametrize(("name", "tolerance"), [("float.onnx", 1e-4), ("int8.onnx", 0.2)])
def test_the_graph_gives_what_torch_gives(exported: tuple[Path, list[np.ndarray]], name: str, tolerance: float) -> None:
    folder, expected = exported
    found = Predictor(folder / name, folder / "tokenizer.json", 32).predict(EXAMPLES)
    for prediction, logits in zip(found, expected, strict=True):
        assert prediction.entities.shape == logits.shape
        assert np.abs(prediction.entities - logits).max() < tolerance


def test_the_description_names_labels_in_the_order_of_the_logits(tmp_path: Path) -> None:
    (tmp_path / "x.onnx").write_bytes(b"graph")
    found = describe(
        tmp_path / "x.onnx", {"temperatures": {"claim": 1.5}, "thresholds": {}}, "newsstream models export"
    )
    assert [len(found["labels"][name]) for name in OUTPUTS] == [9, 7, 3, 5]
    assert found["independent"] is True
    assert found["temperatures"] == {"claim": 1.5}
    assert len(found["sha256"]) == 64
