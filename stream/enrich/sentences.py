"""Where the sentences of an article stand, as code point offsets; for Arabic, English, French and Russian.

A mark ends a sentence when white space follows and nothing speaks against it: an abbreviation, an initial, a decimal,
a lower-case continuation. Closing quotation marks and brackets stay with their sentence. Arabic articles chain clauses
with '،' for half a page: a sentence over MAX_WORDS is cut at the commas before a clause opener, else at any comma.
Pure, and linear in the length of the text. Not for: tokens, or texts without punctuation (a line is then a sentence).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Offsets = tuple[int, int]

MAX_WORDS = 120  # about 200 tokens in Arabic, well inside the encoder's window
MIN_PIECE_WORDS = 12  # shorter pieces would lose the clause they belong to

CLOSERS = "\"'”’»)\\]}›″"
BOUNDARY = re.compile(rf"\n+|(?P<mark>[.!?؟؛…。]+)(?P<close>[{CLOSERS}\u200e\u200f]*)(?=\s|$)|(?<=[؟؛])(?=\w)")
ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof sr jr st gen col lt capt sgt maj adm rep sen gov pres hon rev vs etc no vol inc ltd corp co dept
    est approx jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun fig al ca cf eg ie viz messrs
    m mm mme mlle mgr av bd env p pp art ст ул им проф др пр тыс млн млрд руб коп см рис стр обл респ акад ген гг гл изд
    напр эт т г гр д п е к н""".split()
)
ARABIC_ABBREVIATIONS = frozenset("د أ ا م هـ ه ق ب ص ت ج ط س ع ر ش أد".split())
LAST_WORD = re.compile(r"(?:\w|(?<=\w)\.(?=\w))+$")
CLAUSE_OPENER = re.compile(
    r"،\s+(?=(?:و|ف)?(?:قال|أضاف|أكد|أوضح|أعلن|ذكر|أشار|تابع|لفت|شدد|كما|حيث|فيما|بينما|لكن|إلا|غير|كان|قد|هو|هي|ذلك)\w*)"
)
COMMA = re.compile(r"[،,]\s+")
WORD = re.compile(r"\S+")


def split_sentences(text: str) -> list[Offsets]:
    """Ordered, non-overlapping offsets of the sentences; together they cover everything but white space."""
    spans: list[Offsets] = []
    for start, end in _between_marks(text):
        trimmed = _trim(text, start, end)
        if trimmed is not None:
            spans.extend(_shorten(text, *trimmed))
    return spans


def _between_marks(text: str) -> Iterator[Offsets]:
    start = 0
    for boundary in BOUNDARY.finditer(text):
        if boundary["mark"] and not _ends_sentence(text, boundary):
            continue
        yield start, boundary.end()
        start = boundary.end()
    yield start, len(text)


def _ends_sentence(text: str, boundary: re.Match[str]) -> bool:
    """Whether the mark closes a sentence; only a single full stop is ever doubtful."""
    if boundary["mark"] != ".":
        return not _continues(text, boundary.end()) or boundary["mark"][0] in "؟؛"
    if boundary["close"]:
        return not _continues(text, boundary.end())
    return not _abbreviates(text, boundary.start("mark")) and not _continues(text, boundary.end())


def _abbreviates(text: str, stop: int) -> bool:
    found = LAST_WORD.search(text, max(0, stop - 24), stop)
    if found is None:
        return False
    word = found.group()
    if word in ARABIC_ABBREVIATIONS or word.lower() in ABBREVIATIONS:
        return True
    initial = len(word) == 1 and word.isalpha() and word.isupper()
    return initial or (all(len(part) == 1 for part in word.split(".")) and "." in word and not word[0].isdigit())


def _continues(text: str, at: int) -> bool:
    """A lower-case letter after the mark carries the sentence on; scripts without case never do."""
    rest = text[at : at + 2].lstrip()
    return bool(rest) and rest[0].islower()


def _trim(text: str, start: int, end: int) -> Offsets | None:
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return None
    first = start + len(piece) - len(piece.lstrip())
    return first, first + len(bare)


def _shorten(text: str, start: int, end: int) -> list[Offsets]:
    """The span itself, or its pieces when it has more than MAX_WORDS words."""
    words = [match.span() for match in WORD.finditer(text, start, end)]
    if len(words) <= MAX_WORDS:
        return [(start, end)]
    cut = _cut(text, words)
    head, tail = _trim(text, start, cut), _trim(text, cut, end)
    return ([head] if head else []) + (_shorten(text, *tail) if tail else [])


def _cut(text: str, words: list[Offsets]) -> int:
    """Where to cut a long span: the last clause opener in reach, else the last comma, else after MAX_WORDS words."""
    first, last = words[MIN_PIECE_WORDS - 1][1], words[MAX_WORDS - 1][1]
    for pattern in (CLAUSE_OPENER, COMMA):
        places = [match.end() for match in pattern.finditer(text, first, last)]
        if places:
            return places[-1]
    return last
