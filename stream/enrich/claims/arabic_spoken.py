"""A reporting verb in its Arabic sentence: how far it reaches, and who speaks by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stream.enrich.claims.arabic_before import claimant_before, goes_on
from stream.enrich.claims.arabic_claimant import characters, claimant_after, claimant_end
from stream.enrich.claims.arabic_content import clause_end
from stream.enrich.claims.arabic_cue import NEAR, Cue, agreement
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Form, Range, Utterance

PRONOUNS = frozenset("هو هي هم هما".split())
TELLING = ("ابلغ", "اخبر", "يبلغ", "تبلغ", "يخبر", "تخبر")
UNSAID = 0.1  # confidence lost when the claimant has to be carried over


@dataclass(frozen=True, slots=True)
class Spoken:
    """A reporting verb in its sentence.

    Its أن is looked for up to the next of `stops`; its content ends at the next of `borders`.
    """

    passage: Passage
    cue: Cue
    stops: frozenset[int]
    borders: frozenset[int]

    @property
    def limit(self) -> int:
        """First token after the verb that is another verb's business."""
        return min((stop for stop in self.stops if stop > self.cue.at), default=len(self.passage))

    def end(self, first: int) -> int:
        """First token after the clause that begins at `first`."""
        return clause_end(self.passage, first, self.borders)

    def told(self, until: int, found: Sequence[Range], form: Form, confidence: float) -> list[Utterance]:
        """Utterances with the claimant that stands between the verb and token `until`, or before the verb."""
        claimant, verb = _claimant(self, until), self.cue.verb
        said = "" if claimant is None else self.passage.text[slice(*claimant)]
        return [
            Utterance(
                content=content,
                form=form,
                confidence=confidence if claimant else confidence - UNSAID,
                cue=self.cue.span,
                claimant=claimant,
                unsaid=claimant is None and verb.shape != "passive",
                pronoun=said in PRONOUNS,
                denied=verb.denies,
                predicted=verb.predicts,
                agreement=agreement(self.passage.norm(self.cue.at), self.passage.tokens[self.cue.at].text),
            )
            for content in found
        ]


def _claimant(one: Spoken, until: int) -> Range | None:
    passage, cue = one.passage, one.cue
    if cue.verb.shape != "finite":
        return None
    if goes_on(passage, cue.at):
        return None
    source = relayed(one, until)
    if source is not None:
        return source
    # «جاء في التقرير أن»: the source stands after the preposition.
    begin = cue.after + passage.norm(cue.at).endswith(("جاء", "جاءت", "ورد", "وردت"))
    attached = cue.span[0] > passage.tokens[cue.at].start and not _after_topic(passage, cue)
    before = None if attached or not _tells_somebody(passage, cue) else claimant_before(passage, cue.at)
    after = before or claimant_after(passage, begin, until)
    return after if after is not None or attached else claimant_before(passage, cue.at)


def _tells_somebody(passage: Passage, cue: Cue) -> bool:
    """«لكن طبيبا أبلغ رويترز أن»: after the subject the verb names whoever was told."""
    return passage.norm(cue.at).startswith(TELLING)


def _after_topic(passage: Passage, cue: Cue) -> bool:
    """«أما الوكالة فذكرت أن»: the ف belongs to أما, and the subject stands before the verb."""
    near = range(max(0, cue.at - 2 * NEAR), cue.at)
    return passage.norm(cue.at).startswith("ف") and any(passage.norm(index) in ("اما", "واما") for index in near)


def relayed(one: Spoken, until: int) -> Range | None:
    """«نقلت رويترز عن مصدر قوله إن»: the source speaks, not the agency."""
    passage = one.passage
    if not passage.norm(one.cue.at).removeprefix("و").startswith("نقل"):
        return None
    for index in range(one.cue.after, until):
        if passage.norm(index) == "عن":
            return characters(passage, index + 1, claimant_end(passage, index + 1, until))
    return None
