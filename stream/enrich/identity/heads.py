"""Takes titles and generic nouns off a mention (الرئيس, مدينة, Mr, the) and says what is no name at all.

What annotation.md leaves out: nationalities, dates, currencies, titles, common nouns that stand for a name. A head
that belongs to a known name stays: قوات الدعم السريع.
"""

from __future__ import annotations

from stream.enrich.identity.article import Article
from stream.enrich.identity.concepts import parts_of
from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.kinds import LEFT_OUT_THOUGH_KNOWN
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.linking import lookup_forms, place_link
from stream.enrich.identity.words import Word, without_affixes, words_of
from stream.enrich.reading import Mention

SURE = 0.8  # a model's confidence
PLATFORM_X = "X"
PARTS = frozenset(fold(word) for word in "شرق غرب شمال جنوب وسط شرقي غربي شمالي جنوبي".split())
ON_A_PLATFORM = frozenset(fold(word) for word in "on via platform app عبر على منصة بمنصة لمنصة تطبيق شبكة".split())
SHORTEST_ALONE = 4  # letters of a place's name without its noun
# مصرّ على: "insists on", مسقط رأس: "birthplace"
OFTEN_SOMETHING_ELSE = {"مصر": "علي", "مسقط": "راس"}
WRITTEN_WITH = {"افاد": "آ"}  # آفاد is an agency, أفاد "reported"
AGENCY, PARTY = fold("وكالة"), fold("حزب")
NEWS = frozenset(("news", "press"))  # concepts
OFFICES = tuple(fold(word) for word in ("أمين", "أمينة", "مدير", "مديرة", "مفوض", "مفوضة", "مراقب"))
OFFICE_WORDS = frozenset(fold(word) for word in ("العام", "العامة"))
BOARD = tuple(fold(word) for word in ("مجلس", "إدارة", "أمناء", "مديري"))
MINISTER = frozenset(fold(word) for word in ("وزير", "وزيرة", "وزراء", "لوزير", "ووزير", "بوزير", "نظيره", "وكيل"))


def without_heads(mention: Mention, article: Article) -> Mention:
    """`mention` without leading titles or generic nouns and without 's; the whole mention when nothing else is left."""
    mention = _without_an_office(mention, article)
    words = words_of(mention.span.text)
    if not words:
        return mention
    last = without_affixes(mention.span.text, words[-1])
    rest = [without_affixes(mention.span.text, words[0]), *words[1:]]
    while len(rest) > 1 and _is_head(rest, mention, article):
        rest = rest[1:]
    offset = mention.span.start
    end = offset + last.end if last != words[-1] else mention.span.end
    return article.resized(mention, offset + rest[0].start, max(end, offset + rest[0].start + 1))


def _without_an_office(mention: Mention, article: Article) -> Mention:
    """الأمم المتحدة of الأمين العام للأمم المتحدة, البنك المركزي of مجلس إدارة البنك المركزي, which a model marked whole."""
    words = words_of(mention.span.text) if mention.type == "ORG" else []
    if len(words) <= len(OFFICE_WORDS):
        return mention
    if words[0].folded == BOARD[0] and words[1].folded in BOARD[1:]:
        return article.resized(mention, mention.span.start + words[2].start, mention.span.end)
    if not words[0].folded.endswith(OFFICES) or words[1].folded not in OFFICE_WORDS:
        return mention
    rest = mention.span.text[words[2].start :]
    if not any(form in article.gazetteer.organisations for form in lookup_forms(rest)):
        return mention
    return article.resized(mention, mention.span.start + words[2].start, mention.span.end)


def _is_head(words: list[Word], mention: Mention, article: Article) -> bool:
    head, rest = words[0].folded, " ".join(word.folded for word in words[1:])
    if mention.type == "LOC" and head in _WHERE:
        return True
    if mention.span.text[:1].islower() and (head in _LEADING or (head in _DIRECTIONS and mention.type == "LOC")):
        return True  # of the Civil Protection, southern Armenia
    if mention.type == "PER":
        return _is_title(head, rest, article)
    if mention.type == "LOC":
        return _is_place_head(head, rest, article)
    if mention.type == "ORG":
        return _is_org_head(head, rest, article)
    return head in _ARTICLES or (head in _AGREED and _is_free(rest, article))


def _is_proper(rest: str, article: Article) -> bool:
    return all(part.sort == "proper" for part in parts_of(rest, article.gazetteer))


def _is_org_head(head: str, rest: str, article: Article) -> bool:
    if head == PARTY:  # حزب الليكود, not حزب العمال
        concepts = any(part.sort == "concept" for part in parts_of(rest, article.gazetteer))
        return _is_free(rest, article) and not concepts
    if head in _OFTEN_LEFT_OUT:
        return (" " not in rest or not rest.startswith("ال")) and _is_free(rest, article)
    return head in article.gazetteer.words["org-head"] and _same_organisation(f"{head} {rest}", rest, article)


def _is_free(rest: str, article: Article) -> bool:
    """اوبك of منظمة اوبك, غولدمان ساكس of بنك غولدمان ساكس: known by itself."""
    known = article.gazetteer.organisations.get(rest)
    return known is not None and known.found == "free"


def _is_title(head: str, rest: str, article: Article) -> bool:
    gazetteer = article.gazetteer
    if f"{head} {rest}" in gazetteer.people and rest not in gazetteer.people:
        return head in gazetteer.words["title"] and " " in rest
    return head in gazetteer.words["title"] or (" " in rest and _is_nationality(head, gazetteer))


def _is_nationality(head: str, gazetteer: Gazetteer) -> bool:
    """الروسي and Russian; تركي without ال is a given name."""
    return head in gazetteer.nationalities and (head.startswith("ال") or script_of(head) != "arabic")


def _is_place_head(head: str, rest: str, article: Article) -> bool:
    """A generic noun, an adjective left over from one (العاصمة الليبية طرابلس), or a title (سلطان عمان)."""
    gazetteer = article.gazetteer
    if head in gazetteer.words["place-head"]:
        in_common_words = all(part.sort == "concept" for part in parts_of(rest, gazetteer))
        if gazetteer.kinds.get(head) and in_common_words and not gazetteer.cities_named(rest):
            return False  # ميناء الصيد البحري
        return _is_left_out(head, rest, article) or _same_place(f"{head} {rest}", rest, article)
    if head in gazetteer.words["of-a-town"]:
        return script_of(head) == "arabic" and _is_a_towns(f"{head} {rest}", rest, article)
    if gazetteer.is_known(f"{head} {rest}"):
        return False
    if head in PARTS and gazetteer.country(rest) is not None:
        return True  # شرق السودان
    return head in gazetteer.nationalities or (head in gazetteer.words["title"] and gazetteer.is_known(rest))


def _is_left_out(head: str, rest: str, article: Article) -> bool:
    """حقل of حقل الدرة, معبر of معبر رفح, known as a whole or not; حقل الشمال would be nothing without it."""
    gazetteer = article.gazetteer
    if gazetteer.kinds.get(head) not in LEFT_OUT_THOUGH_KNOWN or len(rest) < SHORTEST_ALONE:
        return False
    if rest in gazetteer.words["ambiguous"] or rest in gazetteer.words["not-a-name"]:
        return False
    return any(part.sort != "concept" for part in parts_of(rest, gazetteer))


def _is_a_towns(whole: str, rest: str, article: Article) -> bool:
    """ميناء جيهان, معبر رفح: called after the town it is in, and not known by that name itself."""
    gazetteer = article.gazetteer
    if whole in gazetteer.places or gazetteer.cities_named(whole):
        return False
    return rest in gazetteer.news_cities or place_link(rest, article) is not None


def _same_place(whole: str, rest: str, article: Article) -> bool:
    """False where the head makes another name of it: جمهورية الكونغو, مدينة غزة, Ville de Québec is not Québec's province."""
    gazetteer = article.gazetteer
    known = gazetteer.places.get(whole)
    if known is not None:
        return gazetteer.places.get(rest) == known
    if gazetteer.cities_named(whole):
        return False  # The Hague, New York City
    code = gazetteer.country(whole)
    return code is None or gazetteer.country(rest) == code


def _same_organisation(whole: str, rest: str, article: Article) -> bool:
    organisations = article.gazetteer.organisations
    head = whole.split(" ", 1)[0]
    if whole in organisations:
        known_so = rest in organisations and organisations[rest].link == organisations[whole].link
        is_an_outlets = head in article.gazetteer.words["outlet-head"]
        return known_so or (is_an_outlets and (head != AGENCY or _is_proper(rest, article)))  # قناة نسمة, وكالة تريند
    if head == AGENCY and _says_what_for(rest, article):
        return False  # وكالة الأرصاد الجوية is no outlet
    return head in _ARTICLES or head in article.gazetteer.words["outlet-head"] or rest in organisations


def _says_what_for(rest: str, article: Article) -> bool:
    """Common words only, or one without ال that others complete: تنمية الأطلس الكبير."""
    parts = parts_of(rest, article.gazetteer)
    if all(part.sort in ("concept", "country") for part in parts):
        return True
    first, _, more = rest.partition(" ")
    keys = article.gazetteer.concepts.get(first, ())
    return bool(more) and bool(keys) and NEWS.isdisjoint(keys) and rest not in article.gazetteer.organisations


_WHERE = frozenset(("near", "in", "at", "from", "around", "outside", "inside", "across"))  # a sentence begins with it
_LEADING = frozenset(("of", "the", "at", "in", "from", "to", "by", "for", "and", "with"))
_DIRECTIONS = frozenset(
    "northern southern eastern western central north south east west northeastern northwestern southeastern southwestern"
    " northeast northwest southeast southwest nearby neighbouring neighboring downtown rural upper lower mid".split()
)
_OFTEN_LEFT_OUT = frozenset(fold(word) for word in ("منظمة", "بنك", "مصرف"))
_AGREED = frozenset(fold(word) for word in ("اتفاق", "تحالف", "مؤشر"))
_ARTICLES = frozenset(("the", "la", "le", "les", "l", "d", "du", "de", "des"))


def is_a_name(mention: Mention, article: Article) -> bool:
    """False for what the conventions do not count as a mention: a title, date, nationality, currency, number, letter."""
    folded = fold(mention.span.text)
    if _is_a_letter_or_a_disease(folded, mention, article):
        return False
    if mention.type == "ORG" and article.outlet_head_before(mention.span):
        return True  # صحيفة الجمهورية
    if not mention.span.text.startswith(WRITTEN_WITH.get(folded, "")):
        return False
    follower = article.word_after(mention.span)
    if follower is not None and follower.folded.startswith(OFTEN_SOMETHING_ELSE.get(folded, "-")):
        return False
    if article.gazetteer.is_known(folded) and not _is_an_adjective_here(folded, mention, article):
        return not (mention.type in ("MISC", "PER") and folded in article.gazetteer.words["not-a-name"])
    return not (_is_made_of_common_words(folded, mention, article) or _names_a_portfolio(folded, mention, article))


def _is_a_letter_or_a_disease(folded: str, mention: Mention, article: Article) -> bool:
    """A number or a single letter, but for the platform X; Marburg where the article has a Marburg virus."""
    if sum(map(str.isalpha, mention.span.text)) <= 1:
        return mention.span.text != PLATFORM_X or mention.type == "PER"
    return mention.type != "ORG" and folded in article.diseases


def _is_made_of_common_words(folded: str, mention: Mention, article: Article) -> bool:
    if mention.span.text.isascii() and mention.span.text.islower() and _is_said_in_common_words(mention, article):
        return True
    if mention.type in ("ORG", "MISC") and _is_one_common_word(folded, mention, article):
        return True
    words = folded.removeprefix("لل").split()
    if mention.type != "PER" and _is_an_indefinite_noun(words, article):
        return True
    if mention.type == "ORG" and len(words) > 1:
        return all(word in article.gazetteer.words["month"] or word.isdigit() for word in words)
    return all(_is_common(word, article) for word in words) and not _is_surname_here(folded, mention, article)


def _is_one_common_word(folded: str, mention: Mention, article: Article) -> bool:
    """الصحة, الإرهاب: one definite word of the lexicon, of which the model was not sure, and no longer name's."""
    if mention.confidence >= SURE or " " in folded or not folded.startswith("ال"):
        return False
    return folded[2:] in article.gazetteer.concepts and folded not in article.later_words


def _is_said_in_common_words(mention: Mention, article: Article) -> bool:
    """A word without a capital, or several that the lexicon has: police station."""
    if " " not in mention.span.text:
        return True
    return all(part.sort == "concept" for part in parts_of(mention.span.text, article.gazetteer))


def _is_an_indefinite_noun(words: list[str], article: Article) -> bool:
    """محطة, مستشفى ميداني, منظمة دولية: common words, and nothing in Arabic that makes a name of them."""
    lexicon = article.gazetteer.concept_words
    return all(script_of(word) == "arabic" and word in lexicon and not word.startswith("ال") for word in words)


def _is_an_adjective_here(folded: str, mention: Mention, article: Article) -> bool:
    """العربية is a channel after قناة, and "Arab" elsewhere."""
    organisation = article.gazetteer.organisations.get(folded)
    gazetteer = article.gazetteer
    is_a_word = folded in gazetteer.nationalities or folded in gazetteer.words["not-a-name"]
    if organisation is None or organisation.found != "head" or not is_a_word:
        return False
    return not article.outlet_head_before(mention.span)


def _is_common(word: str, article: Article) -> bool:
    lists = article.gazetteer.words
    bare = word.removeprefix("ال")
    if bare in lists["generic"] or bare in lists["org-noun"] or bare in lists["place-noun"]:
        return True
    if word in lists["not-a-name"] or word in lists["month"] or word in lists["title"] or word in lists["place-head"]:
        return True
    return word in article.gazetteer.nationalities or not any(character.isalpha() for character in word)


def _is_surname_here(folded: str, mention: Mention, article: Article) -> bool:
    """السوداني is a nationality, unless somebody of that name is in the article."""
    if mention.type != "PER" or folded in article.gazetteer.words["not-a-name"]:
        return False
    return any(
        other.type == "PER" and fold(other.span.text).endswith(f" {folded}") for other in article.reading.mentions
    )


def _names_a_portfolio(folded: str, mention: Mention, article: Article) -> bool:
    """وزير الخارجية names an office, not the ministry."""
    if folded.removeprefix("ال") not in article.gazetteer.portfolios:
        return False
    before = article.words_before(mention.span, 1)
    return bool(before) and before[0].folded in MINISTER
