"""Parts a stretch that a model marked as one name where a name inside it is certain.

Without capitals a model runs past a name's end: عثمان داود لسودان تربيون is a person and an agency, and in ركن عبد الفتاح
البرهان برد قاس only the middle is a name. In English Sudan's Merowe Dam is a country and a dam.
"""

from __future__ import annotations

from dataclasses import replace

from stream.enrich.identity.article import Article
from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.heads import ON_A_PLATFORM
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.owners import parted_from_its_country
from stream.enrich.identity.person_names import SILENT
from stream.enrich.identity.words import SHORTEST_NAME, Word, readings_of, words_of
from stream.enrich.reading import Mention

FULL_NAME = 2  # words
SURE_BODY = 3  # words of a known organisation that are no chance inside a longer name
BORNE = 5  # people in the name data
GIVEN_NAME = 30  # people in the name data
_OBJECT = ("ب", "ل", "ك")  # particles that begin what somebody is told, promised or accused of


def parted(mention: Mention, article: Article) -> list[Mention]:
    """The names that `mention` holds; itself where nothing says otherwise."""
    words = words_of(mention.span.text)
    if len(words) < FULL_NAME or article.gazetteer.is_known(fold(mention.span.text)):
        return [mention]
    if mention.type == "LOC":
        return (
            _with_its_town(mention, words, article)
            or _with_its_country(mention, article)
            or _without_owner(mention, article)
        )
    if script_of(mention.span.text) != "arabic":
        return _with_its_owner(mention, article) or _two_known(mention, words, article) or [mention]
    if mention.type == "ORG":
        return [_up_to_a_known_body(mention, words, article)]
    if mention.type == "MISC":
        return [_platform(mention, words, article)]
    return _people(mention, words, article) if mention.type == "PER" and len(words) > FULL_NAME else [mention]


def _with_its_country(mention: Mention, article: Article) -> list[Mention]:
    """Erbil and Iraq of "ERBIL, Iraq", which begins a report."""
    name, comma, country = mention.span.text.partition(", ")
    if not comma or article.gazetteer.country(fold(country)) is None:
        return []
    start, end = mention.span.start, mention.span.end
    return [article.resized(mention, start, start + len(name)), article.resized(mention, end - len(country), end)]


def _with_its_owner(mention: Mention, article: Article) -> list[Mention]:
    """The Special Investigation Commission and the Banque du Liban, which the one belongs to."""
    if mention.type != "ORG":
        return []
    name, found, owner = mention.span.text.partition(" of the ")
    if not found and (parts := _its_office(mention, article)):
        return parts
    known = article.gazetteer.organisations.get(fold(owner)) if found else None
    if known is None or known.found != "free" or " " not in name:
        return []
    start, end = mention.span.start, mention.span.end
    return [article.resized(mention, start, start + len(name)), article.resized(mention, end - len(owner), end)]


def _its_office(mention: Mention, article: Article) -> list[Mention]:
    """UN and Office for the Coordination of Humanitarian Affairs of "UN's Office …", each known by itself."""
    owner, possessive, office = mention.span.text.partition("'s ")
    organisations = article.gazetteer.organisations
    if not possessive or fold(owner) not in organisations or fold(office) not in organisations:
        return []
    start, end = mention.span.start, mention.span.end
    return [article.resized(mention, start, start + len(owner)), article.resized(mention, end - len(office), end)]


def _two_known(mention: Mention, words: list[Word], article: Article) -> list[Mention]:
    """SpaceX and Falcon 9, side by side in one mention; a dateline, and what the report begins with."""
    organisations = article.gazetteer.organisations
    dateline, dash, rest = mention.span.text.partition(" - ")
    if dash and dateline.isupper() and article.gazetteer.cities_named(fold(dateline)):
        start, end = mention.span.start, mention.span.end
        where = replace(article.resized(mention, start, start + len(dateline)), type="LOC")
        return [where, article.resized(mention, end - len(rest), end)]
    for size in range(1, len(words)):
        first = organisations.get(" ".join(word.folded for word in words[:size]))
        second = organisations.get(" ".join(word.folded for word in words[size:]))
        if first and second and first.link.id != second.link.id and {first.found, second.found} == {"free"}:
            parts = ((first, words[:size]), (second, words[size:]))
            return [replace(_over(mention, part, article), type=known.link.type) for known, part in parts]
    return []


def _with_its_town(mention: Mention, words: list[Word], article: Article) -> list[Mention]:
    """رونو and طنجة of رونو بطنجة: somebody's works, and where they are."""
    town, gazetteer = words[-1], article.gazetteer
    name = town.folded[1:]
    country = gazetteer.local.get(name)
    if not town.folded.startswith("ب") or not (
        name in gazetteer.news_cities or (country and article.countries[country])
    ):
        return []
    where = _over(mention, [Word(name, town.start + 1, town.end)], article)
    rest = _over(mention, words[:-1], article)
    is_a_body = fold(rest.span.text) in gazetteer.organisations
    return [replace(rest, type="ORG") if is_a_body else rest, where]


def _without_owner(mention: Mention, article: Article) -> list[Mention]:
    """Sudan and Merowe Dam of Sudan's Merowe Dam."""
    parts = parted_from_its_country(mention.span.text, article.gazetteer)
    if parts is None:
        return [mention]
    owner, rest = parts
    start, end = mention.span.start, mention.span.end
    return [article.resized(mention, start, start + len(owner)), article.resized(mention, end - len(rest), end)]


def _platform(mention: Mention, words: list[Word], article: Article) -> Mention:
    """إكس of "عبر منصة إكس نافيا": what follows is what somebody does there."""
    known = article.gazetteer.organisations.get(words[0].folded)
    before = article.words_before(mention.span, 1)
    if known is None or known.found != "on" or not before or before[0].folded not in ON_A_PLATFORM:
        return mention
    return _over(mention, words[:1], article)


def _up_to_a_known_body(mention: Mention, words: list[Word], article: Article) -> Mention:
    """جامعة الملك عبد الله للعلوم والتقنية of … لتدريب المهندسين: what a known name is followed by is no adjective of it."""
    for size in range(len(words) - 1, SURE_BODY - 1, -1):
        known = article.gazetteer.organisations.get(" ".join(word.folded for word in words[:size]))
        after = words[size].folded
        ends = size > SURE_BODY or not after.startswith("ال") or after in article.gazetteer.nationalities
        if known and known.found == "free" and ends:
            return article.resized(mention, mention.span.start, mention.span.start + words[size - 1].end)
    return mention


def _people(mention: Mention, words: list[Word], article: Article) -> list[Mention]:
    known = _known_person(mention, words, article)
    if known is not None:
        return [known]
    after = _body_after(mention, words, article)
    if after:
        return after
    before = _body_before(mention, words, article)
    rest = words[1:] if before else words
    last = len(rest)
    while last > FULL_NAME and _is_no_name(rest[last - 1].folded, article.gazetteer):
        last -= 1
    person = _over(mention, rest[:last], article)
    return [*before, person]


def _known_person(mention: Mention, words: list[Word], article: Article) -> Mention | None:
    """The longest full name of somebody prominent inside the mention."""
    people = article.gazetteer.people
    for size in range(len(words) - 1, FULL_NAME - 1, -1):
        for at in range(len(words) - size + 1):
            name = words[at : at + size]
            if " ".join(word.folded for word in name) in people and not _goes_on(name, words, article):
                return _over(mention, name, article)
    return None


def _goes_on(name: list[Word], words: list[Word], article: Article) -> bool:
    """إبراهيم عيسى of إبراهيم عيسى الحجي محمد الباكر is another man: what is left is a name as well."""
    own = {word.folded for word in name}
    rest = [word.folded for word in words if word.folded not in own | SILENT]
    return any(article.gazetteer.name_frequency(word) >= BORNE for word in rest)


def _body_after(mention: Mention, words: list[Word], article: Article) -> list[Mention]:
    """A person who speaks to an outlet: عثمان داود + سودان تربيون."""
    organisations = article.gazetteer.organisations
    for at in range(FULL_NAME, len(words)):
        first = words[at]
        if not first.folded.startswith("ل") or len(first.folded) <= SHORTEST_NAME:
            continue
        tail = [word.folded for word in words[at + 1 :]]
        own_article = first.folded.startswith("لل")  # للأناضول
        name = "ال" + first.folded[2:] if own_article else first.folded[1:]
        if " ".join([name, *tail]) in organisations:
            start = mention.span.start
            body = article.resized(mention, start + first.start + (not own_article), start + words[-1].end)
            return [_over(mention, words[:at], article), replace(body, type="ORG")]
    return []


def _body_before(mention: Mention, words: list[Word], article: Article) -> list[Mention]:
    """هيوماين of هيوماين طارق أمين, where the article has it as an organisation and nobody is called so."""
    first = words[0]
    if article.gazetteer.name_frequency(words[1].folded) < GIVEN_NAME:
        return []
    for form in readings_of(first.folded):  # لهيوماين too
        if article.gazetteer.name_frequency(form) < BORNE and _is_a_body_here(form, article):
            start = first.start + len(first.folded) - len(form)
            return [replace(_over(mention, [Word(form, start, first.end)], article), type="ORG")]
    return []


def _is_a_body_here(folded: str, article: Article) -> bool:
    known = article.gazetteer.organisations.get(folded)
    if known is not None and known.found == "free":
        return True
    return any(other.type == "ORG" and fold(other.span.text) == folded for other in article.reading.mentions)


def _is_no_name(word: str, gazetteer: Gazetteer) -> bool:
    """برد and الضيوف behind a full name: a noun of the lexicon or a plural with ال, which nobody is called."""
    borne = gazetteer.name_frequency(word)
    if word in gazetteer.words["after-a-name"] and borne < GIVEN_NAME:
        return True
    if borne >= BORNE or word in gazetteer.nationalities:
        return False
    nouns = gazetteer.concept_words
    return any(
        rest in nouns for rest in readings_of(word)[1:] if word.startswith(_OBJECT) and not rest.startswith("ال")
    )


def _over(mention: Mention, words: list[Word], article: Article) -> Mention:
    start = mention.span.start
    return article.resized(mention, start + words[0].start, start + words[-1].end)
