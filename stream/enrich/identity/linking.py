"""Links a place's name to a country, a curated place or a GeoNames city, or to nothing where that is not certain.

One name is often several cities' name (Tripoli, Paris, Birmingham). A much bigger city wins; among comparable ones
the country that the article speaks of decides; otherwise no link is made.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Indel

from stream.enrich.identity.article import Article
from stream.enrich.identity.entity import Link
from stream.enrich.identity.gazetteer import City
from stream.enrich.identity.kinds import AMMAN_OR_OMAN, LEFT_OUT
from stream.enrich.identity.latin import russian_nominatives
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.skeleton import SHORTEST_TELLING_KEY, skeleton, with_vowels
from stream.enrich.identity.words import Word, readings_of, without_affixes, without_particle
from stream.enrich.reading import Mention

COMPARABLE = 20  # a city with less than a twentieth of the biggest namesake's people needs no second thought
CLEAR_LEAD = 3  # times the people of the next namesake
KNOWN_ABROAD = 150_000  # people; a smaller town is news only where its country is
ARAB_COUNTRIES = frozenset("DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE".split())
SAME_SPELLING = 0.8
SHORTEST_SOUND = 3  # consonants of a city's name; up to four the vowels must agree
_GEORGIA_STATE = fold("Georgia (US)")
CONGO = frozenset(fold(name) for name in ("Congo", "الكونغو", "الكونجو"))
BRAZZAVILLE = [fold(name) for name in ("Brazzaville", "برازافيل")]
KINSHASA = [fold(name) for name in ("Kinshasa", "كينشاسا")]
TOWN = 15_000  # people; news in Arabic names an Arab town of that size without its country
MENTIONED_FOR_ITSELF = 50_000  # people, of a namesake of a city that is often in the news
TOWN_OF_A_COUNTRY_NAMED = 20_000  # people; one naming of the country is enough for it
SPOKEN_OF_MUCH = 0.2  # share of the article's mentions of countries
DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")  # U.N. is UN
_CAMEL_AL = re.compile(r"\bAl(?=[A-Z])")  # AlUla is Al-Ula
ISLAND = frozenset(fold(word) for word in ("جزيرة", "جزر", "island", "île"))
SAID_OR_NOT = frozenset(
    fold(word)
    for word in ("جزيرة", "جزر", "نهر", "مضيق", "island", "islands", "île", "river", "strait", "fleuve", "détroit")
)


def place_link(name: str, article: Article) -> Link | None:
    """The place that `name`, as written, stands for in this article."""
    for folded in lookup_forms(name):
        known, cities = _known_place(folded, article), _newsworthy(folded, article)
        if known and not _is_elsewhere(folded, known, cities, article):
            return known
        link = _city_link(folded, cities, article) or known
        if link:
            return link
    return _by_sound(name, article) or _without_its_noun(name, article) or _with_its_article(name, article)


def known_beside_its_noun(mention: Mention, article: Article) -> Link | None:
    """الدرة after حقل and Durra before gas field: known by the whole name, of which the mention leaves the noun out."""
    gazetteer, folded = article.gazetteer, fold(mention.span.text)
    before, after = article.words_before(mention.span, 1), article.words_after(mention.span, 2)
    nouns = [form.folded for word in before for form in (word, *without_particle(word))] if before else []
    wholes = [f"{noun} {folded}" for noun in nouns if gazetteer.kinds.get(noun) in LEFT_OUT]
    if script_of(folded) == "latin":
        phrases = (" ".join(word.folded for word in after[:size]) for size in (1, 2))
        wholes = [f"{folded} {phrase}" for phrase in phrases if gazetteer.kinds.get(phrase) in LEFT_OUT]
    return next((known for whole in wholes if (known := gazetteer.places.get(whole))), None)


def _with_its_article(name: str, article: Article) -> Link | None:
    """Qusayr and El Mina as GeoNames has them, Al Qusayr and Al Mina: towns of an Arab country that the article names."""
    folded = fold(name)
    if script_of(folded) != "latin" or folded.startswith("al "):
        return None
    named = "al " + folded.removeprefix("el ")
    cities = [
        city
        for city in _newsworthy(named, article)
        if city.link.country in ARAB_COUNTRIES and article.countries[city.link.country]
    ]
    return _city_link(named, cities, article)


def _without_its_noun(name: str, article: Article) -> Link | None:
    """جزيرة مالطا is مالطا, Euphrates River the Euphrates; مطار بغداد is not Baghdad, nor the Jordan River Jordan."""
    head, _, rest = name.partition(" ")
    if rest and fold(head) in SAID_OR_NOT:
        return place_link(rest, article) if fold(head) in ISLAND else article.gazetteer.places.get(fold(rest))
    first, _, last = name.rpartition(" ")
    return article.gazetteer.places.get(fold(first)) if first and fold(last) in SAID_OR_NOT else None


@lru_cache(maxsize=16_384)
def lookup_forms(name: str) -> tuple[str, ...]:
    """The folded forms under which tables may list `name`: as written, للـ with its alif back, without an article."""
    name = DOTTED.sub(lambda found: found.group().replace(".", ""), _CAMEL_AL.sub("Al ", name))
    folded = fold(without_affixes(name, Word("", 0, len(name))).folded or name)
    if folded.startswith("لل"):
        return (folded, "ال" + folded[2:], folded[1:])
    if script_of(folded) == "cyrillic":
        return (folded, *russian_nominatives(folded))
    whole = fold(name)
    forms = (whole, folded) if whole == folded + "s" else (folded,)  # Moody's, and what is Russia's
    return (*forms, folded[4:]) if folded.startswith("the ") else forms


def _known_place(folded: str, article: Article) -> Link | None:
    gazetteer = article.gazetteer
    if folded == AMMAN_OR_OMAN and article.countries["JO"] > 0 and article.countries["JO"] >= _oman_evidence(article):
        return next((city.link for city in gazetteer.cities_named(folded) if city.link.country == "JO"), None)
    known = gazetteer.places.get(folded)
    needs_country = folded in gazetteer.words["needs-country"]
    if known and not (needs_country and known.country and not article.countries[known.country]):
        return known
    if folded == "georgia" and _is_the_state(article):
        return gazetteer.places[_GEORGIA_STATE]
    code = gazetteer.country(folded)
    if folded in CONGO and _is_of_brazzaville(article):
        code = "CG"
    return gazetteer.country_link(code) if code else None


def _is_elsewhere(folded: str, known: Link, cities: list[City], article: Article) -> bool:
    """زنجبار in news of Yemen: the place that a table knows lies in a country not named, a namesake where the news is."""
    if known.id.startswith("iso3166:"):
        return False
    said = sum(count for word, count in article.seen.items() if folded in readings_of(word))  # which counts its country
    if not known.country or article.countries[known.country] > said:
        return False
    return any(city.link.country != known.country and _is_spoken_of_much(city, article) for city in cities)


def _is_the_state(article: Article) -> bool:
    """Georgia in news of the United States, with nothing of the Caucasus or Russia in it."""
    nearby = ("RU", "AM", "AZ", "UA", "TR")
    return (
        article.countries["US"] > 0
        and not any(article.countries[code] for code in nearby)
        and not article.seen["georgian"]
    )


def _is_of_brazzaville(article: Article) -> bool:
    """Congo is the bigger of the two, but where the smaller one's capital is named and Kinshasa is not."""
    return any(article.seen[city] for city in BRAZZAVILLE) and not any(article.seen[city] for city in KINSHASA)


def _oman_evidence(article: Article) -> int:
    """Signs of Oman other than the ambiguous word itself."""
    return sum(article.seen[fold(word)] for word in ("سلطنة", "مسقط", "عماني", "العماني", "العمانية", "صلالة"))


def _city_link(name: str, cities: list[City], article: Article) -> Link | None:
    if not cities:
        return None
    rivals = [city for city in cities if city.population * COMPARABLE >= cities[0].population]
    if name in article.gazetteer.news_cities:  # Geneva, and towns of Illinois and New York
        rivals = [rivals[0], *(city for city in rivals[1:] if city.population >= MENTIONED_FOR_ITSELF)]
    elif not article.countries[cities[0].link.country or ""]:
        near = (city for city in cities[len(rivals) :] if city.population >= TOWN)
        rivals += [city for city in near if _is_spoken_of_much(city, article)]
    if len(rivals) == 1:
        return rivals[0].link
    spoken_of = [city for city in rivals if article.countries[city.link.country or ""]]
    own = [city for city in spoken_of or rivals if fold(city.link.name_en or "") == name]
    if spoken_of and _leads(spoken_of):
        return spoken_of[0].link
    if len(own) == 1:
        return own[0].link  # Philadelphia was Amman's name too, and is Philadelphia's
    if spoken_of:
        return None
    return rivals[0].link if _leads(rivals) else None


def _newsworthy(folded: str, article: Article) -> list[City]:
    """The cities of that name that this article may well mean: small ones only in a country it speaks of much."""
    cities = article.gazetteer.cities_named(folded)
    if folded in article.gazetteer.news_cities:
        return cities
    at_home = ARAB_COUNTRIES if script_of(folded) == "arabic" else frozenset[str]()
    return [
        c
        for c in cities
        if c.capital
        or c.population >= KNOWN_ABROAD
        or (c.link.country in at_home and c.population >= TOWN)
        or (article.countries[c.link.country or ""] and c.population >= TOWN_OF_A_COUNTRY_NAMED)
        or _is_spoken_of_much(c, article)
        or (folded in article.gazetteer.towns and article.countries[c.link.country or ""])
    ]


def _is_spoken_of_much(city: City, article: Article) -> bool:
    named = article.countries[city.link.country or ""]
    return bool(named) and named >= SPOKEN_OF_MUCH * article.countries.total()


def _leads(cities: list[City]) -> bool:
    if len(cities) == 1:
        return True
    first, second = cities[0], cities[1]
    return first.population >= CLEAR_LEAD * second.population or (first.capital and not second.capital)


def _look_alike(city: City, name: str) -> bool:
    """Sulaimaniya and Sulaymaniyah, كيسومو and Kisumu: a short skeleton needs the vowels to agree too."""
    return Indel.normalized_similarity(with_vowels(name), with_vowels(city.link.name_en or "")) >= SAME_SPELLING


def _by_sound(name: str, article: Article) -> Link | None:
    """A spelling that no table lists: the one city of a country spoken of whose name has the same telling skeleton."""
    key = skeleton(name)
    if len(key) < SHORTEST_SOUND or " " in name.strip() or name.startswith("ال") or script_of(name) == "other":
        return None
    alike = article.gazetteer.cities_sounding_like(key)
    spoken_of = [
        c for c in alike if _is_spoken_of_much(c, article) and (len(key) > SHORTEST_TELLING_KEY or _look_alike(c, name))
    ]
    return spoken_of[0].link if spoken_of and _leads(spoken_of) else None
