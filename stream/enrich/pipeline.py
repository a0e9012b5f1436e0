"""`Enricher`: articles in, analyses out. The library's front door; the worker and the commands stand on it too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from importlib.util import find_spec

from stream.contract.article import Article
from stream.contract.events import Analysis, ModelReference
from stream.enrich.assemble import analyse
from stream.enrich.cpu import available_cpus
from stream.enrich.encoder import Encoder, OnnxEncoder, SpecialTokens
from stream.enrich.identity import prepare
from stream.enrich.known import RememberingEncoder
from stream.enrich.lanes import begin
from stream.enrich.model_folder import ModelFolder
from stream.enrich.read import Reader, Report
from stream.enrich.specialists import NONE, Specialists
from stream.enrich.windows import Tokenizer
from stream.errors import MissingExtraError
from stream.model_settings import ModelSettings


class Enricher:
    """Finds entities, sentiment and claims. Load once, use from any number of threads.

    >>> from stream.contract.article import Article
    >>> from stream.enrich.pipeline import Enricher
    >>> [analysis] = Enricher.load().enrich([Article(id="1", body="قالت وزارة الصحة إن الوضع مستقر في باكو.")])

    Labels of an article depend on the article and the model alone, never on its neighbours in a batch or the time.
    """

    def __init__(self, reader: Reader, models: tuple[ModelReference, ...], prepared: Future[None]) -> None:
        self._reader = reader
        self._prepared = prepared
        self.models = models

    @classmethod
    def load(
        cls,
        settings: ModelSettings | None = None,
        *,
        report: Report | None = None,
        on_sentences: Callable[[int, int], None] = lambda _computed, _known: None,
    ) -> Enricher:
        """The enricher on the shipped model, or on the folder the settings name.

        Single tasks are done by other models where `model.tasks` says so. `report` is told tokens and seconds,
        `on_sentences` how many sentences were computed and how many were known or repeated.

        Raises:
            ModelError: a model cannot be used; the message says why.
            MissingExtraError: the settings need torch, and it is not installed.
        """
        settings = settings or ModelSettings()
        prepared = begin(prepare)  # beside all else that is loaded, here and by the owner
        folder = ModelFolder(settings.path)
        about = folder.description
        tokenizer = Tokenizer(folder.tokenizer)
        encoder = _encoder(folder, tokenizer.special, settings)
        model = ModelReference(name=about.name, version=about.version, sha256=about.sha256)
        specialists, others = _specialists(settings)
        together = settings.backend == "onnx" and about.independent  # torch promises no such thing
        if together:
            encoder = RememberingEncoder(encoder, on_sentences)
        beside = (settings.threads or available_cpus()) > 1
        reader = Reader(about, tokenizer, encoder, report or Report(), specialists, together=together, beside=beside)
        return cls(reader, (model, *others), prepared)

    def enrich(self, articles: Sequence[Article]) -> list[Analysis]:
        """One analysis an article, in the articles' order."""
        self._prepared.result()
        readings = self._reader.read(articles)
        return [analyse(article, reading) for article, reading in zip(articles, readings, strict=True)]


def _encoder(folder: ModelFolder, special: SpecialTokens, settings: ModelSettings) -> Encoder:
    if settings.backend == "torch":
        _needs_torch("model.backend torch")
        from stream.enrich.torch_encoder import load_torch_encoder  # noqa: PLC0415  # an optional dependency

        return load_torch_encoder(folder, special, settings)
    return OnnxEncoder(
        folder.weights,
        special,
        threads=settings.threads,
        max_batch_tokens=settings.max_batch_tokens,
        on_gpu=settings.device == "cuda",
        precision=settings.precision,
    )


def _specialists(settings: ModelSettings) -> tuple[Specialists, tuple[ModelReference, ...]]:
    tasks = settings.tasks.named()
    if not tasks:
        return NONE, ()
    _needs_torch(f"model.tasks.{next(iter(tasks))}")
    from stream.enrich.hub.specialists import load_specialists  # noqa: PLC0415  # an optional dependency

    return load_specialists(settings)


def _needs_torch(setting: str) -> None:
    if find_spec("torch") is None:
        raise MissingExtraError(f"{setting} needs torch: pip install 'newsstream[torch]'")
