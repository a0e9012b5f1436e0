"""Arabic estimates, counts and objects of supposing verbs. Every sentence is our own."""

from __future__ import annotations

import pytest

from tests.enrich.claims.builders import Names, rules, told

NAMES: Names = {"سمير بلعيد": "PER", "معهد البحار": "ORG", "إن بي تي": "ORG", "منى طه": "PER"}
CASES = {
    "estimated": ("وقدر المهندس سمير بلعيد كلفة الجسر بثلاثة ملايين دولار.", "قدر", "المهندس سمير بلعيد", "كلفة الجسر بثلاثة ملايين دولار"),
    "employer": ("وقدر سمير بلعيد من معهد البحار كلفة الجسر بنحو 3 ملايين دولار.", "قدر", "سمير بلعيد من معهد البحار", "كلفة الجسر بنحو 3 ملايين دولار"),
    "topic": ("أما معهد البحار فقدر قوتها بنحو 6.4 درجات.", "قدر", "معهد البحار", "قوتها بنحو 6.4 درجات"),
    "counted": ("وأحصت وزارة النقل 340 حادثا على الطريق.", "أحصت", "وزارة النقل", "340 حادثا على الطريق"),
    "spoke of": ("وتحدثت النقابة عن مشاركة 40 ألف عامل في المسيرة.", "تحدثت", "النقابة", "مشاركة 40 ألف عامل في المسيرة"),
    "described": ("ووصفت الوزيرة منى طه القرار بأنه خطوة أولى.", "وصفت", "الوزيرة منى طه", "القرار بأنه خطوة أولى"),
    "spelt out": ("وقال تلفزيون إن بي تي إن الجسر انهار.", "قال", "تلفزيون إن بي تي", "الجسر انهار"),
    "denied any": ("ونفت الوزيرة تأخير أي رحلة.", "نفت", "الوزيرة", "تأخير أي رحلة"),
    "feared": ("ويخشى محللون خفضا جديدا للأجور.", "يخشى", "محللون", "خفضا جديدا للأجور"),
    "claimed": ("وأعلنت جبهة الجبل مسؤوليتها عن تفجير الجسر.", "أعلنت", "جبهة الجبل", "مسؤوليتها عن تفجير الجسر"),
    "last week": ("وكان معهد البحار قد حذر الأسبوع الماضي من أن المياه سترتفع.", "حذر", "معهد البحار", "المياه سترتفع"),
    "passive": ("وأفيد بانقطاع الكهرباء عن ستة أحياء.", "أفيد", None, "انقطاع الكهرباء عن ستة أحياء"),
    "relayed": ("ونقلت إذاعة الميناء عن مصدر ملاحي ترجيحه غرق السفينة قبالة الساحل.", "نقلت", "مصدر ملاحي", "غرق السفينة قبالة الساحل"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "claimant", "content"), CASES.values(), ids=CASES.keys())
def test_a_claim_without_that(text: str, cue: str, claimant: str | None, content: str) -> None:
    (claim,) = rules(text, names=NAMES)
    assert told(claim) == (cue, claimant, content)


@pytest.mark.parametrize("said", ["مستبعدا رحيله هذا الصيف", "نافيا تلقيه أي عرض", "متوقعا فوزا كبيرا هناك"])
def test_a_participle_takes_whatever_noun_follows(said: str) -> None:
    claims = rules(f"قال المدرب إن اللاعب سعيد، {said}.", names=NAMES)
    assert [claim.claimant.text for claim in claims if claim.claimant] == ["المدرب", "المدرب"]
    assert claims[1].content.text == said.split(maxsplit=1)[1]


@pytest.mark.parametrize(
    "text",
    [
        "وتحدث المخرج عن فيلمه الجديد.",
        "ورصدت السفينة قاربا قرب الساحل.",
        "وقدر المدير جهود العمال.",
        "وتقدر نسبة الزيادة بنحو 9 بالمائة.",
    ],
)
def test_without_a_figure_nothing_is_estimated(text: str) -> None:
    assert rules(text, names=NAMES) == []


def test_a_quotation_written_on_a_platform_is_speech() -> None:
    (claim,) = rules('وكتب سمير بلعيد على منصة الجسر: "لا مياه في الخزان هذا المساء".', names=NAMES)
    assert claim.content.text == "لا مياه في الخزان هذا المساء"


def test_what_is_reported_by_nobody_has_no_claimant() -> None:
    (claim,) = rules("وأوقف 47 شخصا في الميناء، بحسب ما أفيد مساء.", names=NAMES)
    assert claim.claimant is None
    assert not claim.claimant_continued
