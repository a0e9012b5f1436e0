"""Sets that come split into words: joining the words into running text, and tags into spans.

Punctuation is attached the way news writes it, so that a model trained on these sets meets the same text shapes in
articles. Offsets of every word are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from stream.training.examples import Span

CLOSING = frozenset(",.;:!?%)]}»”’…،؛؟")
OPENING = frozenset("([{«“‘$#")
CONTRACTIONS = ("'s", "'re", "'ve", "'ll", "'d", "'m", "n't", "’s", "’re", "’ve", "’ll", "’d", "’m", "n’t")

Word = tuple[str, str]  # text and BIO tag


def join_words(words: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Running text of the words, and the offsets of each word in it."""
    parts: list[str] = []
    offsets: list[tuple[int, int]] = []
    at, quote_open, glue = 0, False, True
    for word in words:
        closes = word in CLOSING or word.lower() in CONTRACTIONS or (word == '"' and quote_open)
        if not glue and not closes:
            parts.append(" ")
            at += 1
        parts.append(word)
        offsets.append((at, at + len(word)))
        at += len(word)
        glue = word in OPENING or (word == '"' and not quote_open)
        quote_open ^= word == '"'
    return "".join(parts), tuple(offsets)


def spans_of_tags(
    tags: Sequence[str], offsets: Sequence[tuple[int, int]], types: Mapping[str, str]
) -> tuple[Span, ...]:
    """Spans of BIO or BIOES tags; a type missing from `types` is no entity, an I without a B starts one."""
    spans: list[Span] = []
    previous: str | None = None
    for tag, (start, end) in zip(tags, offsets, strict=True):
        prefix, _, name = tag.partition("-")
        kind = types.get(name)
        if kind is None:
            previous = None
            continue
        if prefix in "IE" and previous == name:
            spans[-1] = Span(spans[-1].start, end, kind)
        else:
            spans.append(Span(start, end, kind))
        previous = name
    return tuple(spans)


def blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """Groups of lines between blank lines."""
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line.rstrip("\n"))
        elif block:
            yield block
            block = []
    if block:
        yield block
