"""What a claim is: the content, why it counts as one, who says so and by which word.

A claim is made of spans of the article, never of rewritten text. Turning it into an event, and giving its claimant an
entity id, is the caller's work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stream.enrich.reading import Span

Basis = Literal["reported", "quoted", "quantity", "prediction"]


@dataclass(frozen=True, slots=True)
class Claim:
    """Something checkable that is asserted in an article.

    `claimant` is the span the claim is said with; with `claimant_continued` that span stands in an earlier clause
    or sentence (وأضاف, and added). `pronoun` marks "he", "elle": `antecedent` is then the claimant it stands for, as
    far as the text tells; so it is for a short form (الوزير after الوزير فلان). `denied` says that the claimant denies
    the content. `check_worthiness` is the sentence's score from the model, `confidence` how sure the finder is.
    """

    content: Span
    check_worthiness: float
    basis: tuple[Basis, ...]
    claimant: Span | None = None
    claimant_continued: bool = False
    pronoun: bool = False
    cue: Span | None = None
    denied: bool = False
    confidence: float = 0.5
    antecedent: Span | None = None
