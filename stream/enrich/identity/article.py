"""One article as identity sees it: its words, the countries it speaks of, and spans that fit its text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cached_property, lru_cache
from itertools import pairwise

from stream.enrich.identity.gazetteer import Gazetteer
from stream.enrich.identity.kinds import AMMAN_OR_OMAN
from stream.enrich.identity.letters import fold
from stream.enrich.identity.words import Word, readings_of, without_affixes, without_particle, words_of
from stream.enrich.reading import Field, Mention, Reading, Span

DISEASES = frozenset(fold(word) for word in ("virus", "disease", "fever", "syndrome", "فيروس", "حمى", "متلازمة"))
FINANCIAL = frozenset(("المالي", "الماليه"))  # of Mali, and of money: news in Arabic has much more of the second
CLEARLY_MORE = 2  # times the namings of the next country
FIELDS: tuple[Field, ...] = ("title", "body")


class Article:
    """A reading with what several steps ask of it, each computed once."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self.reading = reading
        self.gazetteer = gazetteer
        self._texts: dict[Field, str] = {"title": reading.title, "body": reading.body}

    def text(self, field: Field) -> str:
        """The full text of `field`."""
        return self._texts[field]

    @cached_property
    def words(self) -> dict[Field, list[Word]]:
        """The words of title and body."""
        return {field: _bare_words(self.text(field)) for field in FIELDS}

    @cached_property
    def _starts(self) -> dict[Field, list[int]]:
        return {field: [word.start for word in self.words[field]] for field in FIELDS}

    @cached_property
    def seen(self) -> Counter[str]:
        """How often each folded word stands in the article."""
        return Counter([word.folded for field in FIELDS for word in self.words[field]])

    @cached_property
    def _words_for_places(self) -> list[tuple[str, int]]:
        """Those of `seen` that speak of a country or a city: one word in twenty."""
        return [(word, count) for word, count in self.seen.items() if _speaks_of_a_place(self.gazetteer, word)]

    @cached_property
    def later_words(self) -> frozenset[str]:
        """The words that stand inside the model's mentions, after a first one."""
        texts = (mention.span.text for mention in self.reading.mentions if " " in mention.span.text)
        return frozenset(fold(word) for text in texts for word in text.split()[1:] if not word.startswith("و"))

    @cached_property
    def home(self) -> str | None:
        """The country that the article is about beyond doubt, counted with its well-known cities; None where two compete."""
        (first, most), (_, next_most) = self._two_most_named
        return first if most and most >= CLEARLY_MORE * next_most else None

    @cached_property
    def foremost(self) -> str | None:
        """The country named most, of two named alike the one named first; None where each is named but once."""
        (first, most), (_, next_most) = self._two_most_named
        if most <= 1 or most > next_most:
            return first if most > 1 else None
        return self._named_first if self.named_with_cities[self._named_first] == most else None

    @cached_property
    def _named_first(self) -> str:
        """The country that the title, or else the body, names first, by itself or by a city."""
        words = (word for word, _ in self._words_for_places)  # in the order in which they stand
        codes = (_country_of(self.gazetteer, word) or _country_of_a_city(self.gazetteer, word) for word in words)
        return next((code for code in codes if code), "")

    @cached_property
    def _two_most_named(self) -> list[tuple[str, int]]:
        return [*self.named_with_cities.most_common(2), ("", 0), ("", 0)][:2]

    @cached_property
    def named_with_cities(self) -> Counter[str]:
        """How often the article names each country, a well-known city of it counted too."""
        counts = Counter(self.countries)
        for word, count in self._words_for_places:
            code = _country_of_a_city(self.gazetteer, word)
            if code:
                counts[code] += count
        return counts

    @cached_property
    def diseases(self) -> frozenset[str]:
        """The names that the article gives to a disease: Marburg of "Marburg virus", ماربورغ of فيروس ماربورغ."""
        if DISEASES.isdisjoint(self.seen):
            return frozenset()
        pairs = [pair for field in FIELDS for pair in pairwise(self.words[field])]
        western = {left.folded for left, right in pairs if right.folded in DISEASES and right.folded.isascii()}
        return frozenset(western | {right.folded for left, right in pairs if left.folded in DISEASES})

    def speaks_mostly_of(self, country: str) -> bool:
        """True when no country is named more often."""
        named = self.countries[country]
        return named > 0 and named >= max(self.countries.values())

    @cached_property
    def countries(self) -> Counter[str]:
        """How often the article names each country, by its name or by an adjective of nationality."""
        codes: Counter[str] = Counter()
        for word, count in self._words_for_places:
            code = _country_of(self.gazetteer, word)
            if code:
                codes[code] += count
        codes.update(self._two_word_countries())
        if codes["JO"] and codes["OM"] == self._said_of_amman_or_oman:
            del codes["OM"]  # nothing else speaks of Oman: عمان is Amman
        return codes

    @cached_property
    def _said_of_amman_or_oman(self) -> int:
        return sum(count for word, count in self.seen.items() if AMMAN_OR_OMAN in readings_of(word))

    def _two_word_countries(self) -> Counter[str]:
        found: Counter[str] = Counter()
        starts = {
            word: begun for word, _ in self._words_for_places if (begun := _starts_of_countries(self.gazetteer, word))
        }
        for field in FIELDS if starts else ():
            for left, right in pairwise(self.words[field]):
                for start in starts.get(left.folded, ()):
                    code = self.gazetteer.short_countries.get(f"{start} {right.folded}")
                    if code:
                        found[code] += 1
        return found

    def words_before(self, span: Span, count: int) -> list[Word]:
        """Up to `count` words that end before `span`, in reading order."""
        words = self.words[span.field]
        at = bisect_left(self._starts[span.field], span.start)
        if at and words[at - 1].end > span.start:
            at -= 1  # the word that the span lies in, with a particle before it
        return words[max(0, at - count) : at]

    def words_after(self, span: Span, count: int) -> list[Word]:
        """Up to `count` words that begin after `span`, in reading order."""
        at = bisect_left(self._starts[span.field], span.end)
        return self.words[span.field][at : at + count]

    def word_after(self, span: Span) -> Word | None:
        """The first word after `span`, where one space lies between."""
        words = self.words[span.field]
        at = bisect_left(self._starts[span.field], span.end)
        if at == len(words) or self.text(span.field)[span.end : words[at].start] != " ":
            return None
        return words[at]

    def outlet_head_before(self, span: Span) -> bool:
        """True after a word such as قناة or صحيفة, with at most one filler (قناة … الإخبارية) between."""
        heads, fillers = self.gazetteer.words["outlet-head"], self.gazetteer.words["outlet-filler"]
        for before in reversed(self.words_before(span, 2)):
            if any(form.folded in heads for form in (before, *without_particle(before))):
                return True
            if before.folded not in fillers:
                return False
        return False

    def sentence_at(self, field: Field, offset: int) -> int:
        """The index of the sentence that `offset` lies in; 0 where no sentence covers it."""
        for sentence in self.reading.sentences:
            if sentence.span.field == field and sentence.span.start <= offset < sentence.span.end:
                return sentence.index
        return 0

    def resized(self, mention: Mention, start: int, end: int) -> Mention:
        """`mention` over another stretch of the same field."""
        if (start, end) == (mention.span.start, mention.span.end):
            return mention
        span = self.span(mention.span.field, start, end)
        return Mention(span, mention.type, mention.confidence, mention.sentence, mention.sentiment)

    def span(self, field: Field, start: int, end: int) -> Span:
        """The span of `field` from `start` to `end`."""
        return Span(self.text(field)[start:end], field, start, end)


def _bare_words(text: str) -> list[Word]:
    words = words_of(text)
    has_affixes = "'" in text or "’" in text
    return [without_affixes(text, word) for word in words] if has_affixes else words


@lru_cache(maxsize=65_536)  # words, about 15 MB: with fewer, an article would push out what the next one asks
def _speaks_of_a_place(gazetteer: Gazetteer, folded: str) -> bool:
    """True where one of the three questions below may have an answer, so that most words are asked once and not thrice."""
    return not _words_of_places(gazetteer).isdisjoint(readings_of(folded))


@lru_cache(maxsize=4)
def _words_of_places(gazetteer: Gazetteer) -> frozenset[str]:
    """Whatever a word must be in one of its readings to speak of a place."""
    names = (gazetteer.short_countries, gazetteer.nationalities, gazetteer.places, gazetteer.sure_cities)
    return _first_words_of_countries(gazetteer).union(*names)


@lru_cache(maxsize=65_536)
def _country_of(gazetteer: Gazetteer, folded: str) -> str | None:
    """The country that a word names, is the adjective of or has a region in it, a particle before it or not."""
    for form in readings_of(folded):
        if form in FINANCIAL:
            continue
        code = gazetteer.short_countries.get(form) or gazetteer.nationalities.get(form)
        unsure = form in gazetteer.words["needs-country"] or form in gazetteer.local
        place = None if unsure else gazetteer.places.get(form)
        if code or (place and place.country):
            return code or (place.country if place else None)
    return None


@lru_cache(maxsize=65_536)
def _country_of_a_city(gazetteer: Gazetteer, folded: str) -> str | None:
    """The country of a city that the word surely names, a particle before it or not."""
    for form in readings_of(folded):
        if form in gazetteer.sure_cities and form not in gazetteer.places:
            cities = gazetteer.cities_named(form)
            return cities[0].link.country if cities else None
    return None


@lru_cache(maxsize=65_536)
def _starts_of_countries(gazetteer: Gazetteer, folded: str) -> tuple[str, ...]:
    """The readings of a word that begin the name of a country in several words."""
    return tuple(form for form in readings_of(folded) if form in _first_words_of_countries(gazetteer))


@lru_cache(maxsize=4)
def _first_words_of_countries(gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset(name.split(" ")[0] for name in gazetteer.short_countries if " " in name)
