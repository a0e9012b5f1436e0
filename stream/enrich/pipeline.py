"""`Enricher`: articles in, analyses out. The library's front door; the worker and the commands stand on it too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from stream.contract.article import Article
from stream.contract.events import Analysis, ModelReference
from stream.enrich.assemble import analyse
from stream.enrich.encoder import Encoder, OnnxEncoder
from stream.enrich.model_folder import ModelFolder
from stream.enrich.read import Reader
from stream.enrich.windows import Tokenizer
from stream.settings import ModelSettings


class Enricher:
    """Finds entities, sentiment and claims. Load once, use from any number of threads.

    >>> from stream.contract.article import Article
    >>> from stream.enrich.pipeline import Enricher
    >>> [analysis] = Enricher.load().enrich([Article(id="1", body="قالت وزارة الصحة إن الوضع مستقر في باكو.")])

    Labels of an article depend on the article and the model alone, never on its neighbours in a batch or the time.
    """

    def __init__(self, reader: Reader, models: tuple[ModelReference, ...]) -> None:
        self._reader = reader
        self.models = models

    @classmethod
    def load(cls, settings: ModelSettings | None = None, *, on_tokens: Callable[[int], None] | None = None) -> Enricher:
        """The enricher on the shipped model, or on the folder the settings name.

        `on_tokens` is told how many tokens each article has, for whoever counts them.

        Raises:
            ModelError: the folder cannot be used; the message says why.
        """
        settings = settings or ModelSettings()
        folder = ModelFolder(settings.path)
        about = folder.description
        tokenizer = Tokenizer(folder.tokenizer)
        encoder: Encoder = OnnxEncoder(
            folder.weights, tokenizer.special, threads=settings.threads, max_batch_tokens=settings.max_batch_tokens
        )
        model = ModelReference(name=about.name, version=about.version, sha256=about.sha256)
        return cls(Reader(about, tokenizer, encoder, on_tokens), (model,))

    def enrich(self, articles: Sequence[Article]) -> list[Analysis]:
        """One analysis an article, in the articles' order."""
        return [analyse(article, self._reader.read(article)) for article in articles]
