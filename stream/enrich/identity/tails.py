"""Takes off the end of a mention what does not belong to the name: an adjective of nationality, a comma's rest, "of …".

الإندبندنت البريطانية is الإندبندنت; "Marco Rubio of" and "Burns, Ore" were cut in the wrong place. A name known as it
stands is left alone (الضفة الغربية, جمهورية الكونغو الديمقراطية).
"""

from __future__ import annotations

from stream.enrich.identity.article import Article
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.words import words_of
from stream.enrich.reading import Mention

FUNCTION_WORDS = frozenset("of and for in at on to by from with the a is was de du des et à в и".split())


def without_tail(mention: Mention, article: Article) -> Mention:
    """`mention` up to its name's own last letter."""
    text = mention.span.text
    if _known(fold(text), article):
        return mention
    end = _before_punctuation(text) if mention.type in ("PER", "LOC") else len(text)
    if mention.type == "PER" and " of " in text[:end]:
        end = text.index(" of ")
    return article.resized(
        mention, mention.span.start, mention.span.start + _last_word_end(text[:end], mention, article)
    )


def _before_punctuation(text: str) -> int:
    return min(
        (at for mark in (",", "،", ";", "؛", " - ", " – ", "(", ":") if (at := text.find(mark)) > 0), default=len(text)
    )


def _last_word_end(text: str, mention: Mention, article: Article) -> int:
    words = words_of(text)
    while len(words) > 1:
        rest = fold(text[: words[-2].end])
        if words[-1].folded not in FUNCTION_WORDS and not _is_adjective_after(rest, words[-1].folded, mention, article):
            break
        words = words[:-1]
    return words[-1].end if words else len(text)


def _is_adjective_after(rest: str, last: str, mention: Mention, article: Article) -> bool:
    """An adjective of nationality after a name that is known without it."""
    if mention.type == "PER" or script_of(last) != "arabic" or last not in article.gazetteer.nationalities:
        return False
    return _known(rest, article) or (mention.type == "LOC" and bool(article.gazetteer.cities_named(rest)))


def _known(folded: str, article: Article) -> bool:
    gazetteer = article.gazetteer
    curated = folded in gazetteer.organisations or folded in gazetteer.places or folded in gazetteer.people
    return curated or gazetteer.country(folded) is not None
