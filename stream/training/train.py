"""Multi-task training to a limit: the learning rate rises, then falls to zero exactly when the minutes, or tokens, are over.

Runs on a CPU, in bfloat16 autocast where that is faster, word embeddings frozen. The full state is written every few minutes; a killed run
goes on with `resume`, and a later phase starts from an earlier one's weights with `start_from`.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import torch
from tqdm import tqdm

from stream.training.alignment import encode
from stream.training.base import Base, keep_pieces, load_base
from stream.training.batches import Batch, mixed_batches
from stream.training.checkpoint import Progress, load_any, load_optimizer, load_weights, save_state
from stream.training.checks import check
from stream.training.examples import Example
from stream.training.losses import losses, total
from stream.training.mixture import PHASES
from stream.training.model import (
    NewsModel,
    count_parameters,
    fast_precision,
    freeze_embeddings,
    freeze_layers,
    parameter_groups,
)
from stream.training.readers import read_set
from stream.training.renaming import RENAMED, read_name_words, with_renamed
from stream.training.settings import BUILD, TrainSettings
from stream.training.spelling import with_spellings
from stream.training.vocabulary import PAD, piece_id

logger = logging.getLogger(__name__)

DEV_SETS: Final = {
    "anercorp": 400,
    "news_sentences": 300,
    "real_sentences": 150,
    "worldwide": 150,
    "newsmtsc": 150,
    "polnear": 150,
}
REPORT_STEPS: Final = 100
LOWEST_FACTOR: Final = 0.02  # the rate never starts at zero, or the first step would teach nothing
MEMORY: Final = 0.97  # of the running losses in the log


@dataclass(slots=True)
class Run:
    """A phase under way. `progress` counts finished steps; the state on disk is never ahead of it."""

    settings: TrainSettings
    base: Base
    model: NewsModel
    optimizer: torch.optim.Optimizer
    peaks: tuple[float, ...]
    progress: Progress
    dev: dict[str, list[Example]]
    losses: dict[str, float] = field(default_factory=dict)

    @property
    def elapsed(self) -> float:
        """Share of the run that is over, by tokens where the settings count them, else by training time."""
        if self.settings.tokens:
            return self.progress.tokens / self.settings.tokens
        return self.progress.seconds / (self.settings.minutes * 60)


def train(settings: TrainSettings) -> Path:
    """Train one phase; returns the folder with its final state."""
    torch.manual_seed(settings.seed)
    run = _begin(settings)
    batches = _batches(run)
    logger.info("%d weights learn; %s from step %d", count_parameters(run.model), settings.phase, run.progress.steps)
    saved_at = run.progress.seconds
    with tqdm(total=100, unit="%", initial=int(100 * run.elapsed), mininterval=30) as bar:
        while run.elapsed < 1.0:
            _step(run, batches)
            bar.update(int(100 * run.elapsed) - bar.n)
            if run.progress.seconds - saved_at > settings.checkpoint_minutes * 60:
                saved_at = run.progress.seconds
                _save(run)
    _save(run)
    return settings.folder


def rate_factor(elapsed: float, warmup: float) -> float:
    """Share of the peak rate at a share of the run: up in a line, then down to zero in a line."""
    if elapsed < warmup:
        return max(LOWEST_FACTOR, elapsed / warmup)
    return max(0.0, (1.0 - elapsed) / (1.0 - warmup))


def _begin(settings: TrainSettings) -> Run:
    start = settings.folder if settings.resume else settings.start_from
    base = load_base(settings.wheel, settings.data_dir, settings.build_dir, start)
    keep_pieces(base, settings.folder)
    model = NewsModel(base.encoder)
    freeze_embeddings(model)
    groups = parameter_groups(model, settings.encoder_rate, settings.head_rate)
    optimizer = torch.optim.AdamW(groups, weight_decay=settings.weight_decay, fused=True)
    freeze_layers(model, settings.frozen_layers)  # after the groups, whose order a saved state relies on
    progress = Progress(settings.phase)
    if settings.resume:
        progress = load_weights(settings.folder, model)
        load_optimizer(settings.folder, optimizer)
    elif settings.start_from is not None:
        load_any(settings.start_from, model)
    peaks = (settings.encoder_rate, settings.head_rate)
    return Run(settings, base, model, optimizer, peaks, progress, _dev_examples(settings))


def _batches(run: Run) -> Iterator[Batch]:
    settings, tokenizer = run.settings, run.base.tokenizer
    shares = {name: share for name, share in PHASES[settings.phase].items() if name not in settings.without}
    sets = {name: encode(_examples(name, settings), tokenizer, settings.max_tokens) for name in shares}
    for name, items in sets.items():
        logger.info("%s: %d sentences, %d tokens", name, len(items), sum(len(item.ids) for item in items))
    seed = settings.seed + run.progress.steps  # a resumed run does not repeat the order it has seen
    return mixed_batches(sets, shares, settings.batch_tokens, piece_id(tokenizer, PAD), seed)


def _examples(name: str, settings: TrainSettings) -> list[Example]:
    found = list(with_spellings(read_set(name, "train", settings.data_dir)))
    return list(with_renamed(found, read_name_words(settings.data_dir), settings.seed)) if name in RENAMED else found


def _dev_examples(settings: TrainSettings) -> dict[str, list[Example]]:
    dev = {name: read_set(name, "dev", settings.data_dir)[:count] for name, count in DEV_SETS.items()}
    return {name: examples for name, examples in dev.items() if examples}


def _step(run: Run, batches: Iterator[Batch]) -> None:
    begun = time.monotonic()
    factor = rate_factor(run.elapsed, run.settings.warmup)
    for group, peak in zip(run.optimizer.param_groups, run.peaks, strict=True):
        group["lr"] = peak * factor
    batch = next(batches)
    _smooth(run.losses, _learn(run.model, run.optimizer, batch))
    run.progress.steps += 1
    run.progress.tokens += int(batch.mask.sum())
    run.progress.seconds += time.monotonic() - begun
    if run.progress.steps % REPORT_STEPS == 0:
        _report(run, factor)


def _learn(model: NewsModel, optimizer: torch.optim.Optimizer, batch: Batch) -> Mapping[str, float]:
    model.train()
    with fast_precision():
        logits = model.logits(batch.ids, batch.mask)
    parts = losses(logits, batch)
    total(parts).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return {name: float(value.detach()) for name, value in parts.items()}


def _smooth(running: dict[str, float], parts: Mapping[str, float]) -> None:
    for name, value in parts.items():
        running[name] = MEMORY * running.get(name, value) + (1.0 - MEMORY) * value


def _report(run: Run, factor: float) -> None:
    shown = " ".join(f"{name} {value:.3f}" for name, value in sorted(run.losses.items()))
    speed = run.progress.tokens / run.progress.seconds
    logger.info("step %d, %.0f tokens/s, rate x%.2f: %s", run.progress.steps, speed, factor, shown)


def _save(run: Run) -> None:
    save_state(run.settings.folder, run.model, run.optimizer, run.progress)
    logger.info("step %d saved; dev %s", run.progress.steps, check(run.model, run.base.tokenizer, run.dev))


def main() -> None:
    """Train one phase; every flag is a field of TrainSettings."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--build-dir", type=Path, default=BUILD)
    parser.add_argument("--phase", choices=sorted(PHASES), default="broad")
    parser.add_argument("--minutes", type=float, default=45.0)
    parser.add_argument("--tokens", type=int, default=0)
    parser.add_argument("--without", nargs="*", default=())
    parser.add_argument("--encoder-rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=5e-4)
    parser.add_argument("--batch-tokens", type=int, default=1_024)
    parser.add_argument("--frozen-layers", type=int, default=0)
    parser.add_argument("--checkpoint-minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--start-from", type=Path)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    flags = vars(parser.parse_args())
    train(TrainSettings(**{**flags, "without": tuple(flags["without"])}))


if __name__ == "__main__":
    main()
