"""FactRuEval 2016: Russian news in stand-off files (.txt, .tokens with sentences, .spans, .objects).

An entity is the stretch of its proper-name spans: descriptions ("mayor's office") are left out as annotation.md wants.
States and cities that act (LocOrg) stay places. MISC is not annotated.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from stream.training.examples import Example, Span
from stream.training.readers.words import blocks

NAME = "factrueval"
TYPES = {"Person": "PER", "Org": "ORG", "Location": "LOC", "LocOrg": "LOC"}
NAME_SPANS = frozenset({"name", "surname", "patronymic", "nickname", "loc_name", "org_name"})


def read(folder: Path, split: str) -> Iterator[Example]:
    """The devset as train, the testset as test."""
    part = {"train": "devset", "test": "testset"}[split]
    for path in sorted((folder / part).glob("*.tokens")):
        yield from _document(path.with_suffix(""))


def _document(stem: Path) -> Iterator[Example]:
    text = stem.with_suffix(".txt").read_text(encoding="utf-8")
    entities = _entities(stem)
    for block in blocks(stem.with_suffix(".tokens").read_text(encoding="utf-8").splitlines()):
        words = [(int(start), int(start) + int(size)) for _, start, size, *_ in map(str.split, block)]
        begin, end = words[0][0], words[-1][1]
        yield Example(
            text[begin:end],
            NAME,
            "ru",
            entities=tuple(
                Span(span.start - begin, span.end - begin, span.label)
                for span in entities
                if begin <= span.start and span.end <= end
            ),
            entity_types=frozenset(TYPES.values()),
            words=tuple((start - begin, stop - begin) for start, stop in words),
        )


def _entities(stem: Path) -> list[Span]:
    names = _name_spans(stem.with_suffix(".spans"))
    found: list[Span] = []
    for line in stem.with_suffix(".objects").read_text(encoding="utf-8").splitlines():
        _number, kind, *numbers = line.partition("#")[0].split() or ("", "")
        parts = [names[number] for number in numbers if number in names]
        if parts and kind in TYPES:
            found.append(Span(min(a for a, _ in parts), max(b for _, b in parts), TYPES[kind]))
    return _longest(found)


def _name_spans(path: Path) -> dict[str, tuple[int, int]]:
    spans = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        number, kind, start, size, *_ = line.split() or ("", "", "0", "0")
        if kind in NAME_SPANS:
            spans[number] = (int(start), int(start) + int(size))
    return spans


def _longest(spans: list[Span]) -> list[Span]:
    """Outer spans only: objects nest (the city inside the name of its council)."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda item: (item.start, -item.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
