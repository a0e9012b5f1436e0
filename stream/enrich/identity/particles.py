"""Takes و ف ب ك ل off the front of a mention where the evidence says that they are not part of the name.

وبغداد loses its و and بغداد keeps its ب: the reading that more is known of wins, and a name known as it stands needs
strong evidence to be cut. What counts: the gazetteer, the name data, the article's other words.
"""

from __future__ import annotations

from math import log10

from stream.enrich.identity.article import Article
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.linking import ARAB_COUNTRIES
from stream.enrich.identity.words import SHORTEST_NAME, Word, particles_before, words_of
from stream.enrich.reading import Mention

WELL_KNOWN = 4.0
SEEN_ALONE = 2.0  # the rest stands elsewhere in the article as a word of its own
LOYALTY = 1.0  # how much more must be known of the rest when the word as it stands is known at all
AND_IS_LIKELY = -1.0  # an unknown word with و in front is "and" and a name nine times in ten
ENOUGH_FOR_A_PREPOSITION = 1.2  # ب ف ك ل begin many foreign names; one person in the name data is not enough
KNOWN_ENOUGH = 2.0
HALF = 0.5
WIDELY_BORNE = 30  # people in the name data
_ALL_NOUNS = ("place-head", "title", "org-noun", "place-noun")
_NOUNS = {"PER": ("title",), "ORG": _ALL_NOUNS, "LOC": _ALL_NOUNS, "MISC": _ALL_NOUNS}  # فراس is not ف and a cape
SHORTEST_KNOWN_NAME = 2  # letters: قم, تل أبيب


def without_particles(mention: Mention, article: Article) -> Mention:
    """`mention` from its name's own first letter on."""
    text = mention.span.text
    first = words_of(text)[:1] if script_of(text[:1]) == "arabic" else []
    if not first:
        return mention
    cut = _best_cut(first[0], fold(text[first[0].end :]), mention, article)
    return article.resized(mention, mention.span.start + cut, mention.span.end)


def _best_cut(first: Word, tail: str, mention: Mention, article: Article) -> int:
    if first.folded in article.gazetteer.concepts:
        return 0  # وكالات is the agencies
    if first.folded in article.later_words:
        return 0  # فرنسوا فيون: where it stands inside a name, nothing is attached to it
    whole = _evidence(first.folded, tail, mention, article)
    best, cut = (whole + LOYALTY if whole else _of_an_unknown_word(first, mention)), 0
    for particle in particles_before(first.folded):
        rest = first.folded.removeprefix(particle)
        if not _may_be_a_name(rest, tail, article):
            continue
        if _keeps_its_lam(particle, rest, tail, mention, article) or _is_a_given_name(
            particle, first.folded, mention, article
        ):
            continue
        seen = SEEN_ALONE if article.seen[rest] and len(rest) > SHORTEST_NAME else 0
        found = _evidence(rest, tail, mention, article) + seen
        if found > best:
            best, cut = found, first.start + len(particle)
    return cut


def _may_be_a_name(rest: str, tail: str, article: Article) -> bool:
    if len(rest) >= SHORTEST_NAME:
        return True
    phrase = f"{rest} {tail}".strip()
    known = article.gazetteer.is_known(phrase) or phrase in article.gazetteer.news_cities
    return len(rest) >= SHORTEST_KNOWN_NAME and known


def _of_an_unknown_word(word: Word, mention: Mention) -> float:
    """What must be known of the rest when nothing is known of the word itself."""
    raw = mention.span.text[word.start : word.end]
    if word.folded.startswith(("وال", "ولل", "فلل")) or raw[1:2] in "أإآ":
        return AND_IS_LIKELY
    if word.folded.startswith("و"):  # وايت, ويكيبيديا, وولتر: foreign names in W go on with a long vowel
        return AND_IS_LIKELY if len(word.folded) > SHORTEST_NAME + 1 and word.folded[1] not in "ايو" else 0.0
    if word.folded.startswith("بال") and mention.type == "LOC":
        return AND_IS_LIKELY
    return ENOUGH_FOR_A_PREPOSITION


def _is_a_given_name(particle: str, word: str, mention: Mention, article: Article) -> bool:
    """لحسن and لخضر, as the Maghreb names its sons; the model, which takes ل off, has left it."""
    return particle == "ل" and mention.type == "PER" and article.gazetteer.name_frequency(word) >= WIDELY_BORNE


def _keeps_its_lam(particle: str, rest: str, tail: str, mention: Mention, article: Article) -> bool:
    """للأمم stays whole (its alif is gone), للبنان does not: لبنان is a name, اللبنان is not."""
    if not (particle.endswith("ل") and rest.startswith("ل")):
        return False
    return rest in article.gazetteer.words["org-noun"] or _evidence(rest, tail, mention, article) < KNOWN_ENOUGH


def _evidence(word: str, tail: str, mention: Mention, article: Article) -> float:
    """How sure it is that a name begins with `word`, 0 to `WELL_KNOWN`."""
    phrase = f"{word} {tail}".strip()
    gazetteer = article.gazetteer
    if gazetteer.is_known(phrase) or phrase in gazetteer.news_cities or phrase in gazetteer.nationalities:
        return WELL_KNOWN
    if any(word in gazetteer.words[kind] for kind in _NOUNS[mention.type]):
        return WELL_KNOWN
    return max(_as_place(phrase, mention, article), _as_person(word, mention, article))


def _as_place(phrase: str, mention: Mention, article: Article) -> float:
    if mention.type == "PER":
        return 0
    cities = article.gazetteer.cities_named(phrase)
    if any(article.countries[city.link.country or ""] for city in cities):
        return 3.0
    if any(city.link.country in ARAB_COUNTRIES for city in cities):
        return 2.0
    return 1.0 if cities else 0.0


def _as_person(word: str, mention: Mention, article: Article) -> float:
    gazetteer = article.gazetteer
    holder = gazetteer.surnames.get(word)
    if holder and (holder.country is None or article.countries[holder.country]):
        return WELL_KNOWN
    known = min(3.0, log10(1 + gazetteer.name_frequency(word)))
    return known if mention.type == "PER" else HALF * known
