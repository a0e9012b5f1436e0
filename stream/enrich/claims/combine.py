"""Rules and the model's attribution spans, each alone and together.

Attributions together: all that the model sees, with the rules' cue where it has none, and speech in quotation marks
that only rules see. Claims are those that assert: there rules draw the boundaries; what both see is surer; what only
the model sees is kept when it is sure and the cue reports rather than wishes. Measured by stream/training/claims_eval.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stream.enrich.claims.claim import Claim
from stream.enrich.claims.english import ENGLISH
from stream.enrich.claims.long_quotes import with_long_quotes
from stream.enrich.claims.model import free_of, overlap, read_by_model, spans_by_sentence
from stream.enrich.claims.passage import Passage, passages
from stream.enrich.claims.quantity import quantities
from stream.enrich.claims.rules import attributed, by_people, is_arabic
from stream.enrich.claims.speakers import told
from stream.enrich.claims.tokens import fold
from stream.enrich.claims.utterance import Utterance
from stream.enrich.reading import Reading

AGREEMENT = 0.5  # share of the shorter content that rules and model must have in common
SURE = 0.7  # the model's confidence in a content that no rule sees
# Cues of wishes, calls and plans, which PolNeAR marks like any other speech.
WISHING = frozenset(
    "want wants wanted urge urges urged ask asks asked demand demands demanded call calls called hope hopes hoped plan plans "
    "planned order ordered offer offered seek seeks sought request requested invite invited".split()
)
# In a cue these turn an assertion into a call or a refusal: "called for", "called on", "did not expect".
DISCLAIMING = frozenset(
    "for on upon not n't never no to would could decline declined refuse refused agree agreed agrees".split()
)


def find_claims(reading: Reading) -> list[Claim]:
    """The claims of the article, title first, in order of appearance."""
    spans = spans_by_sentence(reading.attributions)
    read = []
    for passage in passages(reading):
        rules = attributed(passage, reading.language)
        model = by_people(passage, read_by_model(passage, spans.get(passage.sentence.index, [])))
        read.append((passage, _together(passage, rules, model)))
    return told(_with_quantities(with_long_quotes(read)))


def find_attributions(reading: Reading) -> list[Claim]:
    """Whatever is attributed to somebody, wishes, calls and stances too, which are no claims: what PolNeAR marks."""
    spans = spans_by_sentence(reading.attributions)
    read = []
    for passage in passages(reading):
        model = read_by_model(passage, spans.get(passage.sentence.index, []))
        read.append((passage, _united(attributed(passage, reading.language), model)))
    return told(with_long_quotes(read))


def claims_by_rules(reading: Reading) -> list[Claim]:
    """What the rules find without the model's attribution spans."""
    read = [(passage, attributed(passage, reading.language)) for passage in passages(reading)]
    return told(_with_quantities(with_long_quotes(read)))


def claims_by_model(reading: Reading) -> list[Claim]:
    """What the model's attribution spans say without rules."""
    spans = spans_by_sentence(reading.attributions)
    read = [(one, read_by_model(one, spans.get(one.sentence.index, []))) for one in passages(reading)]
    return told(read)


def _with_quantities(read: Sequence[tuple[Passage, list[Utterance]]]) -> list[tuple[Passage, list[Utterance]]]:
    """Figures in the writer's own voice, in sentences where nobody else speaks."""
    return [(passage, found or quantities(passage, found)) for passage, found in read]


def _united(rules: Sequence[Utterance], model: Sequence[Utterance]) -> list[Utterance]:
    """Both finders' utterances. A rule alone counts in quotation marks only: its other sources cost more than they bring."""
    found = [_with_cue(one, rules) for one in model]
    found += [one for one in free_of(rules, found) if one.form == "quoted"]
    return sorted(found, key=lambda one: one.content)


def _with_cue(one: Utterance, rules: Sequence[Utterance]) -> Utterance:
    cues = (rule.cue for rule in rules if rule.cue and overlap(rule.content, one.content) >= AGREEMENT)
    return one if one.cue else replace(one, cue=next(cues, None))


def _together(passage: Passage, rules: Sequence[Utterance], model: Sequence[Utterance]) -> list[Utterance]:
    found = [_confirmed(one, model) for one in rules]
    found += [one for one in free_of(model, rules) if _trusted(passage, one)]
    return sorted(found, key=lambda one: one.content)


def _confirmed(one: Utterance, model: Sequence[Utterance]) -> Utterance:
    agreeing = [other.confidence for other in model if overlap(one.content, other.content) >= AGREEMENT]
    if not agreeing:
        return one
    return replace(one, confidence=1.0 - (1.0 - one.confidence) * (1.0 - 0.5 * max(agreeing)))


def _trusted(passage: Passage, one: Utterance) -> bool:
    """PolNeAR, and so the model, marks wishes, calls and stances too: a claim needs a cue that asserts.

    Arabic is left to the rules: the attribution head has seen English labels only, and invents Arabic cues.
    """
    if one.confidence < SURE or one.cue is None or is_arabic(passage):
        return False
    words = {fold(word.strip(",:")) for word in passage.text[one.cue[0] : one.cue[1]].split()}
    negated = any(word in DISCLAIMING or word.endswith("n't") for word in words)
    opening = passage.text[slice(*one.content)].split(maxsplit=1)[0].lower()
    # What is denied or only turned down, the rules tell apart by its object.
    denied = any(ENGLISH.verbs[word].denies for word in words & ENGLISH.verbs.keys())
    return not (negated or opening in DISCLAIMING or denied) and words.isdisjoint(WISHING)
