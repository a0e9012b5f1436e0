"""Labels of words: the best path of all, pieces heard together, names not torn apart."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream.enrich.layout import word_starts
from stream.enrich.paths import ATTRIBUTION_COSTS, ENTITY_COSTS, Costs, best_path, token_tags

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def row(**shares: float) -> list[float]:
    """Probabilities of the labels; what is not named (B_PER for B-PER) shares the rest."""
    named = {name.replace("_", "-"): share for name, share in shares.items()}
    rest = (1.0 - sum(named.values())) / (len(LABELS) - len(named))
    return [named.get(label, rest) for label in LABELS]


def tags(*rows: list[float], text: str = "Ali Omar won", costs: Costs = ENTITY_COSTS) -> list[str]:
    starts = [at for at in range(len(text)) if at == 0 or text[at - 1] == " "]
    offsets = [(start, (text + " ").index(" ", start)) for start in starts][: len(rows)]
    return token_tags(np.array(rows, np.float32), offsets, text, LABELS, costs)


def test_a_name_is_not_torn_where_beginning_again_is_only_a_little_likelier() -> None:
    doubtful = row(B_PER=0.5, I_PER=0.4)
    assert tags(row(B_PER=0.9), doubtful, row(O=0.9)) == ["B-PER", "I-PER", "O"]
    assert tags(row(B_PER=0.9), doubtful, row(O=0.9), costs=Costs(0.0, 0.0)) == ["B-PER", "B-PER", "O"]


def test_two_names_side_by_side_stay_two_where_the_model_is_sure() -> None:
    assert tags(row(B_PER=0.99), row(B_PER=0.98), row(O=0.9)) == ["B-PER", "B-PER", "O"]


def test_an_inside_never_stands_without_its_beginning() -> None:
    assert tags(row(B_PER=0.3, I_PER=0.6), row(I_PER=0.9)) == ["B-PER", "I-PER"]
    assert tags(row(B_LOC=0.6, B_PER=0.3), row(I_PER=0.9)) == ["B-PER", "I-PER"]


@pytest.mark.parametrize(
    ("text", "offsets", "starts"),
    [
        ("Karabakh fell", [(0, 4), (4, 8), (9, 13)], [0, 2]),
        ("ولبنان", [(0, 1), (1, 4), (4, 6)], [0, 1]),  # the particle is a word of its own
        ("وقال", [(0, 1), (0, 4)], [0]),  # the mark of a word's beginning, which some tokenizers let overlap
        ("(Baku)", [(0, 1), (1, 5), (5, 6)], [0, 1, 2]),
        ("بَاكُو", [(0, 3), (3, 6)], [0]),  # vowel signs belong to their word
    ],
)
def test_words_of_tokens(text: str, offsets: list[tuple[int, int]], starts: list[int]) -> None:
    assert word_starts(offsets, text) == starts


def test_the_pieces_of_a_word_speak_together() -> None:
    rows = np.array([row(B_PER=0.6, B_LOC=0.3), row(I_LOC=0.9), row(I_LOC=0.8)], np.float32)
    assert token_tags(rows, [(0, 2), (2, 4), (4, 8)], "Kalbajar", LABELS, ENTITY_COSTS) == ["B-LOC", "I-LOC", "I-LOC"]


def probabilities() -> st.SearchStrategy[np.ndarray]:
    rows = st.lists(st.lists(st.floats(0.01, 1.0), min_size=5, max_size=5), min_size=1, max_size=5)
    return rows.map(lambda found: np.array(found) / np.sum(found, axis=1, keepdims=True))


def worth(path: tuple[int, ...], found: np.ndarray, costs: Costs) -> float:
    """The sum that a path should have the most of, written down anew."""
    total, before = 0.0, "O"
    for number, shares in zip(path, found, strict=True):
        label = LABELS[number]
        if label.startswith("I-") and before[2:] != label[2:]:
            return -np.inf
        if label.startswith("B-") and before != "O":
            total -= costs.same_kind if before[2:] == label[2:] else costs.other_kind
        total += float(np.log(shares[number]))
        before = label
    return total


@given(probabilities(), st.sampled_from([ENTITY_COSTS, ATTRIBUTION_COSTS]))
def test_no_other_path_is_better(found: np.ndarray, costs: Costs) -> None:
    path = tuple(best_path(found, LABELS, costs))
    best = max(worth(other, found, costs) for other in product(range(len(LABELS)), repeat=len(found)))
    assert worth(path, found, costs) == pytest.approx(best)
