"""What a rule finds in one sentence, before claimants are carried over and bases decided.

Offsets are characters in the field, because a claimant or a content can begin inside a word (لوزارة, بأنه).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Range = tuple[int, int]
Agreement = Literal["", "masculine", "feminine", "plural"]
Form = Literal["reported", "quoted", "plain"]


@dataclass(frozen=True, slots=True)
class Utterance:
    """A content with its cue and claimant; `unsaid` asks for the claimant last said."""

    content: Range
    form: Form
    confidence: float
    cue: Range | None = None
    claimant: Range | None = None
    unsaid: bool = False
    pronoun: bool = False
    denied: bool = False
    predicted: bool = False
    # False for a source cited in passing (وفق رويترز): "he added" goes on with the speaker, not with the agency.
    speaks: bool = True
    # For speech with no cue of its own: the number of the quotation whose speaker, named elsewhere, says it.
    quotation: int = 0
    # Arabic verbs say the gender and number of an unsaid subject; other languages leave this open.
    agreement: Agreement = ""
