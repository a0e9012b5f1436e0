"""Which language a text is in: the sender's tag when there is one, else detected from the text itself."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from py3langid.langid import MODEL_FILE, LanguageIdentifier

if TYPE_CHECKING:
    from stream.contract.article import Article

UNKNOWN = "und"  # BCP 47's tag for an undetermined language
_SAMPLE = 2_000  # characters: more text changes neither the answer nor, then, the time
_SURE = 0.5
# Arabic tells itself apart from all that is written in its letters: by the article on a good part of its words (الوزارة,
# وبالنسبة, للصحة), and by lacking the letters that Persian, Urdu, Pashto, Kurdish and Uyghur add (گ, پ, چ, ێ).
_WORD = re.compile(r"[\u0621-\u064a]{2,}")
_WITH_ARTICLE = re.compile(r"(?<!\w)[وفبك]{0,2}(?:ال|لل)[\u0621-\u064a]{2}")
_OTHER_LETTER = re.compile(r"[^\W\d_\u0621-\u063a\u0640-\u064a]")
_ENOUGH_WORDS = 20
_SHARE_WITH_ARTICLE = 0.15  # of the words; a third of them in news
_SHARE_OF_OTHERS = 0.01  # of all characters: a name in Latin letters


def language_of(article: Article) -> str:
    """The primary language subtag, e.g. `ar`; `und` when the text does not tell."""
    if article.language:
        return article.language.replace("_", "-").split("-")[0].lower()
    return detect(article.body if article.body.strip() else article.title)


def detect(text: str) -> str:
    """The ISO 639-1 code of `text`, or `und` where nothing is sure."""
    sample = text[:_SAMPLE]
    if not any(character.isalpha() for character in sample):
        return UNKNOWN
    if _is_plainly_arabic(sample):
        return "ar"
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _SURE else UNKNOWN


def _is_plainly_arabic(sample: str) -> bool:
    """True only where the detector would say so too; it looks at every byte, which costs thirty times as much."""
    words = len(_WORD.findall(sample))
    if words < _ENOUGH_WORDS or len(_WITH_ARTICLE.findall(sample)) < _SHARE_WITH_ARTICLE * words:
        return False
    return len(_OTHER_LETTER.findall(sample)) <= _SHARE_OF_OTHERS * len(sample)


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
