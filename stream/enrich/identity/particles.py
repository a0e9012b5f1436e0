"""Takes و ف ب ك ل off the front of a mention where the evidence says that they are not part of the name.

وبغداد loses its و and بغداد keeps its ب: the reading that more is known of wins, and a name known as it stands needs
strong evidence to be cut. What counts: the gazetteer, the name data, the article's other words.
"""

from __future__ import annotations

from stream.enrich.identity.article import Article
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.words import PARTICLES, SHORTEST_NAME, Word, words_of
from stream.enrich.reading import Mention

WELL_KNOWN = 4
KNOWN = 2
HEARD_OF = 1
SEEN_ALONE = 2  # the rest stands elsewhere in the article as a word of its own
BIG_CITY = 300_000  # people
TOWN = 50_000
NEVER_A_NAME_START = ("وال", "ولل", "فلل")  # of words that no list knows: و or ف before ال and لل


def without_particles(mention: Mention, article: Article) -> Mention:
    """`mention` from its name's own first letter on."""
    text = mention.span.text
    if script_of(text[:1]) != "arabic":
        return mention
    first = words_of(text)[:1]
    if not first:
        return mention
    best = _best_cut(first[0], fold(text[first[0].end :]), mention, article)
    return article.resized(mention, mention.span.start + best, mention.span.end)


def _best_cut(first: Word, tail: str, mention: Mention, article: Article) -> int:
    whole = _evidence(first.folded, tail, mention, article)
    best, cut = whole + _reluctance(first.folded, whole), 0
    for particle in PARTICLES:
        rest = first.folded[len(particle) :]
        if not first.folded.startswith(particle) or len(rest) < SHORTEST_NAME:
            continue
        if _keeps_its_lam(particle, rest, tail, mention, article):
            continue
        found = _evidence(rest, tail, mention, article) + (SEEN_ALONE if article.seen[rest] else 0)
        if found > best:
            best, cut = found, first.start + len(particle)
    return cut


def _keeps_its_lam(particle: str, rest: str, tail: str, mention: Mention, article: Article) -> bool:
    """للأمم stays whole (its alif is gone), للبنان does not: لبنان is a name, اللبنان is not."""
    if rest in article.gazetteer.words["org-noun"]:
        return particle.endswith("ل")  # لـ + اللجنة far more often than لـ + لجنة
    return particle.endswith("ل") and rest.startswith("ل") and _evidence(rest, tail, mention, article) < KNOWN


def _reluctance(word: str, whole: int) -> float:
    """How much more must be known of the rest; of unknown words with و in front nine in ten are "and" and a name."""
    if whole:
        return 1.5 if whole >= KNOWN else 0
    return -1 if word.startswith(NEVER_A_NAME_START) or (word[0] == "و" and len(word) > SHORTEST_NAME + 1) else 0


def _evidence(word: str, tail: str, mention: Mention, article: Article) -> int:
    phrase = f"{word} {tail}".strip()
    gazetteer = article.gazetteer
    if (
        phrase in gazetteer.people
        or phrase in gazetteer.organisations
        or phrase in gazetteer.places
        or gazetteer.country(phrase)
    ):
        return WELL_KNOWN
    if (
        phrase in gazetteer.nationalities
        or word in gazetteer.words["place-head"]
        or word in gazetteer.words["title"]
        or word in gazetteer.words["org-noun"]
    ):
        return WELL_KNOWN
    return max(_as_place(phrase, mention, article), _as_person(word, mention, article))


def _as_place(phrase: str, mention: Mention, article: Article) -> int:
    if mention.type == "PER":
        return 0
    cities = article.gazetteer.cities_named(phrase)
    if not cities:
        return 0
    biggest = cities[0].population
    return WELL_KNOWN if biggest >= BIG_CITY or cities[0].capital else KNOWN if biggest >= TOWN else HEARD_OF


def _as_person(word: str, mention: Mention, article: Article) -> int:
    gazetteer = article.gazetteer
    if word in gazetteer.surnames:
        return WELL_KNOWN
    known = word in gazetteer.name_words
    if mention.type == "PER":
        return KNOWN if known else 0
    return HEARD_OF if known else 0
