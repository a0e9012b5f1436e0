"""Our own model on torch: it says what ONNX Runtime says, and refuses what it should not load."""

from __future__ import annotations

import hashlib
import json
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertModel

from stream.contract.article import Article
from stream.enrich.encoder import Encoder, OnnxEncoder
from stream.enrich.model_folder import ModelFolder
from stream.enrich.pipeline import Enricher
from stream.enrich.read import Reader
from stream.enrich.reading import Reading
from stream.enrich.torch_encoder import load_torch_encoder
from stream.enrich.torch_model import HeadSizes, SentenceModel
from stream.enrich.windows import Tokenizer
from stream.errors import ModelError
from stream.model_settings import ModelSettings
from tests.enrich.fakes import description
from tests.training.builders import toy_pieces, toy_tokenizer

ROOT = Path(__file__).parents[2]
TORCH_FOLDER = ROOT / "build" / "torch"
EXPORT = ROOT / "build" / "training" / "export"
SAMPLES = ROOT / "stream" / "cli" / "samples" / "articles.jsonl"
TORCH = ModelSettings(backend="torch", threads=1)


def tiny_model() -> SentenceModel:
    torch.manual_seed(4)
    config = BertConfig(
        vocab_size=len(toy_pieces()),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
        initializer_range=0.5,  # far enough apart for labels that differ from word to word
    )
    encoder = BertModel(config, add_pooling_layer=False)  # type: ignore[no-untyped-call]
    model = SentenceModel(encoder, HeadSizes(9, 7, 3, 5))
    model.eval()
    return model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small model of our own shape, as `newsstream models torch` writes one."""
    model = tiny_model()
    save_file(model.state_dict(), tmp_path / "model.safetensors")
    model.encoder.config.to_json_file(tmp_path / "config.json")
    toy_tokenizer().save(str(tmp_path / "tokenizer.json"))
    describe(tmp_path, "model.safetensors")
    return tmp_path


def describe(folder: Path, file: str) -> None:
    sha256 = hashlib.sha256((folder / file).read_bytes()).hexdigest()
    told = description(max_tokens=32).model_copy(update={"file": file, "sha256": sha256})
    (folder / "model.json").write_text(told.model_dump_json(), encoding="utf-8")


def on_torch(folder: Path, **settings: object) -> Encoder:
    opened = ModelFolder(folder)
    return load_torch_encoder(opened, Tokenizer(opened.tokenizer).special, TORCH.model_copy(update=settings))


def test_torch_gives_the_scores_of_the_exported_graph(folder: Path) -> None:
    pytest.importorskip("onnx")
    from stream.training.graph import export_float  # noqa: PLC0415  # needs the train extra

    export_float(tiny_model(), folder / "graph.onnx")
    windows = [(5, 6, 7), (9,), tuple(range(4, 30)), (8, 8)]
    special = Tokenizer(folder / "tokenizer.json").special
    expected = OnnxEncoder(folder / "graph.onnx", special, threads=1).encode(windows)
    for torch_says, onnx_says in zip(on_torch(folder).encode(windows), expected, strict=True):
        for head in ("entities", "attribution", "target_sentiment", "sentence"):
            assert getattr(torch_says, head) == pytest.approx(getattr(onnx_says, head), abs=1e-4)


def test_the_enricher_runs_on_torch_by_setting(folder: Path) -> None:
    enricher = Enricher.load(TORCH.model_copy(update={"path": folder}))
    [analysis] = enricher.enrich([Article(id="1", body="قال Omar: وزارة الدفاع في لبنان.")])
    assert sum(dict(analysis.sentiment.probabilities).values()) == pytest.approx(1, abs=1e-3)
    assert enricher.models[0].sha256 == hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()


def test_bfloat16_scores_are_close_and_come_back_in_32_bits(folder: Path) -> None:
    windows = [(5, 6, 7), (9, 10)]
    narrow, full = on_torch(folder, dtype="bfloat16").encode(windows), on_torch(folder).encode(windows)
    for one, other in zip(narrow, full, strict=True):
        assert one.entities.dtype == one.sentence.dtype == np.float32
        assert one.entities == pytest.approx(other.entities, abs=0.2)
        assert one.target_sentiment == pytest.approx(other.target_sentiment, abs=0.2)


def test_windows_keep_their_order_and_padding_changes_nothing(folder: Path) -> None:
    encoder = on_torch(folder, max_batch_tokens=40)
    windows = [(5,), tuple(range(4, 28)), (6, 7), (8, 9, 10)]
    for window, found in zip(windows, encoder.encode(windows), strict=True):
        [alone] = encoder.encode([window])
        assert found.entities == pytest.approx(alone.entities, abs=1e-5)
        assert found.sentence == pytest.approx(alone.sentence, abs=1e-5)


def test_an_onnx_folder_is_refused_with_the_command_that_makes_the_other() -> None:
    with pytest.raises(ModelError, match=r"reads \.safetensors only; .* newsstream models torch"):
        Enricher.load(TORCH)


def test_weights_that_do_not_fit_the_description_are_refused(folder: Path) -> None:
    save_file({"encoder.weight": torch.zeros(2)}, folder / "model.safetensors")
    describe(folder, "model.safetensors")
    with pytest.raises(ModelError, match="not a model this version can load into torch"):
        on_torch(folder)


def test_a_pickle_under_another_name_is_refused(folder: Path) -> None:
    torch.save(tiny_model().state_dict(), folder / "model.safetensors")
    describe(folder, "model.safetensors")
    with pytest.raises(ModelError, match="not a model this version can load into torch"):
        on_torch(folder)


def test_what_the_machine_cannot_do_is_said_at_start(folder: Path) -> None:
    with pytest.raises(ModelError, match="float16 needs a CUDA device"):
        on_torch(folder, device="cpu", dtype="float16")
    if not torch.cuda.is_available():
        with pytest.raises(ModelError, match=r"model\.device is cuda, but torch finds no CUDA device"):
            on_torch(folder, device="cuda")


@pytest.fixture(scope="module")
def readers() -> tuple[Reader, Reader]:
    """The checkpoint kept with the project on torch, and its fp32 graph on ONNX Runtime."""
    if not (TORCH_FOLDER / "model.json").is_file() or not (EXPORT / "model.fp32.onnx").is_file():
        pytest.skip("needs newsstream models torch --out build/torch, and an export's graph in build/training/export")
    ours, export = (json.loads((place / "model.json").read_text("utf-8")) for place in (TORCH_FOLDER, EXPORT))
    if ours["onnx_sha256"] != export["sha256"]:
        pytest.skip(
            "build/torch is of another export than build/training/export: newsstream models torch makes it anew"
        )
    opened = ModelFolder(TORCH_FOLDER)
    tokenizer = Tokenizer(opened.tokenizer)
    graph = OnnxEncoder(EXPORT / "model.fp32.onnx", tokenizer.special)
    encoder = load_torch_encoder(opened, tokenizer.special, ModelSettings(backend="torch"))
    return Reader(opened.description, tokenizer, encoder), Reader(opened.description, tokenizer, graph)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_our_checkpoint_says_the_same_on_torch_and_onnx(readers: tuple[Reader, Reader]) -> None:
    lines = SAMPLES.read_text(encoding="utf-8").splitlines()[:4]
    articles = [Article(**json.loads(line)) for line in lines]
    for article in articles:
        on_torch, on_onnx = (next(reader.read([article])) for reader in readers)
        assert labels(on_torch) == labels(on_onnx)
        assert scores(on_torch) == pytest.approx(scores(on_onnx), abs=1e-2)


def labels(reading: Reading) -> list[object]:
    marked = [(mention.span, mention.type) for mention in reading.mentions]
    said = [(part.span, part.label) for part in reading.attributions]
    tones = [int(np.argmax(tone)) for tone in tones_of(reading)]
    return [marked, said, tones]


def scores(reading: Reading) -> list[float]:
    sure = [*(one.confidence for one in reading.mentions), *(one.confidence for one in reading.attributions)]
    claims = [value for one in reading.sentences for value in (one.claim, one.check_worthiness)]
    return [*sure, *claims, *chain.from_iterable(tones_of(reading))]


def tones_of(reading: Reading) -> list[tuple[float, float, float]]:
    return [*(one.sentiment for one in reading.sentences), *(one.sentiment for one in reading.mentions)]
