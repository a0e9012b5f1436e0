"""Where the claimant stands around an English or French reporting verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stream.enrich.claims.grammar import Grammar
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range
from stream.enrich.claims.western_cue import INVERTED, Cue

WRITER = frozenset("i we je nous".split())  # outside quotations these are the writer, whose opinions are no claims
MOST_APPOSITIONS = 3
LONGEST_TITLE = 6  # words before a name
NEAR_START = 8  # tokens in which a sentence names its subject
LONGEST = 25  # words of a claimant with its apposition
_SHORTENED = frozenset("mr mrs ms dr gen col lt maj sgt capt gov sen rep prof rev st jr sr hon m mme".split())
_DASHES = frozenset("—–:;[]")


@dataclass(frozen=True, slots=True)
class Source:
    """A claimant as tokens; `first` is also where the clause gives way to it."""

    kind: Literal["said", "unsaid"]
    first: int
    last: int
    pronoun: bool = False
    span: Range | None = None


def source_before(passage: Passage, grammar: Grammar, cue: Cue) -> Source | None:
    """The subject before the verb; `unsaid` after "and" and for participles (adding)."""
    end = cue.first
    quoted = _quoted_as(passage, grammar, cue)
    if quoted is not None:
        return quoted
    if cue.said.participle or passage.norm(end - 1) in grammar.joiners:
        begin = end - 1 if passage.norm(end - 1) in grammar.joiners else end
        return Source("unsaid", begin - passage.is_comma(begin - 1), end)
    inverted = _inverted_pronoun(passage, cue)
    if inverted is not None:
        return Source("said", cue.first, cue.after, True, inverted)
    if passage.norm(end - 1) in grammar.relatives:
        end -= 2 if passage.is_comma(end - 2) else 1
    return _subject(passage, grammar, end)


def _quoted_as(passage: Passage, grammar: Grammar, cue: Cue) -> Source | None:
    """«Reuters quoted the ministry as saying»: the ministry speaks, not the agency."""
    if passage.norm(cue.at - 1) != "as" or not cue.said.participle:
        return None
    for index in range(cue.at - 2, max(0, cue.at - LONGEST), -1):
        if passage.norm(index) in ("quoted", "quotes", "quoting", "cited", "citing"):
            first, last = passage.trimmed(index + 1, cue.at - 1)
            span = (passage.tokens[first].start, passage.tokens[last - 1].end) if first < last else None
            begin = _phrase_start(passage, grammar, index)
            return None if span is None else Source("said", begin, cue.at - 1, span=span)
    return None


def sentence_subject(passage: Passage, grammar: Grammar, until: int) -> Source | None:
    """Who opens the clause that a participle continues: «Quist left the room, saying …»."""
    first = _after_front(passage, grammar, until)
    if passage.norm(first) in grammar.pronouns:
        return _source(passage, grammar, first, first + 1)
    named = next((one for one in passage.named if first <= one.first < min(until, first + NEAR_START)), None)
    if named is not None and named.type in ("PER", "ORG", "LOC"):
        last = named.last + (passage.norm(named.last) in grammar.heads)  # a New York judge
        return _source(passage, grammar, _with_title(passage, first, named.first), last)
    return None


def _after_front(passage: Passage, grammar: Grammar, until: int) -> int:
    """Past «On Thursday, however,» to the clause itself."""
    fronted = passage.norm(0) in grammar.prepositions - grammar.determiners or passage.norm(0) in grammar.breakers
    commas = [index for index in range(min(until, 2 * NEAR_START)) if passage.is_comma(index)]
    if not fronted or not commas:
        return 0
    inserted = [index for index in commas[1:] if passage.words(commas[0], index) == 1]
    return (inserted or commas)[0] + 1


def _with_title(passage: Passage, first: int, named: int) -> int:
    """The words before the name when they are its title; the name alone when they are many."""
    return (
        first if named - first <= LONGEST_TITLE and not any(passage.is_comma(i) for i in range(first, named)) else named
    )


def _inverted_pronoun(passage: Passage, cue: Cue) -> Range | None:
    for index in range(cue.first, cue.after):
        token = passage.tokens[index]
        for ending in INVERTED:
            if token.norm.endswith(ending):
                return token.end - len(ending) + 1, token.end
    return None


def _subject(passage: Passage, grammar: Grammar, end: int) -> Source | None:
    last = end - 1 if passage.is_comma(end - 1) else end
    first = _phrase_start(passage, grammar, last)
    if passage.is_comma(end - 1):
        return _with_apposition(passage, grammar, last)
    return _source(passage, grammar, first, last)


def _with_apposition(passage: Passage, grammar: Grammar, last: int) -> Source | None:
    """«X, the mayor of Y, said»: back over the apposition to the name; a comma alone ends a fronted clause."""
    comma = _comma_before(passage, last)
    for _ in range(MOST_APPOSITIONS):
        earlier = None if comma is None else _comma_before(passage, comma)
        if earlier is None or not _describes(passage, grammar, earlier + 1):
            break
        comma = earlier
    if comma is None:
        return None
    begin = _phrase_start(passage, grammar, comma)
    return _source(passage, grammar, begin, last if _belongs(passage, grammar, comma + 1) else comma)


def _belongs(passage: Passage, grammar: Grammar, first: int) -> bool:
    """False for "which runs the ward", "who suspended parliament", "speaking in Oslo", "in Oslo for talks"."""
    norm = passage.norm(first)
    if norm in grammar.relatives:
        return says_who(passage, first)
    return not norm.endswith("ing") and (norm == "of" or norm not in grammar.prepositions - grammar.determiners)


def says_who(passage: Passage, relative: int) -> bool:
    """«who chairs the council» says who it is; «who took charge in 2025» tells more, «which …» so of a body."""
    verb = passage.norm(relative + 1)
    named = passage.mention_at(relative - 2) is not None
    present = verb.endswith("s") and verb != "was"
    return passage.norm(relative) != "which" and (present or verb == "asked" or not named)


def _describes(passage: Passage, grammar: Grammar, first: int) -> bool:
    """True where «a developer», «the mayor», «which …» begins: not the name itself, but more about it."""
    norm = passage.norm(first)
    lower = passage.tokens[first].text[:1].islower()
    return _owned(passage, first) or (lower and (norm in grammar.determiners or norm in grammar.relatives))


def _owned(passage: Passage, first: int) -> bool:
    """«Australia's energy minister» after a name is more about it."""
    named = passage.mention_at(first)
    last = first if named is None else named.last - 1
    held = (passage.norm(last).endswith(("'s", "s'")), passage.norm(last + 1) in ("'s", "'"))
    return any(held) and passage.tokens[last + 2].text[:1].islower() if last + 2 < len(passage) else False


def _comma_before(passage: Passage, last: int) -> int | None:
    """The comma that opens the apposition which ends at `last`, whatever words stand in it."""
    for index in range(last - 1, max(-1, last - LONGEST), -1):
        if passage.is_comma(index):
            return index
        if passage.kind(index) in ("open", "close") or passage.norm(index) in _DASHES:
            return None
    return None


def _phrase_start(passage: Passage, grammar: Grammar, last: int) -> int:
    first = last
    while first > 0:
        before = _bracket(passage, first - 1) if passage.norm(first - 1) == ")" else first - 1
        if before == first - 1 and _bounds(passage, grammar, before):
            break
        first = before
    return first


def _bracket(passage: Passage, closing: int) -> int:
    """The token of the bracket that «Graham (R-S.C.)» opens; the closing one when there is none near."""
    for index in range(closing - 1, max(closing - 8, -1), -1):
        if passage.norm(index) == "(":
            return index
    return closing


def _bounds(passage: Passage, grammar: Grammar, index: int) -> bool:
    norm = passage.norm(index)
    if norm in ".!?" and passage.kind(index) == "mark" and not abbreviates(passage, index):
        return True
    if passage.kind(index) in ("open", "close") or norm in _DASHES or norm in "()" or passage.is_comma(index):
        return not _in_name(passage, index)
    if norm in grammar.joiners:
        return not _joins_names(passage, grammar, index)
    return norm in grammar.breakers and not _restricts(passage, grammar, index)


def abbreviates(passage: Passage, index: int) -> bool:
    """The full stop of "Mr." and "Gen.", or one inside a name: no end of a phrase."""
    initial = len(passage.norm(index - 1)) == 1 and passage.norm(index + 1) not in _ARTICLES | {"he", "she", "it"}
    return passage.norm(index - 1) in _SHORTENED or _in_name(passage, index) or initial


def _restricts(passage: Passage, grammar: Grammar, index: int) -> bool:
    """«The company that built it denied»: with no verb of saying before it, "that" belongs to the subject."""
    if passage.norm(index) not in grammar.that or passage.kind(index - 1) != "word":
        return False
    return not any(passage.norm(near) in grammar.verbs for near in range(max(0, index - LONGEST), index))


def _in_name(passage: Passage, index: int) -> bool:
    named = passage.mention_at(index)
    return named is not None and named.first < index < named.last - 1


def _joins_names(passage: Passage, grammar: Grammar, index: int) -> bool:
    """True in "Trump and Clinton said", false in "polls closed and officials said"."""
    before, after = passage.tokens[index - 1].text if index else "", passage.tokens[index + 1].text
    return before[:1].isupper() and (after[:1].isupper() or passage.norm(index + 1) in grammar.determiners)


def _source(passage: Passage, grammar: Grammar, first: int, last: int) -> Source | None:
    while last - first > 1 and passage.norm(last - 1) in grammar.times | grammar.adverbs | {"this", "just"}:
        last -= 1
    first, last = passage.trimmed(_without_front(passage, grammar, first, last), last)
    if first >= last or passage.words(first, last) > LONGEST or not _nominal(passage, grammar, first, last):
        return None
    if last - first == 1 and passage.norm(first) in WRITER:
        return None
    pronoun = last - first == 1 and passage.norm(first) in grammar.pronouns
    return Source("said", first, last, pronoun, (passage.tokens[first].start, passage.tokens[last - 1].end))


def _without_front(passage: Passage, grammar: Grammar, first: int, last: int) -> int:
    """Leaves out "And", "So", "On Tuesday" before the subject."""
    if passage.norm(first + 1) in grammar.relatives:
        first += 1  # "to which she said"
    while (
        first < last and passage.norm(first) in grammar.joiners | grammar.breakers | grammar.adverbs | grammar.relatives
    ):
        first += 1
    timed = [index for index in range(first, min(first + 3, last - 1)) if passage.norm(index) in grammar.times]
    if timed and passage.mention_at(timed[-1]) is None and passage.norm(first) not in grammar.determiners:
        first = timed[-1] + 1
    if passage.norm(first) not in grammar.prepositions - grammar.determiners:
        return first
    for index in range(first + 1, last):
        if passage.norm(index) in grammar.times and index + 1 < last:
            return index + 1
    named = [one.first for one in passage.named if first < one.first and one.last == last]
    return named[-1] if named else first


def _nominal(passage: Passage, grammar: Grammar, first: int, last: int) -> bool:
    """A subject holds no finite verb of its own, as far as short words tell."""
    if passage.norm(last - 1) in grammar.passives | grammar.auxiliaries | grammar.modals | grammar.prepositions:
        return passage.norm(last - 1) in grammar.determiners
    inner = {passage.norm(index) for index in range(first, last)}
    clause = inner & (grammar.passives - {"est"}) and not inner & (grammar.relatives | grammar.that)
    return not clause and any(passage.kind(index) in ("word", "number") for index in range(first, last))


def source_after(passage: Passage, grammar: Grammar, first: int, limit: int) -> Source | None:
    """The subject after the verb: «…», said Smith, the mayor."""
    if passage.kind(first) != "word" or passage.norm(first) in grammar.prepositions - grammar.determiners:
        return None
    token = passage.tokens[first]
    if not (token.text[:1].isupper() or token.norm in grammar.determiners | grammar.heads | grammar.pronouns):
        return None
    last = phrase_end(passage, grammar, first, limit)
    pronoun = last - first == 1 and token.norm in grammar.pronouns
    first, last = passage.trimmed(first, last)
    if first >= last:
        return None
    return Source("said", first, last, pronoun, (passage.tokens[first].start, passage.tokens[last - 1].end))


_INSIDE = frozenset("of de du des d' for the la le les and et l'".split())


def phrase_end(passage: Passage, grammar: Grammar, first: int, limit: int) -> int:
    """First token after the noun phrase at `first`: an apposition stays in, times and occasions do not."""
    index = first
    while index < min(limit, first + LONGEST):
        norm = passage.norm(index)
        if passage.is_comma(index) and not _apposition(passage, grammar, index, limit):
            return index
        if passage.kind(index) in ("open", "close") or (norm in ".;:!?()—–" and passage.kind(index) == "mark"):
            if norm == "." and index + 1 < limit and passage.norm(index - 1) in _SHORTENED:
                index += 1
                continue
            return index
        if index > first and _leaves_phrase(passage, grammar, index):
            return index
        index += 1
    return index


def _leaves_phrase(passage: Passage, grammar: Grammar, index: int) -> bool:
    norm = passage.norm(index)
    if passage.mention_at(index) is not None or norm in _INSIDE:
        return False
    if norm in ("in", "on", "at", "à", "au", "aux", "dans", "en"):
        return _occasion(passage, grammar, index + 1)
    return norm in grammar.times | grammar.breakers | grammar.that | {"during", "after", "lors", "devant", "told"}


_ARTICLES = frozenset("a an the le la l' un une former".split())
_OCCASIONS = frozenset(
    "statement interview speech email e-mail tweet letter news conference telephone phone call televised briefing remarks "
    "communiqué entretien discours tweet lettre conférence interview déclaration point message allocution".split()
)


def _occasion(passage: Passage, grammar: Grammar, index: int) -> bool:
    """True before "a statement", "an interview with", "Tuesday"; false before "Ohio"."""
    near = [passage.norm(index + offset) for offset in range(4)]
    return near[0] in grammar.times or any(norm in _OCCASIONS for norm in near)


def _apposition(passage: Passage, grammar: Grammar, comma: int, limit: int) -> bool:
    following = passage.norm(comma + 1)
    if comma + 1 >= limit or passage.kind(comma + 1) != "word" or following.endswith("ing"):
        return False
    lower = passage.tokens[comma + 1].text[:1].islower()
    # "said X, who took charge in 2025" tells more about a name; after a common noun the clause says who is meant.
    told_more = passage.mention_at(comma - 1) is not None and not says_who(passage, comma + 1)
    relative = following in grammar.relatives and not told_more
    role = following in grammar.heads or relative or following in _ARTICLES
    return role and lower and following not in grammar.breakers
