"""One run of everything, in an order that gives each its own turn on the machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from stream.bench.figures import Result, Speed, machine, ratio
from stream.bench.inference import Windows, article_windows, bare_encoder, enricher_speed, padding_share, tokens_each
from stream.bench.kafka import worker_speed
from stream.bench.peers import pipelines_speed
from stream.contract.article import Article
from stream.enrich.cpu import available_cpus
from stream.errors import MissingExtraError
from stream.settings import Settings

PEER_ARTICLES = 24  # they are slow, and their rate does not change with more


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure with, and how often."""

    articles: Sequence[Article]
    repetitions: int = 3
    torch_folder: Path | None = None
    with_kafka: bool = True


def run(settings: Settings, plan: Plan, say: Callable[[str], None] = lambda _: None) -> Result:
    """Measure; `say` is told what comes next. What cannot be measured here is named with its reason in `skipped`."""
    windows = article_windows(plan.articles, settings.model)
    turn = _Turn(settings, plan, tokens_each(windows), say)
    turn.inference(windows)
    turn.kafka()
    turn.peers()
    share = padding_share(windows, settings.model.max_batch_tokens)
    return Result(turn.figures, _ratios(turn.figures, share), machine(settings.model.threads), turn.skipped)


@dataclass(slots=True)
class _Turn:
    settings: Settings
    plan: Plan
    tokens: float
    say: Callable[[str], None]
    figures: dict[str, Speed] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)

    def inference(self, windows: Sequence[Windows]) -> None:
        model, times = self.settings.model, self.plan.repetitions
        self.say("bare encoder, int8 and fp32")
        self.figures["encoder"] = bare_encoder(windows, model, "int8", times)
        self.figures["encoder_fp32"] = bare_encoder(windows, model, "fp32", times)
        self.say("Enricher")
        self.figures["enricher"] = enricher_speed(self.plan.articles, windows, model, times)

    def kafka(self) -> None:
        if not self.plan.with_kafka:
            self.skipped["worker"] = "left out as asked"
            return
        single = self.settings.model_copy(update={"model": self.settings.model.model_copy(update={"threads": 1})})
        try:
            self.say("worker, Kafka to Kafka")
            self.figures["worker"] = worker_speed(self.settings, self.plan.articles, self.tokens)
            self.say("one and two workers with a thread each")
            self.figures["worker_one_thread"] = worker_speed(single, self.plan.articles, self.tokens)
            self.figures["two_workers"] = worker_speed(single, self.plan.articles, self.tokens, workers=2)
        except MissingExtraError as error:
            self.skipped["worker"] = str(error)

    def peers(self) -> None:
        if self.plan.torch_folder is None:
            self.skipped["transformers"] = "no --torch-folder; newsstream models torch writes one"
            return
        threads = self.settings.model.threads or available_cpus()
        articles = self.plan.articles[:PEER_ARTICLES]
        try:
            for name, batched in (("transformers_each", False), ("transformers_batched", True)):
                self.say(f"transformers pipelines, {'batched' if batched else 'article by article'}")
                self.figures[name] = pipelines_speed(
                    self.plan.torch_folder, articles, self.tokens, threads, batched=batched
                )
        except ImportError as error:
            self.skipped["transformers"] = f"not installed: {error}"


def _ratios(figures: dict[str, Speed], padding: float) -> dict[str, float | None]:
    def articles(name: str) -> float | None:
        return figures[name].articles_per_second if name in figures else None

    encoder = figures["encoder"].tokens_per_second
    return {
        "enricher_to_encoder": ratio(figures["enricher"].tokens_per_second, encoder),
        "worker_to_enricher": ratio(articles("worker"), articles("enricher")),
        "worker_to_transformers_loop": ratio(articles("worker"), articles("transformers_each")),
        "int8_to_fp32": ratio(encoder, figures["encoder_fp32"].tokens_per_second),
        "two_workers_to_one": ratio(articles("two_workers"), articles("worker_one_thread")),
        "padding_share": padding,
    }
