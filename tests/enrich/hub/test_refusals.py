"""Models that cannot be what the settings say they are; each is refused at start, with a message that names it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch
from transformers import BertConfig, BertModel

from stream.enrich.hub.specialists import load_specialists
from stream.enrich.pipeline import Enricher
from stream.errors import ModelError
from stream.model_settings import ModelSettings, TaskModel, TaskModels
from tests.enrich.hub.builders import scorer, tagger, vocabulary

BIO = ("O", "B-PER", "I-PER")


def refusal(**tasks: TaskModel) -> str:
    with pytest.raises(ModelError) as refused:
        load_specialists(ModelSettings(tasks=TaskModels(**tasks), threads=1))
    return str(refused.value)


def changed(folder: Path, **config: object) -> Path:
    told = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(told | config), encoding="utf-8")
    return folder


def test_an_encoder_without_a_head_is_refused_not_given_a_random_one(tmp_path: Path) -> None:
    pieces = vocabulary(tmp_path / "headless")
    config = BertConfig(vocab_size=len(pieces), hidden_size=16, num_hidden_layers=1, num_attention_heads=2)
    BertModel(config, add_pooling_layer=False).save_pretrained(tmp_path / "headless")  # type: ignore[no-untyped-call]
    headless = TaskModel(path=tmp_path / "headless")
    assert refusal(entities=headless) == "headless: is a BertModel; a classifier of tokens is needed here"
    changed(tmp_path / "headless", architectures=None)
    said = "headless: not a finished classifier of tokens; its weights lack classifier.bias, classifier.weight"
    assert refusal(entities=headless) == said


def test_a_classifier_of_sentences_cannot_mark_entities(tmp_path: Path) -> None:
    said = refusal(entities=TaskModel(path=scorer(tmp_path / "other", BIO, {})))
    assert said == "other: is a BertForSequenceClassification; a classifier of tokens is needed here"


def test_a_model_with_code_of_its_own_is_refused(tmp_path: Path) -> None:
    folder = changed(
        tagger(tmp_path / "coded", BIO, {}), model_type="own-kind", auto_map={"AutoConfig": "code.OwnConfig"}
    )
    (folder / "code.py").write_text("raise SystemExit('this ran')", encoding="utf-8")
    assert "coded: cannot be loaded" in refusal(entities=TaskModel(path=folder))


def test_safetensors_win_over_a_pickle_in_the_same_folder(tmp_path: Path) -> None:
    folder = tagger(tmp_path / "both", BIO, {"Omar": "B-PER"})
    torch.save({"classifier.weight": "a pickle"}, folder / "pytorch_model.bin")
    specialists, _ = load_specialists(ModelSettings(tasks=TaskModels(entities=TaskModel(path=folder)), threads=1))
    [opinion] = specialists.read(["Omar won"])
    assert [span.label for span in dict(opinion.spans)["entities"]] == ["PER"]


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    folder = tagger(tmp_path / "damaged", BIO, {})
    (folder / "model.safetensors").write_bytes(b"not safetensors at all")
    assert "damaged: cannot be loaded" in refusal(entities=TaskModel(path=folder))


def test_labels_that_do_not_exclude_one_another_are_refused(tmp_path: Path) -> None:
    folder = changed(scorer(tmp_path / "many", ("negative", "positive"), {}), problem_type="multi_label_classification")
    assert "its labels do not exclude one another" in refusal(sentiment=TaskModel(path=folder))


def test_unexplained_labels_are_refused_with_the_setting_to_write(tmp_path: Path) -> None:
    folder = scorer(tmp_path / "plain", ("LABEL_0", "LABEL_1", "LABEL_2"), {})
    assert "model.tasks.sentiment: the model's labels LABEL_0, LABEL_1, LABEL_2 are not ours" in refusal(
        sentiment=TaskModel(path=folder)
    )


def test_a_preset_for_another_task_is_refused() -> None:
    assert "model.tasks.sentiment: the preset camelbert-ner is for entities" in refusal(
        sentiment=TaskModel(preset="camelbert-ner")
    )


def test_a_preset_whose_commit_is_not_confirmed_asks_for_it_and_says_where_to_look() -> None:
    said = refusal(entities=TaskModel(preset="camelbert-ner"))
    assert "the preset camelbert-ner needs a revision that holds safetensors" in said
    assert "model_info('CAMeL-Lab/bert-base-arabic-camelbert-msa-ner', revision='refs/pr/1')" in said


def test_the_worker_hears_of_it_when_the_enricher_is_loaded(tmp_path: Path) -> None:
    settings = ModelSettings(tasks=TaskModels(entities=TaskModel(path=tmp_path / "absent")), threads=1)
    with pytest.raises(ModelError, match="absent: no such folder"):
        Enricher.load(settings)
