"""Joins the pieces of one name that a model marked apart, and parts two names that it marked as one.

نيكول + باشينيان, كوريا + الجنوبية and Jean + - + Pierre are one each; أذربيجان وأرمينيا are two. Names that merely
stand side by side must stay two, so a join needs a reason: no gap at all, a hyphen, a phrase that the gazetteer knows,
or two halves of a person's name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from stream.enrich.identity.article import Article
from stream.enrich.identity.concepts import parts_of
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.particles import without_particles
from stream.enrich.identity.person_names import SILENT
from stream.enrich.identity.widening import AFTER_IT
from stream.enrich.identity.words import PARTICLES, Word, without_particle, words_of
from stream.enrich.reading import Mention

_AND = re.compile(r"\s+و(?=\w{2})|\s+(?:and|et|и)\s+")
GAPS = ("", " ", "-", "\u00a0", "‑")
LONGEST_PERSON_NAME = 5  # words
SHORTEST_HOLDER = 3  # words: a place's and a person's two
LINKS = frozenset("دو دي دا دل".split())  # de, di, da, del
RARELY_BORNE, BORNE = 5, 20  # people in the name data
GOVERNORS = frozenset(fold(word) for word in ("والي", "محافظ", "حاكم", "عمدة", "قائمقام", "متصرف", "معتمد", "نائب"))


def join_fragments(mentions: list[Mention], article: Article) -> list[Mention]:
    """`mentions` (in order, not overlapping) with the fragments of one name made one mention."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and _are_one(joined[-1], mention, article):
            longer = article.resized(joined[-1], joined[-1].span.start, mention.span.end)
            joined[-1] = replace(longer, type=mention.type) if mention.type in ("MISC", "PER") else longer
        elif joined and (end := _end_of_the_body(joined[-1], mention, article)):
            joined[-1] = article.resized(joined[-1], joined[-1].span.start, end)
            joined.append(article.resized(mention, end + 1, mention.span.end))
        else:
            joined.append(mention)
    return joined


def _end_of_the_body(left: Mention, right: Mention, article: Article) -> int:
    """Where هيرميس ends in إي إف جي + هيرميس رانيا الدسوقي: nobody is called so, and a given name follows; 0 where nothing does."""
    if (left.type, right.type) != ("ORG", "PER") or right.span.field != left.span.field:
        return 0
    words = words_of(right.span.text)
    if not words or right.span.start != left.span.end + 1:
        return 0
    for size in range(1, len(words) - 1):
        last = words[size - 1]
        if last.folded not in LINKS and article.gazetteer.name_frequency(last.folded) >= RARELY_BORNE:
            break
        if _holds_a_person(words[size - 1 :], RARELY_BORNE, article):
            return right.span.start + last.end
    return 0


def _holds_a_person(words: list[Word], rare: int, article: Article) -> bool:
    """A word that fewer than `rare` people bear, before a usual given name and one more."""
    frequency = article.gazetteer.name_frequency
    if len(words) < SHORTEST_HOLDER or script_of(words[0].folded) != "arabic":
        return False
    given = words[1].folded
    return frequency(words[0].folded) < rare and given not in SILENT and frequency(given) >= BORNE


def _are_one(left: Mention, right: Mention, article: Article) -> bool:
    if left.span.field != right.span.field or left.span.end > right.span.start:
        return False
    gap = article.text(left.span.field)[left.span.end : right.span.start]
    if gap not in GAPS:
        return gap == " ب" and _is_a_court_and_its_seat(left, right, article)
    whole = fold(left.span.text + gap + right.span.text)
    if article.gazetteer.is_known(whole) or (" " in whole and article.gazetteer.cities_named(whole)):
        return True
    if gap == " " and (_is_rest_of_a_body(left, right, article) or _is_a_court_and_its_seat(left, right, article)):
        return True
    return _begins_it(left, right, gap, article)


def _begins_it(left: Mention, right: Mention, gap: str, article: Article) -> bool:
    if _is_place_noun(left, article) and right.type in ("LOC", "ORG", "PER"):
        return True
    if left.type != right.type:
        return gap == " " and (_is_open_pair(left, right, article) or _is_a_given_name(left, right, article))
    return gap in ("", "-", "‑") or (left.type == "PER" and _halves_of_a_name(left, right, article))


def _is_rest_of_a_body(left: Mention, right: Mention, article: Article) -> bool:
    """المركز الوطني للأمن + السيبراني, مقر + تنسيق شؤون الأسرى, الشارقة + الدولي للكتاب, CAF + Champions League."""
    if right.type not in ("ORG", "MISC") or left.type == "PER" or article.gazetteer.is_known(fold(right.span.text)):
        return False
    first, last = fold(right.span.text).split(" ")[0], fold(left.span.text).rpartition(" ")[2]
    if script_of(last) == "latin":
        parts = parts_of(right.span.text, article.gazetteer)
        common = bool(parts) and all(part.sort == "concept" for part in parts)
        return common and left.type == "ORG" and right.type == "MISC" and right.span.text[0].isupper()
    if left.type == "LOC":
        return first in AFTER_IT
    is_a_bare_noun = last in article.gazetteer.concepts and " " not in fold(left.span.text)
    in_construct = is_a_bare_noun and not last.startswith("ال") and not first.startswith(("و", "ل", "ب"))
    an_adjective_follows = last.startswith(("ال", "لل")) and first.startswith("ال") and " " not in right.span.text
    return in_construct or (left.type == right.type and an_adjective_follows)


def _is_a_court_and_its_seat(left: Mention, right: Mention, article: Article) -> bool:
    """المحكمة الابتدائية بالرباط, as courts are called in the Maghreb."""
    if (
        left.type != "ORG"
        or right.type != "LOC"
        or not article.text(right.span.field)[left.span.end :].startswith(" ب")
    ):
        return False
    parts = parts_of(left.span.text, article.gazetteer)
    return any(part.key == "court" for part in parts) and all(part.sort == "concept" for part in parts)


def split_place_from_holder(mention: Mention, article: Article) -> list[Mention]:
    """والي وان أوموت تشيتين names a place and whoever governs it, where a model marked one person; ميناء أصفهان حميد رستمي too."""
    words = words_of(mention.span.text)
    if mention.type != "PER" or len(words) < SHORTEST_HOLDER:
        return [mention]
    if not _governs(mention, article) and not _holds_a_person(words, BORNE, article):
        return [mention]
    place = words[0].folded
    if not (article.gazetteer.cities_named(place) or place in article.gazetteer.places):
        return [mention]
    start = mention.span.start
    holder = article.resized(mention, start + words[1].start, mention.span.end)
    return [replace(article.resized(mention, start, start + words[0].end), type="LOC"), holder]


def _governs(mention: Mention, article: Article) -> bool:
    before = article.words_before(mention.span, 1)
    return bool(before) and any(word.folded in GOVERNORS for word in (before[0], *without_particle(before[0])))


def split_coordination(mention: Mention, article: Article) -> list[Mention]:
    """أذربيجان وأرمينيا as two mentions, where both halves are known names and the whole is not."""
    if article.gazetteer.is_known(fold(mention.span.text)):
        return [mention]
    for joint in _AND.finditer(mention.span.text):
        left, right = mention.span.text[: joint.start()], mention.span.text[joint.end() :]
        if _are_two_names(left, right, mention, article):
            start, end = mention.span.start, mention.span.end
            first = article.resized(mention, start, start + joint.start())
            return [first, *split_coordination(article.resized(mention, start + joint.end(), end), article)]
    return [mention]


def _are_two_names(left: str, right: str, mention: Mention, article: Article) -> bool:
    if mention.type == "PER" and script_of(right) == "arabic":
        first, names = fold(right).split(" ")[0], article.gazetteer.name_words
        return first in names and "و" + first not in names  # فوزي is a name and وفوزي none; وهبي is one
    return _is_a_known_name(left, article) and _is_a_known_name(right.split(" و", maxsplit=1)[0], article)


def _is_a_known_name(text: str, article: Article) -> bool:
    folded = fold(text)
    bare = _without_first_particle(folded, article)
    return any(
        article.gazetteer.is_known(form) or bool(article.gazetteer.cities_named(form)) for form in (folded, bare)
    )


def _without_first_particle(folded: str, article: Article) -> str:
    """`folded` without a particle before a known name (بأذربيجان)."""
    for particle in PARTICLES:
        rest = folded.removeprefix(particle)
        if rest != folded and article.gazetteer.is_known(rest):
            return rest
    return folded


def _is_place_noun(mention: Mention, article: Article) -> bool:
    """بحر, جبل, Lake: the first word of a place's name, which a model at times cuts off."""
    words = article.gazetteer.words["place-noun"]
    folded = fold(mention.span.text)
    return folded in words or any(folded.removeprefix(particle) in words for particle in PARTICLES)


def _is_open_pair(left: Mention, right: Mention, article: Article) -> bool:
    """Pearl + Harbor: two capitalised words side by side, neither of them a known name."""
    halves = (left.span.text, right.span.text)
    if any(" " in half or script_of(half) != "latin" or not half[0].isupper() for half in halves):
        return False
    return not any(
        article.gazetteer.is_known(fold(half)) or article.gazetteer.surnames.get(fold(half)) for half in halves
    )


def _is_a_given_name(left: Mention, right: Mention, article: Article) -> bool:
    """إراستوس, marked an organisation right before the person إيثيكون: nothing else is known by the word."""
    words = (left.span.text, right.span.text)
    if (left.type, right.type) != ("ORG", "PER") or any(" " in w or script_of(w) != "arabic" for w in words):
        return False
    gazetteer, folded = article.gazetteer, fold(left.span.text)
    if gazetteer.is_known(folded) or gazetteer.cities_named(folded) or folded.startswith(("ال", "لل")):
        return False
    before = article.words_before(left.span, 1)
    under_a_noun = bool(before) and any(
        word.folded in gazetteer.concepts for word in (before[0], *without_particle(before[0]))
    )
    return not under_a_noun and right.span.text[:1] not in "ول"


def _halves_of_a_name(left: Mention, right: Mention, article: Article) -> bool:
    words = len(left.span.text.split()) + len(right.span.text.split())
    if words > LONGEST_PERSON_NAME or any(fold(half.span.text) in article.gazetteer.people for half in (left, right)):
        return False
    return without_particles(right, article).span.start == right.span.start  # بوتين وترامب are two people
