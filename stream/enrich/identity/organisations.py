"""Which mentions are one organisation.

Known ones are by any of their names, ministries by portfolio and country, others by name, short form or acronym.
A country, its army and its ministry are three things: nothing here ever joins an organisation to a place.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from stream.enrich.identity.article import Article
from stream.enrich.identity.concepts import concept_key, parts_of, with_country
from stream.enrich.identity.derived import letters, organisation_id, telling_words
from stream.enrich.identity.entity import Link
from stream.enrich.identity.gazetteer import Gazetteer, Organisation
from stream.enrich.identity.institutions import Ministry, ministry_named
from stream.enrich.identity.letters import fold
from stream.enrich.identity.linking import lookup_forms
from stream.enrich.identity.owners import country_beside, parted_from_its_country, region_of
from stream.enrich.identity.state_bodies import bare_state_body, state_body_named
from stream.enrich.identity.words import without_particle
from stream.enrich.reading import Mention

UNDER_ANOTHER_NAME = {
    ("defence", "US"): "pentagon",
    ("foreign", "US"): "us state department",
    ("finance", "US"): "us treasury",
    ("parliament", "US"): "us house of representatives",
    ("parliament", "LY"): fold("مجلس النواب الليبي"),
}
TELLING_CONCEPTS = 3
OF_MANY_STATES = frozenset("international european african arab islamic un regional asian gulf".split())
PARTIES = frozenset(("party", "movement", "front"))
LIGHT_NOUNS = frozenset(
    fold(word)
    for word in (
        "منظمة شركة مجموعة حركة جماعة حزب نادي فريق مؤسسة صحيفة مجلة قناة شبكة وكالة قوات جامعة معهد "
        "تلفزيون إذاعة راديو موقع منصة "
        "company corporation group party movement organisation organization agency airline airlines club fc newspaper "
        "tv television channel radio network website daily magazine"
    ).split()
)
SHORTEST_ACRONYM = 2  # letters; two are too few to be sure


@dataclass(slots=True, eq=False)
class Body:
    """An organisation being put together from mentions."""

    link: Link
    certain: bool
    names: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    ministry: Ministry | None = None


def group_organisations(mentions: list[Mention], article: Article) -> list[Body]:
    """The organisations (and other named things) that `mentions` name, each with its mentions."""
    bodies: dict[str, Body] = {}
    for mention in mentions:
        body = _body(mention, article)
        body = bodies.setdefault(body.link.id, body)
        body.mentions.append(mention)
        body.names.append(mention.span.text)
    settled = _join_explained(_settle_ministries(list(bodies.values()), article), article)
    return _join_short_forms(settled, article)


def known_organisation(mention: Mention, article: Article) -> Link | None:
    """The well-known organisation that a mention names."""
    for form in lookup_forms(_without_its_country(mention.span.text, article.gazetteer)):
        known = _of_that_name(form, article)
        if known and _is_meant(known, mention, article):
            return known.link
    known = _called_after_its_noun(mention, article)
    if known:
        return known.link
    known = _under_a_light_noun(mention.span.text, article.gazetteer)
    if known and known.link.type == mention.type:
        return known.link
    key = concept_key(mention.span.text, article.gazetteer)
    known = _by_concepts(article.gazetteer).get(key) if key else None
    of_its_type = known is not None and known.link.type == mention.type
    return known.link if known and of_its_type and _is_meant(known, mention, article) else None


def _called_after_its_noun(mention: Mention, article: Article) -> Organisation | None:
    """قناة نسمة, where the table has the channel with the noun that the mention leaves out."""
    before = article.words_before(mention.span, 1) if mention.type == "ORG" else []
    nouns = [form.folded for word in before for form in (word, *without_particle(word))]
    heads, organisations = article.gazetteer.words["outlet-head"], article.gazetteer.organisations
    wholes = (f"{noun} {fold(mention.span.text)}" for noun in nouns if noun in heads)
    return next((known for whole in wholes if (known := organisations.get(whole)) and known.found == "free"), None)


def _without_its_country(text: str, gazetteer: Gazetteer) -> str:
    """Independent Electoral and Boundaries Commission of Kenya's Independent …, where that is the name."""
    parts = parted_from_its_country(text, gazetteer)
    return parts[1] if parts and fold(text) not in gazetteer.organisations else text


def _of_that_name(form: str, article: Article) -> Organisation | None:
    """The organisation called so; of several the one whose country the article speaks of most, else the one of no country."""
    bearers = article.gazetteer.shared_names.get(form)
    if bearers is None:
        return article.gazetteer.organisations.get(form)
    named = {one.country: article.named_with_cities[one.country] for one in bearers if one.country}
    most = max(named.values())
    at_home = [one for one in bearers if one.country and named[one.country] == most > 0]
    anywhere = [one for one in bearers if one.country is None]
    return next(reversed(at_home if len({one.country for one in at_home}) == 1 else anywhere), None)


@lru_cache(maxsize=16_384)
def _under_a_light_noun(text: str, gazetteer: Gazetteer) -> Organisation | None:
    """Oxfam of منظمة أوكسفام, RAND of RAND Corporation: known without the noun that says what it is, in any country."""
    first, _, rest = fold(text).partition(" ")
    before, _, last = fold(text).rpartition(" ")
    names = [name for noun, name in ((first, rest), (last, before)) if noun in LIGHT_NOUNS]
    known = next((found for name in names if (found := gazetteer.organisations.get(name))), None)
    return known if known and known.country is None and known.found in ("free", "marked") else None


@lru_cache(maxsize=4)
def _by_concepts(gazetteer: Gazetteer) -> dict[tuple[str, ...], Organisation]:
    """Known organisations by what their names say, where it is enough to tell them and only one is called so."""
    found: dict[tuple[str, ...], Organisation] = {}
    shared: set[tuple[str, ...]] = set()
    for name, organisation in gazetteer.organisations.items():
        if name.count(" ") + 1 < TELLING_CONCEPTS:
            continue  # most names, and too few words to say so much
        key = concept_key(name, gazetteer) or ()
        telling = [part for part in key if part != "national"]  # any nation's
        if len(telling) < TELLING_CONCEPTS or organisation.found == "head":
            continue
        if found.setdefault(key, organisation).link != organisation.link:
            shared.add(key)
    return {key: organisation for key, organisation in found.items() if key not in shared}


def _is_meant(known: Organisation, mention: Mention, article: Article) -> bool:
    """False for a common name without what tells: الاتحاد is a newspaper only after صحيفة."""
    is_shared = fold(mention.span.text) in article.gazetteer.shared_names  # its bearer was chosen by country
    if known.country is not None and not is_shared and not _is_its_country(known.country, article):
        return False
    return known.found != "head" or article.outlet_head_before(mention.span)


def _is_its_country(country: str, article: Article) -> bool:
    return article.speaks_mostly_of(country) or article.foremost == country


def _body(mention: Mention, article: Article) -> Body:
    known = known_organisation(mention, article)
    if known:
        return Body(known, certain=True)
    ministry = ministry_named(mention.span.text, article.gazetteer)
    if ministry and ministry.country is None:
        region = region_of(mention, article)
        if region:
            link = Link(f"org:ministry-{letters(ministry.portfolio)}-{region}", "ORG", _english_name(ministry, article))
            return Body(link, certain=True)
        ministry = replace(ministry, country=country_beside(mention, article))
    if ministry:
        return Body(_ministry_link(ministry, article), certain=ministry.country is not None, ministry=ministry)
    state = state_body_named(mention.span.text, article.gazetteer)
    if state:
        name_en = f"{state.name_en} of {article.gazetteer.country_link(state.country).name_en}"
        return Body(Link(f"org:{state.key}-{state.country.lower()}", "ORG", name_en, state.country), certain=True)
    owned = _at_home(mention, article)
    if owned is not None:
        return Body(owned, certain=False)
    key = organisation_id(_with_its_company(mention, article), mention.type, article.gazetteer)
    return Body(Link(key, mention.type), certain=False)


def _with_its_company(mention: Mention, article: Article) -> str:
    """شركة كهرباء السودان for كهرباء السودان: the noun is no part of the mention, but tells what common words are called."""
    text, gazetteer = mention.span.text, article.gazetteer
    if mention.type != "ORG" or " " not in text or any(part.sort == "proper" for part in parts_of(text, gazetteer)):
        return text
    before = article.words_before(mention.span, 1)
    readings = (before[0], *without_particle(before[0])) if before else ()
    noun = next((word.folded for word in readings if word.folded in gazetteer.words["company"]), None)
    adjacent = bool(before) and article.text(mention.span.field)[before[0].end : mention.span.start] == " "
    return f"{noun} {text}" if noun and adjacent else text


def _at_home(mention: Mention, article: Article) -> Link | None:
    """الوقاية المدنية, the central bank, محكمة أمن الدولة: any state's, so that of the country the article is about.

    Where two countries compete the one named more often: an id that all countries share would be wrong for every one.
    """
    home = country_beside(mention, article) or article.home or article.foremost
    if home is None or mention.type != "ORG":
        return None
    gazetteer = article.gazetteer
    state = bare_state_body(mention.span.text, gazetteer)
    if state:
        other_name = UNDER_ANOTHER_NAME.get((state[0], home))
        if other_name:
            return gazetteer.organisations[other_name].link
        name_en = f"{state[1]} of {gazetteer.country_link(home).name_en}"
        return Link(f"org:{state[0]}-{home.lower()}", "ORG", name_en, home)
    key = _concepts_of_a_states_own(mention.span.text, home, gazetteer, sure=home == article.home)
    return Link("org:" + letters("+".join(key)), "ORG", None, home) if key else None


@lru_cache(maxsize=16_384)
def _concepts_of_a_states_own(text: str, home: str, gazetteer: Gazetteer, *, sure: bool) -> tuple[str, ...]:
    """A body said in common words only, with its country: المحكمة العليا الاتحادية, the Boundaries Commission.

    A court or a party is some country's in any case; of another body only where the article is `sure` of its country.
    """
    parts = parts_of(text, gazetteer)
    keys = {part.key for part in parts}
    if any(part.sort != "concept" for part in parts) or len(keys) == 1 or not OF_MANY_STATES.isdisjoint(keys):
        return ()
    if "court" in keys or (sure and keys.isdisjoint(PARTIES)):
        keys = set(concept_key(text, gazetteer) or ())
    elif keys.isdisjoint(PARTIES):
        return ()
    return with_country(keys, home, gazetteer) if keys else ()


def _ministry_link(ministry: Ministry, article: Article) -> Link:
    other_name = UNDER_ANOTHER_NAME.get((ministry.portfolio, ministry.country or ""))
    if other_name:
        return article.gazetteer.organisations[other_name].link
    owner = f"-{ministry.country.lower()}" if ministry.country else ""
    return Link(
        f"org:ministry-{letters(ministry.portfolio)}{owner}", "ORG", _english_name(ministry, article), ministry.country
    )


def _english_name(ministry: Ministry, article: Article) -> str | None:
    portfolio = article.gazetteer.portfolio_names.get(ministry.portfolio)
    if portfolio is None:
        return None
    country = article.gazetteer.country_link(ministry.country).name_en if ministry.country else None
    return f"Ministry of {portfolio} of {country}" if country else f"Ministry of {portfolio}"


def _settle_ministries(bodies: list[Body], article: Article) -> list[Body]:
    """A ministry named without a country is the one named with it; else that of the country the article is about."""
    for body in [b for b in bodies if b.ministry and not b.ministry.country]:
        portfolio = body.ministry.portfolio if body.ministry else ""
        owned = [b for b in bodies if b.ministry and b.ministry.portfolio == portfolio and b.ministry.country]
        if len(owned) == 1:
            _absorb(owned[0], body)
            bodies.remove(body)
        elif not owned and (home := article.home or article.foremost):
            body.link = _ministry_link(Ministry(portfolio, home), article)
    return bodies


def _join_explained(bodies: list[Body], article: Article) -> list[Body]:
    """شركة تسويق النفط (سومو): what stands in brackets right after a name is the same organisation."""
    for body in list(bodies):
        named = next((other for other in bodies if other is not body and _explains(other, body, article)), None)
        if named and not (body.certain and named.certain):
            keep, drop = (body, named) if body.certain else (named, body)
            _absorb(keep, drop)
            bodies.remove(drop)
    return bodies


def _explains(full: Body, short: Body, article: Article) -> bool:
    return any(
        left.span.field == right.span.field
        and article.text(left.span.field)[left.span.end : right.span.start].strip() in ("(", "(«", '("')
        for left in full.mentions
        for right in short.mentions
        if left.span.end < right.span.start
    )


def _join_short_forms(bodies: list[Body], article: Article) -> list[Body]:
    for body in sorted(bodies, key=lambda b: max(map(len, b.names))):
        if body.certain or body.ministry:
            continue
        fuller = [other for other in bodies if other is not body and _is_short_form(body, other, article)]
        if len(fuller) == 1:
            _absorb(fuller[0], body)
            bodies.remove(body)
    return bodies


def _absorb(target: Body, body: Body) -> None:
    target.mentions += body.mentions
    target.names += body.names


def _is_short_form(body: Body, other: Body, article: Article) -> bool:
    if body.link.type != other.link.type or other.ministry:
        return False
    return any(
        _is_acronym(mine, theirs) or _shortens(mine, theirs, article) for mine in body.names for theirs in other.names
    )


def _shortens(mine: str, theirs: str, article: Article) -> bool:
    """The full name's beginning or end, but for a head such as شركة: Northern Relief, المرصد السوري."""
    if fold(theirs).startswith(fold(mine) + " ") or fold(theirs) == f"al {fold(mine)}":
        return True
    short = telling_words(mine, article.gazetteer.words["light"])
    long = telling_words(theirs, article.gazetteer.words["light"])
    return len(short) < len(long) and short in (long[: len(short)], long[-len(short) :])


@lru_cache(maxsize=16_384)
def _is_acronym(mine: str, theirs: str) -> bool:
    acronym = mine.replace(".", "")
    initials = "".join(word[0] for word in theirs.replace("-", " ").split() if word[0].isupper())
    return len(acronym) > SHORTEST_ACRONYM and acronym.isupper() and acronym == initials
