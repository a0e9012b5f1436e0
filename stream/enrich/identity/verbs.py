"""Takes an Arabic verb off a name: the model, without capitals to go by, marks أكد سامي الطاهري as one person.

Only verbs of the list in `words.tsv` in the forms that news writes, and only where the word is hardly anybody's name
and enough is left for a name: وعد and شهد are given names and stay.
"""

from __future__ import annotations

import re
from functools import lru_cache

from stream.enrich.identity.article import Article
from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.words import words_of
from stream.enrich.reading import Mention

BORNE = 5  # people in the name data; a verb that so many are called by is left alone (فايد)
FULL_NAME = 2  # words
_SO_DOES = re.compile("ف[يتن].{2}")  # فتدرس of رقية آيت بلعيد فتدرس
_PAST_ENDINGS = ("", "ت", "وا", "ا", "تا")
_ATTACHED = ("", "و", "ف")
_TO_COME = "س"


def without_verbs(mention: Mention, article: Article) -> Mention:
    """`mention` without a verb before or behind the name; the whole mention where the name itself may be one."""
    words = words_of(mention.span.text)
    if (
        len(words) <= 1
        or script_of(mention.span.text) != "arabic"
        or article.gazetteer.is_known(fold(mention.span.text))
    ):
        return mention
    rest = words[1:] if _is_a_verb(words[0].folded, article) else words
    rest = rest[:-1] if len(rest) > 1 and _is_a_verb(rest[-1].folded, article) else rest
    if mention.type == "PER" and len(rest) > FULL_NAME and _SO_DOES.match(rest[-1].folded):
        rest = rest[:-1] if not article.gazetteer.name_frequency(rest[-1].folded) else rest
    start = mention.span.start
    return article.resized(mention, start + rest[0].start, start + rest[-1].end) if rest != words else mention


def _is_a_verb(folded: str, article: Article) -> bool:
    gazetteer = article.gazetteer
    return folded in _forms(gazetteer) and gazetteer.name_frequency(folded) < BORNE


@lru_cache(maxsize=4)
def _forms(gazetteer: Gazetteer) -> frozenset[str]:
    """Every form of the listed verbs: أعلن, أعلنت, وأعلنوا; يعلن, تعلن, سيعلن."""
    past = {verb + ending for verb in gazetteer.words["verb-past"] for ending in _PAST_ENDINGS}
    present = {letter + verb[1:] for verb in gazetteer.words["verb-present"] for letter in "يت"}
    present |= {_TO_COME + verb for verb in present}
    return frozenset(before + verb for verb in past | present for before in _ATTACHED)
