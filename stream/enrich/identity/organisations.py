"""Which mentions are one organisation.

Known ones are by any of their names, ministries by portfolio and country, others by name, short form or acronym.
A country, its army and its ministry are three things: nothing here ever joins an organisation to a place.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from stream.enrich.identity.article import Article
from stream.enrich.identity.derived import organisation_id, telling_words
from stream.enrich.identity.entity import Link
from stream.enrich.identity.institutions import Ministry, ministry_named
from stream.enrich.identity.letters import fold
from stream.enrich.identity.linking import lookup_forms
from stream.enrich.reading import Mention

UNDER_ANOTHER_NAME = {
    ("defence", "US"): "pentagon",
    ("foreign", "US"): "us state department",
    ("finance", "US"): "us treasury",
}
SHORTEST_ACRONYM = 2


@dataclass(slots=True)
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
    return _join_short_forms(_settle_ministries(list(bodies.values()), article), article)


def known_organisation(name: str, article: Article) -> Link | None:
    """The well-known organisation that `name` is a name of."""
    for form in lookup_forms(name):
        known = article.gazetteer.organisations.get(form)
        if known:
            return known.link
    return None


def _body(mention: Mention, article: Article) -> Body:
    known = known_organisation(mention.span.text, article)
    if known:
        return Body(known, certain=True)
    ministry = ministry_named(mention.span.text, article.gazetteer)
    if ministry:
        return Body(_ministry_link(ministry, article), certain=ministry.country is not None, ministry=ministry)
    generic = article.gazetteer.words["generic"]
    return Body(Link(organisation_id(mention.span.text, mention.type, generic), mention.type), certain=False)


def _ministry_link(ministry: Ministry, article: Article) -> Link:
    other_name = UNDER_ANOTHER_NAME.get((ministry.portfolio, ministry.country or ""))
    if other_name:
        return article.gazetteer.organisations[other_name].link
    owner = f"-{ministry.country.lower()}" if ministry.country else ""
    return Link(f"org:ministry-{ministry.portfolio}{owner}", "ORG", None, ministry.country)


def _settle_ministries(bodies: list[Body], article: Article) -> list[Body]:
    """A ministry named without a country is the one named with it; else that of the only country spoken of."""
    for body in [b for b in bodies if b.ministry and not b.ministry.country]:
        portfolio = body.ministry.portfolio if body.ministry else ""
        owned = [b for b in bodies if b.ministry and b.ministry.portfolio == portfolio and b.ministry.country]
        if len(owned) == 1:
            _absorb(owned[0], body)
            bodies.remove(body)
        elif not owned and len(article.countries) == 1:
            body.link = _ministry_link(Ministry(portfolio, next(iter(article.countries))), article)
    return bodies


def _join_short_forms(bodies: list[Body], article: Article) -> list[Body]:
    for body in sorted(bodies, key=lambda b: max(map(len, b.names))):
        fuller = [other for other in bodies if other is not body and _is_short_form(body, other, article)]
        if len(fuller) == 1 and not body.certain and not body.ministry:
            _absorb(fuller[0], body)
            bodies.remove(body)
    return bodies


def _absorb(target: Body, body: Body) -> None:
    target.mentions += body.mentions
    target.names += body.names


def _is_short_form(body: Body, other: Body, article: Article) -> bool:
    if body.link.type != other.link.type or other.ministry:
        return False
    generic = article.gazetteer.words["generic"]
    return any(_shortens(mine, theirs, generic) for mine in body.names for theirs in other.names)


def _shortens(mine: str, theirs: str, generic: frozenset[str]) -> bool:
    if _is_acronym(mine, theirs):
        return True
    short, long = telling_words(mine, generic), telling_words(theirs, generic)
    if fold(mine).split() == fold(theirs).split()[: len(fold(mine).split())]:
        return True
    return len(short) < len(long) and short in (long[: len(short)], long[-len(short) :])


def _is_acronym(mine: str, theirs: str) -> bool:
    letters = mine.replace(".", "")
    initials = "".join(word[0] for word in theirs.replace("-", " ").split() if word[0].isupper())
    return len(letters) > SHORTEST_ACRONYM and letters.isupper() and letters == initials
