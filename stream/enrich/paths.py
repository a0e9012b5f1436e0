"""The label of every token, decided word by word: pieces of a word speak together, and the path of labels makes sense.

A word's probabilities are the geometric mean of its pieces' for the type and its first piece's for beginning or going
on. Over words the most probable BIO path is taken (Viterbi, 1967), where an entity right behind another costs a
little: models split names more often than texts put two side by side. The costs were chosen on development data.
All sentences of a batch are decided together, and none depends on another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from stream.enrich.layout import Ints, Layout, Offsets, lay_out, word_firsts

Floats = npt.NDArray[np.float32]

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
    """BIO tags of one sentence's tokens; see `token_labels`."""
    if not len(offsets):
        return []
    found = token_labels(probabilities, lay_out([text], [offsets]), tuple(labels), costs)
    return [labels[number] for number in found.tolist()]


def token_labels(probabilities: Floats, layout: Layout, labels: tuple[str, ...], costs: Costs) -> Ints:
    """The number of every token's label, for the tokens of all sentences of `layout`.

    Parameters:
        probabilities: [tokens, labels], none of them a special token.
        layout: where each token stands in the sentences' texts.
        labels: names of the columns, "O" first, then B- and I- of each kind in turn.
    """
    firsts = word_firsts(layout)
    bounds = np.searchsorted(firsts, layout.bounds)
    path = best_paths(word_probabilities(probabilities, firsts, bounds), bounds, labels, costs)
    sizes = _sizes(firsts, len(probabilities))
    found = np.repeat(path, sizes)
    goes_on = np.ones(len(found), dtype=bool)
    goes_on[firsts] = False
    found[goes_on & (found % 2 == 1)] += 1  # the pieces behind a B are I
    return found


def word_probabilities(probabilities: Floats, firsts: Ints, bounds: Ints) -> Floats:
    """Probabilities of words from those of their tokens: [words, labels].

    `firsts` are the words' first tokens, `bounds` the sentences' first words and, last, the number of words.
    """
    first = probabilities[firsts]
    sizes = _sizes(firsts, len(probabilities))
    kinds = np.concatenate([probabilities[:, :1], probabilities[:, 1::2] + probabilities[:, 2::2]], axis=1)
    sums = np.add.reduceat(np.log(np.maximum(kinds, SMALLEST)), firsts, axis=0)
    means = np.exp(sums / sizes[:, None])
    means /= means.sum(axis=1, keepdims=True)
    both = np.maximum(first[:, 1::2] + first[:, 2::2], SMALLEST)
    mixed = np.empty_like(first)
    mixed[:, 0] = means[:, 0]
    mixed[:, 1::2] = means[:, 1:] * first[:, 1::2] / both
    mixed[:, 2::2] = means[:, 1:] * first[:, 2::2] / both
    in_pieces = np.maximum.reduceat(sizes, bounds[:-1]) > 1
    return np.where(np.repeat(in_pieces, np.diff(bounds))[:, None], mixed, first)


def best_path(probabilities: Floats, labels: tuple[str, ...], costs: Costs) -> list[int]:
    """The best path of one sentence; see `best_paths`."""
    found: list[int] = best_paths(probabilities, np.array([0, len(probabilities)]), labels, costs).tolist()
    return found


def best_paths(probabilities: Floats, bounds: Ints, labels: tuple[str, ...], costs: Costs) -> Ints:
    """The most probable label numbers in which every I follows its own kind, less the costs of beginning again.

    `bounds` are the sentences' first rows and, last, the number of rows; no sentence is empty.
    """
    moves, opening = _moves(labels, costs)
    path: Ints = probabilities.argmax(axis=1)
    costly = np.empty(len(path), dtype=bool)
    costly[1:] = moves[path[:-1], path[1:]] != 0.0
    costly[bounds[:-1]] = opening[path[bounds[:-1]]] != 0.0
    # Where the likeliest labels cost nothing, no path is better; that is most sentences.
    doubtful = np.flatnonzero(np.logical_or.reduceat(costly, bounds[:-1]))
    if len(doubtful):
        rows = _rows_of(bounds, doubtful)
        scores = np.log(np.maximum(probabilities, SMALLEST))
        path[rows[rows >= 0]] = _viterbi(scores[rows], (rows >= 0).sum(axis=1), moves, opening)[rows >= 0]
    return path


def _rows_of(bounds: Ints, sentences: Ints) -> Ints:
    """Row numbers of some sentences, the longest first: [sentences, words], -1 behind a sentence's end."""
    lengths = np.diff(bounds)[sentences]
    order = np.argsort(-lengths, kind="stable")
    places = np.arange(lengths.max())
    rows = bounds[:-1][sentences][order][:, None] + places
    return np.asarray(np.where(places < lengths[order][:, None], rows, -1))


def _viterbi(scores: Floats, lengths: Ints, moves: npt.NDArray[np.float64], opening: npt.NDArray[np.float64]) -> Ints:
    """The best path through each row of `scores` [sentences, words, labels], whose `lengths` never rise."""
    words = scores.shape[1]
    best = scores[:, 0] + opening
    back = np.zeros(scores.shape, dtype=np.int64)
    running = (lengths[:, None] > np.arange(words)).sum(axis=0)  # how many sentences have a word there
    for word in range(1, words):
        on = running[word]
        reached = best[:on, :, None] + moves
        back[:on, word] = reached.argmax(axis=1)
        best[:on] = reached.max(axis=1) + scores[:on, word]
    path = np.zeros(scores.shape[:2], dtype=np.int64)
    label = best.argmax(axis=1)
    for word in range(words - 1, -1, -1):
        on = running[word]
        path[:on, word] = label[:on]
        label[:on] = back[np.arange(on), word, label[:on]]
    return path


def _sizes(firsts: Ints, count: int) -> Ints:
    return np.asarray(np.diff(firsts, append=count))


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
