"""What an entity is called: its fullest form in the article, and its English name where the data know one."""

from __future__ import annotations

from collections import Counter

from stream.enrich.identity.article import Article
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.skeleton import SHORTEST_WITH_ARTICLE
from stream.enrich.reading import Mention

COMMON_NAME = 30  # people in the name data


def fullest_name(mentions: list[Mention]) -> str:
    """The form with the most words; among equals the most frequent, then the first."""
    names = [_whole(mention.span.text) for mention in mentions]
    counts = Counter(names)
    return max(names, key=lambda name: (len(name.split()), counts[name], -names.index(name)))


def person_name_in_english(name: str, article: Article) -> str | None:
    """`name` in Latin letters as people write it: as it stands, from the list of full names, or word by word."""
    script = script_of(name)
    if script == "latin":
        return name
    if script != "arabic":
        return None
    gazetteer = article.gazetteer
    whole = gazetteer.people_names.get(fold(name))
    if whole:
        return whole
    if " " not in name.strip():
        return None  # one word is too little to choose a spelling by
    folded = fold(name).split()
    if any(gazetteer.name_frequency(word) < COMMON_NAME for word in folded):
        return None  # the dictionary's word for a foreign name is often another name (تشين: Chinn)
    words = [gazetteer.name_in_latin(word) for word in folded]
    return " ".join(word.capitalize() for word in words if word) if words and all(words) else None


def _whole(text: str) -> str:
    """The text on one line; للأمم المتحدة with the alif that the preposition took."""
    text = " ".join(text.split())
    return "ال" + text[2:] if text.startswith("لل") and len(text) >= SHORTEST_WITH_ARTICLE else text
