"""Name words and full names: which spellings are one name, and which only sound alike without their vowels.

A word's key is its skeleton unless the data say otherwise: حسن and حسين share the skeleton `hsn` and are two names,
داود and داوود share one and are one name. The Latin spellings seen with each tell them apart.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Indel

from stream.enrich.identity.letters import fold
from stream.enrich.identity.skeleton import SHORTEST_WITH_ARTICLE, word_skeleton
from stream.training.gazetteer.sources import full_names, name_dictionary, name_tokens, name_units

DICTIONARY_WEIGHT = 5  # a dictionary entry against this many people seen
FREQUENT = 60  # people; rarer words are taken for spellings of the frequent one with their skeleton
SAME_NAME_COSINE = 0.25  # of the Latin spellings: داود/داوود share most of theirs, حسن/حسين almost none
LETTERS_LOST = (
    2  # of a spelling's consonants in the key of its Arabic word: then the pair is noise (بيتيان for Karapetyan)
)
_OWN_LAM = re.compile("^[ie]l(?:yas|ias|iass|yass|ham|hame|hami|han)$")  # Ilyas, Elham: no article
_JOINED_ARTICLE = re.compile("^[aeiu]l(?=.{3})")
OFTEN_ENOUGH = 0.3  # of a spelling's votes, for the Arabic word that sounds like it to win over a more frequent one
PLAUSIBLE_SIMILARITY = 0.5  # of two skeletons; below it a pair seen once or twice is noise (Abd for محمد)
SURELY_ONE_NAME = 0.75  # of a pair seen once
ONE_LETTER_IN_LATIN = str.maketrans("xyk", "ggg")
OWN_ARTICLE = 0.8  # share of Latin forms that begin with al-
FULL_NAME_SIMILARITY = 0.6
LONG_VOWELS = str.maketrans({"ا": "a", "و": "o", "ي": "i", "ع": "e", "أ": "a"})

Votes = dict[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class NameTables:
    """Rows to write: words whose key is not their skeleton, Arabic words with Latin form and count, and full names."""

    keys: dict[str, str]
    words: dict[str, str]
    people: dict[str, str]


def name_tables(tokens: Path) -> NameTables:
    """Everything the gazetteer knows about names of people; `tokens` are the aligned name tokens of LICENSES.md."""
    latin_of, arabic_of = _votes()
    arabic_keys = _arabic_keys(_without_articles(latin_of))
    arabic_keys |= {
        word: _key_with_article(word, _bare(word, votes, latin_of), arabic_keys) for word, votes in latin_of.items()
    }
    keys = {word: key for word, key in arabic_keys.items() if key != word_skeleton(word)}
    keys |= _foreign_keys(tokens, arabic_keys) | _latin_keys(arabic_of, arabic_keys)
    words = {word: f"{_display(votes)}\t{votes.total()}" for word, votes in latin_of.items()}
    return NameTables(keys, words, dict(_people()))


def _votes() -> tuple[Votes, Votes]:
    latin_of: Votes = defaultdict(Counter)
    arabic_of: Votes = defaultdict(Counter)
    dictionary = ((arabic, latin, DICTIONARY_WEIGHT) for latin, arabic in name_dictionary().items())
    for arabic, latin, count in [*name_units(), *dictionary]:
        word, spelling = fold(arabic), _without_article(fold(latin))
        if (
            " " in word
            or " " in spelling
            or min(len(word), len(spelling)) <= 1
            or not _plausible(word, spelling, count)
        ):
            continue
        latin_of[word][spelling] += count
        arabic_of[spelling][word] += count
    return latin_of, arabic_of


def _without_article(spelling: str) -> str:
    return re.sub(r"^(?:al|el) ", "", spelling)


def _plausible(word: str, spelling: str, count: int) -> bool:
    similarity = Indel.normalized_similarity(word_skeleton(word), word_skeleton(spelling))
    return similarity >= PLAUSIBLE_SIMILARITY or count > 2 * DICTIONARY_WEIGHT


def _without_articles(latin_of: Votes) -> Votes:
    """The votes of السيد counted with those of سيد."""
    bare: Votes = defaultdict(Counter)
    for word, votes in latin_of.items():
        bare[_bare(word, votes, latin_of)] += votes
    return bare


def _bare(word: str, votes: Counter[str], borne: Container[str]) -> str:
    """`word` without ال, unless the Latin forms show that it is the name's own first letters: البرت, الهام."""
    own = sum(count for spelling, count in votes.items() if word_skeleton(spelling).startswith("al"))
    return (
        word[2:]
        if word.startswith("ال")
        and len(word) >= SHORTEST_WITH_ARTICLE
        and (own < OWN_ARTICLE * votes.total() or word[2:] in borne)
        else word
    )


def _key_with_article(word: str, bare: str, keys: dict[str, str]) -> str:
    own = bare == word and word.startswith("ال") and len(word) >= SHORTEST_WITH_ARTICLE
    return _own_letters(word) if own else keys[bare]


def _own_letters(word: str) -> str:
    return "al" + word_skeleton("م" + word[2:])[1:]  # م keeps the rest from being read as a word's beginning


def _arabic_keys(latin_of: Votes) -> dict[str, str]:
    alike: dict[str, list[str]] = defaultdict(list)
    for word in latin_of:
        alike[word_skeleton(word)].append(word)
    keys: dict[str, str] = {}
    for skeleton, words in sorted(alike.items()):
        keys |= _tell_apart(skeleton, sorted(words, key=lambda w: (-latin_of[w].total(), w)), latin_of)
    return keys


def _tell_apart(skeleton: str, words: list[str], latin_of: Votes) -> dict[str, str]:
    """The first, most frequent name keeps the skeleton; each other frequent name gets its long vowels back."""
    names: list[str] = []
    keys: dict[str, str] = {}
    for word in words:
        same = [name for name in names if _cosine(latin_of[word], latin_of[name]) >= SAME_NAME_COSINE]
        if same:
            keys[word] = keys[same[0]]
            continue
        distinct = bool(names) and latin_of[word].total() >= FREQUENT
        keys[word] = _with_vowels(word, set(keys.values())) if distinct else skeleton
        if distinct or not names:
            names.append(word)
    return keys


def _with_vowels(word: str, taken: set[str]) -> str:
    letters = (letter.translate(LONG_VOWELS) if letter in "اويعأ" else word_skeleton(letter) or "h" for letter in word)
    key = "".join(letters)
    while key in taken:
        key += "2"
    return key


def _cosine(left: Counter[str], right: Counter[str]) -> float:
    dot = sum(count * right[spelling] for spelling, count in left.items())
    return dot / (_norm(left.values()) * _norm(right.values()))


def _norm(counts: Iterable[int]) -> float:
    return math.sqrt(sum(count * count for count in counts))


def _foreign_keys(tokens: Path, arabic_keys: dict[str, str]) -> dict[str, str]:
    """Latin spellings whose letters do not say how Arabic writes them: Jorge is خورخي, Jürgen يورغن."""
    arabic_of: Votes = defaultdict(Counter)
    for arabic, latin, count in name_tokens(tokens):
        word, spelling = fold(arabic), fold(latin)
        if " " not in word + spelling and min(len(word), len(spelling)) > 1 and _written_so(word, spelling, count):
            arabic_of[spelling][word] += count
    words = {word for votes in arabic_of.values() for word in votes}
    return _latin_keys(arabic_of, {word: word_skeleton(word) for word in words} | arabic_keys)


def _written_so(word: str, spelling: str, count: int) -> bool:
    """True where the pair is one name; letters that stand for different sounds in other languages (j) count as alike."""
    left, right = (word_skeleton(text).translate(ONE_LETTER_IN_LATIN) for text in (word, spelling))
    alike = Indel.normalized_similarity(left, right)
    if count == 1:
        return alike >= SURELY_ONE_NAME and abs(len(left) - len(right)) <= 1
    return alike >= PLAUSIBLE_SIMILARITY


def _latin_keys(arabic_of: Votes, arabic_keys: dict[str, str]) -> dict[str, str]:
    best = {spelling: _arabic_word(spelling, votes, arabic_keys) for spelling, votes in arabic_of.items()}
    return {
        spelling: arabic_keys[word]
        for spelling, word in best.items()
        if arabic_keys[word] != word_skeleton(spelling) and _is_whole(arabic_keys[word], spelling)
    }


def _is_whole(key: str, spelling: str) -> bool:
    """False for a key that lost the half of its name in the alignment, or a و that the data took for "and" (Warsame)."""
    sound = word_skeleton(spelling)
    lost = len(word_skeleton(_JOINED_ARTICLE.sub("", spelling))) - len(key)
    if _OWN_LAM.match(spelling):
        return key.startswith("al")
    cut = spelling[0] == "w" and key[:1] in ("a", "y", "h") and key[1:] == sound[1:]
    return lost < LETTERS_LOST and not cut


def _arabic_word(spelling: str, votes: Counter[str], arabic_keys: dict[str, str]) -> str:
    """The Arabic word of a Latin spelling: the one with its sound where many write it so (Zamir is زامير), else the most voted."""
    sounding = [
        word
        for word, count in votes.items()
        if arabic_keys[word] == word_skeleton(spelling) and count >= OFTEN_ENOUGH * votes.total()
    ]
    return max(sounding, key=lambda word: (votes[word], word)) if sounding else _most_voted(votes)


def _most_voted(votes: Counter[str]) -> str:
    return max(votes, key=lambda name: (votes[name], name))


def _display(votes: Counter[str]) -> str:
    """The Latin form most people write; empty when no form has a clear lead."""
    best = _most_voted(votes)
    return best if votes[best] * 2 >= votes.total() else ""


def _people() -> Iterable[tuple[str, str]]:
    for arabic, latin, _ in full_names():
        folded = fold(arabic)
        if len(folded.split()) == len(fold(latin).split()) and _sound_alike(folded, latin):
            yield folded, latin


def _sound_alike(arabic: str, latin: str) -> bool:
    pair = ["".join(word_skeleton(word) for word in text.split()) for text in (arabic, fold(latin))]
    return Indel.normalized_similarity(*pair) >= FULL_NAME_SIMILARITY
