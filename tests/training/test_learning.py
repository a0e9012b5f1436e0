"""The model, its loss, its batches and its checkpoints, on an encoder of a few hundred weights."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch
from transformers import BertConfig, BertModel

from stream.training.alignment import ENTITY_INDEX, IGNORED, OPEN, Encoded, encode
from stream.training.average import average, between
from stream.training.base import KEPT_FILE, Base, keep_pieces
from stream.training.batches import collate, cut, mixed_batches
from stream.training.checkpoint import Progress, load_any, load_optimizer, load_weights, save_light, save_state
from stream.training.checks import check
from stream.training.examples import Example, Span, Target
from stream.training.losses import entity_loss, losses, total
from stream.training.model import NewsModel, freeze_embeddings, freeze_layers, parameter_groups, span_means
from stream.training.settings import AverageSettings, TrainSettings
from stream.training.train import Run, rate_factor, train
from tests.training.builders import toy_pieces, toy_tokenizer

TOKENIZER = toy_tokenizer()
EXAMPLES = [
    Example(
        "Omar said that Paris won",
        "toy",
        "en",
        entities=(Span(0, 4, "PER"), Span(15, 20, "LOC")),
        attribution=(Span(0, 4, "SOURCE"), Span(5, 9, "CUE"), Span(15, 24, "CONTENT")),
        targets=(Target(0, 4, 1), Target(15, 20, 2)),
        sentiment=2,
        claim=1,
        check_worthiness=0,
    ),
    Example("Paris won", "toy", "en", sentiment=1),
]


def tiny_model() -> NewsModel:
    config = BertConfig(
        vocab_size=len(toy_pieces()),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    return NewsModel(BertModel(config, add_pooling_layer=False))  # type: ignore[no-untyped-call]


def item(size: int) -> Encoded:
    blank = (IGNORED,) * size
    return Encoded((5,) * size, blank, blank, (), IGNORED, IGNORED, IGNORED)


def test_padding_changes_no_output() -> None:
    model = tiny_model().eval()
    long, short = encode(EXAMPLES, TOKENIZER, 32)
    together, alone = collate([long, short], 1), collate([short], 1)
    size = len(short.ids)
    with torch.inference_mode():
        both, one = model.logits(together.ids, together.mask), model.logits(alone.ids, alone.mask)
    assert torch.allclose(both.entities[1, :size], one.entities[0], atol=1e-5)
    assert torch.allclose(both.target_sentiment[1, :size], one.target_sentiment[0], atol=1e-5)
    assert torch.allclose(both.sentence[1], one.sentence[0], atol=1e-5)


def test_a_mention_is_scored_by_the_mean_of_its_tokens() -> None:
    logits = torch.arange(24.0).reshape(2, 4, 3)
    means = span_means(logits, torch.tensor([1]), torch.tensor([1]), torch.tensor([3]))
    assert torch.allclose(means[0], logits[1, 1:3].mean(dim=0))


def test_only_heads_with_labels_enter_the_loss() -> None:
    model = tiny_model()
    whole, sentiment_only = encode(EXAMPLES, TOKENIZER, 32)
    batch = collate([sentiment_only], 1)
    assert set(losses(model.logits(batch.ids, batch.mask), batch)) == {"sentiment"}
    batch = collate([whole], 1)
    parts = losses(model.logits(batch.ids, batch.mask), batch)
    assert set(parts) == {"entities", "attribution", "target", "sentiment", "claim", "check_worthiness"}


def test_a_misc_at_an_open_token_costs_nothing_and_a_place_does() -> None:
    logits = torch.full((1, 1, len(ENTITY_INDEX)), -20.0)
    labels = torch.tensor([[OPEN]])
    logits[0, 0, ENTITY_INDEX["B-MISC"]] = 20.0
    misc = entity_loss(logits, labels)
    logits[0, 0, ENTITY_INDEX["B-LOC"]] = 40.0
    place = entity_loss(logits, labels)
    assert misc is not None
    assert place is not None
    assert misc < 1e-3
    assert place > 10


def test_the_model_learns_a_sentence_by_heart_and_never_its_word_embeddings() -> None:
    torch.manual_seed(1)
    model = tiny_model()
    freeze_embeddings(model)
    before = model.encoder.embeddings.word_embeddings.weight.clone()
    optimizer = torch.optim.AdamW(parameter_groups(model, 1e-2, 1e-2))
    batch = collate(encode(EXAMPLES[:1], TOKENIZER, 32), 1)
    for _ in range(60):
        optimizer.zero_grad()
        loss = total(losses(model.logits(batch.ids, batch.mask), batch))
        loss.backward()
        optimizer.step()
    figures = check(model, TOKENIZER, {"toy": EXAMPLES[:1]})
    assert figures["toy/entities/entity_f1"] == 100
    assert figures["toy/attribution/content_word_f1"] == 100
    assert torch.equal(model.encoder.embeddings.word_embeddings.weight, before)


def test_frozen_layers_learn_nothing_and_the_heads_go_on() -> None:
    model = tiny_model()
    freeze_layers(model, 1)
    batch = collate(encode(EXAMPLES[:1], TOKENIZER, 32), 1)
    total(losses(model.logits(batch.ids, batch.mask), batch)).backward()
    assert all(weight.grad is None for weight in model.encoder.parameters())
    assert model.entities.weight.grad is not None


def test_batches_stay_within_the_budget_unless_one_sentence_exceeds_it() -> None:
    sizes = [1 + number * 7 % 40 for number in range(80)] + [500]
    groups = list(cut([item(size) for size in sorted(sizes)], 128))
    assert sum(map(len, groups)) == len(sizes)
    assert all(len(group) == 1 or max(len(one.ids) for one in group) * len(group) <= 128 for group in groups)


def test_a_small_set_is_drawn_by_its_share() -> None:
    sets = {"small": encode(EXAMPLES[:1], TOKENIZER, 32), "large": [item(7)] * 5_000}
    batches = islice(mixed_batches(sets, {"small": 1, "large": 1}, 256, 1, seed=5), 300)
    labelled = tokens = 0
    for batch in batches:
        has_label = (batch.sentiment != IGNORED).sum()
        labelled += int(has_label) * len(sets["small"][0].ids)
        tokens += int(batch.mask.sum())
    assert 0.4 < labelled / tokens < 0.6


def test_the_rate_rises_then_falls_to_zero_at_the_end() -> None:
    assert rate_factor(0.0, 0.1) < rate_factor(0.05, 0.1) < rate_factor(0.1, 0.1) == 1.0
    assert rate_factor(1.0, 0.1) == 0.0


def test_a_run_is_over_when_its_tokens_are_or_else_its_minutes(tmp_path: Path) -> None:
    progress = Progress("broad", tokens=70, seconds=30.0)
    timed = TrainSettings(tmp_path, tmp_path, minutes=1.0)
    assert run_of(timed, progress).elapsed == 0.5
    assert run_of(replace(timed, tokens=140), progress).elapsed == 0.5
    assert run_of(replace(timed, tokens=70), progress).elapsed == 1.0


def run_of(settings: TrainSettings, progress: Progress) -> Run:
    model = tiny_model()
    optimizer = torch.optim.AdamW(model.parameters())
    base = Base(model.encoder, TOKENIZER, ())
    return Run(settings, base, model, optimizer, (1e-4, 1e-4), progress, {})


def test_a_killed_run_goes_on_where_it_stood(tmp_path: Path) -> None:
    model = tiny_model()
    optimizer = torch.optim.AdamW(parameter_groups(model, 1e-3, 1e-3))
    model.entities.weight.grad = torch.ones_like(model.entities.weight)
    optimizer.step()
    save_state(tmp_path, model, optimizer, Progress("broad", steps=7, tokens=70, seconds=1.5))
    other = tiny_model()
    resumed = torch.optim.AdamW(parameter_groups(other, 1e-3, 1e-3))
    progress = load_weights(tmp_path, other)
    load_optimizer(tmp_path, resumed)
    assert (progress.steps, progress.seconds) == (7, 1.5)
    assert torch.equal(other.entities.weight, model.entities.weight)
    assert resumed.state_dict()["state"].keys() == optimizer.state_dict()["state"].keys()


def test_the_kept_checkpoint_holds_all_but_the_word_embeddings(tmp_path: Path) -> None:
    model, other = tiny_model(), tiny_model()
    save_light(tmp_path, model, Base(model.encoder, TOKENIZER, (0, 1, 2)), Progress("own", steps=3))
    progress = load_any(tmp_path, other)
    assert (progress.phase, progress.steps) == ("own", 3)
    assert torch.allclose(other.entities.weight, model.entities.weight, atol=1e-3)
    assert not torch.equal(
        other.encoder.embeddings.word_embeddings.weight, model.encoder.embeddings.word_embeddings.weight
    )


@pytest.mark.parametrize("resume", [True, False])
def test_a_run_has_the_vocabulary_of_the_weights_it_goes_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, resume: bool
) -> None:
    started_from = tmp_path / "earlier"
    asked: list[Path | None] = []

    class AskedError(Exception):
        pass

    def load_base(_wheel: Path, _data: Path, _build: Path, start: Path | None) -> Base:
        asked.append(start)
        raise AskedError

    monkeypatch.setattr("stream.training.train.load_base", load_base)
    settings = TrainSettings(tmp_path, tmp_path, tmp_path, phase="wire", resume=resume, start_from=started_from)
    with pytest.raises(AskedError):
        train(settings)
    assert asked == [settings.folder if resume else started_from]


def test_the_vocabulary_is_kept_beside_the_weights(tmp_path: Path) -> None:
    keep_pieces(Base(tiny_model().encoder, TOKENIZER, (3, 1, 2)), tmp_path / "run")
    assert json.loads((tmp_path / "run" / KEPT_FILE).read_text(encoding="utf-8")) == [3, 1, 2]


def test_the_average_lies_between_two_states() -> None:
    first, second = tiny_model(), tiny_model()
    mean = between(first.state_dict(), second.state_dict(), 0.25)
    name = "entities.weight"
    assert torch.allclose(mean[name], 0.75 * first.state_dict()[name] + 0.25 * second.state_dict()[name])
    assert mean.keys() == first.state_dict().keys()


def test_states_with_other_vocabularies_have_no_average(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = iter([(1, 2), (1, 3)])
    monkeypatch.setattr(
        "stream.training.average.load_base", lambda *_: Base(tiny_model().encoder, TOKENIZER, next(kept))
    )
    monkeypatch.setattr("stream.training.average.load_any", lambda *_: Progress("toy"))
    with pytest.raises(ValueError, match="different vocabularies"):
        average(AverageSettings(tmp_path, tmp_path, tmp_path / "a", tmp_path / "b", tmp_path / "out"))
