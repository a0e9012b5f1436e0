"""Our own news sentences: one a line with every label, entities and attribution as inline tags.

    # split: train
    SENTIMENT | CLAIM | CHECKWORTHY | MARKUP

SENTIMENT is -1, 0 or 1, the next two are 0 or 1. In the markup `<S>` marks the claimant, `<C>` the cue, `<T>` the
content; `<PER>`, `<ORG>`, `<LOC>` and `<MISC>` mark entities, with `:neg` or `:pos` for the sentiment towards them.
Tags nest, and attached Arabic particles stand before them. A line that breaks the format stops the reading with its
file, line and reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from stream.training.examples import ENTITY_TYPES, Example, Span, Target

NAME = "news_sentences"
SPLITS = ("train", "dev", "test")
ROLE_OF = {"S": "SOURCE", "C": "CUE", "T": "CONTENT"}
FIELDS = 4
POLARITY = {"neg": 0, "": 1, "pos": 2}
TAG = re.compile(r"<(/?)([A-Za-z]+)(?::([a-z]*))?>")
HEADER = re.compile(r"#\s*split:\s*(\S+)")


class MarkupError(ValueError):
    """A line does not follow the format; the message says which, where and why."""


@dataclass(slots=True)
class Markup:
    """A sentence without its tags, and what the tags said."""

    text: str = ""
    entities: list[Span] = field(default_factory=list)
    roles: list[Span] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)


def read(folder: Path, split: str) -> Iterator[Example]:
    """Sentences of every file under the folder whose header names the split; the sub-folder is the language."""
    for path in sorted(folder.glob("*/*.txt")):
        yield from read_file(path, split)


def read_file(path: Path, split: str) -> Iterator[Example]:
    """Sentences of one file when its header names the split."""
    declared = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path}:{number}"
        if line.startswith("#"):
            declared = _declared_split(line, where) or declared
        elif line.strip():
            if declared is None:
                raise MarkupError(f"{where}: sentence before a header '# split: train|dev|test'")
            if declared == split:
                yield parse_line(line, path.parent.name, where)


def parse_line(line: str, language: str, where: str = "line") -> Example:
    """The example of one line; raises MarkupError."""
    fields = [part.strip() for part in line.split("|", FIELDS - 1)]
    if len(fields) != FIELDS or not fields[-1]:
        raise MarkupError(f"{where}: expected SENTIMENT | CLAIM | CHECKWORTHY | MARKUP, got {line[:60]!r}")
    sentiment = _number(fields[0], ("-1", "0", "1"), "SENTIMENT", where)
    claim = _number(fields[1], ("0", "1"), "CLAIM", where)
    check_worthiness = _number(fields[2], ("0", "1"), "CHECKWORTHY", where)
    markup = parse_markup(fields[3], where)
    return Example(
        markup.text,
        NAME,
        language,
        entities=tuple(markup.entities),
        attribution=tuple(markup.roles),
        targets=tuple(markup.targets),
        sentiment=sentiment + 1,
        claim=claim,
        check_worthiness=check_worthiness,
    )


def parse_markup(markup: str, where: str = "line") -> Markup:
    """Text and spans of an inline-tagged sentence."""
    parsed = Markup()
    opened: list[tuple[str, str, int]] = []
    at = 0
    for tag in TAG.finditer(markup):
        parsed.text += markup[at : tag.start()]
        at = tag.end()
        closing, name, polarity = tag.group(1), tag.group(2), tag.group(3) or ""
        if closing:
            _close(parsed, opened, name, where)
        else:
            _check_tag(name, polarity, where)
            opened.append((name, polarity, len(parsed.text)))
    parsed.text += markup[at:]
    if opened:
        raise MarkupError(f"{where}: <{opened[-1][0]}> is never closed")
    if stray := re.search(r"[<>]", parsed.text):
        raise MarkupError(f"{where}: stray {stray.group()!r} near {parsed.text[max(0, stray.start() - 15) :][:30]!r}")
    return _sorted(parsed)


def _close(parsed: Markup, opened: list[tuple[str, str, int]], name: str, where: str) -> None:
    if not opened or opened[-1][0] != name:
        expected = f"</{opened[-1][0]}>" if opened else "no closing tag"
        raise MarkupError(f"{where}: </{name}> found, expected {expected}")
    _, polarity, start = opened.pop()
    end = len(parsed.text)
    if not parsed.text[start:end].strip():
        raise MarkupError(f"{where}: <{name}> marks nothing")
    if name in ROLE_OF:
        parsed.roles.append(Span(start, end, ROLE_OF[name]))
        return
    if any(span.start >= start for span in parsed.entities):
        raise MarkupError(f"{where}: entity inside an entity at {parsed.text[start:end]!r}")
    parsed.entities.append(Span(start, end, name))
    parsed.targets.append(Target(start, end, POLARITY[polarity]))


def _check_tag(name: str, polarity: str, where: str) -> None:
    if name not in ROLE_OF and name not in ENTITY_TYPES:
        raise MarkupError(f"{where}: unknown tag <{name}>; known: S C T {' '.join(ENTITY_TYPES)}")
    if polarity not in POLARITY or (polarity and name in ROLE_OF):
        raise MarkupError(f"{where}: <{name}:{polarity}>: only entities take a sentiment, :neg or :pos")


def _sorted(parsed: Markup) -> Markup:
    """Text order; of nested attributions the outer one is kept, for a token can have one role only."""
    kept: list[Span] = []
    for span in sorted(parsed.roles, key=lambda item: (item.start, -item.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    parsed.roles = kept
    return parsed


def _declared_split(line: str, where: str) -> str | None:
    header = HEADER.match(line)
    if header is None:
        return None
    if header.group(1) not in SPLITS:
        raise MarkupError(f"{where}: split {header.group(1)!r}; expected train, dev or test")
    return header.group(1)


def _number(text: str, allowed: tuple[str, ...], name: str, where: str) -> int:
    if text.lstrip("+") not in allowed:
        raise MarkupError(f"{where}: {name} is {text!r}; expected one of {', '.join(allowed)}")
    return int(text)
