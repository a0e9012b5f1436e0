"""The subject before an Arabic reporting verb: «فلان أعلن», «غير أن فلانا، شقيق الرئيس، زعم», «ودعا فلان …، مؤكدا».

Descriptions between commas belong to the subject, other insertions do not; «لكنها قالت» goes on with somebody.
"""

from __future__ import annotations

from stream.enrich.claims.arabic_claimant import (
    LONGEST,
    NAMELESS,
    RELATIVE_CLAUSES,
    begins_adverbial,
    characters,
    claimant_end,
    describes,
    names_somebody,
    says_who,
)
from stream.enrich.claims.arabic_cues import PAST_OF_HIM, VERBS
from stream.enrich.claims.arabic_words import ANY_THAT, HEADS, LONGEST_OPENERS_BY_FIRST, PERSON_HEADS, RELATIVES, THAT
from stream.enrich.claims.passage import Passage
from stream.enrich.claims.utterance import Range

LONGEST_BEFORE = 14
LONGEST_CLOSING = 4  # «وختم فلان الفلاني بالقول إن»: an unknown name right between the verb and its بالقول
NEAR_NAME = 4  # tokens from «الناشطة البيئية» to the name
FRONTED = 6  # tokens of «وفي نيروبي،» before the clause proper
LONGEST_HALF = 4  # words of a headline's first half before «والجيش ينفي»; fewer are a joint subject
_FUNCTION_WORDS = frozenset(
    "في وفي عن وعن من ومن الي علي وعلي بعد وبعد قبل خلال وخلال لكن وقد قد كما ثم لا ما هل هنا ل ب و".split()
)
_FRONTS = frozenset("وحول وعن في وفي من ومن علي وعلي خلال وخلال بعد وبعد".split())
# «لكنها قالت», «إلا أنه نفى»: the subject is whoever was spoken of, and the noun after the verb is its object.
_GOING_ON = frozenset("لكنه لكنها لكنهم لكنهما ولكنه ولكنها ولكنهم".split())
_GOING_ON_AFTER = frozenset("انه انها انهم انهما".split())
_EXCEPT = frozenset("الا غير بيد علي".split())
_BEFORE_VERBS = frozenset(
    "كما حيث فيما بينما ثم حين عندما".split()
)  # a verb's clause begins with these, without a subject
_NOUN_FOLLOWS = frozenset("ان لكن ولكن اما واما".split())


def claimant_before(passage: Passage, at: int) -> Range | None:
    """The subject that stands before the verb at `at` (SVO order, كان X قد أعلن, X الذي أكد); None when there is none."""
    end = _before_auxiliaries(passage, at)
    if goes_on(passage, end) or passage.norm(end - 1) in _BEFORE_VERBS:
        return None
    if passage.is_comma(end - 1):
        described = _described(passage, end - 1)
        if described is not None or end == at:
            return described
        end -= 1
    if passage.norm(end - 1).removeprefix("و") in ("هو", "هي", "هم", "هما"):
        pronoun = passage.tokens[end - 1]
        return pronoun.start + pronoun.norm.startswith("و"), pronoun.end
    if passage.norm(end - 1) in RELATIVES:
        return _of_relative(passage, end - 1, at)
    begin = _past_verb(passage, _skip_openers(passage, _clause_start(passage, end), end), end)
    return _second_half(passage, begin, end) or _phrase(passage, begin, end)


def _before_auxiliaries(passage: Passage, at: int) -> int:
    """Before قد and, in a relative clause, كان قد."""
    end = at - 1 if passage.norm(at - 1) in ("قد", "فقد") else at
    was = passage.norm(end - 1) in ("كان", "كانت") and passage.norm(end - 2) in RELATIVES
    return end - was


def _past_verb(passage: Passage, begin: int, end: int) -> int:
    """Past the first verb of «وتابع يقول إن», «تابع فلان يقول إن»."""
    verb = VERBS.get(passage.norm(begin).removeprefix("و"))
    return begin + 1 if begin < end and verb is not None and verb.shape == "finite" else begin


def _of_relative(passage: Passage, relative: int, at: int) -> Range | None:
    if _of_the_other_gender(passage, relative, at):
        return None
    end = relative - 1 if passage.is_comma(relative - 1) else relative
    begin = _skip_openers(passage, _clause_start(passage, end), end)
    return _phrase(passage, _antecedent(passage, begin, end), end)


def _phrase(passage: Passage, begin: int, end: int) -> Range | None:
    if not 0 < passage.words(begin, end) <= LONGEST_BEFORE or not _noun_like(passage, begin):
        return None
    return characters(passage, begin, min(end, claimant_end(passage, begin, end)))


def _of_the_other_gender(passage: Passage, relative: int, at: int) -> bool:
    """«البلاد التي قال إنها آمنة»: he said so, the country did not."""
    verb, pronoun = passage.norm(at), passage.norm(relative)
    present_of_him, present_of_her = verb.startswith("ي"), verb.startswith("ت") and verb not in PAST_OF_HIM
    if pronoun.removeprefix("و") == "التي":
        return present_of_him or verb in PAST_OF_HIM
    her = present_of_her or (verb.endswith("ت") and verb not in PAST_OF_HIM)
    return pronoun.removeprefix("و") == "الذي" and her


def goes_on(passage: Passage, at: int) -> bool:
    """True of a verb after لكنها or «إلا أنه»: somebody spoken of before goes on."""
    excepted = passage.norm(at - 2) in _EXCEPT and passage.norm(at - 1) in _GOING_ON_AFTER
    return passage.norm(at - 1) in _GOING_ON or excepted


def _described(passage: Passage, closing: int) -> Range | None:
    """«القوة، التي تنتهي ولايتها،» gives القوة; «فلان، عضو البرلمان،» gives all of it; `closing` is the second comma."""
    near = range(closing - 1, max(0, closing - LONGEST), -1)
    opening = next((index for index in near if _bounds_clause(passage, index)), 0)
    if not opening or not passage.is_comma(opening) or not _inserted(passage, opening + 1):
        return None
    begin = _skip_openers(passage, _clause_start(passage, opening), opening)
    known = names_somebody(passage, begin) or (begin > 0 and _noun_like(passage, begin))
    if not known or passage.words(begin, opening) > LONGEST_BEFORE or claimant_end(passage, begin, opening) != opening:
        return None
    return characters(passage, begin, closing if says_who(passage, opening + 1) else opening)


def _inserted(passage: Passage, index: int) -> bool:
    return passage.norm(index) in RELATIVE_CLAUSES | NAMELESS or describes(passage, index)


def _second_half(passage: Passage, begin: int, end: int) -> Range | None:
    """A headline's second half has its own subject: «انقطاع كابلين في البحر والحوثيون ينفون …»."""
    if passage.field != "title":
        return None
    for index in range(end - 1, begin + LONGEST_HALF - 1, -1):
        token, named = passage.tokens[index], passage.mention_at(index)
        joined = token.norm.startswith("و") and (
            token.norm[1:] in HEADS
            or token.norm.startswith("وال")
            or (named is not None and passage.named and named.first == index and token.norm not in HEADS)
        )
        if joined and (named is None or named.first == index):
            found = characters(passage, index, end)
            return None if found is None else (found[0] + 1, found[1])
    return None


def sentence_subject(passage: Passage, until: int) -> Range | None:
    """Who opens the sentence that a participle continues (ودعا الحزب إلى …، مؤكدا أن …), when told by title or name."""
    begin = _opening(passage, until)
    first = begin if names_somebody(passage, begin) else begin + 1
    somebody = _somebody(passage, first)
    last = _before_preposition(passage, first, claimant_end(passage, first, until))
    closing = last == until and last - first <= LONGEST_CLOSING and passage.norm(until).startswith("بال")
    if not somebody and not closing:
        return None
    return characters(passage, first, _with_description(passage, last, until))


def acted_before(passage: Passage, at: int) -> bool:
    """True when the sentence opens with what the subject of the verb at `at` did: «انتقد الناشط فلان كذا، وكتب أن»."""
    begin = _opening(passage, at)
    verb, cue = passage.norm(begin), passage.norm(at)
    if begin + 1 >= at or names_somebody(passage, begin) or verb.startswith(("ال", "وال")) or verb in _FUNCTION_WORDS:
        return False
    alike = verb.endswith("ت") == cue.endswith("ت") and passage.mention_at(begin) is None
    joined = goes_on(passage, at) or (cue.startswith("و") and passage.is_comma(at - 1))
    return alike and joined and _somebody(passage, begin + 1)


def _somebody(passage: Passage, index: int) -> bool:
    """A name, a title, an institution, or whatever noun a person's name follows: الناشط فلان."""
    near = [named.first for named in passage.named if named.type == "PER" and 0 <= named.first - index < NEAR_NAME]
    plain = bool(near) and not any(
        passage.is_comma(between) or begins_adverbial(passage, between) for between in range(index, near[0])
    )
    return names_somebody(passage, index) or (plain and passage.norm(index).startswith("ال"))


def _opening(passage: Passage, until: int) -> int:
    """Past connectors and «وفي نيروبي،» to the clause that opens the sentence."""
    begin = _skip_openers(passage, 0, until)
    fronted = passage.norm(begin) in _FRONTS or (passage.is_comma(begin + 1) and not names_somebody(passage, begin))
    commas = [index for index in range(begin, min(until, begin + FRONTED)) if passage.is_comma(index)]
    return _skip_openers(passage, commas[0] + 1, until) if fronted and commas else begin


def _with_description(passage: Passage, last: int, until: int) -> int:
    """«فلان من جامعة كذا» and «فلان، مؤسس كذا،» with what says who it is."""
    named = passage.mention_at(last + 1)
    if passage.norm(last) == "من" and named is not None and named.type == "ORG" and named.last <= until:
        return named.last
    if not passage.is_comma(last) or not describes(passage, last + 1) or not says_who(passage, last + 1):
        return last
    return next((index for index in range(last + 2, min(until, last + LONGEST)) if passage.is_comma(index)), last)


def _before_preposition(passage: Passage, first: int, last: int) -> int:
    people = [named.last for named in passage.named if named.type == "PER" and first <= named.first < last]
    if people and not any(passage.is_comma(index) for index in range(first, people[0])):
        return people[0]  # القيادي في الاتحاد فلان
    for index in range(first + 1, last):
        if passage.norm(index) in ("الي", "علي", "عن", "في") and passage.mention_at(index) is None:
            return index
        if _another_person(passage, index):
            return index
    return last - 1 if _possessed(passage, first, last) else last


def _another_person(passage: Passage, index: int) -> bool:
    """الممثلة of «انتقد الرئيس الأميركي الممثلة»: a second title behind a definite adjective is the object."""
    norm = passage.norm(index)
    return norm.startswith("ال") and norm in PERSON_HEADS | {"الممثله"} and passage.norm(index - 1).startswith("ال")


def _possessed(passage: Passage, first: int, last: int) -> bool:
    """«أوضح النائب دوافعه»: a last word with "his" or "their" is the verb's object, not the subject."""
    text = passage.tokens[last - 1].text if last > first + 1 else ""
    return text.endswith(("ه", "ها", "هم")) and passage.mention_at(last - 1) is None


def _clause_start(passage: Passage, end: int) -> int:
    index = end
    while index > 0 and not _bounds_clause(passage, index - 1):
        index -= 1
    return index


def _bounds_clause(passage: Passage, index: int) -> bool:
    if passage.norm(index) in ANY_THAT or passage.kind(index) == "close":
        return passage.quote(index) != passage.quote(index - 1) or passage.norm(index) in THAT
    return passage.is_comma(index) or passage.norm(index) in ".؛;:!؟"


def _skip_openers(passage: Passage, begin: int, end: int) -> int:
    for words in LONGEST_OPENERS_BY_FIRST.get(passage.norm(begin), ()):
        after = begin + len(words)
        if after <= end and all(passage.norm(begin + i) == word for i, word in enumerate(words)):
            return _skip_openers(passage, after, end)
    return begin


def _antecedent(passage: Passage, begin: int, end: int) -> int:
    """Start of the noun phrase before الذي: its last title or name."""
    for index in range(end - 1, begin - 1, -1):
        if passage.norm(index) in HEADS and passage.norm(index - 1) not in HEADS:
            return index
    named = passage.mention_at(end - 1)
    return named.first if named is not None else begin


def _noun_like(passage: Passage, index: int) -> bool:
    norm = passage.norm(index)
    if index == 0 and passage.kind(0) == "word" and norm not in _FUNCTION_WORDS:
        return passage.norm(1) not in _FRONTS  # «مشهورة وحول شهرتها»: a heading, run into the text
    if passage.norm(index - 1) in _NOUN_FOLLOWS and not begins_adverbial(passage, index):
        return norm not in _FUNCTION_WORDS  # after «غير أن» and لكن stands a noun, known or not
    return (norm.startswith("ال") and norm not in ("الي", "الا")) or names_somebody(passage, index)
