"""What an English or French reporting verb says of its content: after it, before it, on both sides, or as hearsay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stream.enrich.claims.grammar import Grammar
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Form, Range, Utterance
from stream.enrich.claims.western_claimant import Source, source_after
from stream.enrich.claims.western_content import (
    SHORTEST_SPEECH,
    adverbial,
    clause_end,
    content,
    find_speech,
    find_that,
    quotation_before,
    skip_adverbials,
    speech,
)
from stream.enrich.claims.western_cue import Cue

SHORTEST_HEAD = 2  # words before a trailing "Smith said"; a lone word there is an adverb
SHORTEST_CLAUSE = 3  # words of a content with no "that": "said no" and "said yes" are answers
LONGEST_REST = 3  # tokens of a name that the model left out
NEAREST_OBJECT = 6  # words in which "rejected" names what it rejects
NEAR = 12  # tokens in which the second half of a quotation, or the end of an addressee, is looked for
_ADDING = frozenset(("adds", "add"))
_ASKED = frozenset("how what why whether if when where so".split())
_DEFINITE = frozenset("the le la les".split())
_NOT_JUDGED = frozenset("for on upon off out up back".split())
_FOR = frozenset(("for",))
_CHARGES = frozenset("of for de d'".split())
_ADDRESSEES = frozenset("reporters journalists lawmakers supporters him them her us me".split())


@dataclass(frozen=True, slots=True)
class Spoken:
    """A reporting verb in its sentence; `borders` are the tokens where other clauses of saying begin."""

    passage: Passage
    grammar: Grammar
    cue: Cue
    source: Source | None
    borders: frozenset[int] = frozenset()

    @property
    def limit(self) -> int:
        """First token after the verb that belongs to another clause of saying."""
        return min((border for border in self.borders if border > self.cue.at), default=len(self.passage))

    def end(self, first: int) -> int:
        """First token after the clause that begins at `first`."""
        return clause_end(self.passage, first, self.borders)

    def utterance(self, found: Range, form: Form, confidence: float, source: Source | None = None) -> Utterance:
        """The content as said by `source`, or by the verb's own."""
        who = source or self.source
        said = self.cue.said
        unsaid = who is not None and who.kind == "unsaid" and who.span is None
        return Utterance(
            content=found,
            form=form,
            confidence=confidence,
            cue=self.cue.span,
            claimant=None if who is None else who.span,
            unsaid=unsaid,
            pronoun=who is not None and who.pronoun,
            denied=said.denies,
            predicted=said.predicts,
        )


def utterances(one: Spoken) -> list[Utterance]:
    """What the verb reports; nothing when it reports nothing."""
    if one.cue.passive:
        return _hearsay(one)
    if one.cue.said.judges:
        return [] if one.source is None else _judged(one, one.cue.after)
    if one.source is None:
        return _quotation_first(one) or _inverted(one)
    return _quotation_first(one) or _said_after(one) or _trailing(one)


def _quotation_first(one: Spoken) -> list[Utterance]:
    """«"…," Smith said» and «"…," said Smith», with what may follow of the quotation."""
    own = one.source if one.source is not None and one.source.kind == "said" else None
    places: list[tuple[int, Callable[[], Source | None]]] = [
        (one.cue.first, lambda: source_after(one.passage, one.grammar, one.cue.after, len(one.passage)))
    ]
    if own is not None:
        places.insert(0, (own.first, lambda: own))
    for at, find in places:
        quoted = quotation_before(one.passage, at)
        source = find() if quoted is not None else None
        if quoted is not None and source is not None and one.passage.words(*quoted) >= SHORTEST_SPEECH:
            found = content(one.passage, _statement_start(one.passage, quoted[0]), quoted[1])
            return [] if found is None else [one.utterance(found, "quoted", 0.9, source), *_rest(one, source)]
    return []


def _statement_start(passage: Passage, quotation: int) -> int:
    """«Not paying taxes "makes me smart," Trump said»: the words before the quotation belong to what he said."""
    first = quotation
    while first > 0 and passage.kind(first - 1) in ("word", "number"):
        first -= 1
    whole = first == 0 and passage.words(first, quotation) >= SHORTEST_HEAD
    return first if whole else quotation


def _rest(one: Spoken, source: Source) -> list[Utterance]:
    """«"A," Smith said, "B"»: the second half has the same claimant."""
    first = max(one.cue.after, source.last)
    for index in range(first, min(len(one.passage), first + NEAR)):
        if one.passage.kind(index) == "open":
            end = one.passage.quote_end(index)
            found = content(one.passage, index, end)
            long = one.passage.words(index, end) >= SHORTEST_SPEECH
            return [one.utterance(found, "quoted", 0.85, source)] if found and long else []
    return []


def _said_after(one: Spoken) -> list[Utterance]:
    first = _past_addressee(one)
    that = find_that(one.passage, one.grammar, first, one.limit)
    if that is not None:
        found = content(one.passage, that + 1, one.end(that + 1))
        if found is None and one.cue.said.denies:
            found = one.passage.tokens[that].start, one.passage.tokens[that].end  # "the centre disputed that"
        return [] if found is None else [one.utterance(found, "reported", 0.9)]
    at = find_speech(one.passage, one.grammar, first, one.limit)
    if at is not None:
        said = speech(one.passage, at, one.borders)
        return [] if said is None else [one.utterance(said, "quoted", 0.9)]
    return _without_that(one, first)


def _past_addressee(one: Spoken) -> int:
    """In "told reporters on Monday that", the first token after whoever was told."""
    passage, grammar, after = one.passage, one.grammar, one.cue.after
    if not one.cue.said.told or passage.norm(after) in grammar.infinitive:
        return after
    stops = grammar.times | grammar.prepositions | grammar.pronouns
    for index in range(after, min(one.limit, after + NEAR)):
        named, norm = passage.mention_at(index), passage.norm(index)
        if norm in grammar.that or passage.kind(index) in ("open", "mark") or (index > after and norm in stops):
            return index
        if named is not None or norm in _ADDRESSEES:
            return _that_near(one, index + 1 if named is None else named.last)
    return after + 1


def _that_near(one: Spoken, first: int) -> int:
    """A name can be longer than the model marked: a "that" close behind it ends the addressee."""
    near = range(first, min(first + LONGEST_REST, one.limit))
    return next((index for index in near if one.passage.norm(index) in one.grammar.that), first)


def _without_that(one: Spoken, first: int) -> list[Utterance]:
    said, passage = one.cue.said, one.passage
    infinitive = said.infinitive and passage.norm(first) in one.grammar.infinitive
    charged = said.accuses and _charged(one, first)
    allowed = said.bare or said.noun or said.told or infinitive or charged or (said.finds and _is_report(one))
    begin = skip_adverbials(passage, one.grammar, first, one.limit)
    if said.denies and _refused(one, begin):
        return []
    if not allowed or passage.norm(begin) in _ASKED or (_empty_after(one, begin) and not infinitive):
        return []
    if said.told and not infinitive and passage.norm(begin) in one.grammar.prepositions:
        return []  # "promised more money for boxes": nothing is told
    if passage.norm(one.cue.at) in _ADDING and one.source is not None and one.source.kind == "said":
        return []  # "NATO adds troops": only a "that" or a quotation is said
    found = content(passage, begin, _charge_end(one, begin) if charged else one.end(begin))
    if said.denies and found is None and begin < one.end(begin):
        found = passage.tokens[begin].start, passage.tokens[begin].end  # "denied that", "disputes it"
    if found is None or (not said.denies and passage.words(begin, one.end(begin)) < SHORTEST_CLAUSE):
        return []
    if charged and passage.norm(one.cue.at) not in ("put", "puts"):
        found = _charge(one, begin, found)
    return [one.utterance(found, "reported", 0.8 if said.bare else 0.65)]


def _charge(one: Spoken, first: int, found: Range) -> Range:
    """What somebody is accused of, without the accused: "accused the army of [bombing a market]"."""
    words = _FOR if one.passage.norm(one.cue.at).startswith("blam") else _CHARGES
    of = next((i for i in range(first, len(one.passage)) if one.passage.norm(i) in words and i > first), None)
    inside = of is not None and of + 1 < len(one.passage) and one.passage.tokens[of + 1].start < found[1]
    return (one.passage.tokens[of + 1].start, found[1]) if of is not None and inside else found


def _judged(one: Spoken, first: int) -> list[Utterance]:
    """«called the delay a scandal», «described it as unfair»; nobody is judged by "called for", "called Smith"."""
    passage, end = one.passage, one.end(first)
    norms = [passage.norm(index) for index in range(first, min(end, first + NEAR))]
    described = passage.norm(one.cue.at).startswith("descri")
    named = any(norm in ("a", "an", "the") for norm in norms[1:]) or any(map(passage.quote, range(first, end)))
    judged = "as" in norms[1:] if described else named and "to" not in norms
    if not judged or norms[0] in one.grammar.prepositions - one.grammar.determiners or norms[0] in _NOT_JUDGED:
        return []
    found = content(passage, first, end)
    return (
        []
        if found is None or passage.words(first, end) <= SHORTEST_CLAUSE
        else [one.utterance(found, "reported", 0.65)]
    )


def _charged(one: Spoken, first: int) -> bool:
    """«accused him of theft», «put the number at 17»."""
    passage, near = one.passage, range(first + 1, min(one.limit, first + 2 * NEAR))
    if passage.norm(one.cue.at) in ("put", "puts"):
        return any(passage.norm(i) == "at" and "number" in (passage.kind(i + 1), passage.kind(i + 3)) for i in near)
    return any(passage.norm(index) in _CHARGES for index in near)


def _refused(one: Spoken, first: int) -> bool:
    """«denied the request», "denied him a visa", "rejected the offer": nothing is said to be untrue."""
    near = [one.passage.norm(index) for index in range(first, min(one.limit, first + NEAREST_OBJECT))]
    if one.passage.norm(one.cue.at).startswith("reject"):
        return not any(norm in one.grammar.accusations for norm in near)
    return any(norm in one.grammar.favours for norm in near[:3]) or (near[:1] != [] and near[0] in _ADDRESSEES)


def _charge_end(one: Spoken, first: int) -> int:
    """A charge ends where the writer goes on: «accused him of theft, and the army did not answer»."""
    passage, end = one.passage, one.end(first)
    charge = next((index for index in range(first, end) if passage.norm(index) in _CHARGES), end)
    for index in range(charge, end):
        if not passage.is_comma(index) or passage.quote(index):
            continue
        following, then = passage.norm(index + 1), passage.norm(index + 2)
        joined = following in one.grammar.joiners and then in one.grammar.pronouns | _DEFINITE
        if joined or following in one.grammar.relatives or following in one.grammar.breakers:
            return index
    return end


def _is_report(one: Spoken) -> bool:
    """True when a poll, a study or a court is the subject: they find and show without "that"."""
    source = one.source
    if source is None or source.span is None:
        return False
    return any(one.passage.norm(index) in one.grammar.reports for index in range(source.first, source.last))


def _empty_after(one: Spoken, first: int) -> bool:
    passage = one.passage
    if first >= one.limit or passage.norm(first) in ".,;!?)" or passage.kind(first) == "close":
        return True
    return adverbial(passage, one.grammar, first, one.limit) and passage.norm(first) not in ("by", "for", "with")


def _trailing(one: Spoken) -> list[Utterance]:
    """«The army withdrew, Smith said.» Inserted («The army, Smith said, withdrew»), the longer side is the content."""
    passage, source = one.passage, one.source
    if source is None or source.kind == "unsaid" or not passage.is_comma(source.first - 1):
        return []
    first = _past_addressee(one)
    if not _empty_after(one, first) or passage.words(0, source.first) < SHORTEST_HEAD:
        return []
    comma = next((index for index in range(first, len(passage)) if passage.is_comma(index)), len(passage))
    begin = max((index + 1 for index in range(source.first - 1) if _parts(passage, index)), default=0)
    apart = _begins_another(one, comma + 1) and passage.words(begin, source.first) > SHORTEST_SPEECH
    sides = (begin, source.first - 1), (comma + 1, comma + 1 if apart else len(passage))
    found = content(passage, *max(sides, key=lambda side: passage.words(*side)))
    return [] if found is None else [one.utterance(found, "reported", 0.75)]


def _parts(passage: Passage, index: int) -> bool:
    return passage.norm(index) == ";" and not passage.quote(index)


def _begins_another(one: Spoken, first: int) -> bool:
    """What follows "…, he added, and a source feared" or "…, it said, five weeks before" is no rest of the content."""
    norm, grammar = one.passage.norm(first), one.grammar
    joined = norm in grammar.joiners | grammar.breakers | grammar.prepositions | {
        "below",
        "above",
        "although",
        "though",
    }
    counted = any(one.passage.norm(index) in ("before", "after", "ago") for index in range(first, first + 4))
    return joined or counted


def _inverted(one: Spoken) -> list[Utterance]:
    """The verb before its subject: «The army withdrew, said Smith», «…, a déclaré le ministre»."""
    passage, at = one.passage, one.cue.first
    if not passage.is_comma(at - 1) or passage.words(0, at) < SHORTEST_HEAD:
        return []
    source = source_after(passage, one.grammar, one.cue.after, len(passage))
    found = content(passage, 0, at - 1)
    return [] if source is None or found is None else [one.utterance(found, "reported", 0.75, source)]


def _hearsay(one: Spoken) -> list[Utterance]:
    """A cue and nobody who says so: «It was reported that …», «The bill is expected to pass»."""
    passage, grammar, cue = one.passage, one.grammar, one.cue
    that = find_that(passage, grammar, cue.after, len(passage))
    found = None
    impersonal = passage.norm(cue.first - 1) in ("it", "il")
    if impersonal and that is None and passage.is_comma(cue.first - 2) and passage.norm(cue.after) in (".", ""):
        found = content(passage, 0, cue.first - 2)
    elif that is not None and impersonal:
        found = content(passage, that + 1, one.end(that + 1))
    elif passage.norm(cue.after) == "to":
        found = content(passage, _clause_start(one), one.end(cue.after))
    if found is None:
        return []
    return [Utterance(found, "reported", 0.6, cue.span, predicted=cue.said.predicts, denied=cue.said.denies)]


def _clause_start(one: Spoken) -> int:
    first = one.cue.first
    while first > 0 and not (
        one.passage.norm(first - 1) in one.grammar.breakers | {";"} or one.passage.quote(first - 1)
    ):
        first -= 1
    return first
