"""Who spoke last: carries claimants on to "he said", "وأضاف" and short forms, and turns utterances into claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from stream.enrich.claims.claim import Basis, Claim
from stream.enrich.claims.figures import figure_in
from stream.enrich.claims.long_quotes import quote_of
from stream.enrich.claims.outlook import looks_ahead
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.roles import PAPERS, bare
from stream.enrich.claims.short_forms import ShortForms
from stream.enrich.claims.tokens import Token, fold
from stream.enrich.claims.utterance import Agreement, Range, Utterance
from stream.enrich.reading import EntityType, Span

# Plurals of people that no ending shows.
_BROKEN_PLURALS = frozenset(
    "شهود خبراء نواب سكان علماء اطباء نشطاء وزراء مصادر اهالي ناشطون قاده عمال طلاب اعضاء".split()
)
_HE_OR_SHE = frozenset("he she il elle هو هي".split())
_IT = frozenset(("it",))
_SELF = frozenset("نفسه نفسها ذاته ذاتها عينه عينها".split())
_SOURCES = frozenset("مصدر مصادر".split()) | PAPERS
_NOT_A_NAME = frozenset("the a an le la mr ms mrs m".split())
AGREEING = 3  # claimants back in which one of the verb's gender is looked for
SHORTEST_SPEECH = 3  # quoted words; one or two may be a title or a word held at arm's length
REMEMBERED = 12  # claimants kept to find the full form of a short one
SPOKE_LAST = 40  # claimants among whom a short form looks for the one that spoke last
FORGET_AFTER = 12  # sentences without speech after which an unsaid subject is nobody's
UNKNOWN_CLAIMANT = 0.2  # confidence lost when an unsaid subject has nobody to stand for


def told(read: Sequence[tuple[Passage, Sequence[Utterance]]]) -> list[Claim]:
    """The utterances of an article's sentences as claims, in order of appearance."""
    speakers = Speakers(ShortForms([passage for passage, _ in read]))
    made = [(passage, one, speakers.claim(passage, one)) for passage, found in read for one in found]
    owners = {quote_of(passage, one): claim for passage, one, claim in made if one.cue is not None}
    return [_given_speaker(claim, owners.get((passage.field, one.quotation))) for passage, one, claim in made]


def _given_speaker(claim: Claim, owner: Claim | None) -> Claim:
    """A sentence of a long quotation takes the speaker named before or after it."""
    if owner is None:
        return claim
    return replace(claim, claimant=owner.claimant, pronoun=owner.pronoun, antecedent=owner.antecedent)


@dataclass(slots=True)
class Speakers:
    """The claimants of one article so far; `named` never holds a pronoun, `owners` what short forms stand for."""

    short_forms: ShortForms
    owners: dict[Span, Span] = field(default_factory=dict)
    speaking: list[Span] = field(default_factory=list)
    named: list[Span] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    last_sentence: int = -1
    # The pronoun that speaks last ("He denied …, and confirmed …"), and the sentence it stands in.
    pronoun: Span | None = None
    pronoun_sentence: int = -1

    def claim(self, passage: Passage, one: Utterance) -> Claim:
        """The utterance as a claim, its claimant found and remembered."""
        claimant, continued, antecedent = self._claimant(passage, one)
        if claimant is not None and antecedent is not None:
            self.owners[claimant] = antecedent
        if claimant is not None and not one.pronoun:
            self.speaking = [*self.speaking[-SPOKE_LAST:], antecedent or claimant]
        self._remember(passage, one, claimant)
        return Claim(
            content=passage.span(*one.content),
            check_worthiness=passage.sentence.check_worthiness,
            basis=bases(passage, one),
            claimant=claimant,
            claimant_continued=continued,
            pronoun=one.pronoun,
            cue=None if one.cue is None else passage.span(*one.cue),
            denied=one.denied,
            confidence=one.confidence - (UNKNOWN_CLAIMANT if one.unsaid and claimant is None else 0.0),
            antecedent=antecedent,
        )

    def _claimant(self, passage: Passage, one: Utterance) -> tuple[Span | None, bool, Span | None]:
        if one.claimant is not None:
            said = passage.span(*one.claimant)
            return said, False, self._antecedent(passage, one, said)
        if one.unsaid:
            if self.pronoun is not None and self.pronoun_sentence == passage.sentence.index:
                return self.pronoun, True, self.owners.get(self.pronoun)
            last = self._agreeing(passage, one.agreement) or self.short_forms.acting(passage.sentence.index)
            return last, last is not None, None if last is None else self.owners.get(last)
        return None, False, None

    def _antecedent(self, passage: Passage, one: Utterance, said: Span) -> Span | None:
        """Whom a pronoun or a short form stands for; a short form of a short form stands for the name."""
        if one.pronoun:
            owner = (
                _right_before(passage, said)
                or self._just_introduced(passage, said)
                or self._spoken_of(passage, said)
                or self._last(passage)
            )
        elif _the_same(said.text):
            owner = self._last(passage)
        else:
            owner = self._full_form(passage, said)
            owner = owner or self.short_forms.owner(said, passage.sentence.index, self.speaking)
        return None if owner is None else self.owners.get(owner, owner)

    def _just_introduced(self, passage: Passage, said: Span) -> Span | None:
        """«Among them was Moe. He believes …»: a person named for the first time where nobody spoke."""
        before = passage.sentence.index - 1
        quiet = self.last_sentence < before and said.text.lower() in _HE_OR_SHE
        return self.short_forms.new_person(before) if quiet else None

    def _spoken_of(self, passage: Passage, said: Span) -> Span | None:
        """Whom the text is about where the last claimant cannot be meant: "he" is no army, "it" no person."""
        last, number, word = self._last(passage), passage.sentence.index, said.text.lower()
        if word not in _HE_OR_SHE | _IT:
            return None
        kind: EntityType = "ORG" if word in _IT else "PER"
        quiet = self.last_sentence < number - 1
        meant = None if last is None else self.owners.get(last, last)
        if meant is not None and not quiet and self.short_forms.is_person(meant) == (kind == "PER"):
            return None
        here = self.short_forms.opening(said, number, kind) if kind == "PER" else None
        return here or self.short_forms.opening(said, number - 1, kind)

    def _last(self, passage: Passage) -> Span | None:
        recent = self.named and passage.sentence.index - self.last_sentence <= FORGET_AFTER
        same_field = recent and self.named[-1].field == passage.field
        return self.named[-1] if same_field else None

    def _agreeing(self, passage: Passage, agreement: Agreement) -> Span | None:
        """The last claimant whose verb had the same gender; of plurals, the last that is many people."""
        last = self._last(passage)
        if last is None or not agreement:
            return last
        for span, said_with in reversed(list(zip(self.named, self.agreements, strict=True))[-AGREEING:]):
            if span.field == last.field and _agrees(span, said_with, agreement):
                return span
        return last

    def _full_form(self, passage: Passage, said: Span) -> Span | None:
        """An earlier, longer claimant that begins with the same words: الرئيس after الرئيس فلان."""
        if any(named.first < named.last and _holds(passage, named.first, said) for named in passage.named):
            return None
        short = _bare_words(said.text)
        for earlier in reversed(self.named):
            full = _bare_words(earlier.text)
            if short == ["رئيس"] and not _head_of_state(earlier.text):
                continue
            if len(full) > len(short) and short and full[: len(short)] == short:
                return earlier
        return None

    def _remember(self, passage: Passage, one: Utterance, claimant: Span | None) -> None:
        if not one.speaks or claimant is None:
            return
        self.last_sentence = passage.sentence.index
        if not one.unsaid:
            self.pronoun, self.pronoun_sentence = (claimant if one.pronoun else None), self.last_sentence
        if (
            not one.pronoun
            and not (one.unsaid and claimant == self.pronoun)
            and (not self.named or self.named[-1] != claimant)
        ):
            self.named = [*self.named[-REMEMBERED:], claimant]
            self.agreements = [*self.agreements[-REMEMBERED:], one.agreement]


def _right_before(passage: Passage, said: Span) -> Span | None:
    """«…، فلانة، وهي تعترف بكذا»: the person named right before the pronoun."""
    if said.text not in ("هو", "هي"):
        return None
    at = next(index for index, token in enumerate(passage.tokens) if token.end > said.start)
    named = passage.mention_at(at - 1 - passage.is_comma(at - 1))
    if named is None or named.type != "PER" or not passage.tokens[at].norm.startswith("و"):
        return None
    return passage.span(passage.tokens[named.first].start, passage.tokens[named.last - 1].end)


def _the_same(text: str) -> bool:
    """«المصدر ذاته», «البيان نفسه»: whoever spoke last, under whatever name."""
    head, *rest = (fold(word) for word in text.split())
    return bare(head) in _SOURCES and len(rest) == 1 and rest[0] in _SELF


def _agrees(span: Span, said_with: Agreement, agreement: Agreement) -> bool:
    """Before a subject the Arabic verb stays singular (قال شهود), so a plural is told by the noun."""
    many = said_with == "plural" or fold(span.text.split()[0]).endswith(("ون", "ين")) or _plural(span)
    return many if agreement == "plural" else said_with == agreement and not many


def _plural(span: Span) -> bool:
    return fold(span.text.split()[0]).removeprefix("ال") in _BROKEN_PLURALS


def _holds(passage: Passage, token: int, span: Span) -> bool:
    return span.start <= passage.tokens[token].start < span.end


def _head_of_state(text: str) -> bool:
    """«الرئيس» by itself is no chairman of a committee."""
    words = [fold(word) for word in text.split()]
    return words[0].startswith("ال") or bool({"جمهوريه", "الجمهوريه", "الدوله"} & set(words[1:2]))


def _bare_words(text: str) -> list[str]:
    """Folded words without the article, so that الوزير answers to وزير الخارجية فلان."""
    words = [fold(word.strip("\"'«»“”،,")) for word in text.split()]
    return [word.removeprefix("ال") for word in words if word not in _NOT_A_NAME]


def bases(passage: Passage, one: Utterance) -> tuple[Basis, ...]:
    """Why the utterance counts as a claim."""
    tokens = tokens_in(passage, one.content)
    found: list[Basis] = []
    if one.form == "reported":
        found.append("reported")
    if one.form == "quoted" or _holds_speech(tokens):
        found.append("quoted")
    if one.form == "plain" or figure_in(tokens):
        found.append("quantity")
    if one.predicted or looks_ahead(tokens):
        found.append("prediction")
    return tuple(found)


def tokens_in(passage: Passage, content: Range) -> list[Token]:
    """The tokens of a stretch of the sentence."""
    return [token for token in passage.tokens if content[0] <= token.start < content[1]]


def _holds_speech(tokens: list[Token]) -> bool:
    return sum(1 for token in tokens if token.quote and token.kind == "word") >= SHORTEST_SPEECH
