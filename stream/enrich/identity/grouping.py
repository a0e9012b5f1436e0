"""From clean mentions to entities: every mention's type settled, then people, places and organisations each their way."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from rapidfuzz.distance import Indel

from stream.enrich.identity.article import FIELDS, Article
from stream.enrich.identity.capitals import capital_link
from stream.enrich.identity.concepts import Part, parts_of
from stream.enrich.identity.derived import place_id
from stream.enrich.identity.entity import Entity, Link
from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.kinds import kind_of_name, type_of_its_noun
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.linking import known_beside_its_noun, lookup_forms, place_link
from stream.enrich.identity.naming import COMMON_NAME, fullest_name, person_name_in_english
from stream.enrich.identity.organisations import group_organisations
from stream.enrich.identity.persons import group_people
from stream.enrich.identity.skeleton import skeleton
from stream.enrich.identity.words import without_particle
from stream.enrich.reading import EntityType, Mention

DOUBTFUL = 0.4  # a model's confidence
DOUBTFUL_IN_ARABIC = 0.62  # no capitals to go by: below it 19 in 20 lone unknown words were no names
SURE = 0.8
VERY_SURE = 0.9
SAME_PLACE = 0.5  # similarity of skeletons; below it a name in GeoNames is another name, not a spelling
_ARABIC_SURNAME = ("Al-", "El-", "al-", "el-")
WELL_KNOWN = 1_000_000  # people of a city
WIDELY_BORNE = 100  # people in the name data


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
    surnames |= {given for m in mentions if m.type == "PER" and (given := _given_name(m, article.gazetteer))}
    brands = _first_words_of_companies(mentions, article) | _without_their_article(mentions)
    brands -= surnames
    return [
        _typed(m, "ORG" if fold(m.span.text) in brands else _type_of(m, votes[_as_voted(m)], surnames, article))
        for m in mentions
    ]


def _typed(mention: Mention, kind: EntityType) -> Mention:
    return mention if mention.type == kind else replace(mention, type=kind)


def _given_name(mention: Mention, gazetteer: Gazetteer) -> str:
    """هيثم of هيثم الكسواني, where many bear it and no city does."""
    given, _, rest = fold(mention.span.text).partition(" ")
    known = rest and script_of(given) == "arabic" and gazetteer.name_frequency(given) >= WIDELY_BORNE
    return given if known and given not in gazetteer.news_cities else ""


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


def _without_their_article(mentions: list[Mention]) -> set[str]:
    """Hilal, where the article has Al Hilal: a club's name that a writer shortens."""
    names = {fold(mention.span.text) for mention in mentions if mention.type == "ORG"}
    return {_without_al(name) for name in names if name.startswith("al ") and name.count(" ") == 1}


def _without_al(form: str) -> str:
    return form.removeprefix("al ")


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
    by_noun = type_of_its_noun(mention.span.text, article.gazetteer) if mention.type in ("LOC", "ORG") else None
    if by_noun:
        return by_noun
    return max(votes, key=lambda kind: (votes[kind], kind == mention.type))


def _certain_type(form: str, mention: Mention, surnames: set[str], article: Article) -> EntityType | None:
    gazetteer = article.gazetteer
    place = gazetteer.country(form) is not None or form in gazetteer.places
    if form in gazetteer.organisations and _is_an_organisation_here(form, mention, surnames, article):
        return "ORG"
    if _without_al(form) in surnames and (mention.type == "PER" or not (place or _is_surely_an_organisation(mention))):
        return "PER"
    if form in gazetteer.people or _is_office_holder(form, article):
        return "PER"
    if place or _is_capital(form, mention, article):
        return "LOC"
    if mention.type == "PER":
        return None
    return "PER" if form in gazetteer.people_names or _is_like_a_persons(form, mention, gazetteer) else None


def _is_like_a_persons(form: str, mention: Mention, gazetteer: Gazetteer) -> bool:
    """بيتر هوكنز, marked an organisation: a given name that many bear, and no common word after it."""
    given, _, rest = form.partition(" ")
    if not rest or rest.count(" ") > 1 or mention.confidence >= VERY_SURE or script_of(form) != "arabic":
        return False
    if gazetteer.name_frequency(given) < WIDELY_BORNE or gazetteer.cities_named(form) or rest.startswith("ال"):
        return False
    return all(part.sort == "proper" for part in parts_of(form, gazetteer))


def _is_surely_an_organisation(mention: Mention) -> bool:
    """Ford beside Henry Ford, not Al-Tamari beside Mousa Al-Tamari; in Arabic, without capitals, a model takes surnames for organisations too often."""
    text = mention.span.text
    latin = script_of(text) == "latin" and not text.startswith(_ARABIC_SURNAME)
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
    """واشنطن marked as an organisation: capitals stay places when they act. تشيناي, as anything: nobody else is called so."""
    gazetteer = article.gazetteer
    first = next(iter(gazetteer.cities_named(form)), None)
    if first is None or mention.type == "LOC":
        return False
    if first.capital and mention.type in ("ORG", "MISC"):
        return True
    foreign = script_of(form) == "arabic" and not form.startswith("ال") and gazetteer.name_frequency(form) < COMMON_NAME
    return mention.type in ("PER", "MISC") and foreign and first.population >= WELL_KNOWN


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
    linked = [
        (
            mention,
            known_beside_its_noun(mention, article)
            or capital_link(mention, article)
            or place_link(mention.span.text, article),
        )
        for mention in mentions
    ]
    for mention, known in linked:
        link = None if known is None or _is_another_place(mention, known, linked, article) else known
        link = link or Link(place_id(mention.span.text, article.gazetteer), "LOC")
        links[link.id] = link
        groups[link.id].append(mention)
    return [_entity(links[key], fullest_name(found), found) for key, found in groups.items()]


def _is_another_place(
    mention: Mention, link: Link, linked: list[tuple[Mention, Link | None]], article: Article
) -> bool:
    """Dadan beside AlUla: GeoNames lists it as the town's other name, but an article that names both means two places."""
    gazetteer = article.gazetteer
    if fold(mention.span.text) in gazetteer.places or link.name_en is None or not link.id.startswith("geonames:"):
        return False
    if _sounds_like(mention.span.text, link.name_en):
        return False
    alike = (other.span.text for other, known in linked if known is not None and known.id == link.id)
    others = {text for text in alike if text != mention.span.text}
    same_script = [name for name in others if script_of(name) == script_of(mention.span.text)]
    return any(_sounds_like(name, link.name_en) for name in same_script)


def _sounds_like(name: str, other: str) -> bool:
    return Indel.normalized_similarity(skeleton(name), skeleton(other)) >= SAME_PLACE


def _bodies(mentions: list[Mention], article: Article) -> list[Entity]:
    return [
        _entity(body.link, fullest_name(body.mentions), body.mentions)
        for body in group_organisations(mentions, article)
    ]


def _entity(link: Link, name: str, mentions: list[Mention]) -> Entity:
    ordered = tuple(_typed(m, link.type) for m in sorted(mentions, key=_position))
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


def _position(mention: Mention) -> tuple[bool, int]:
    return mention.span.field == FIELDS[1], mention.span.start
