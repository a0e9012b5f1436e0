"""One article as identity sees it: its words, the countries it speaks of, and spans that fit its text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.words import Word, without_affixes, without_particle, words_of
from stream.enrich.reading import Field, Mention, Reading, Span

FIELDS: tuple[Field, ...] = ("title", "body")


class Article:
    """A reading with what several steps ask of it, each computed once."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self.reading = reading
        self.gazetteer = gazetteer

    def text(self, field: Field) -> str:
        """The full text of `field`."""
        return self.reading.text(field)

    @cached_property
    def words(self) -> dict[Field, list[Word]]:
        """The words of title and body."""
        return {field: [without_affixes(self.text(field), w) for w in words_of(self.text(field))] for field in FIELDS}

    @cached_property
    def seen(self) -> Counter[str]:
        """How often each folded word stands in the article."""
        return Counter(word.folded for field in FIELDS for word in self.words[field])

    @cached_property
    def countries(self) -> Counter[str]:
        """How often the article names each country, by its name or by an adjective of nationality."""
        codes: Counter[str] = Counter()
        for word, count in self.seen.items():
            code = self._country(word)
            if code:
                codes[code] += count
        codes.update(self._two_word_countries())
        return codes

    def _country(self, folded: str) -> str | None:
        known = self.gazetteer.short_countries.get(folded) or self.gazetteer.nationalities.get(folded)
        if known:
            return known
        for shorter in without_particle(Word(folded, 0, len(folded))):
            known = self.gazetteer.short_countries.get(shorter.folded) or self.gazetteer.nationalities.get(
                shorter.folded
            )
            if known:
                return known
        return None

    def _two_word_countries(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for field in FIELDS:
            words = self.words[field]
            for left, right in pairwise(words):
                for start in (left, *without_particle(left)):
                    code = self.gazetteer.short_countries.get(f"{start.folded} {right.folded}")
                    if code:
                        found[code] += 1
                        break
        return found

    def words_before(self, span: Span, count: int) -> list[Word]:
        """Up to `count` words that end before `span`, in reading order."""
        words = self.words[span.field]
        at = _first_at_or_after(words, span.start)
        return words[max(0, at - count) : at]

    def sentence_at(self, field: Field, offset: int) -> int:
        """The index of the sentence that `offset` lies in; 0 where no sentence covers it."""
        for sentence in self.reading.sentences:
            if sentence.span.field == field and sentence.span.start <= offset < sentence.span.end:
                return sentence.index
        return 0

    def resized(self, mention: Mention, start: int, end: int) -> Mention:
        """`mention` over another stretch of the same field."""
        if (start, end) == (mention.span.start, mention.span.end):
            return mention
        return replace(mention, span=self.span(mention.span.field, start, end))

    def span(self, field: Field, start: int, end: int) -> Span:
        """The span of `field` from `start` to `end`."""
        return Span(self.text(field)[start:end], field, start, end)


def _first_at_or_after(words: list[Word], offset: int) -> int:
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle].start < offset:
            low = middle + 1
        else:
            high = middle
    return low
