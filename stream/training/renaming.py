"""Copies of training sentences with other names in them, so that a name is known by its place and not by heart.

Mention replacement after Dai and Adel (2020, "An Analysis of Simple Data Augmentation for Named Entity Recognition").
A person becomes a name put together from the words of real names (CC0, Wikidata), or like other types a mention of the
same type from the same set. Labels move along. Mentions must not hold attached particles: an "and" lost with the name it
stood on would teach that two names side by side are one.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from stream.training.examples import Example, Span, Target

RENAMED: Final = frozenset({"anercorp", "news_sentences", "real_sentences", "worldwide"})
NAME_WORDS: Final = Path("gazetteers/wikidata_names_ar/wd_arabic.normalized.aligned.tokens")
TYPES: Final = frozenset({"PER", "LOC", "ORG"})
SHARE: Final = 0.7  # of the mentions of a copied sentence
MADE_UP: Final = 0.35  # of the replaced persons; the others get a mention from the set
NAME_LENGTHS: Final = (1, 2, 2, 2, 3)

Move = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words that names are made of, by language."""

    words: dict[str, tuple[str, ...]]

    def person(self, language: str, chance: random.Random) -> str | None:
        """One to three words, or None for a language without any."""
        words = self.words.get(language)
        return " ".join(chance.choices(words, k=chance.choice(NAME_LENGTHS))) if words else None


def read_name_words(data_dir: Path) -> NameWords:
    """The name words of the Wikidata pairs; none when the file is missing."""
    path = data_dir / NAME_WORDS
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    pairs = [line.split("\t") for line in lines]
    return NameWords(
        {
            "en": tuple(latin.title() for latin, *_ in pairs if latin.isalpha()),
            "ar": tuple(arabic.replace(" ", "") for _, arabic, *_ in pairs),
        }
    )


def with_renamed(examples: Sequence[Example], words: NameWords, seed: int) -> Iterator[Example]:
    """Every example, and behind those with a name the same with other names."""
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    pool = _mentions(examples)
    for example in examples:
        yield example
        chosen = [span for span in example.entities or () if span.label in TYPES and chance.random() < SHARE]
        if chosen:
            names = [_other_name(example, span, pool, words, chance) for span in chosen]
            yield renamed(example, chosen, names)


def renamed(example: Example, mentions: Sequence[Span], names: Sequence[str]) -> Example:
    """The example with `names` in place of `mentions`, all labels moved along. It has no `words` any more."""
    text, moves = example.text, []
    order = sorted(zip(mentions, names, strict=True), key=lambda pair: pair[0].start)
    for mention, name in reversed(order):
        text = text[: mention.start] + name + text[mention.end :]
        moves.append((mention, len(name) - (mention.end - mention.start)))

    def start(place: int) -> int:
        return moved(next((mention.start for mention, _ in moves if mention.start < place < mention.end), place))

    def end(place: int) -> int:
        return moved(next((mention.end for mention, _ in moves if mention.start < place < mention.end), place))

    def moved(place: int) -> int:
        return place + sum(by for mention, by in moves if mention.end <= place)

    return replace(
        example,
        text=text,
        words=(),
        entities=_moved(example.entities, start, end),
        attribution=_moved(example.attribution, start, end),
        unsure=tuple((start(first), end(last)) for first, last in example.unsure),
        targets=tuple(Target(start(item.start), end(item.end), item.sentiment) for item in example.targets),
    )


def _moved(spans: Sequence[Span] | None, start: Move, end: Move) -> tuple[Span, ...] | None:
    return None if spans is None else tuple(Span(start(span.start), end(span.end), span.label) for span in spans)


def _mentions(examples: Iterable[Example]) -> dict[tuple[str, str], list[str]]:
    pool: dict[tuple[str, str], list[str]] = defaultdict(list)
    for example in examples:
        for span in example.entities or ():
            pool[example.language, span.label].append(example.text[span.start : span.end])
    return pool


def _other_name(
    example: Example, span: Span, pool: dict[tuple[str, str], list[str]], words: NameWords, chance: random.Random
) -> str:
    made_up = span.label == "PER" and chance.random() < MADE_UP
    person = words.person(example.language, chance) if made_up else None
    return person or chance.choice(pool[example.language, span.label])
