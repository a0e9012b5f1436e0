"""Words, numbers and marks of a sentence, with the folded form that the word tables are looked up by.

Folding drops vowel signs and tatweel and joins the spellings that news sites mix (أ إ آ ا; ى ي; ة ه), so that a table
needs one form for each word. Offsets always point into the untouched text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

Kind = Literal["word", "number", "open", "close", "mark"]

# A sentence of news has under 150 tokens; beyond this it is a table or an attack, and reading it whole buys nothing.
MAX_TOKENS = 600
# One "word" can be megabytes long; no table holds a form longer than this.
MAX_WORD = 64
REMEMBERED = 65_536  # words and their folded forms, about 15 MB: most words of an article were in others before

_VOWEL_SIGNS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:[.,٫٬،]\d+)*)"
    rf"|(?P<attached>(?:[وفبلك]|ال)ـ*(?=\d))"
    rf"|(?P<elision>(?:[lLdDjJtTmMnNsScC]|[qQ]u)['’](?=\w))"
    rf"|(?P<word>(?:[A-Z]\.){{2,}}|[A-Za-z0-9]+(?:\.[a-z]{{2,}})+|[\w{_VOWEL_SIGNS}]+(?:['’-][\w{_VOWEL_SIGNS}]+)*)"
    rf"|(?P<mark>[^\w\s])"
)
_KINDS: dict[str | None, Kind] = {"number": "number", "mark": "mark"}
_DROPPED = "".join(re.findall(f"[{_VOWEL_SIGNS}]", "".join(map(chr, range(0x0600, 0x0700)))))
_FOLDED = str.maketrans("أإآٱٲٳىةی’", "اااااايهي'", _DROPPED)


class Token(NamedTuple):
    """A word, number or mark; `quote` numbers the quotation it stands in (0: none), its marks included."""

    text: str
    norm: str
    start: int
    end: int
    kind: Kind
    quote: int = 0


def fold(word: str) -> str:
    """The form of `word` that the tables use."""
    return _folded(word[:MAX_WORD])


@lru_cache(maxsize=REMEMBERED)
def _folded(word: str) -> str:
    return word.translate(_FOLDED).lower()


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """At most `MAX_TOKENS` tokens of `text[start:end]`, offsets counted in `text`."""
    found = list(islice(_TOKEN.finditer(text, start, end), MAX_TOKENS))
    words = list(map(re.Match.group, found))
    folded = map(_folded if max(map(len, words), default=0) <= MAX_WORD else fold, words)
    kinds = [_KINDS.get(one.lastgroup, "word") for one in found]
    # In columns: a loop over the tokens in Python takes a third longer, and every sentence comes through here.
    return list(map(Token, words, folded, map(re.Match.start, found), map(re.Match.end, found), kinds))
