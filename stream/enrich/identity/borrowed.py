"""Names that Arabic takes over from Latin letters: by English words (ديلي نيشن) and by the names of letters (سي جي تي).

Neither a translation nor the sound of the whole brings these to what English writes, so they are read word by word. Both
need two words or more: نيوز alone may be anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.letters import fold, script_of

SHORTEST_ACRONYM, LONGEST_ACRONYM = 3, 6  # letters; with two it may be a word (آر تي)
_LETTER_NAMES = {
    fold(name): letter
    for letter, names in {
        "a": "إيه|ايه|آ|إ|أ|إي آ", "b": "بي", "c": "سي", "d": "دي", "e": "إي|اي", "f": "إف|أف|اف", "g": "جي|غي|جيه",
        "h": "إتش|اتش|آش|أش", "i": "آي|أي", "k": "كي|كيه|كاي|كا", "l": "إل|ال|أل", "m": "إم|ام|أم", "n": "إن|ان|أن",
        "o": "أو|او", "p": "بي", "q": "كيو", "r": "آر|إر|ار|أر", "s": "إس|اس|أس", "t": "تي", "u": "يو", "v": "في|فاو",
        "w": "دبليو", "x": "إكس|اكس", "y": "واي", "z": "زد|زي|زيد",
    }.items()
    for name in names.split("|")
}  # fmt: skip
_ONE_LETTER = str.maketrans("pjvi", "bgfe")  # Arabic writes them alike: بي is B and P, آي after folding hardly not إي


@lru_cache(maxsize=16_384)
def acronym_key(name: str) -> str:
    """What the letters of an acronym are in either script: CGT and سي جي تي are `cgt`; empty of any other name."""
    folded = fold(name.replace(".", ""))
    words = folded.split()
    if script_of(folded) == "arabic":
        letters = "".join(_LETTER_NAMES.get(word, " ") for word in words)
        found = letters if len(words) >= SHORTEST_ACRONYM and " " not in letters else ""
    else:
        found = folded if len(words) == 1 and name.replace(".", "").isupper() and folded.isascii() else ""
    return found.translate(_ONE_LETTER) if SHORTEST_ACRONYM <= len(found) <= LONGEST_ACRONYM else ""


@lru_cache(maxsize=16_384)
def in_english(name: str, gazetteer: Gazetteer) -> str:
    """`name` with the English words that it has in Arabic letters back in their own; unchanged where it has none."""
    words = name.split()
    if len(words) == 1 or script_of(name) != "arabic":
        return name
    read = list(_read(words, gazetteer))
    return name if read == words else " ".join(read)


def _read(words: list[str], gazetteer: Gazetteer) -> Iterator[str]:
    """Every word, English ones in their own letters, runs of two letter names or more as one acronym."""
    at = 0
    while at < len(words):
        letters = list(takewhile(bool, (_LETTER_NAMES.get(fold(word), "") for word in words[at:])))
        if len(letters) > 1:
            yield "".join(letters).upper()
            at += len(letters)
        else:
            yield gazetteer.english_words.get(fold(words[at]), words[at])
            at += 1
