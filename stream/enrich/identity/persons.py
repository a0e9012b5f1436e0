"""Which mentions are one person: full names by their keys, then surnames and titles by who is in the article.

Two people who share a surname stay two. A lone surname joins the only one who bears it, or the one named last before
it; without a full name in the article it links to an office holder only where that is certain.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from stream.enrich.identity.article import FIELDS, Article
from stream.enrich.identity.derived import person_id
from stream.enrich.identity.gazetteer import KnownPerson
from stream.enrich.identity.letters import fold
from stream.enrich.identity.linking import lookup_forms
from stream.enrich.reading import Mention

SHORTEST_FULL_NAME = 2  # words
SHORTEST_MISSPELT = 5  # consonants; shorter names differ by one letter too easily
MISSPELT_SIMILARITY = 0.85

Keys = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Person:
    """A person being put together from mentions; `names` are the folded full names seen."""

    id: str
    names: list[str] = field(default_factory=list)
    keys: list[Keys] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    known: KnownPerson | None = None


def group_people(mentions: list[Mention], article: Article) -> list[Person]:
    """The people that `mentions` name, each with its mentions."""
    full = [mention for mention in mentions if _is_full(mention, article)]
    people = _merge_shorter_forms(_by_full_name(full, article))
    short = [mention for mention in mentions if mention not in full]
    for mention in sorted(short, key=lambda m: m.span.field == "title"):  # a title's surname is told by the body
        _place_short_name(mention, people, article)
    return people


def _is_full(mention: Mention, article: Article) -> bool:
    return _known(mention, article) is not None or len(_keys(mention, article)) > 1


def _known(mention: Mention, article: Article) -> KnownPerson | None:
    """The prominent person of that full name, with the title before it where that makes the name (الملك سلمان)."""
    people = article.gazetteer.people
    for form in lookup_forms(mention.span.text):
        if form in people:
            return people[form]
    before = article.words_before(mention.span, 1)
    return people.get(f"{before[0].folded} {fold(mention.span.text)}") if before else None


def _keys(mention: Mention, article: Article) -> Keys:
    return article.gazetteer.keys.of_name(mention.span.text)


def _by_full_name(mentions: list[Mention], article: Article) -> list[Person]:
    people: dict[str, Person] = {}
    for mention in mentions:
        known = _known(mention, article)
        key = person_id(known.name_en if known else mention.span.text, article.gazetteer)
        person = people.setdefault(key, Person(key, known=known))
        _add(person, mention, article)
    return list(people.values())


def _add(person: Person, mention: Mention, article: Article) -> None:
    person.mentions.append(mention)
    folded, keys = fold(mention.span.text), _keys(mention, article)
    if folded not in person.names:
        person.names.append(folded)
        person.keys.append(keys)


def _merge_shorter_forms(people: list[Person]) -> list[Person]:
    """محمد بن سلمان joins محمد بن سلمان آل سعود: the same first name, the rest contained, and no second candidate."""
    kept = sorted(people, key=lambda p: -max(map(len, p.keys)))
    for person in list(reversed(kept)):
        fuller = [other for other in kept if other is not person and _is_form_of(person, other)]
        if len(fuller) == 1:
            _absorb(fuller[0], person)
            kept.remove(person)
        elif fuller and all(_is_surname_of(person, other) for other in fuller):
            bearer = _named_last_before(person.mentions[0], fuller)
            if bearer:
                bearer.mentions += person.mentions
                kept.remove(person)
    return [person for person in people if person in kept]


def _absorb(target: Person, person: Person) -> None:
    target.mentions += person.mentions
    target.names += person.names
    target.keys += person.keys
    if person.known and not target.known:
        target.known, target.id = person.known, person.id


def _is_form_of(person: Person, other: Person) -> bool:
    if person.known:
        return False
    return any(_contained(mine, theirs) or _misspelt(mine, theirs) for mine in person.keys for theirs in other.keys)


def _is_surname_of(person: Person, other: Person) -> bool:
    """True for Abi Nader, which Raymond and Lina Abi Nader share: a surname in two words."""
    return any(mine == theirs[-len(mine) :] for mine in person.keys for theirs in other.keys)


def _misspelt(mine: Keys, theirs: Keys) -> bool:
    """زوكبرج for زوكربارغ: all names but one the same, and that one long and nearly the same."""
    if len(mine) != len(theirs) or len(mine) < SHORTEST_FULL_NAME:
        return False
    different = [(left, right) for left, right in zip(mine, theirs, strict=True) if left != right]
    if len(different) != 1 or min(map(len, different[0])) < SHORTEST_MISSPELT:
        return False
    return Indel.normalized_similarity(*different[0]) >= MISSPELT_SIMILARITY


def _contained(mine: Keys, theirs: Keys) -> bool:
    if not 1 < len(mine) < len(theirs):
        return False
    if mine == theirs[-len(mine) :]:
        return True  # أحمدي نجاد in محمود أحمدي نجاد
    if mine[0] != theirs[0]:
        return False
    rest = iter(theirs)
    return all(key in rest for key in mine)


def _place_short_name(mention: Mention, people: list[Person], article: Article) -> None:
    person = _namesake(mention, people, article) or _office_holder(mention, people, article)
    if person is None:
        person = Person(person_id(mention.span.text, article.gazetteer))
        same = [other for other in people if other.id == person.id]
        person = same[0] if same else person
    if person not in people:
        people.append(person)
    _add(person, mention, article)


def _namesake(mention: Mention, people: list[Person], article: Article) -> Person | None:
    """Who of the article's people a single name means: an exact surname counts before one that only sounds alike."""
    folded, keys = fold(mention.span.text), _keys(mention, article)
    if not keys:
        return None
    bearers = [p for p in people if any(_ends_with(name, folded) for name in p.names)]
    bearers = bearers or [p for p in people if any(len(k) > 1 and k[-1] == keys[-1] for k in p.keys)]
    bearers = bearers or [p for p in people if any(len(k) > 1 and keys[0] in k for k in p.keys)]
    return _named_last_before(mention, bearers) if len(bearers) > 1 else next(iter(bearers), None)


def _ends_with(name: str, folded: str) -> bool:
    return name.endswith((f" {folded}", f" ال{folded}", f" {folded.removeprefix('ال')}"))


def _named_last_before(mention: Mention, bearers: list[Person]) -> Person | None:
    before = [
        (_position(m), person) for person in bearers for m in person.mentions if _position(m) < _position(mention)
    ]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return _most_named(bearers) if mention.span.field == "title" else None


def _most_named(bearers: list[Person]) -> Person:
    """Whom a title means: the one that the article names most; of two named alike, the one it begins with."""
    return min(bearers, key=lambda person: (-len(person.mentions), _position(person.mentions[0])))


def _position(mention: Mention) -> tuple[int, int]:
    return FIELDS.index(mention.span.field), mention.span.start


def _office_holder(mention: Mention, people: list[Person], article: Article) -> Person | None:
    known = next((p for f in lookup_forms(mention.span.text) if (p := article.gazetteer.surnames.get(f))), None)
    if known is None or (known.country and not article.countries[known.country]):
        return None
    key = person_id(known.name_en, article.gazetteer)
    return next((person for person in people if person.id == key), None) or Person(key, known=known)
