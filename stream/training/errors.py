"""Wrong answers of a model on dev data, a sample for every task, to be read and sorted by hand.

Test sets are not offered: reading their errors would be choosing on them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from stream.training.calibration import labelled, yes_probability
from stream.training.decoding import decode_spans
from stream.training.evaluate import DESCRIPTION_FILE, TOKENIZER_FILE
from stream.training.examples import SENTENCE_LABELS, SENTIMENTS, Example, Span
from stream.training.figures import Heat
from stream.training.metrics import target_logits, words_of
from stream.training.predictions import Prediction, Predictor
from stream.training.readers import read_set
from stream.training.readers.splits import share
from stream.training.settings import SHIPPED

COUNT: Final = 50
DEV_SETS: Final = {
    "entities": ("anercorp", "news_sentences", "worldwide"),
    "attribution": ("news_sentences", "polnear"),
    "target_sentiment": ("newsmtsc", "news_sentences"),
    "sentiment": ("news_sentences", "arsarcasm"),
    "claim": ("news_sentences",),
    "check_worthiness": ("news_sentences", "ct24_en"),
}

Wrong = tuple[str, str]  # what is right, what was found
Finder = Callable[[Prediction, Heat], Iterator[Wrong]]


def errors(task: str, data_dir: Path, model: Path, count: int = COUNT) -> list[dict[str, str]]:
    """Up to `count` wrong answers of each dev set, drawn by the hash of the sentence: set, sentence, right, found."""
    described = json.loads((model / DESCRIPTION_FILE).read_text(encoding="utf-8"))
    predictor = Predictor(model / described["file"], model / TOKENIZER_FILE, described["max_tokens"])
    heat = Heat(described["temperatures"], described["thresholds"])
    rows: list[dict[str, str]] = []
    for name in DEV_SETS[task]:
        examples = sorted(read_set(name, "dev", data_dir), key=lambda example: share(example.text))
        rows += list(_errors_in(predictor.predict(examples), FINDERS[task], heat))[:count]
    return rows


def wrong_entities(item: Prediction, _heat: Heat) -> Iterator[Wrong]:
    """Entities that differ when counted on words, each with what stands in its place."""
    if item.example.entities is None:
        return
    found = decode_spans(item, "entities")
    found = [span for span in found if span.label in item.example.entity_types]
    yield from _wrong_spans(item.example, item.example.entities, found)


def wrong_attribution(item: Prediction, _heat: Heat) -> Iterator[Wrong]:
    """Source, cue and content spans that differ."""
    if item.example.attribution is None:
        return
    found = decode_spans(item, "attribution")
    yield from _wrong_spans(item.example, item.example.attribution, found)


def wrong_targets(item: Prediction, _heat: Heat) -> Iterator[Wrong]:
    """Mentions with another sentiment."""
    logits, gold = target_logits([item])
    if len(gold) != len(item.example.targets):
        return
    for target, right, found in zip(item.example.targets, gold, logits.argmax(axis=1).tolist(), strict=True):
        if right != found:
            name = item.example.text[target.start : target.end]
            yield f"{name}: {SENTIMENTS[right]}", SENTIMENTS[found]


def wrong_sentiment(item: Prediction, _heat: Heat) -> Iterator[Wrong]:
    """Sentences with another sentiment."""
    right = item.example.sentiment
    found = int(item.sentence[: len(SENTIMENTS)].argmax())
    if right is not None and right != found:
        yield SENTIMENTS[right], SENTIMENTS[found]


def wrong_answer(head: str) -> Finder:
    """Finds sentences on the wrong side of a yes/no head's threshold."""

    def find(item: Prediction, heat: Heat) -> Iterator[Wrong]:
        known = labelled(head, [item])
        if not len(known.gold):
            return
        sure = float(yes_probability(known, heat.temperatures.get(head, 1.0))[0])
        if (sure >= heat.thresholds.get(head, 0.5)) != bool(known.gold[0]):
            yield ("no", "yes")[int(known.gold[0])], f"{sure:.2f}"

    return find


FINDERS: Final[dict[str, Finder]] = {
    "entities": wrong_entities,
    "attribution": wrong_attribution,
    "target_sentiment": wrong_targets,
    "sentiment": wrong_sentiment,
    **{head: wrong_answer(head) for head in SENTENCE_LABELS[len(SENTIMENTS) :]},
}


def _errors_in(predictions: Sequence[Prediction], find: Finder, heat: Heat) -> Iterator[dict[str, str]]:
    for item in predictions:
        for right, found in find(item, heat):
            yield {"set": item.example.source, "text": item.example.text, "right": right, "found": found}


def _wrong_spans(example: Example, gold: Sequence[Span], found: Sequence[Span]) -> Iterator[Wrong]:
    words = words_of(example)
    by_words = {_words_under(span, words): span for span in gold}
    found_by_words = {_words_under(span, words): span for span in found}
    for place in sorted(by_words.keys() - found_by_words.keys()):
        span = by_words[place]
        instead = [other for other in found if other.start < span.end and span.start < other.end]
        yield _shown(example, [span]), _shown(example, instead) or "nothing"
    for place in sorted(found_by_words.keys() - by_words.keys()):
        span = found_by_words[place]
        if not any(other.start < span.end and span.start < other.end for other in gold):
            yield "nothing", _shown(example, [span])


def _words_under(span: Span, words: Sequence[tuple[int, int]]) -> tuple[int, int, str]:
    under = [number for number, (start, end) in enumerate(words) if span.start < end and start < span.end]
    return (under[0], under[-1], span.label) if under else (-1, -1, span.label)


def _shown(example: Example, spans: Sequence[Span]) -> str:
    return " + ".join(f"{example.text[span.start : span.end]} ({span.label})" for span in spans)


def main() -> None:
    """Print the errors of one task as JSON lines."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--task", choices=sorted(FINDERS), required=True)
    parser.add_argument("--count", type=int, default=COUNT)
    flags = parser.parse_args()
    for row in errors(flags.task, flags.data_dir, flags.model, flags.count):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
