"""Arabic particles written onto a name taken out of its span, for a set that marks whole words.

Whether the first letter of a marked word is a particle or the name's own (وبلير, but وائل) is read off the set itself:
what stands without the letter more often as the first word of a name is the name. An "and" right behind another
name is always a particle, or two persons would be taught as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from stream.training.examples import Example, Span

AND: Final = "و"
PREPOSITIONS: Final = frozenset("بل")  # a word seen as often with one as without has one
RARE: Final = frozenset("فك")  # mostly the name's own first letter
SHORTEST: Final = 3  # letters of what is left: shorter words are names by chance
MOST: Final = 2  # particles on one word: وبالعراق


def without_particles(examples: Sequence[Example], known: Counter[str]) -> Iterator[Example]:
    """The examples with every entity starting at its name; `known` counts first words, see `first_words`."""
    for example in examples:
        spans = tuple(_bare(example, span, known) for span in example.entities or ())
        yield replace(example, entities=spans)


def first_words(examples: Iterable[Example]) -> Counter[str]:
    """How often each word opens an entity of the examples, particles and all."""
    return Counter(_first_word(example.text, span) for example in examples for span in example.entities or ())


def _bare(example: Example, span: Span, known: Counter[str]) -> Span:
    follows_a_name = any(other.end == span.start - 1 for other in example.entities or ())
    for _ in range(MOST):
        word = _first_word(example.text, span)
        if not _has_particle(word, known, follows_a_name=follows_a_name):
            break
        span, follows_a_name = replace(span, start=span.start + 1), False
    return span


def _has_particle(word: str, known: Counter[str], *, follows_a_name: bool) -> bool:
    letter, rest = word[:1], word[1:]
    if len(rest) < SHORTEST:
        return False
    if letter == AND and follows_a_name:
        return True
    if letter == AND or letter in PREPOSITIONS:
        return 0 < known[rest] >= known[word]
    return letter in RARE and known[rest] > known[word]


def _first_word(text: str, span: Span) -> str:
    return text[span.start : span.end].partition(" ")[0]
