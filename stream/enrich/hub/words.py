"""Word pieces put together to words, and words to spans: what other people's classifiers of tokens mean.

They learnt the label of a word at its first piece and nothing at the others, so that piece speaks for the word. A word
ends where letters and digits end: `Baku,` is a word and a comma for every tokenizer. Schemes differ in whether a span
begins with B, so a span goes on as long as its type does and no B interrupts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stream.enrich.decode import LabelledSpan
from stream.enrich.encoder import Scores
from stream.enrich.layout import is_inside_word

Places = Sequence[tuple[int, int]]


def word_spans(text: str, offsets: Places, probabilities: Scores, labels: Sequence[str]) -> list[LabelledSpan]:
    """The spans that the pieces at `offsets` mark in `text`, in order, not overlapping.

    Parameters:
        offsets: code points of every piece, without surrounding space.
        probabilities: `[pieces, labels]`; a span's confidence is the mean over its words.
        labels: our BIO labels, names of the columns.
    """
    kept = [number for number, (start, end) in enumerate(offsets) if end > start]
    pieces = [offsets[number] for number in kept]
    firsts = [place for place in range(len(pieces)) if place == 0 or not is_inside_word(place, pieces, text)]
    words = [(pieces[first][0], pieces[end - 1][1]) for first, end in _stretches(firsts, len(pieces))]
    rows = probabilities[[_speaker(kept[first], offsets) for first in firsts]]
    tags = [labels[number] for number in rows.argmax(axis=-1)]
    return [_span(first, end, tags[first][2:], words, rows, labels) for first, end in _runs(tags)]


def _speaker(number: int, offsets: Places) -> int:
    """The piece that speaks for the word that begins with piece `number`.

    A tokenizer may cut off the word's beginning as a piece of its own, the space alone; it came first when labels were
    given to first pieces.
    """
    before = offsets[number - 1] if number else None
    return number - 1 if before == (offsets[number][0], offsets[number][0]) else number


def _stretches(firsts: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    return zip(firsts, [*firsts[1:], end], strict=True) if firsts else iter(())


def _runs(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First word and end of every span."""
    starts = [
        number
        for number, tag in enumerate(tags)
        if number == 0 or tag.startswith("B-") or tag[2:] != tags[number - 1][2:]
    ]
    return ((first, end) for first, end in _stretches(starts, len(tags)) if tags[first] != "O")


def _span(  # noqa: PLR0913, PLR0917  # all that a span is made of
    first: int, end: int, kind: str, words: Places, rows: Scores, labels: Sequence[str]
) -> LabelledSpan:
    columns = [number for number, label in enumerate(labels) if label[2:] == kind]
    confidence = min(1.0, float(rows[first:end, columns].sum(axis=-1).mean()))
    return LabelledSpan(kind, first, end, words[first][0], words[end - 1][1], confidence)
