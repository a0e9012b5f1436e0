"""Which language a text is in: the sender's tag when there is one, else detected from the text itself."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from py3langid.langid import MODEL_FILE, LanguageIdentifier

if TYPE_CHECKING:
    from stream.contract.article import Article

UNKNOWN = "und"  # BCP 47's tag for an undetermined language
_SAMPLE = 2_000  # characters: more text changes neither the answer nor, then, the time
_SURE = 0.5


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
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _SURE else UNKNOWN


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
