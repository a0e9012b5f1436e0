"""A model's own labels translated into ours, by name and never by position.

The label map of the settings says what each label of the model means; a label that already has our name needs no entry.
One that nobody explained is an error at start: a label order guessed wrong turns praise into blame without a sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from stream.enrich.decode import softmax
from stream.enrich.encoder import Scores
from stream.errors import ModelError

OUTSIDE = "O"
BEGINS = frozenset({"B", "S", "U"})  # S and U: a span of one word, in BIOES and BILOU
CONTINUES = frozenset({"I", "E", "L"})


@dataclass(frozen=True, slots=True)
class LabelTable:
    """Which of our labels each output of the model counts for: `columns[i]` is the place of output i in `labels`."""

    labels: tuple[str, ...]
    columns: tuple[int, ...]

    def probabilities(self, scores: Scores) -> Scores:
        """Raw scores `[…, outputs]` to probabilities `[…, labels]`; what is said for one label twice adds up."""
        if scores.shape[-1] == 1:  # a sigmoid of x is a softmax of 0 and x
            scores = np.concatenate([np.zeros_like(scores), scores], axis=-1)
        said = softmax(scores)
        found = np.zeros((*said.shape[:-1], len(self.labels)), dtype=np.float32)
        for output, column in enumerate(self.columns):
            found[..., column] += said[..., output]
        return found


def span_table(own: Sequence[str], meaning: Mapping[str, str], labels: Sequence[str], where: str) -> LabelTable:
    """Token labels in any of the usual schemes (BIO, BIOES, BILOU, or bare types) as our BIO `labels`.

    `meaning` maps a label or its type (`B-PERS` or `PERS`) to one of our types, or to `O` for what is not ours.

    Raises:
        ModelError: a label has no meaning, or a meaning is not one of ours; `where` says whose labels they are.
    """
    types = list(dict.fromkeys(label[2:] for label in labels if label != OUTSIDE))
    _check_meanings(meaning, [*types, OUTSIDE], where)
    found = [_span_label(label, meaning, types) for label in own]
    _check_known(own, found, [*types, OUTSIDE], where)
    return LabelTable(tuple(labels), tuple(list(labels).index(label) for label in found if label is not None))


def class_table(own: Sequence[str], meaning: Mapping[str, str], labels: Sequence[str], where: str) -> LabelTable:
    """Sentence labels as ours; a model with one output answers yes or no.

    Raises:
        ModelError: as `span_table`; and when one of the first and last of `labels` is never said.
    """
    _check_meanings(meaning, labels, where)
    found = [meaning.get(label) or next((ours for ours in labels if ours == label.lower()), None) for label in own]
    _check_known(own, found, labels, where)
    columns = [list(labels).index(label) for label in found if label]
    if len(own) == 1:
        return LabelTable(tuple(labels), _both(columns[0], labels, where))
    missing = {labels[0], labels[-1]} - set(found)
    if missing:
        raise ModelError(f"{where}: no label of the model means {_listed(sorted(missing))}; it has {_listed(own)}")
    return LabelTable(tuple(labels), tuple(columns))


def _both(said: int, labels: Sequence[str], where: str) -> tuple[int, int]:
    """Columns of the two answers of a single output: what it leaves unsaid first."""
    if len(labels) != 2:  # noqa: PLR2004  # yes and no
        raise ModelError(f"{where}: the model has one output, which cannot tell {_listed(labels)} apart")
    return 1 - said, said


def _span_label(label: str, meaning: Mapping[str, str], types: Sequence[str]) -> str | None:
    """Our BIO label for the model's `label`; None when nothing says what it means."""
    prefix, kind = _parts(label)
    ours = meaning.get(label) or meaning.get(kind) or (kind if kind in types or kind == OUTSIDE else None)
    if ours is None or ours == OUTSIDE:
        return ours
    return f"{'B' if prefix in BEGINS else 'I'}-{ours}"


def _parts(label: str) -> tuple[str, str]:
    """`B-PERS` as B and PERS; a bare `PERS` as no prefix and PERS."""
    prefix, dash, kind = label.partition("-")
    return (prefix, kind) if dash and prefix in BEGINS | CONTINUES else ("", label)


def _check_meanings(meaning: Mapping[str, str], allowed: Sequence[str], where: str) -> None:
    for label, ours in meaning.items():
        if ours not in allowed:
            raise ModelError(f"{where}: labels maps {label} to {ours}; it can be {_listed(allowed)}")


def _check_known(own: Sequence[str], found: Sequence[str | None], allowed: Sequence[str], where: str) -> None:
    unknown = [label for label, ours in zip(own, found, strict=True) if ours is None]
    if unknown:
        raise ModelError(
            f"{where}: the model's labels {_listed(unknown)} are not ours; map each in labels to {_listed(allowed)}"
        )


def check_used(own: Sequence[str], meaning: Mapping[str, str], where: str) -> None:
    """Refuse a map with an entry for a label that the model does not have: it is a slip of the pen.

    Raises:
        ModelError: names the entry and the labels that exist.
    """
    unused = [label for label in meaning if label not in set(_names(own))]
    if unused:
        raise ModelError(
            f"{where}: labels maps {_listed(unused)}, which the model does not have; it has {_listed(own)}"
        )


def _names(own: Sequence[str]) -> Iterator[str]:
    for label in own:
        yield label
        yield _parts(label)[1]


def _listed(labels: Sequence[str]) -> str:
    return ", ".join(labels)
