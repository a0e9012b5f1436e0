"""Finding the reporting verbs of an Arabic sentence, attached و and ف aside."""

from __future__ import annotations

from dataclasses import dataclass, replace

from stream.enrich.claims.arabic_before import goes_on
from stream.enrich.claims.arabic_claimant import names_somebody
from stream.enrich.claims.arabic_cues import DOUBTFUL, FORECASTS, NEGATIONS, PASSIVE_FORMS, PAST_OF_HIM, VERBS, Verb
from stream.enrich.claims.arabic_words import ANY_THAT, NOT_BEFORE_THAT, OPENERS_BY_LAST, OWN_CLAIM
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Agreement, Range

FAR = 45  # words between a verb and its أن; beyond this the أن belongs to something else
NEAR = 8
SHORTEST_SPEECH = 4  # words in marks; fewer are a title, a nickname or a word held at arm's length
DESCRIBING = ("وصف", "وصفت", "يصف", "تصف", "وصفوا")  # somebody or something as good or bad, with ب or بأنه
# What stands in marks right after these is a name: مترجم كتاب «كذا وكذا».
_CALLED_SO = frozenset(
    "كتاب كتابه كتابها فيلم فيلمه فيلمها روايه روايته روايتها مسرحيه برنامج برنامجه ديوان اغنيه مجله صحيفه جريده قناه موقع "
    "وكاله حمله مبادره حصه جمعيه حركه حزب تنظيم جماعه شركه مجموعه مهرجان معرض جائزه مشروع اسم عنوان بعنوان شعار".split()
)
_CONTRASTS = frozenset("لكن ولكن بينما فيما".split())
_PARTICLES = "وف"
_CUE_FORMS = frozenset([*VERBS, *FORECASTS, *(particle + verb for particle in _PARTICLES for verb in VERBS)])
_ACTIVE_TOO = frozenset("يعتقد يزعم يرجح يتوقع".split())
_FORECAST = Verb("passive", frozenset("ب"), noun=False, noun_alone=False, denies=False, predicts=True, bare=False)
# حسبما قال: the verb only names a source, the claim stands elsewhere in the sentence.
SUBORDINATE = frozenset("حسبما ما لما مثلما بما".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at token `at`; its clause, connectors included, begins at token `begins`."""

    at: int
    verb: Verb
    span: Range
    begins: int
    opens: bool

    @property
    def after(self) -> int:
        """The first token after the verb."""
        return self.at + 1


def find_cues(passage: Passage) -> list[Cue]:
    """Reporting verbs outside quotations, in order."""
    found = (_cue_at(passage, index) for index, token in enumerate(passage.tokens) if token.norm in _CUE_FORMS)
    return [cue for cue in found if cue is not None]


def _cue_at(passage: Passage, at: int) -> Cue | None:
    token = passage.tokens[at]
    if token.kind != "word" or token.quote or passage.norm(at - 1) in NEGATIONS:
        return None
    norm, attached = _without_particle(token.norm)
    verb = _forecast(passage, at, norm) or VERBS.get(norm)
    if verb is None or _formula(passage, at, norm) or not _certain(passage, at, norm, verb):
        return None
    begins = at if attached else _contrast_before(passage, at)
    begins = at - 1 if goes_on(passage, at) else begins
    begins = clause_begin(passage, at) if begins == at else begins
    opens = attached or begins < at or at == 0 or passage.is_comma(at - 1) or verb.shape == "participle"
    return Cue(at, _passive(passage, at, norm, verb), (token.start + attached, token.end), begins, opens)


def _contrast_before(passage: Passage, at: int) -> int:
    """In «…، لكن ناطقا باسمهم نفى ذلك» the clause begins at لكن, whose subject stands before the verb."""
    for index in range(at - 1, max(at - NEAR - 1, 0), -1):
        if passage.is_comma(index) or passage.norm(index) in ANY_THAT:
            return at
        if passage.norm(index) in _CONTRASTS:
            return index
    return at


def _without_particle(norm: str) -> tuple[str, bool]:
    if norm not in VERBS and norm not in FORECASTS and norm[:1] in _PARTICLES and norm[1:] in VERBS:
        return norm[1:], True
    return norm, False


def _forecast(passage: Passage, at: int, norm: str) -> Verb | None:
    if norm in FORECASTS and passage.norm(at - 1) in ("من", "ومن") and passage.norm(at + 1) in ANY_THAT:
        return _FORECAST
    return None


def _formula(passage: Passage, at: int, norm: str) -> bool:
    """«يذكر أن» introduces background in the writer's own voice; bare بين, جاء and يعد are other words."""
    if norm == "يذكر" and passage.norm(at + 1) in ANY_THAT:
        return True
    if norm in ("جاء", "جاءت", "ورد", "وردت"):
        return passage.norm(at + 1) != "في"
    if norm in ("يعد", "تعد") and not _promises(passage, at):
        return True
    if norm == "عقب" and passage.norm(at + 1) != "علي" and not names_somebody(passage, at + 1):
        return True
    if norm == "بين" and passage.norm(at + 1) in ("ما", "كل", "من"):
        return True
    begins = at == 0 or passage.is_comma(at - 1) or passage.norm(at - 1) == "كما"
    return norm == "بين" and not (begins or "\u0651" in passage.tokens[at].text or passage.norm(at) == "وبين")


def _promises(passage: Passage, at: int) -> bool:
    """«يعد بأن», «يعد ب…»: without the ب it is "counts as" (يعد هذا أول, يُعد مصدرا)."""
    if "\u064f" in passage.tokens[at].text[:3]:
        return False
    near = range(at + 1, min(at + 2 * NEAR, len(passage)))
    that = next((index for index in near if passage.norm(index) in ANY_THAT), None)
    return passage.norm(that)[:1] == "ب" if that is not None else True


def _certain(passage: Passage, at: int, norm: str, verb: Verb) -> bool:
    if _follows_a_subject(passage, at):
        return True
    describes = norm in DESCRIBING and names_somebody(passage, at + 1)
    if norm in DOUBTFUL and (verb.noun or describes) and (at == 0 or passage.is_comma(at - 1)):
        return True
    attached = norm != passage.norm(at)
    if norm in DOUBTFUL and (not attached or norm in ("بين", "جاء", "ورد")):
        return supported(passage, at + 1, verb, NEAR * 3)
    if verb.shape == "participle":
        adverbial = norm.endswith("ا") or passage.is_comma(at - 1)
        return supported(passage, at + 1, verb, NEAR) or (adverbial and verb.noun)
    if norm.startswith("نقل") and any(passage.norm(near) in OWN_CLAIM for near in range(at + 1, at + 2 * NEAR)):
        return True
    takes_noun = verb.noun or (norm in DESCRIBING and (attached or norm not in DOUBTFUL))
    return takes_noun or supported(passage, at + 1, verb, FAR) or _closes_quotation(passage, at)


def _follows_a_subject(passage: Passage, at: int) -> bool:
    """After حسبما, كما and لكنه stands a verb, whatever else the word may be."""
    continued = goes_on(passage, at) and passage.norm(at) not in ("عقب", "بين")  # إلا أنها عقب ذلك
    return passage.norm(at - 1) in SUBORDINATE or passage.norm(at - 1) == "كما" or continued


def _closes_quotation(passage: Passage, at: int) -> bool:
    before = at - 1 if not passage.is_comma(at - 1) else at - 2
    return passage.kind(before) == "close"


def _passive(passage: Passage, at: int, norm: str, verb: Verb) -> Verb:
    """ذُكر أن and يُعتقد أن are written like their active forms; nobody named on either side tells them apart."""
    if verb.shape == "passive" and norm in _ACTIVE_TOO and passage.norm(at + 1) not in ANY_THAT:
        return replace(verb, shape="finite")  # ويعتقد محللون أن
    vocalised = "\u064f" in passage.tokens[at].text[:3] and verb.shape == "finite"  # ذُكر, أُعلن
    if verb.shape == "passive" or not (vocalised or norm in PASSIVE_FORMS):
        return verb
    nameless = vocalised or (at == 0 and passage.norm(at + 1) in ANY_THAT)
    return replace(verb, shape="passive") if nameless else verb


def supported(passage: Passage, first: int, verb: Verb, reach: int) -> bool:
    """True when أن, a colon or a quotation follows within `reach` tokens."""
    return find_that(passage, first, min(first + reach, len(passage)), verb) is not None or (
        verb.bare and find_speech(passage, first, min(first + reach, len(passage))) is not None
    )


def find_that(passage: Passage, first: int, last: int, verb: Verb) -> int | None:
    """The token of the أن that opens the verb's content."""
    for index in range(first, min(last, len(passage))):
        if passage.norm(index) in (";", "؛", ".", "؟", "!"):
            return None
        if (
            passage.norm(index) in ANY_THAT
            and not _in_name(passage, index)
            and _opens_content(passage, index, first, verb)
        ):
            return index
    return None


def _in_name(passage: Passage, index: int) -> bool:
    """«تلفزيون إن إتش كيه»: a spelt-out name, not أن."""
    named = passage.mention_at(index)
    return named is not None and named.last - named.first > 1


def _opens_content(passage: Passage, index: int, first: int, verb: Verb) -> bool:
    before = passage.norm(index - 1)
    if passage.norm(index).startswith("و") or (passage.quote(index) and passage.kind(index - 1) != "open"):
        return False
    if before in ("علي", "الي", "عن", "من", "في", "الي"):
        return before in verb.preps or (before == "علي" and "الي" not in verb.preps and index - 1 == first)
    return before not in NOT_BEFORE_THAT or index == first


def find_speech(passage: Passage, first: int, last: int) -> int | None:
    """The token that opens direct speech: a colon, or the mark of a quotation of some length."""
    for index in range(first, min(last, len(passage))):
        if passage.norm(index) in (";", "؛", ".", "؟", "!"):
            return None
        if passage.norm(index) == ":":
            return index
        speech = passage.kind(index) == "open" and passage.words(index, passage.quote_end(index)) >= SHORTEST_SPEECH
        if speech and passage.norm(index - 1) not in _CALLED_SO:
            return index
    return None


def clause_begin(passage: Passage, at: int) -> int:
    """Where the clause of the verb at `at` begins, its connectors counted in (فيما قال, من جهته أكد)."""
    begin = at
    while True:
        earlier = _opener_before(passage, begin)
        if earlier == begin:
            return begin
        begin = earlier


def _opener_before(passage: Passage, begin: int) -> int:
    end = begin - 1 if passage.is_comma(begin - 1) else begin
    for words in OPENERS_BY_LAST.get(passage.norm(end - 1), ()):
        first = end - len(words)
        if first >= 0 and all(passage.norm(first + i) == word for i, word in enumerate(words)):
            return first
    return begin


def agreement(norm: str, text: str) -> Agreement:
    """Gender and number that the verb's form shows: أضافت, أضافوا, مضيفة; the ت of تابع and لفت is the verb's own."""
    if _without_particle(norm)[0] in PAST_OF_HIM:
        return "masculine"
    if norm.endswith(("وا", "ون", "ين")):
        return "plural"
    if norm.endswith("ت") or norm.lstrip("وف").startswith("ت") or text.endswith("ة"):
        return "feminine"
    return "masculine"
