"""Finding the reporting verbs of an English or French sentence and telling verbs from nouns and from wishes."""

from __future__ import annotations

from dataclasses import dataclass

from stream.enrich.claims.grammar import Grammar, Said
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range

FARTHEST_AUXILIARY = 5  # words between "has" and "said"
INVERTED = ("-il", "-elle", "-ils", "-elles", "-on")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb: `first` counts auxiliaries and adverbs in, `at` is the verb itself."""

    first: int
    at: int
    said: Said
    span: Range
    passive: bool

    @property
    def after(self) -> int:
        """The first token after the verb."""
        return self.at + 1


def find_cues(passage: Passage, grammar: Grammar) -> list[Cue]:
    """Reporting verbs outside quotations, in order."""
    found = (_cue_at(passage, grammar, index) for index in range(len(passage)))
    return [cue for cue in found if cue is not None]


def _cue_at(passage: Passage, grammar: Grammar, at: int) -> Cue | None:
    token = passage.tokens[at]
    if token.kind != "word" or token.quote:
        return None
    said = grammar.verbs.get(token.norm) or grammar.verbs.get(without_inversion(token.norm))
    if said is None:
        return None
    first = _with_auxiliaries(passage, grammar, at)
    between = {passage.norm(index) for index in range(first, at)}
    passive = bool(between & grammar.passives) and not said.participle
    if said.needs_auxiliary and not between & (grammar.auxiliaries | grammar.passives):
        return None
    if _unspoken(passage, grammar, first, between) or _is_noun(passage, grammar, first, at):
        return None
    start = passage.tokens[first].start if said.needs_auxiliary else token.start
    return Cue(first, at, said, (start, token.end), passive)


def without_inversion(norm: str) -> str:
    """The verb of «affirme-t-il», «dit-elle»."""
    for ending in INVERTED:
        if norm.endswith(ending):
            return norm.removesuffix(ending).removesuffix("-t")
    return norm


def _with_auxiliaries(passage: Passage, grammar: Grammar, at: int) -> int:
    passed = grammar.auxiliaries | grammar.adverbs | grammar.passives
    first = at
    while first > 0 and at - first < FARTHEST_AUXILIARY and not passage.quote(first - 1):
        norm = passage.norm(first - 1)
        if norm not in passed and not (norm.endswith("ly") and len(norm) > len("only")):
            break
        first -= 1
    return first


def _unspoken(passage: Passage, grammar: Grammar, first: int, between: set[str]) -> bool:
    """Negated, only possible, or an infinitive: "did not say", "would say", "to say"."""
    before = passage.norm(first - 1)
    denied = before in grammar.negations or bool(between & grammar.negations)
    return denied or before in grammar.modals or before in grammar.infinitive or before.endswith("n't")


def _is_noun(passage: Passage, grammar: Grammar, first: int, at: int) -> bool:
    norm = passage.norm(at)
    if norm not in grammar.nouns_too or first < at:
        return False
    before, after = passage.norm(at - 1), passage.norm(at + 1)
    if (
        before in grammar.determiners | grammar.prepositions
        or passage.kind(at - 1) == "number"
        or before.endswith("'s")
    ):
        return True
    if after in grammar.verbs or after in grammar.passives | grammar.auxiliaries | {"of", "from", "about", "and"}:
        return True
    return norm in ("states", "state") and after not in grammar.that | {":"} and passage.kind(at + 1) != "open"
