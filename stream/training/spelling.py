"""Spelling habits of parts of the Arabic press, applied to training sentences so that the model has met them.

Egyptian papers write a final ya without dots (فى، المصرى), many sites leave the hamza off an initial alif. Both replace
one character by one, so every offset stays where it was. A stable quarter of the Arabic sentences gets a second copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from stream.training.examples import Example
from stream.training.readers.splits import share

SHARE_EGYPTIAN = 0.17
SHARE_BARE = 0.25  # the part between the two shares
FINAL_YA = re.compile(r"ي(?=\W|$)")
HAMZA_ALIF = str.maketrans("أإآ", "ااا")


def with_spellings(examples: Iterable[Example]) -> Iterator[Example]:
    """Every example, and behind some Arabic ones the same in another spelling."""
    for example in examples:
        yield example
        if example.language != "ar":
            continue
        place = share(example.text)
        if place < SHARE_EGYPTIAN:
            yield replace(example, text=egyptian(example.text))
        elif place < SHARE_BARE:
            yield replace(example, text=without_hamza(example.text))


def egyptian(text: str) -> str:
    """Final ya without its dots."""
    return FINAL_YA.sub("ى", text)


def without_hamza(text: str) -> str:
    """Alif without hamza or madda."""
    return text.translate(HAMZA_ALIF)
