"""Who the subject of an Arabic verb of saying is, where it is unsaid or written like something else."""

from __future__ import annotations

import pytest

from stream.enrich.claims import Claim
from tests.enrich.claims.builders import Names, only, rules, told


def claimant(claim: Claim) -> str | None:
    return claim.claimant.text if claim.claimant else None


@pytest.mark.parametrize("verb", ["وتابع", "ولفت إلى", "وتوقع", "وتعهد"])
def test_the_t_of_a_verb_makes_no_woman_of_its_subject(verb: str) -> None:
    claims = rules(f"قالت الوزارة إن الجسر أغلق. وقال المهندس إن العمل بدأ. {verb} أن الطريق سيفتح غدا.")
    assert claimant(claims[-1]) == "المهندس"


def test_what_is_denied_or_expected_is_not_who_denies_it() -> None:
    claims = rules("زعم الجيش أن الشاحنة اقتربت، ونفى معرفته بأنها فارغة.")
    assert told(claims[-1]) == ("نفى", "الجيش", "معرفته بأنها فارغة")
    claims = rules("يؤكد المزارع أن الموسم جيد، ويتوقع محصولا أكبر من العام الماضي.")
    assert told(claims[-1])[1:] == ("المزارع", "محصولا أكبر من العام الماضي")


def test_a_possessed_person_still_denies() -> None:
    assert claimant(rules("قال التاجر إن المحل مغلق. ونفى محاميه ذلك.")[-1]) == "محاميه"


def test_the_place_where_something_was_said_does_not_say_it() -> None:
    claim = only(rules("أما وزير البيئة فتعهد من موقع الحريق بتعويض كل متضرر."))
    assert told(claim) == ("تعهد", "وزير البيئة", "تعويض كل متضرر")


def test_after_but_he_stands_a_verb_however_it_is_written() -> None:
    names: Names = {"داود": "PER"}
    claims = rules("أقر داود بأن القارب كان بطيئا، لكنه وعد بالعودة أسرع في الموسم المقبل.", names=names)
    assert [told(claim) for claim in claims] == [
        ("أقر", "داود", "القارب كان بطيئا"),
        ("وعد", "داود", "العودة أسرع في الموسم المقبل"),
    ]


def test_a_name_that_begins_like_in_front_of_is_a_subject() -> None:
    claim = only(rules("وقال إمام أوزتورك أمام المحكمة إن الملف فارغ.", names={"إمام أوزتورك": "PER"}))
    assert claimant(claim) == "إمام أوزتورك"


def test_the_body_in_a_title_is_nobody_spoken_to() -> None:
    claim = only(rules("أوضح المدير العام للوكالة الوطنية للمياه سمير حداد أن السد امتلأ.", names={"سمير حداد": "PER"}))
    assert claimant(claim) == "المدير العام للوكالة الوطنية للمياه سمير حداد"
    claim = only(rules("أوضح سمير حداد للوكالة الوطنية أن السد امتلأ.", names={"سمير حداد": "PER"}))
    assert claimant(claim) == "سمير حداد"


def test_causes_and_blame_in_a_participle_go_on_with_the_speaker() -> None:
    claims = rules("نفى رئيس البلدية وجود أي تقصير، عازيا ذلك إلى نقص التمويل.")
    assert [claimant(claim) for claim in claims] == ["رئيس البلدية", "رئيس البلدية"]
    assert [claim.content.text for claim in claims] == ["وجود أي تقصير", "ذلك إلى نقص التمويل"]


def test_a_man_of_eighty_is_whoever_was_just_named() -> None:
    names: Names = {"حسين ولد بابا": "PER"}
    claim = only(rules("كان حسين ولد بابا على الرصيف. وقال الرجل الثمانيني: «لم نر قطارا هنا من قبل».", names=names))
    assert claim.antecedent is not None
    assert claim.antecedent.text == "حسين ولد بابا"
    claim = only(rules("كان حسين ولد بابا على الرصيف. وقال الرجل: «لم نر قطارا هنا من قبل».", names=names))
    assert claim.antecedent is None
