"""One run of everything, in an order that gives each its own turn on the machine."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from statistics import median_low

from stream.bench.articles import renewed, unread
from stream.bench.figures import Result, Speed, machine, ratio
from stream.bench.inference import (
    Windows,
    article_windows,
    bare_encoder,
    encoder_delay,
    enricher_speed,
    padding_share,
    tokens_each,
)
from stream.bench.kafka import delay_speed, running, worker_speed
from stream.bench.loops import in_own_process, quix_speed, transformers_loop_speed
from stream.bench.peers import pipelines_speed
from stream.contract.article import Article
from stream.enrich.cpu import available_cpus
from stream.errors import MissingExtraError, NewsstreamError
from stream.settings import Settings

PEER_ARTICLES = 24  # they are slow, and their rate does not change with more
AT_REST, AT_LOAD = 20, 100  # articles whose delay is measured
LOAD, SEED = 0.7, 7
REST_TURN = 5_000  # no article at rest is one of those before
MIDDLING = (500, 700)  # tokens of the articles whose delay is held against the encoder's: about 600


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure with, how often, and how long one measurement of a worker takes, seconds."""

    articles: Sequence[Article]
    repetitions: int = 3
    seconds: float = 20.0
    torch_folder: Path | None = None
    with_kafka: bool = True
    scale_out: bool = False


def run(settings: Settings, plan: Plan, say: Callable[[str], None] = lambda _: None) -> Result:
    """Measure; `say` is told what comes next. What cannot be measured here is named with its reason in `skipped`."""
    # Numbered as those that the workers get, so that all have the same lengths.
    articles = [renewed(article, 0) for article in plan.articles]
    windows = article_windows(articles, settings.model)
    turn = _Turn(settings, plan, articles, windows, tokens_each(windows), say)
    turn.inference()
    turn.kafka()
    turn.peers()
    found = _ratios(turn.figures, padding_share(windows, settings.model.max_batch_tokens))
    return Result(turn.figures, found | turn.ratios, machine(settings.model.threads), turn.skipped)


@dataclass(slots=True)
class _Turn:
    settings: Settings
    plan: Plan
    articles: Sequence[Article]
    windows: Sequence[Windows]
    tokens: float
    say: Callable[[str], None]
    figures: dict[str, Speed] = field(default_factory=dict)
    ratios: dict[str, float | None] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)

    def inference(self) -> None:
        model, times = self.settings.model, self.plan.repetitions
        self.say("bare encoder, int8 and fp32")
        self.figures["encoder"] = bare_encoder(self.windows, model, "int8", times)
        self.figures["encoder_fp32"] = bare_encoder(self.windows, model, "fp32", times)
        self.say("Enricher")
        self.figures["enricher"] = enricher_speed(self.articles, self.windows, model, times)

    def kafka(self) -> None:
        if not self.plan.with_kafka:
            self.skipped["worker"] = "left out as asked"
            return
        for name, measure in (("worker", self._worker), ("two_workers", self._scale)):
            try:
                measure()
            except MissingExtraError as error:
                self.skipped[name] = str(error)

    def _worker(self) -> None:
        self.say("worker, Kafka to Kafka: with a backlog, at rest, at 70 % load")
        with running(self.settings, self.plan.articles) as group:
            fresh = unread(self.plan.articles)
            number = self._enough(self.figures["enricher"].articles_per_second)
            runs = [worker_speed(group, list(islice(fresh, number)), self.tokens) for _ in range(self.plan.repetitions)]
            self.figures["worker"] = middle = _median(runs)
            middling = [self.plan.articles[number] for number in self._middling()]
            rest = list(islice(unread(middling, REST_TURN), AT_REST))
            self.figures["worker_at_rest"] = at_rest = delay_speed(group, rest, self.tokens)
            chance = random.Random(SEED)  # noqa: S311  # a sample, not a secret
            pauses = [chance.expovariate(LOAD * middle.articles_per_second) for _ in range(AT_LOAD)]
            some = list(islice(fresh, min(AT_LOAD, number)))
            self.figures["worker_at_70_percent"] = delay_speed(group, some, self.tokens, pauses)
        alone = encoder_delay(self.windows[self._middling()[0]], self.settings.model)
        self.ratios["rest_to_encoder"] = ratio(at_rest.p50_seconds, alone)

    def _scale(self) -> None:
        model = self.settings.model.model_copy(update={"threads": 1})
        single = self.settings.model_copy(update={"model": model})
        cores = sorted(os.sched_getaffinity(0))
        most = 4 if self.plan.scale_out else 2
        number = 2 * self._enough(self.figures["enricher"].articles_per_second / available_cpus())
        for workers, name in ((1, "worker_one_thread"), (2, "two_workers"), (4, "four_workers")):
            if workers > most:
                continue
            if workers > len(cores):
                self.skipped[name] = f"{len(cores)} cores: not one for each of {workers} workers"
                continue
            self.say(f"{workers} worker(s) of a thread each, on cores of their own")
            with running(single, self.plan.articles, [{core} for core in cores[:workers]]) as group:
                fresh = unread(self.plan.articles)
                self.figures[name] = worker_speed(group, list(islice(fresh, number)), self.tokens)

    def _enough(self, rate: float) -> int:
        return max(len(self.plan.articles) // 2, round(rate * self.plan.seconds))

    def _middling(self) -> list[int]:
        """Places of the articles of about 600 tokens; of the one nearest to it, where there is none."""
        lengths = [tokens_each([article]) for article in self.windows]
        middle = sum(MIDDLING) / 2
        found = [number for number, length in enumerate(lengths) if MIDDLING[0] <= length <= MIDDLING[1]]
        nearest = min(range(len(lengths)), key=lambda number: abs(lengths[number] - middle))
        return sorted(found, key=lambda number: abs(lengths[number] - middle)) or [nearest]

    def peers(self) -> None:
        threads = self.settings.model.threads or available_cpus()
        articles, tokens, folder = self.articles[:PEER_ARTICLES], self.tokens, self.plan.torch_folder
        if self.plan.with_kafka:
            self._peer("quix", quix_speed, self.settings, articles, tokens)
        if folder is None:
            self.skipped["transformers"] = "no --torch-folder; newsstream models torch writes one"
            return
        self._peer("transformers_each", pipelines_speed, folder, articles, tokens, threads)
        self._peer("transformers_batched", pipelines_speed, folder, articles, tokens, threads, True)
        if self.plan.with_kafka:
            self._peer("transformers_loop", transformers_loop_speed, self.settings, folder, articles, tokens, threads)

    def _peer(self, name: str, measure: Callable[..., Speed], *arguments: object) -> None:
        self.say(name)
        try:
            self.figures[name] = in_own_process(measure, *arguments)
        except (ImportError, MissingExtraError) as error:
            self.skipped[name] = f"not installed: {error}"
        except NewsstreamError as error:
            self.skipped[name] = str(error)


def _median(runs: Sequence[Speed]) -> Speed:
    """The run of the median rate, with the most memory of all."""
    rate = median_low(run.articles_per_second for run in runs)
    chosen = next(run for run in runs if run.articles_per_second == rate)
    return replace(chosen, peak_memory_mb=max((run.peak_memory_mb or 0) for run in runs))


def _ratios(figures: dict[str, Speed], padding: float) -> dict[str, float | None]:
    def articles(name: str) -> float | None:
        return figures[name].articles_per_second if name in figures else None

    encoder = figures["encoder"].tokens_per_second
    return {
        "enricher_to_encoder": ratio(figures["enricher"].tokens_per_second, encoder),
        "worker_to_enricher": ratio(articles("worker"), articles("enricher")),
        "worker_to_transformers_loop": ratio(articles("worker"), articles("transformers_loop")),
        "int8_to_fp32": ratio(encoder, figures["encoder_fp32"].tokens_per_second),
        "two_workers_to_one": ratio(articles("two_workers"), articles("worker_one_thread")),
        "padding_share": padding,
        "worker_to_quix": ratio(articles("worker"), articles("quix")),
        "four_workers_to_one": ratio(articles("four_workers"), articles("worker_one_thread")),
    }
