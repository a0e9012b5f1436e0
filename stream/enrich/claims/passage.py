"""One sentence made ready for the rules: tokens, the quotations they stand in, and the model's mentions.

A `Passage` is a view; it decides nothing. Ranges of tokens are half open, like slices.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as computed

from stream.enrich.claims.quotes import Quotation, find_quotations
from stream.enrich.claims.tokens import Kind, Token, tokenize
from stream.enrich.reading import EntityType, Field, Mention, Reading, Sentence, Span

COMMAS = frozenset(",،")
STOPS = frozenset(".!?؟…;؛")


@dataclass(frozen=True, slots=True)
class Named:
    """A mention as a range of tokens."""

    first: int
    last: int
    type: EntityType


@dataclass(frozen=True, slots=True)
class Passage:
    """The tokens of one sentence and what is known about them."""

    field: Field
    text: str
    sentence: Sentence
    tokens: tuple[Token, ...]
    named: tuple[Named, ...]
    # The folded token at an index; the empty string outside the sentence. The rules ask this thousands of times an
    # article, which makes a method of Python's own the half of their time.
    norm: Callable[[int], str] = computed(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "norm", _Norms(enumerate([token.norm for token in self.tokens])).__getitem__)

    def __len__(self) -> int:
        return len(self.tokens)

    def kind(self, index: int) -> Kind | None:
        """The token's kind; None outside the sentence."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else None

    def is_comma(self, index: int) -> bool:
        """True for a comma of any script."""
        return self.norm(index) in COMMAS

    def quote(self, index: int) -> int:
        """Number of the quotation that holds the token; 0 for none."""
        return self.tokens[index].quote if 0 <= index < len(self.tokens) else 0

    def quote_end(self, index: int) -> int:
        """First token after the quotation that holds `index`."""
        number, end = self.quote(index), index
        while end < len(self.tokens) and self.tokens[end].quote == number:
            end += 1
        return end

    def words(self, first: int, last: int) -> int:
        """How many words and numbers stand between the two tokens."""
        return sum(1 for token in self.tokens[first:last] if token.kind in ("word", "number"))

    def mention_at(self, index: int) -> Named | None:
        """The mention that holds the token, if any."""
        for named in self.named:
            if named.first <= index < named.last:
                return named
        return None

    def span(self, start: int, end: int) -> Span:
        """The field's text between two character offsets."""
        return Span(self.text[start:end], self.field, start, end)

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """The range without marks at its edges and without quotation marks that enclose all of it or half of it."""
        while first < last and self._loose(first, first, last):
            first += 1
        while first < last and self._loose(last - 1, first, last):
            last -= 1
        if self._enclosed(first, last):
            return self.trimmed(first + 1, last - 1)
        return first, last

    def _loose(self, index: int, first: int, last: int) -> bool:
        token = self.tokens[index]
        if token.kind == "mark":
            return token.norm not in "%$€£(" and not (token.norm == ")" and self._has(first, last, "("))
        if token.kind in ("open", "close"):
            return not self._paired(token, first, last)
        return False

    def _has(self, first: int, last: int, norm: str) -> bool:
        return any(token.norm == norm for token in self.tokens[first:last])

    def _paired(self, mark: Token, first: int, last: int) -> bool:
        inside = [token.kind for token in self.tokens[first:last] if token.quote == mark.quote]
        return "open" in inside and "close" in inside

    def _enclosed(self, first: int, last: int) -> bool:
        if last - first <= len("«»"):
            return False
        opening, closing = self.tokens[first], self.tokens[last - 1]
        return opening.kind == "open" and closing.kind == "close" and opening.quote == closing.quote


def passages(reading: Reading) -> Iterator[Passage]:
    """Every sentence of the article as a passage, in order."""
    quotations = {"title": _Quotations(reading.title), "body": _Quotations(reading.body)}
    mentions = _by_sentence(reading.mentions)
    for sentence in reading.sentences:
        where = sentence.span.field
        text = reading.text(where)
        found = tokenize(text, sentence.span.start, sentence.span.end)
        tokens = quotations[where].marked(found)
        yield Passage(where, text, sentence, tokens, _named(tokens, mentions.get(sentence.index, [])))


def _by_sentence(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    grouped: dict[int, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.sentence, []).append(mention)
    return grouped


class _Norms(dict[int, str]):
    """Folded tokens by their index."""

    __slots__ = ()

    def __missing__(self, _index: int) -> str:
        return ""


class _Quotations:
    """A field's quotations, numbered from 1, found again by offset."""

    def __init__(self, text: str) -> None:
        self._found = find_quotations(text)
        self._starts = [quotation.start for quotation in self._found]

    def marked(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """The tokens of a sentence, each with the number of the quotation it stands in."""
        if not tokens:
            return ()
        number = bisect_right(self._starts, tokens[0].start)
        goes_on = number > 0 and tokens[0].start < self._found[number - 1].end
        if not goes_on and bisect_right(self._starts, tokens[-1].start) == number:
            return tuple(tokens)  # nothing is quoted in most sentences
        return tuple(self._numbered(tokens, number))

    def _numbered(self, tokens: Sequence[Token], number: int) -> Iterator[Token]:
        for token in tokens:
            while number < len(self._starts) and self._starts[number] <= token.start:
                number += 1
            inside = number > 0 and token.start < self._found[number - 1].end
            yield _in_quote(token, number, self._found[number - 1]) if inside else token


def _in_quote(token: Token, number: int, quotation: Quotation) -> Token:
    text, norm, start, end, kind, _ = token
    if start < quotation.inner_start:
        kind = "open"
    elif start >= quotation.inner_end:
        kind = "close"
    return Token(text, norm, start, end, kind, number)


def _named(tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Named, ...]:
    starts = [token.start for token in tokens]
    ends = [token.end for token in tokens]
    named = []
    for mention in mentions:
        first = bisect_right(ends, mention.span.start)
        last = bisect_left(starts, mention.span.end)
        if first < last:
            named.append(Named(first, last, mention.type))
    return tuple(sorted(named, key=lambda one: one.first))
