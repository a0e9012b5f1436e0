"""From clean mentions to entities: every mention's type settled, then people, places and organisations each their way."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from stream.enrich.identity.article import FIELDS, Article
from stream.enrich.identity.concepts import Part, parts_of
from stream.enrich.identity.derived import place_id
from stream.enrich.identity.entity import Entity, Link
from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.kinds import kind_of_name
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.linking import lookup_forms, place_link
from stream.enrich.identity.naming import COMMON_NAME, fullest_name, person_name_in_english
from stream.enrich.identity.organisations import group_organisations
from stream.enrich.identity.persons import group_people
from stream.enrich.identity.words import without_particle
from stream.enrich.reading import EntityType, Mention

DOUBTFUL = 0.4  # a model's confidence
DOUBTFUL_IN_ARABIC = 0.62  # no capitals to go by: below it 19 in 20 lone unknown words were no names
SURE = 0.8


def entities_of(mentions: list[Mention], article: Article) -> list[Entity]:
    """The entities of the article, in the order in which they are first named."""
    by_type: dict[EntityType, list[Mention]] = defaultdict(list)
    for mention in settled_types(mentions, article):
        by_type[mention.type].append(mention)
    entities = [*_people(by_type["PER"], article), *_places(by_type["LOC"], article)]
    entities += _bodies(by_type["ORG"] + by_type["MISC"], article)
    vouched_for = [entity for entity in _merged(entities) if not is_doubtful(entity, article)]
    return sorted(vouched_for, key=lambda entity: _position(entity.mentions[0]))


def is_doubtful(entity: Entity, article: Article) -> bool:
    """True for a name marked once, with little confidence, that no table knows: four in five of these were no names."""
    if len(entity.mentions) > 1 or entity.name_en or entity.country:
        return False
    arabic = script_of(entity.name) == "arabic"
    if entity.mentions[0].confidence >= (DOUBTFUL_IN_ARABIC if arabic else DOUBTFUL):
        return False
    gazetteer = article.gazetteer
    forms = lookup_forms(entity.name)
    if any(gazetteer.is_known(f) or f in gazetteer.city_aliases or f in gazetteer.people_names for f in forms):
        return False
    if entity.mentions[0].confidence < DOUBTFUL:
        return True
    if entity.type == "PER":
        return " " not in forms[0] and gazetteer.name_frequency(forms[0]) < COMMON_NAME
    return not _has_a_proper_part(entity.name, gazetteer)


def _has_a_proper_part(name: str, gazetteer: Gazetteer) -> bool:
    """معبر كرم أبو سالم, جامعة البصرة and النادي الأفريقي; not المستشفى المركزي, and not a word alone."""
    if " " in name and any(word in gazetteer.nationalities for word in fold(name).split()):
        return True
    is_more_than_words = any(part.sort != "concept" for part in parts_of(name, gazetteer))
    return is_more_than_words and kind_of_name(name, gazetteer) is not None


def settled_types(mentions: list[Mention], article: Article) -> list[Mention]:
    """`mentions` with one type for one name: the gazetteer's where it is sure, else the majority's."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention in mentions:
        votes[_as_voted(mention)][mention.type] += max(1, round(100 * mention.confidence))
    surnames = {
        fold(m.span.text).rpartition(" ")[2] for m in mentions if m.type == "PER" and " " in m.span.text.strip()
    }
    brands = _first_words_of_companies(mentions, article) - surnames
    return [
        replace(m, type="ORG")
        if fold(m.span.text) in brands
        else replace(m, type=_type_of(m, votes[_as_voted(m)], surnames, article))
        for m in mentions
    ]


def _as_voted(mention: Mention) -> str:
    return lookup_forms(mention.span.text)[0]  # AlUla and Al-Ula are one name


def _first_words_of_companies(mentions: list[Mention], article: Article) -> set[str]:
    """Nawras where the article has Nawras Telecom: what is left is said in common words, and no place is called so."""
    found: set[str] = set()
    for mention in mentions:
        first, _, rest = mention.span.text.partition(" ")
        parts = parts_of(rest, article.gazetteer) if mention.type == "ORG" and rest else ()
        own = {part.sort for part in parts_of(first, article.gazetteer)} == {"proper"} if parts else False
        if own and all(_says_what_it_does(part, article) for part in parts) and not _is_a_place(fold(first), article):
            found.add(fold(first))
    return found


def _says_what_it_does(part: Part, article: Article) -> bool:
    """Telecom, and not Police: Keraniganj Police is called after a place."""
    return part.sort == "concept" and not article.gazetteer.concept_roles.get(part.key, "").startswith("head")


def _type_of(mention: Mention, votes: Counter[EntityType], surnames: set[str], article: Article) -> EntityType:
    if _is_beside_an_outlet_noun(mention, article):
        return "ORG"
    for form in lookup_forms(mention.span.text):
        kind = _certain_type(form, mention, surnames, article)
        if kind:
            return kind
    return max(votes, key=lambda kind: (votes[kind], kind == mention.type))


def _certain_type(form: str, mention: Mention, surnames: set[str], article: Article) -> EntityType | None:
    gazetteer = article.gazetteer
    place = gazetteer.country(form) is not None or form in gazetteer.places
    if form in gazetteer.organisations and _is_an_organisation_here(form, mention, surnames, article):
        return "ORG"
    if form in surnames and (mention.type == "PER" or not (place or _is_surely_an_organisation(mention))):
        return "PER"
    if form in gazetteer.people or _is_office_holder(form, article):
        return "PER"
    if place or _is_capital(form, mention, article):
        return "LOC"
    return "PER" if mention.type != "PER" and form in gazetteer.people_names else None


def _is_surely_an_organisation(mention: Mention) -> bool:
    """Ford beside Henry Ford; in Arabic, without capitals, a model takes surnames for organisations too often."""
    latin = script_of(mention.span.text) == "latin"
    return latin and mention.type == "ORG" and mention.confidence >= SURE


def _is_beside_an_outlet_noun(mention: Mention, article: Article) -> bool:
    """صحيفة الغد, Al Ghad newspaper: an outlet, whatever its name is elsewhere."""
    nouns = article.gazetteer.words["outlet-sure"]
    before = article.words_before(mention.span, 1)
    if before and any(word.folded in nouns for word in (before[0], *without_particle(before[0]))):
        return mention.type != "LOC" or not _is_a_place(fold(mention.span.text), article)
    after = article.word_after(mention.span)
    if after is None or after.folded not in nouns:
        return False
    return mention.type == "PER" or (mention.type == "LOC" and not _is_a_place(fold(mention.span.text), article))


def _is_a_place(folded: str, article: Article) -> bool:
    gazetteer = article.gazetteer
    return folded in gazetteer.places or gazetteer.country(folded) is not None or bool(gazetteer.cities_named(folded))


def _is_an_organisation_here(form: str, mention: Mention, surnames: set[str], article: Article) -> bool:
    gazetteer = article.gazetteer
    if mention.type == "ORG":
        return True
    if form in gazetteer.places or gazetteer.country(form) or form in surnames:
        return False
    if gazetteer.organisations[form].found in ("free", "marked"):
        return True
    if mention.type == "LOC":
        return not gazetteer.cities_named(form)
    in_two_words = " " in form or form.startswith("ال")  # الوداد and Al Ahly; Chelsea may be somebody
    return in_two_words and gazetteer.name_frequency(form) < COMMON_NAME


def _is_office_holder(form: str, article: Article) -> bool:
    """A surname that alone means one person here, however a model marked it."""
    holder = article.gazetteer.surnames.get(form)
    if (
        holder is None
        or not holder.country
        or form in article.gazetteer.organisations
        or form in article.gazetteer.places
    ):
        return False
    return article.countries[holder.country] > 0 and article.gazetteer.country(form) is None


def _is_capital(form: str, mention: Mention, article: Article) -> bool:
    """واشنطن marked as an organisation: capitals stay places when they act."""
    return mention.type == "ORG" and any(city.capital for city in article.gazetteer.cities_named(form)[:1])


def _people(mentions: list[Mention], article: Article) -> list[Entity]:
    entities = []
    for person in group_people(mentions, article):
        name = fullest_name(person.mentions)
        name_en = person.known.name_en if person.known else person_name_in_english(name, article)
        link = Link(person.id, "PER", name_en)
        entities.append(_entity(link, name, person.mentions))
    return entities


def _places(mentions: list[Mention], article: Article) -> list[Entity]:
    groups: dict[str, list[Mention]] = defaultdict(list)
    links: dict[str, Link] = {}
    for mention in mentions:
        link = place_link(mention.span.text, article) or Link(place_id(mention.span.text, article.gazetteer), "LOC")
        links[link.id] = link
        groups[link.id].append(mention)
    return [_entity(links[key], fullest_name(found), found) for key, found in groups.items()]


def _bodies(mentions: list[Mention], article: Article) -> list[Entity]:
    return [
        _entity(body.link, fullest_name(body.mentions), body.mentions)
        for body in group_organisations(mentions, article)
    ]


def _entity(link: Link, name: str, mentions: list[Mention]) -> Entity:
    ordered = tuple(replace(m, type=link.type) for m in sorted(mentions, key=_position))
    position = (link.latitude, link.longitude)
    return Entity(link.id, name, link.name_en, link.type, link.country, *position, ordered)


def _merged(entities: list[Entity]) -> list[Entity]:
    """Entities that came to the same id by different ways are one."""
    merged: dict[str, Entity] = {}
    for entity in entities:
        earlier = merged.get(entity.id)
        merged[entity.id] = _united(earlier, entity) if earlier else entity
    return list(merged.values())


def _united(left: Entity, right: Entity) -> Entity:
    mentions = sorted([*left.mentions, *right.mentions], key=_position)
    return replace(left, mentions=tuple(mentions), name=fullest_name(mentions))


def _position(mention: Mention) -> tuple[int, int]:
    return FIELDS.index(mention.span.field), mention.span.start
