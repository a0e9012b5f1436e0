"""Where the sentences of an article stand, as code point offsets; for Arabic, English, French and Russian.

A mark ends a sentence when white space follows and nothing speaks against it: an abbreviation, an initial, a decimal,
a lower-case continuation. Closing quotation marks and brackets stay with their sentence. Arabic articles chain clauses
with '،' for half a page: a sentence over MAX_WORDS is cut at the commas before a clause opener, else at any comma.
Pure, and linear in the length of the text. Not for: tokens, or texts without punctuation (a line is then a sentence).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Offsets = tuple[int, int]

MAX_WORDS = 120  # about 200 tokens in Arabic, well inside the encoder's window
MIN_PIECE_WORDS = 12  # shorter pieces would lose the clause they belong to

CLOSERS = "\"'”’»)\\]}›″\u200e\u200f"
BOUNDARY = re.compile(
    rf"\n+|(?P<mark>[.!?؟؛…。]+)(?P<close>(?:[\u00a0\u202f ]?»|[{CLOSERS}])*)(?=\s|$)|(?<=[؟؛])(?=\w)"
)
TITLES = frozenset(
    """mr mrs ms dr drs prof profs sens reps govs gens sr jr st gen col lt capt sgt maj adm rep sen gov pres hon rev vs etc vol inc ltd corp dept approx
    jan feb mar apr jun jul aug sep sept oct nov dec ca cf eg ie viz messrs m mm mme mlle mgr av bd env ст ул им проф др
    пр тыс млн млрд руб коп см рис стр обл респ акад ген гг гл изд напр эт т г гр д п е к н""".split()
)
NUMBERED = frozenset("no nos art fig p pp ch vol sec".split())  # words, unless a number follows
ARABIC_TITLES = frozenset("د أ ا م ه هـ ق ب ص ت ج ط س ع ر ش أد".split())
STARTERS = frozenset(
    "The A An He She It They We I You But And In On At This That These Those However His Her Their Its As For".split()
)
LAST_WORD = re.compile(r"(?P<before>\d\s)?(?P<word>(?:\w|(?<=\w)\.(?=\w))+)$")
NEXT_WORD = re.compile(r"\s*(?P<word>\w+)")
CARRIED_ON = re.compile(r"\s*(?:[—–-]\s*)?(?P<letter>\w)")
CLAUSE_OPENER = re.compile(
    r"،\s+(?=(?:و|ف)?(?:قال|أضاف|أكد|أوضح|أعلن|ذكر|أشار|تابع|لفت|شدد|كما|حيث|فيما|بينما|لكن|إلا|غير|كان|قد|هو|هي|ذلك)\w*)"
)
COMMA = re.compile(r"[،,]\s+")
WORD = re.compile(r"\S+")
LONGEST_WORD = 24  # characters looked back for an abbreviation


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
    """Whether the mark closes a sentence; only a full stop is ever an abbreviation's."""
    if boundary["mark"][0] in "؟؛":
        return True
    if _continues(text, boundary.end()):
        return False
    return boundary["mark"] != "." or bool(boundary["close"]) or not _abbreviates(text, boundary.start("mark"))


def _abbreviates(text: str, stop: int) -> bool:
    found = LAST_WORD.search(text, max(0, stop - LONGEST_WORD), stop)
    if found is None:
        return False
    word, following = found["word"], NEXT_WORD.match(text, stop + 1)
    if word.lower() in NUMBERED:
        return following is not None and following["word"][0].isdigit()
    if word in ARABIC_TITLES:
        return found["before"] is None  # after a year it is the era: "2020 م."
    if word.lower() in TITLES:
        return True
    if "." in word and all(len(part) == 1 and part.isalpha() for part in word.split(".")):
        return following is None or following["word"] not in STARTERS
    return len(word) == 1 and word.isupper()


def _continues(text: str, at: int) -> bool:
    """A lower-case letter after the mark, or after a dash, carries the sentence on; scripts without case never do."""
    following = CARRIED_ON.match(text, at)
    return following is not None and following["letter"].islower()


def _trim(text: str, start: int, end: int) -> Offsets | None:
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return None
    first = start + len(piece) - len(piece.lstrip())
    return first, first + len(bare)


def _shorten(text: str, start: int, end: int) -> Iterator[Offsets]:
    """The span itself, or its pieces when it has more than MAX_WORDS words."""
    words = [match.span() for match in WORD.finditer(text, start, end)]
    at = 0
    while len(words) - at > MAX_WORDS:
        cut = _cut(text, words[at : at + MAX_WORDS])
        following = next(number for number in range(at + 1, len(words)) if words[number][0] >= cut)
        yield words[at][0], words[following - 1][1]
        at = following
    yield words[at][0], end


def _cut(text: str, words: Sequence[Offsets]) -> int:
    """Where to cut: before the last clause opener, else after the last comma, else behind the last word."""
    first, last = words[MIN_PIECE_WORDS - 1][1], words[-1][1]
    for pattern in (CLAUSE_OPENER, COMMA):
        places = [match.end() for match in pattern.finditer(text, first, last)]
        if places:
            return places[-1]
    return last
