"""Takes off the end of a mention what does not belong to the name: an adjective of nationality, a comma's rest, "of …".

الإندبندنت البريطانية is الإندبندنت; "Marco Rubio of" and "Burns, Ore" were cut in the wrong place. A name known as it
stands is left alone (الضفة الغربية, جمهورية الكونغو الديمقراطية).
"""

from __future__ import annotations

from stream.enrich.identity.article import Article
from stream.enrich.identity.concepts import parts_of
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.linking import place_link
from stream.enrich.identity.state_bodies import agrees, state_body_named
from stream.enrich.identity.words import Word, without_particle, words_of
from stream.enrich.reading import Mention

FULL_NAME = 2  # words
BORNE, WIDELY_BORNE = 20, 100  # people in the name data
ADJECTIVE_ENDINGS = ("ي", "يه")  # as folded
PARTS = frozenset(
    fold(f"ال{word}{ending}")
    for word in "شرق غرب شمال جنوب وسط كبر صغر عل سفل".split()
    for ending in ("ي", "ية")  # ى is folded to ي
)
DIGNITIES = frozenset(
    fold(f"ال{word}")
    for word in "أمير أميرة شيخ شيخة سيد سيدة دكتور دكتورة لواء عميد عقيد مقدم جنرال مهندس مهندسة أستاذ محامي قاضي نائب سفير".split()
)
PLANS = frozenset("programme program project initiative campaign plan".split())
FUNCTION_WORDS = frozenset("of and for in at on to by from with the a is was de du des et à в и".split())


def without_tail(mention: Mention, article: Article) -> Mention:
    """`mention` up to its name's own last letter."""
    text = mention.span.text
    if article.gazetteer.is_known(fold(text)):
        return _without_its_noun(mention, article)
    if state_body_named(text, article.gazetteer) and (script_of(text) == "latin" or agrees(*_ends(text))):
        return mention  # Norway's central bank; الصليب الأحمر الكيني is not the ICRC
    end = _before_punctuation(text) if mention.type in ("PER", "LOC") else _before_where(text, article)
    if mention.type == "ORG" and (title := _title_of_the_next(mention, article)):
        end = min(end, title.start)
    if mention.type == "PER" and " of " in text[:end]:
        end = text.index(" of ")
    return article.resized(
        mention, mention.span.start, mention.span.start + _last_word_end(text[:end], mention, article)
    )


def _without_its_noun(mention: Mention, article: Article) -> Mention:
    """Aras of "Aras river", where both are known as one place and the noun has a small letter."""
    name, _, noun = mention.span.text.rpartition(" ")
    places = article.gazetteer.places
    if not name or not noun[:1].islower() or fold(noun) not in article.gazetteer.words["place-head"]:
        return mention
    known = places.get(fold(name))
    if known is None or known != places.get(fold(mention.span.text)):
        return mention
    return article.resized(mention, mention.span.start, mention.span.start + len(name))


def _title_of_the_next(mention: Mention, article: Article) -> Word | None:
    """الأمير in "رئيس الاتحاد الأردني لكرة القدم الأمير علي": the word belongs to the person named next."""
    words = words_of(mention.span.text)
    if len(words) <= 1 or words[-1].folded not in DIGNITIES:
        return None
    after = mention.span.end + 1
    people = (other.span for other in article.reading.mentions if other.type == "PER")
    return words[-1] if any(span.field == mention.span.field and span.start == after for span in people) else None


def _ends(text: str) -> tuple[str, str]:
    words = fold(text).split()
    return words[0], words[-1]


def _before_punctuation(text: str) -> int:
    return min(
        (at for mark in (",", "،", ";", "؛", " - ", " – ", "(", ":") if (at := text.find(mark)) > 0), default=len(text)
    )


def _before_where(text: str, article: Article) -> int:
    """منظمة الصحة العالمية في السودان is the organisation, and a country."""
    for preposition in (" في ", " فى ", " in ", " en ", " au "):
        name, found, _ = text.partition(preposition)
        if found and article.gazetteer.is_known(fold(name)):
            return len(name)
    return len(text)


def _last_word_end(text: str, mention: Mention, article: Article) -> int:
    words = words_of(text)
    while len(words) > 1:
        rest = fold(text[: words[-2].end])
        last = words[-1].folded
        lists = article.gazetteer.words
        nouns = {"ORG": lists["generic"], "MISC": PLANS}.get(
            mention.type, lists["place-head"]
        )  # Anadolu agency, Van province
        generic = text[words[-1].start].islower() and script_of(last) == "latin" and last in nouns
        generic = generic or (mention.type == "LOC" and _is_of_a_town(text, words, article))
        filler = last in article.gazetteer.words["outlet-filler"] and article.gazetteer.is_known(
            rest
        )  # قناة كذا الإخبارية
        if (
            last not in FUNCTION_WORDS
            and not generic
            and not filler
            and not _is_adjective_after(rest, last, mention, article)
            and not (mention.type == "PER" and len(words) > FULL_NAME and _is_an_object(last, article))
            and not (mention.type == "LOC" and _is_past_a_town(rest, last, article))
            and not (mention.type == "ORG" and text[words[-1].start].islower() and _is_whole(rest, article))
        ):
            break
        words = words[:-1]
    return words[-1].end if words else len(text)


def _is_of_a_town(text: str, words: list[Word], article: Article) -> bool:
    """Tindouf station, Rafah crossing: in small letters, and called after the town."""
    if words[-1].folded not in article.gazetteer.words["of-a-town"] or not text[words[-1].start].islower():
        return False
    return place_link(text[: words[-2].end], article) is not None


def _is_whole(rest: str, article: Article) -> bool:
    """United Nations of "United Nations relief", an office's first words."""
    known = article.gazetteer.organisations.get(rest)
    return known is not None and known.found == "free" and script_of(rest) == "latin"


def _is_past_a_town(rest: str, last: str, article: Article) -> bool:
    """أنوار of دير البلح أنوار: a word behind a town's name that is whole without it; behind one word, a given name."""
    if script_of(last) != "arabic" or last.startswith("ال"):
        return False
    if " " not in rest and article.gazetteer.name_frequency(last) < WIDELY_BORNE:
        return False
    cities = article.gazetteer.cities_named
    return bool(cities(rest)) and not cities(f"{rest} {last}")


def _is_an_object(word: str, article: Article) -> bool:
    """دولا after ماينا تاليا: a common noun in the accusative, which nobody is called."""
    lexicon = article.gazetteer.concept_words
    return word.endswith("ا") and word[:-1] in lexicon and article.gazetteer.name_frequency(word) < BORNE


def _is_adjective_after(rest: str, last: str, mention: Mention, article: Article) -> bool:
    """An adjective of nationality after a name that is known without it."""
    if mention.type == "LOC" and _is_a_known_place_described(rest, last, article):
        return True
    if mention.type == "PER" or script_of(last) != "arabic" or not article.gazetteer.nationalities.get(last):
        return False  # of a country: الحزب الديمقراطي المسيحي is another party
    known = article.gazetteer.organisations.get(rest)
    if known and known.country and known.country != article.gazetteer.nationalities.get(last):
        return False  # الحزب الديمقراطي الكوسوفي is not America's
    if article.gazetteer.is_known(rest) or article.outlet_head_before(mention.span):
        return True  # صحيفة المنتخب المغربية
    if mention.type == "ORG" and last.endswith("ه") and _is_a_companys(rest, mention, article):
        return True  # شركة هيوماين السعودية
    return mention.type == "LOC" and not rest.rpartition(" ")[2].startswith("ال")  # بوضروم التركية, not الصحراء الغربية


def _is_a_companys(rest: str, mention: Mention, article: Article) -> bool:
    """True after شركة or مجموعة of a name in foreign words, and of one in several: the adjective is the company's."""
    if rest.startswith("ال") or any(part.sort != "proper" for part in parts_of(rest, article.gazetteer)):
        return False
    if " " in rest:
        return True  # كوسموس إنرجي الأمريكية
    before = article.words_before(mention.span, 1)
    nouns = article.gazetteer.words["company"]
    return bool(before) and any(word.folded in nouns for word in (before[0], *without_particle(before[0])))


def _is_a_known_place_described(rest: str, last: str, article: Article) -> bool:
    """ناغورنو كاراباخ الانفصالي: an adjective in -ī behind a known place, unless it tells a part (دارفور الغربية)."""
    if not last.startswith("ال") or not last.endswith(ADJECTIVE_ENDINGS) or last in PARTS:
        return False
    return article.gazetteer.is_known(rest) and not rest.rpartition(" ")[2].startswith("ال")
