"""Telling Arabic verbal nouns (تسجيل, ارتفاع, مقتل) by list and by pattern, in folded spelling."""

from __future__ import annotations

import re

from stream.enrich.claims.arabic_words import VERBAL_NOUNS

# تسجيل, استئناف, انخفاض, ارتفاع, with a possessive ending or without
_VERBAL_NOUN = re.compile(r"(?:ت\w{2}ي\w|است\w{2}ا\w|ان\w{2}ا\w|ت\w{2}ي|ا\wت\wا\w|ا\wدي?ا\w)(?:ه|ها|هم|هما)?")
_NOT_VERBAL_NOUNS = frozenset(
    "تقرير تاريخ تلميذ تاريخه تقريرا تقريرها تقريره تركي تقني تاتي تبني تنوي تعني تبقي تجري تحكي تنتهي انسان اثنان ابتداء استاذ".split()
)


def is_verbal_noun(norm: str) -> bool:
    """True for تسجيل, ارتفاع, مقتل and their like, with or without a possessive ending."""
    if norm in VERBAL_NOUNS or norm.removesuffix("ها").removesuffix("ه") in VERBAL_NOUNS:
        return True
    if norm.endswith("ا") and norm[:-1] in VERBAL_NOUNS:
        return True  # خفضا
    return norm not in _NOT_VERBAL_NOUNS and _VERBAL_NOUN.fullmatch(norm) is not None
