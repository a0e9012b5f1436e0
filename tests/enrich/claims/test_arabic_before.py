"""Arabic claimants before their verb, and those an earlier verb of the sentence names. Every sentence is our own."""

from __future__ import annotations

import pytest

from tests.enrich.claims.builders import Names, only, rules

INSERTED = {
    "a relative clause tells more": (
        "وكانت الشركة، التي تأسست قبل عشرين عاما، قد حذرت من أن المخزون سينفد.",
        "الشركة",
    ),
    "a description says who": (
        "غير أن النائب سمير بلعيد، عضو لجنة المالية، زعم أن الأرقام مزورة.",
        "النائب سمير بلعيد، عضو لجنة المالية",
    ),
    "kinship says who": ("لكن الوزير كريم نصار، شقيق العمدة، أكد أن الطريق مفتوح.", "الوزير كريم نصار، شقيق العمدة"),
    "a circumstance does not": ("وشدد العمدة كريم نصار، وهو يغادر القاعة، على أن الطريق مفتوح.", "العمدة كريم نصار"),
    "a nameless source": ("لكن بحارا في الميناء، رفض ذكر اسمه، قال إن السفينة غرقت.", "بحارا في الميناء، رفض ذكر اسمه"),
    "after a topic": (
        "أما مدرب النسور، الكرواتي دافور ماريتش، فاعتبر أن الحكم أخطأ.",
        "مدرب النسور، الكرواتي دافور ماريتش",
    ),
    "after the verb": (
        "ونفت هالة جبران، السكرتيرة الصحفية للعمدة، وجود أي خلاف.",
        "هالة جبران، السكرتيرة الصحفية للعمدة",
    ),
}


@pytest.mark.parametrize(("text", "claimant"), INSERTED.values(), ids=INSERTED.keys())
def test_between_commas_only_what_says_who_it_is_belongs_to_the_claimant(text: str, claimant: str) -> None:
    names: Names = {"سمير بلعيد": "PER", "كريم نصار": "PER", "دافور ماريتش": "PER", "هالة جبران": "PER"}
    found = only(rules(text, names=names)).claimant
    assert found is not None
    assert found.text == claimant


@pytest.mark.parametrize("said", ["لكنها نبهت إلى أن", "إلا أنها أكدت أن", "غير أنها قالت إن"])
def test_but_she_said_goes_on_with_whoever_spoke(said: str) -> None:
    first, second = rules(f"قالت الوزيرة منى طه إن السد ممتلئ. {said} القناة مغلقة.", names={"منى طه": "PER"})
    assert second.claimant == first.claimant
    assert second.claimant_continued


def test_but_she_accused_has_an_accused_and_no_new_speaker() -> None:
    claim = only(rules("ورحبت الوزيرة منى طه بالقرار، لكنها اتهمت الشركة بإخفاء الأرقام.", names={"منى طه": "PER"}))
    assert claim.claimant is not None
    assert (claim.claimant.text, claim.content.text) == ("الوزيرة منى طه", "إخفاء الأرقام")


def test_a_single_name_after_and_accused_is_the_accused() -> None:
    _, second = rules(
        "قالت المدعية منى طه إن الملف جاهز، واتهمت نصار بتزوير العقود.", names={"منى طه": "PER", "نصار": "PER"}
    )
    assert second.claimant is not None
    assert second.claimant.text == "المدعية منى طه"


def test_the_accuser_keeps_the_name_after_a_party_or_a_place_in_the_title() -> None:
    names: Names = {"الفجر": "ORG", "سمير بلعيد": "PER", "مالطا": "LOC", "كريم نصار": "PER"}
    party = only(rules("واتهم رئيس حزب الفجر سمير بلعيد الحكومة برفع الأسعار.", names=names))
    place = only(rules("واتهم وزير الصيد في مالطا كريم نصار دولا مجاورة بتلويث البحر.", names=names))
    assert party.claimant is not None
    assert party.claimant.text == "رئيس حزب الفجر سمير بلعيد"
    assert place.claimant is not None
    assert place.claimant.text == "وزير الصيد في مالطا كريم نصار"


@pytest.mark.parametrize("opening", ["انتقد", "وفي عدن، انتقد", "محليا، استقبل"])
def test_and_wrote_goes_on_with_the_subject_of_the_sentence(opening: str) -> None:
    text = f"قال العمدة إن الجسر جاهز. {opening} الناشط كريم نصار النتائج، وكتب أن الأرقام مزورة."
    claim = rules(text, names={"كريم نصار": "PER"})[-1]
    assert claim.claimant is not None
    assert claim.claimant.text == "الناشط كريم نصار"


@pytest.mark.parametrize("told", ["أبلغ رويترز أن", "أخبر رويترز أن"])
def test_whoever_was_told_does_not_speak(told: str) -> None:
    claim = only(rules(f"غير أن طبيبا في مستشفى القرية {told} الأدوية نفدت.", names={"رويترز": "ORG"}))
    assert claim.claimant is not None
    assert claim.claimant.text == "طبيبا في مستشفى القرية"


def test_a_headlines_second_half_has_its_own_subject() -> None:
    title = "انهيار جسر في شمال البلاد يقطع الطريق والمقاولون ينفون مسؤوليتهم"
    claim = rules("", title=title)[0]
    assert claim.claimant is not None
    assert claim.claimant.text == "المقاولون"


def test_a_title_holds_its_preposition_when_the_name_comes_after_it() -> None:
    text = "وأقر المبعوث الأممي بشأن المياه سمير بلعيد بأن المحادثات تعثرت."
    claim = only(rules(text, names={"سمير بلعيد": "PER"}))
    assert claim.claimant is not None
    assert claim.claimant.text == "المبعوث الأممي بشأن المياه سمير بلعيد"
