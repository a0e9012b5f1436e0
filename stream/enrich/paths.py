"""The label of every token, decided word by word: pieces of a word speak together, and the path of labels makes sense.

A word's probabilities are the geometric mean of its pieces' for the type and its first piece's for beginning or going
on. Over words the most probable BIO path is taken (Viterbi, 1967), where an entity right behind another costs a
little: models split names more often than texts put two side by side. The costs were chosen on development data.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Offsets = Sequence[tuple[int, int]]

PARTICLES: Final = frozenset({"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"})
SMALLEST: Final = 1e-9  # probabilities below this are all the same to a logarithm
FORBIDDEN: Final = -1e9


@dataclass(frozen=True, slots=True)
class Costs:
    """What it costs, in log probability, when a span begins right behind another."""

    same_kind: float
    other_kind: float


ENTITY_COSTS: Final = Costs(same_kind=2.0, other_kind=1.0)
ATTRIBUTION_COSTS: Final = Costs(same_kind=2.0, other_kind=0.0)  # claimant, cue and content do stand side by side


def token_tags(probabilities: Floats, offsets: Offsets, text: str, labels: Sequence[str], costs: Costs) -> list[str]:
    """BIO tags of tokens.

    Parameters:
        probabilities: [tokens, labels], none of them a special token.
        offsets: where each token stands in `text`.
        labels: names of the columns, "O" first, then B- and I- of each kind in turn.
    """
    if not len(offsets):
        return []
    starts = word_starts(offsets, text)
    path = best_path(word_probabilities(probabilities, starts), tuple(labels), costs)
    sizes = np.diff([*starts, len(offsets)])
    tags: list[str] = []
    for number, size in zip(path, sizes, strict=True):
        tag = labels[number]
        tags += [tag, *[f"I{tag[1:]}" if number else tag] * (int(size) - 1)]
    return tags


def word_starts(offsets: Offsets, text: str) -> list[int]:
    """Index of the first token of each word; an Arabic particle written onto a word is a word of its own."""
    starts = [0]
    for number in range(1, len(offsets)):
        if offsets[number][0] < offsets[number - 1][1]:
            continue  # a bare word mark at the start of a text is given the first letter of the piece behind it
        if not is_inside_word(number, offsets, text) or (
            starts[-1] == number - 1 and text[offsets[number - 1][0] : offsets[number - 1][1]] in PARTICLES
        ):
            starts.append(number)
    return starts


def is_inside_word(number: int, offsets: Offsets, text: str) -> bool:
    """True when token `number` continues the word of the token before it."""
    end, start = offsets[number - 1][1], offsets[number][0]
    return end == start and 0 < start < len(text) and _is_word(text[start - 1]) and _is_word(text[start])


def word_probabilities(probabilities: Floats, starts: Sequence[int]) -> Floats:
    """Probabilities of words from those of their tokens: [words, labels]."""
    first = probabilities[starts]
    if len(starts) == len(probabilities):
        return first
    kinds = np.concatenate([probabilities[:, :1], probabilities[:, 1::2] + probabilities[:, 2::2]], axis=1)
    sizes = np.diff([*starts, len(probabilities)])[:, None]
    sums = np.add.reduceat(np.log(np.maximum(kinds, SMALLEST)), starts, axis=0)
    means = np.exp(sums / sizes)
    means /= means.sum(axis=1, keepdims=True)
    both = np.maximum(first[:, 1::2] + first[:, 2::2], SMALLEST)
    mixed = np.empty_like(first)
    mixed[:, 0] = means[:, 0]
    mixed[:, 1::2] = means[:, 1:] * first[:, 1::2] / both
    mixed[:, 2::2] = means[:, 1:] * first[:, 2::2] / both
    return mixed


def best_path(probabilities: Floats, labels: tuple[str, ...], costs: Costs) -> list[int]:
    """The most probable label numbers in which every I follows its own kind, less the costs of beginning again."""
    moves, opening = _moves(labels, costs)
    greedy = probabilities.argmax(axis=1)
    # Where the likeliest labels cost nothing, no path is better; that is most sentences.
    if opening[greedy[0]] == 0.0 and not moves[greedy[:-1], greedy[1:]].any():
        return [int(number) for number in greedy]
    scores = np.log(np.maximum(probabilities, SMALLEST))
    best, back = scores[0] + opening, []
    for row in scores[1:]:
        reached = best[:, None] + moves
        back.append(reached.argmax(axis=0))
        best = reached.max(axis=0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


@lru_cache(maxsize=8)
def _moves(labels: tuple[str, ...], costs: Costs) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Cost of every label (column) behind every label (row), and of every label at the start."""
    moves = np.array([[_move(before, after, costs) for after in labels] for before in labels])
    return moves, np.array([FORBIDDEN if label.startswith("I-") else 0.0 for label in labels])


def _move(before: str, after: str, costs: Costs) -> float:
    same = before[2:] == after[2:]
    if after.startswith("I-"):
        return 0.0 if same else FORBIDDEN
    if "O" in {before, after}:
        return 0.0
    return -(costs.same_kind if same else costs.other_kind)


def _is_word(character: str) -> bool:
    # Vowel signs and other combining marks belong to the word they stand on.
    return character.isalnum() or unicodedata.combining(character) > 0
