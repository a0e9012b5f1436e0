"""The models that the settings name, made into specialists for the `Reader`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast, get_args

import numpy as np

from stream.contract.events import ModelReference
from stream.enrich.decode import LabelledSpan
from stream.enrich.hub.classifier import Classifier, Window
from stream.enrich.hub.labels import LabelTable, check_used, class_table, span_table
from stream.enrich.hub.presets import PRESETS
from stream.enrich.hub.source import Source, from_folder, from_hub
from stream.enrich.hub.words import word_spans
from stream.enrich.reading import AttributionLabel, EntityType
from stream.enrich.specialists import SentenceScorer, SentenceTask, SpanTagger, SpanTask, Specialists
from stream.enrich.torch_device import placement
from stream.enrich.windows import stitched, trimmed
from stream.errors import ModelError
from stream.model_settings import ModelSettings, TaskModel, TaskName

SPAN_TYPES: Mapping[SpanTask, tuple[str, ...]] = {
    "entities": get_args(EntityType),
    "attribution": get_args(AttributionLabel),
}
CLASSES: Mapping[SentenceTask, tuple[str, ...]] = {
    "sentiment": ("negative", "neutral", "positive"),
    "claim": ("no", "yes"),
    "check_worthiness": ("no", "yes"),
}


class HubTagger:
    """Spans from a classifier of tokens."""

    def __init__(self, classifier: Classifier, table: LabelTable) -> None:
        self._classifier = classifier
        self._table = table

    def tag(self, sentences: Sequence[str]) -> list[list[LabelledSpan]]:
        """The spans of every sentence, in whole words."""
        read = self._classifier(sentences)
        return [self._decoded(text, windows) for text, windows in zip(sentences, read, strict=True)]

    def _decoded(self, text: str, windows: Sequence[Window]) -> list[LabelledSpan]:
        places = [(window.start, window.end) for window in windows]
        scores = stitched([window.scores for window in windows], places)
        offsets = stitched([window.offsets for window in windows], places)
        pieces = trimmed(text, [(int(start), int(end)) for start, end in offsets])
        return word_spans(text, pieces, self._table.probabilities(scores), self._table.labels)


class HubScorer:
    """Probabilities from a classifier of sentences."""

    def __init__(self, classifier: Classifier, table: LabelTable) -> None:
        self._classifier = classifier
        self._table = table

    def score(self, sentences: Sequence[str]) -> list[tuple[float, ...]]:
        """The probabilities of every sentence; the mean over the windows of a long one, by their length."""
        return [self._mean(windows) for windows in self._classifier(sentences)]

    def _mean(self, windows: Sequence[Window]) -> tuple[float, ...]:
        scores = self._table.probabilities(np.stack([window.scores for window in windows]))
        lengths = [max(1, len(window.offsets)) for window in windows]
        return tuple(np.average(scores, axis=0, weights=lengths).tolist())


def load_specialists(settings: ModelSettings) -> tuple[Specialists, tuple[ModelReference, ...]]:
    """The specialists that `model.tasks` names, and how events name their models.

    Raises:
        ModelError: a model cannot be had, is not safe to load, or says what nobody has explained.
    """
    spans: dict[SpanTask, SpanTagger] = {}
    sentences: dict[SentenceTask, SentenceScorer] = {}
    references: list[ModelReference] = []
    for task, model in settings.tasks.named().items():
        where = f"model.tasks.{task}"
        source, meaning = _found(task, model, where)
        kind = "tokens" if task in SPAN_TYPES else "sentences"
        classifier = Classifier(source, kind, placement(settings), max_batch_tokens=settings.max_batch_tokens)
        check_used(classifier.labels, model.labels, where)
        if task == "entities" or task == "attribution":  # noqa: PLR1714  # a set would not tell the type checker
            spans[task] = HubTagger(classifier, span_table(classifier.labels, meaning, _bio(task), where))
        else:
            sentences[task] = HubScorer(classifier, class_table(classifier.labels, meaning, CLASSES[task], where))
        references.append(source.reference)
    return Specialists(spans, sentences), tuple(references)


def _found(task: TaskName, model: TaskModel, where: str) -> tuple[Source, dict[str, str]]:
    """The model's files, and what its labels mean."""
    if model.path is not None:
        return from_folder(model.path), model.labels
    if model.preset is None:
        return from_hub(cast("str", model.id), cast("str", model.revision)), model.labels
    preset = PRESETS[model.preset]
    if preset.task != task:
        raise ModelError(f"{where}: the preset {model.preset} is for {preset.task}")
    revision = model.revision or preset.revision
    if revision is None:
        raise ModelError(
            f"{where}: the preset {model.preset} needs a revision that holds safetensors; find it with: "
            f"python -c \"from huggingface_hub import model_info; print(model_info('{preset.id}', "
            f"revision='{preset.branch}').sha)\""
        )
    return from_hub(preset.id, revision), {**preset.labels, **model.labels}


def _bio(task: SpanTask) -> tuple[str, ...]:
    return ("O", *(f"{prefix}-{kind}" for kind in SPAN_TYPES[task] for prefix in "BI"))
