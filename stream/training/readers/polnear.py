"""PolNeAR: attribution spans (source, cue, content) in full English political news articles, brat stand-off files.

Articles are cut into sentences with the splitter the worker uses, so that training sees what serving sees. Some
articles were annotated twice: the first annotator by name is taken. Where attributions nest, the outer one is kept,
for a token can have one role only. A sentence with attributed content counts, weakly, as holding a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from stream.enrich.sentences import split_sentences
from stream.training.examples import ROLES, Example, Span

NAME = "polnear"
MIN_CHARACTERS = 2  # a clipped rest shorter than this is a stray quotation mark


def read(folder: Path, split: str) -> Iterator[Example]:
    """Sentences of train or dev."""
    done: set[str] = set()
    for path in sorted((folder / split / "attributions").glob("*.ann")):
        article = path.stem.rpartition("_")[0]
        if article in done:
            continue
        done.add(article)
        text = (folder / split / "text" / f"{article}.txt").read_text(encoding="utf-8")
        yield from sentences(text, roles(path.read_text(encoding="utf-8").splitlines()))


def sentences(text: str, spans: list[Span]) -> Iterator[Example]:
    """One example a sentence, with the spans clipped to it."""
    for start, end in split_sentences(text):
        clipped = tuple(_clip(spans, start, end))
        holds_content = any(span.label == "CONTENT" for span in clipped)
        yield Example(text[start:end], NAME, "en", attribution=clipped, claim=int(holds_content))


def roles(lines: Iterable[str]) -> list[Span]:
    """Outermost role spans in text order; a discontinuous span gives one span a fragment."""
    found = []
    for line in lines:
        fields = line.split("\t")
        role, _, places = fields[1].partition(" ") if len(fields) > 1 else ("", "", "")
        if role.upper() in ROLES and fields[0].startswith("T"):
            for fragment in places.split(";"):
                start, end = map(int, fragment.split())
                found.append(Span(start, end, role.upper()))
    return _outermost(found)


def _outermost(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda item: (item.start, -item.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _clip(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    for span in spans:
        first, last = max(span.start, start), min(span.end, end)
        if last - first >= MIN_CHARACTERS:
            yield Span(first - start, last - start, span.label)
