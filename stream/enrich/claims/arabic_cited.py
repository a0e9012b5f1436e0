"""Arabic sources named in passing: وفقا لـ, بحسب, حسبما أفاد, نقلا عن, على حد قوله.

The claim is the clause the phrase belongs to: what follows when it opens the clause, what precedes when it closes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stream.enrich.claims.arabic_claimant import (
    begins_adverbial,
    characters,
    claimant_end,
    names_somebody,
    skip_times,
    without_preposition,
)
from stream.enrich.claims.arabic_content import clause_end, contents, plain_content, without_formula
from stream.enrich.claims.arabic_cue import Cue
from stream.enrich.claims.arabic_cues import PASSIVE_FORMS
from stream.enrich.claims.arabic_nouns import is_verbal_noun
from stream.enrich.claims.arabic_words import (
    ADDRESSEES,
    ANY_THAT,
    CITED,
    HEADS,
    LONGEST_OPENERS_BY_FIRST,
    OPENERS_BY_LAST,
    ORG_HEADS,
    PERSON_HEADS,
    THAT,
)
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range, Utterance

_ACCORDING = frozenset("وفق وفقا بحسب حسب طبقا استنادا وبحسب وحسب ووفقا ووفق نقلا ونقلا".split())
_WITH_VERB = frozenset("حسبما مثلما كما وحسبما".split())
_PHRASES = _ACCORDING | _WITH_VERB | {"علي"}  # what a phrase begins with
_LINKS = frozenset("ما لما عن الي ل".split())
_OWN_WORDS = frozenset(
    "قوله قولها قولهم تعبيره تعبيرها تعبيرهم تاكيده تاكيدها وصفه وصفها زعمه زعمها رايه رايها تقديره كلامه ذكره "
    "تصريحه تصريحاته تصريحاتها كلامها روايته روايتها زعمهم افادته تقديراته".split()
)
_VERB_STARTS = frozenset("ففي كان كانت فان فقد قد تم ستكون سيكون فسوف لن لم لا ليس ان فانه فانها يتم سيتم".split())
_PRESENT = re.compile(r"[يت]\w{3,}")
_NOT_VERBS = frozenset(
    "تونس تركيا تويتر يوسف ياسين يونس يحيي تايمز تلغراف تلفزيون تقرير تقارير تنظيم تحالف تيار يومي".split()
)
# A past verb of the third person feminine: قامت, أعلنت, بلغت; no plural in ات.
_PAST = re.compile(r"(?!ال)\w{2,}[^اةه]ت")
SHORTEST_FUTURE = 5  # letters of سيفعل
SHORT_HEAD = 4  # words before an inserted «حسب فلان»; with so few, the claim is what follows it
LONGEST_NAME_IN_A = 4  # letters; a longer word in alif is an object (حسب الوزارة تحسنا), not a name (رضا)
FARTHEST_SOURCE = 16  # words of a source before the clause it introduces


@dataclass(frozen=True, slots=True)
class Cited:
    """The phrase from token `first` to `last`; `source` is None for "in his words"."""

    first: int
    last: int
    cue: Range
    source: Range | None
    # «بحسب ما أفيد»: said by nobody, unlike "in his words".
    passive: bool = False


def find_cited(passage: Passage, cues: Sequence[Cue]) -> list[Cited]:
    """Every according-to phrase outside quotations, in order."""
    verbs = {cue.at: cue for cue in cues}
    found = (_cited_at(passage, index, verbs) for index, token in enumerate(passage.tokens) if token.norm in _PHRASES)
    return [one for one in found if one is not None]


def _cited_at(passage: Passage, at: int, verbs: dict[int, Cue]) -> Cited | None:
    if passage.quote(at):
        return None
    norm = passage.norm(at)
    if (norm == "علي" and passage.norm(at + 1) == "حد") or (norm in _ACCORDING and passage.norm(at + 1) in _OWN_WORDS):
        return _own_words(passage, at)
    if norm in _WITH_VERB and at + 1 in verbs and verbs[at + 1].verb.shape == "finite":
        relays = passage.norm(at + 1).startswith("نقل")
        return _with_verb(passage, at, at + 1) if norm != "كما" or relays or _trails(passage, at) else None
    if norm not in _ACCORDING:
        return None
    link = at + 1 if passage.norm(at + 1) in _LINKS else at
    if passage.norm(link) in ("ما", "لما"):
        return _with_verb(passage, at, link + 1)
    return _named_source(passage, at, link + 1)


def _trails(passage: Passage, at: int) -> bool:
    """«… كما قال الوزير» closes a sentence; «كما قال الوزير إن …» opens one."""
    rest = passage.tokens[at + 2 : at + 30]
    return at >= SHORT_HEAD and not any(token.norm in ANY_THAT or token.norm == ":" for token in rest)


def _own_words(passage: Passage, at: int) -> Cited | None:
    word = at + 2 if passage.norm(at + 1) == "حد" else at + 1
    if passage.norm(word) in _OWN_WORDS:
        return Cited(at, word + 1, _cue(passage, at, word + 1), None)
    source_end = claimant_end(passage, word + 1, len(passage))
    source = characters(passage, word + 1, source_end)
    return None if source is None else Cited(at, source_end, _cue(passage, at, word + 1), source)


def _with_verb(passage: Passage, at: int, verb: int) -> Cited | None:
    after = verb + 1
    if passage.norm(verb) in PASSIVE_FORMS:
        return Cited(at, after, _cue(passage, at, after), None, passive=True)
    if passage.norm(after) in ("عنه", "به", "عنها", "بها", "اليه", "اليها", "ذلك"):
        after += 1
    if passage.norm(after) == "في":
        after += 1
    if passage.norm(after).startswith("لل") or passage.norm(after) in ADDRESSEES:
        after = next((i for i in range(after, after + 6) if names_somebody(passage, i)), after)
    after = skip_times(passage, after, min(len(passage), after + FARTHEST_SOURCE))
    end = _source_end(passage, after, len(passage))
    source = characters(passage, after, end)
    return Cited(at, max(end, verb + 1), _cue(passage, at, verb + 1), source)


def _named_source(passage: Passage, at: int, first: int) -> Cited | None:
    bare = passage.norm(first).removeprefix("ل")
    attached = passage.norm(first).startswith("ل")
    same = bare in ("نفس", "ذات") and passage.norm(first + 1) in CITED  # بحسب نفس الوثيقة
    known = same or names_somebody(passage, first) or bare in CITED or _article(passage.norm(first)) in CITED
    if not (known or passage.mention_at(first) is not None or passage.kind(first) == "open"):
        return None
    end = _source_end(passage, first, len(passage))
    source = characters(passage, first, end)
    if source is None:
        return None
    requires_l = attached and first == at + 1 and passage.norm(at)[-1:] == "ا"
    return Cited(
        at, end, _cue(passage, at, first), without_preposition(passage, first, source) if requires_l else source
    )


def _article(norm: str) -> str:
    return "ال" + norm[2:] if norm.startswith("لل") else norm


def _source_end(passage: Passage, first: int, last: int) -> int:
    # From the second word on: «لموقع» after «وفقا» is the source, though elsewhere it would be an addressee.
    limit = claimant_end(passage, first + 1, min(last, first + FARTHEST_SOURCE))
    if passage.norm(limit) in ADDRESSEES and passage.norm(first).removeprefix("ل") in ORG_HEADS:
        limit = claimant_end(passage, limit + 1, min(last, first + FARTHEST_SOURCE))
    for index in range(first + 1, limit):
        if _begins_clause(passage, index, first):
            return index
    return limit


def _begins_clause(passage: Passage, index: int, first: int) -> bool:
    norm = passage.norm(index)
    if passage.norm(first).removeprefix("ل") in PERSON_HEADS:  # «مسؤول تحدث بشرط»: the verb is about him
        return norm in _VERB_STARTS and norm not in ("لم", "لا")
    if passage.tokens[index].text.endswith("ا") and len(norm) > LONGEST_NAME_IN_A and not _named(passage, index):
        return True
    if _PRESENT.fullmatch(norm) and norm not in _NOT_VERBS and index > first + 1 and not _named(passage, index):
        return not is_verbal_noun(norm) and passage.norm(index - 1) not in HEADS
    past = _PAST.fullmatch(norm) is not None and index > first + 1 and passage.mention_at(index) is None
    return norm in _VERB_STARTS or _future(norm) or (past and not passage.quote(index))


def _future(norm: str) -> bool:
    """سيفعل, ستفعل; not سيارة, not ستة."""
    return len(norm) >= SHORTEST_FUTURE and norm[:2] in ("سي", "ست") and not norm.endswith("ه")


def _cue(passage: Passage, first: int, last: int) -> Range:
    start, text = passage.tokens[first].start, passage.norm(first)
    attached = text[:1] == "و" and text not in ("وفق", "وفقا")
    return start + attached, passage.tokens[last - 1].end if last > first else passage.tokens[first].end


def introduced_utterances(
    passage: Passage, cited: Sequence[Cited], cuts: frozenset[int], cues: Sequence[Cue]
) -> Iterator[Utterance]:
    """«وفقا لفلان، …»: the claim follows, unless somebody else is quoted in it by name."""
    for one in cited:
        others = cuts | {other.first for other in cited if other is not one}
        content = _introduced(passage, one, others)
        if content is not None and not any(_active_within(cue, content) for cue in cues):
            yield Utterance(content, "reported", 0.8, one.cue, one.source, speaks=False)


def _active_within(cue: Cue, content: Range) -> bool:
    return content[0] <= cue.span[0] < content[1] and cue.verb.shape != "passive"


def closed_utterances(
    passage: Passage, cited: Sequence[Cited], cuts: frozenset[int], found: Sequence[Utterance]
) -> Iterator[Utterance]:
    """«…، وفقا لفلان»: the claim precedes, unless a reporting verb has claimed its clause already."""
    for index, one in enumerate(cited):
        content = _closed(passage, one, index, cited, cuts)
        if content is not None and not any(_claims(other, content) for other in found):
            yield Utterance(
                content,
                "reported",
                0.8,
                one.cue,
                one.source,
                unsaid=one.source is None and not one.passive,
                speaks=False,
            )


def _claims(other: Utterance, content: Range) -> bool:
    overlaps = other.content[0] < content[1] and content[0] < other.content[1]
    return overlaps or (other.cue is not None and content[0] <= other.cue[0] < content[1])


def _introduced(passage: Passage, one: Cited, cuts: frozenset[int]) -> Range | None:
    if one.source is None or not _opens_clause(passage, one.first):
        return None
    first = _after_fa(passage, one.last) or one.last
    while passage.is_comma(first) or (begins_adverbial(passage, first) and passage.norm(first) not in THAT):
        if not passage.is_comma(first) and passage.norm(first) not in ANY_THAT:
            break
        first += 1
    found = contents(passage, _without_f(passage, first), _shortened(passage, first, clause_end(passage, first, cuts)))
    return found[0] if found else None


def _named(passage: Passage, index: int) -> bool:
    return passage.mention_at(index) is not None or passage.quote(index) > 0 or passage.norm(index).startswith("ال")


def _after_fa(passage: Passage, first: int) -> int | None:
    """«وفقا لفلان يوم الجمعة فإن …»: the claim begins at فإن whatever stands before."""
    spoken_to = False  # «حسب ما أكده المخرج، للإذاعة، فقد …»
    for index in range(first, min(first + 12, len(passage))):
        if passage.norm(index) in ("فان", "فقد", "فانه", "فانها"):
            return index
        told = passage.is_comma(index) and (
            passage.norm(index + 1)[:2] == "لل" or passage.norm(index + 1) in ADDRESSEES
        )
        if passage.is_comma(index) and index > first + 1 and not told and not spoken_to:
            return None
        spoken_to = spoken_to or told
    return None


def _without_f(passage: Passage, first: int) -> int:
    return first + 1 if passage.norm(first) in ("فان", "فقد") else first


def _shortened(passage: Passage, first: int, last: int) -> int:
    """A cited source answers for its clause, not for the "but" that follows."""
    for index in range(first + 3, last):
        if passage.is_comma(index) and passage.norm(index + 1) in ("لكن", "ولكن", "الا", "غير", "لكنه", "لكنها"):
            return index
    return last


def _opens_clause(passage: Passage, at: int) -> bool:
    if at == 0 or (passage.kind(at - 1) == "close" and passage.quote(at - 1) == 0):
        return True
    attached = passage.norm(at)[:2] in ("وب", "وح", "وو", "ون")
    opener = any(
        at - len(words) >= 0 and all(passage.norm(at - len(words) + i) == word for i, word in enumerate(words))
        for words in OPENERS_BY_LAST.get(passage.norm(at - 1), ())
    )
    return attached or opener


def _closed(passage: Passage, one: Cited, index: int, cited: Sequence[Cited], cuts: frozenset[int]) -> Range | None:
    if _opens_clause(passage, one.first) and one.source is not None:
        return None
    begin = max((cut for cut in cuts if cut < one.first), default=0)
    begin = max([begin, *(other.last for other in cited[:index])])
    for at in range(one.first - 1, begin, -1):
        if passage.norm(at) in "؛;." and passage.kind(at) == "mark":
            begin = at + 1
            break
    begin = without_formula(passage, _without_opener(passage, begin))
    rest = clause_end(passage, one.last, cuts)
    before, after = passage.words(begin, one.first), passage.words(one.last, rest)
    inserted = passage.is_comma(one.first - 1) and passage.is_comma(one.last)
    goes_on = inserted and not passage.norm(one.last + 1).startswith("و")
    if before <= SHORT_HEAD < after or (goes_on and before < after):
        return plain_content(passage, one.last, rest)
    return plain_content(passage, begin, one.first)


def _without_opener(passage: Passage, first: int) -> int:
    while passage.is_comma(first):
        first += 1
    for words in LONGEST_OPENERS_BY_FIRST.get(passage.norm(first), ()):
        if all(passage.norm(first + i) == word for i, word in enumerate(words)) and words not in (("كان",), ("كانت",)):
            return first + len(words)
    return first
