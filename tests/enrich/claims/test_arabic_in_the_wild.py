"""What reading real Arabic articles brought up, each failure in a sentence of our own."""

from __future__ import annotations

import pytest

from tests.enrich.claims.builders import only, rules, told


def test_a_contrast_ends_the_content_and_has_its_own_speaker() -> None:
    first, second = rules("اتهم وزير الصيد شركة أجنبية بتلويث الخليج، لكن ناطقا باسم الشركة نفى ذلك.")
    assert first.content.text == "تلويث الخليج"
    assert told(second) == ("نفى", "ناطقا باسم الشركة", "ذلك")
    assert second.denied


@pytest.mark.parametrize(
    ("text", "claimant", "content"),
    [
        ("نفى الجيش الشمالي عرقلة القوافل.", "الجيش الشمالي", "عرقلة القوافل"),
        ("نفت الشركة التي بنته وجود أي عيب.", "الشركة التي بنته", "وجود أي عيب"),
        ("نفى الراجحي علمه بوجود ورثة آخرين.", "الراجحي", "علمه بوجود ورثة آخرين"),
    ],
)
def test_the_object_of_a_denial_is_denied(text: str, claimant: str, content: str) -> None:
    claim = only(rules(text))
    assert told(claim)[1:] == (claimant, content)
    assert claim.denied


def test_an_unsaid_subject_agrees_with_its_verb() -> None:
    claims = rules("قال شهود إن الحريق كبير. وقالت الشرطة إن التحقيق بدأ. وأضافوا أن الدخان كثيف.")
    assert claims[-1].claimant is not None
    assert claims[-1].claimant.text == "شهود"


def test_a_mark_left_open_does_not_swallow_what_follows() -> None:
    claims = rules(
        'قال المدير إن المصنع "كبير جدا. ارتفع الإنتاج إلى النصف، وفقا لتقرير محلي. واسم المصنع "النور" قديم.'
    )
    assert [claim.cue.text for claim in claims if claim.cue] == ["قال", "وفقا"]


def test_a_stance_before_a_quotation_is_no_claim() -> None:
    assert rules("وشدد على ضرورة «فتح تحقيق جدي في هذا الموضوع».") == []


def test_the_name_of_a_journal_is_not_what_was_said() -> None:
    claim = only(rules("قال الفريق في مجلة «علوم البحار والمحيطات الحديثة» إن السمك يتكاثر."))
    assert claim.content.text == "السمك يتكاثر"


def test_a_source_inserted_after_the_first_words_claims_the_rest() -> None:
    claim = only(rules("وتهدف الخطة، حسب وزيرة البيئة، إلى زراعة الأشجار في كل المدن."))
    assert claim.content.text == "إلى زراعة الأشجار في كل المدن"


def test_a_day_between_a_cited_source_and_its_claim_belongs_to_neither() -> None:
    claim = only(rules("ووفقا لتقارير صحفية يوم الجمعة فإن الشركة ستغلق."))
    assert told(claim) == ("وفقا", "تقارير صحفية", "الشركة ستغلق")


def test_a_verb_ends_a_cited_source() -> None:
    claim = only(rules("وبحسب صحيفة النور تعتزم الشركة شراء قطارات جديدة."))
    assert told(claim) == ("بحسب", "صحيفة النور", "تعتزم الشركة شراء قطارات جديدة")


def test_what_an_unnamed_official_asked_for_stays_with_him() -> None:
    claim = only(rules("ووفق مسؤول محلي تحدث شريطة عدم ذكر اسمه، تأخرت الشاحنات كثيرا."))
    assert told(claim)[1:] == ("مسؤول محلي تحدث شريطة عدم ذكر اسمه", "تأخرت الشاحنات كثيرا")


def test_the_subject_after_amma_stands_before_the_verb() -> None:
    claim = only(rules("أما وكالة النور فذكرت أن بينهم جرحى كثيرين."))
    assert told(claim) == ("ذكرت", "وكالة النور", "بينهم جرحى كثيرين")


def test_an_independent_pronoun_is_its_own_span() -> None:
    claims = rules("قال سالم الراجحي إن النفط سيتأخر. وهو يرى أن الشركات لن توقع.")
    assert claims[1].pronoun
    assert claims[1].claimant is not None
    assert claims[1].claimant.text == "هو"
    assert claims[1].antecedent == claims[0].claimant


def test_an_accusation_ends_the_content_before_it() -> None:
    first, second = rules("قال الوزير إن الميناء آمن واتهم شركة أجنبية بتلويث الخليج.")
    assert first.content.text == "الميناء آمن"
    assert told(second) == ("اتهم", "الوزير", "تلويث الخليج")


def test_an_attached_particle_leaves_a_number_whole() -> None:
    claim = only(rules("ذكر المعهد أن النسبة تراجعت بـ0.2 نقطة في شهر واحد."))
    assert claim.content.text == "النسبة تراجعت بـ0.2 نقطة في شهر واحد"
    assert "quantity" in claim.basis


def test_a_stance_with_a_verbal_noun_after_it_is_no_claim() -> None:
    assert rules("وأكد وزراء الخارجية دعمهم للمبادرة قبل نهاية العام لعقد مؤتمر.") == []
