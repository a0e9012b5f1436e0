"""Arabic claims beyond one verb: chains, unsaid subjects, bases, figures, headlines. Every sentence is our own."""

from __future__ import annotations

import pytest

from tests.enrich.claims.builders import only, rules, told


def test_two_clauses_joined_by_fima_have_each_their_claimant() -> None:
    first, second = rules("قالت المعارضة إن النتائج مزورة، فيما أكد الوزير أن الاقتراع نزيه.")
    assert told(first) == ("قالت", "المعارضة", "النتائج مزورة")
    assert told(second) == ("أكد", "الوزير", "الاقتراع نزيه")


def test_a_second_verb_of_saying_after_a_comma_ends_the_first_content() -> None:
    first, second = rules("أعلن المدير أن الجسر جاهز، وقال الوالي إن الطريق مغلق.")
    assert first.content.text == "الجسر جاهز"
    assert told(second) == ("قال", "الوالي", "الطريق مغلق")


def test_wa_an_goes_on_with_the_same_claim() -> None:
    claim = only(rules("وأكد الوزير أن الأسعار مستقرة، وأن المخزون يكفي ستة أشهر."))
    assert claim.content.text == "الأسعار مستقرة، وأن المخزون يكفي ستة أشهر"


def test_a_participle_takes_the_claimant_of_its_sentence() -> None:
    first, second = rules("قال المدير إن الجسر جاهز، موضحا أن الافتتاح سيكون غدا.")
    assert told(second) == ("موضحا", "المدير", "الافتتاح سيكون غدا")
    assert second.claimant == first.claimant
    assert second.claimant_continued


@pytest.mark.parametrize(
    "participle", ["مؤكدا أن", "مشيرا إلى أن", "لافتا إلى أن", "مضيفا أن", "معتبرا أن", "مبينا أن", "محذرا من أن"]
)
def test_every_participle_opens_a_claim(participle: str) -> None:
    _, second = rules(f"قال المدير إن الجسر جاهز، {participle} الطريق ضيق جدا.")
    assert second.content.text == "الطريق ضيق جدا"


def test_a_participle_after_a_call_takes_the_one_who_calls() -> None:
    claim = only(rules("ودعا رئيس البلدية إلى الهدوء، مؤكدا أن الماء سيعود الليلة."))
    assert claim.claimant is not None
    assert claim.claimant.text == "رئيس البلدية"


def test_a_participle_of_praise_ends_the_content_before_it() -> None:
    claim = only(rules("أكد المدير أن العمل مستمر، مشيدا بجهود العمال في الميناء."))
    assert claim.content.text == "العمل مستمر"


def test_an_unsaid_subject_is_the_claimant_last_said() -> None:
    first, second = rules("قال سالم الراجحي إن المصنع توقف. وأضاف أن العمال غادروا.")
    assert second.claimant == first.claimant
    assert second.claimant_continued
    assert not second.pronoun


def test_an_unsaid_subject_skips_a_source_named_in_passing() -> None:
    claims = rules("قال سالم الراجحي إن المصنع توقف. وفق مصادر محلية، العمال غاضبون. وأضاف أن الخسائر كبيرة.")
    assert claims[-1].claimant is not None
    assert claims[-1].claimant.text == "سالم الراجحي"


def test_an_unsaid_subject_with_nobody_before_has_no_claimant_and_less_confidence() -> None:
    said, unsaid = only(rules("قال المدير إن المصنع توقف.")), only(rules("وأضاف أن المصنع توقف."))
    assert unsaid.claimant is None
    assert unsaid.confidence < said.confidence


def test_in_his_words_does_not_make_a_second_claim() -> None:
    claim = only(rules("أكد المدير أن العقد قديم، على حد تعبيره."))
    assert claim.content.text == "العقد قديم"


def test_in_his_words_alone_goes_on_with_the_last_speaker() -> None:
    claims = rules("قال المدير إن العقد قديم. الشركة خاسرة منذ سنوات، على حد قوله.")
    assert claims[1].claimant_continued
    assert claims[1].content.text == "الشركة خاسرة منذ سنوات"


def test_a_short_form_points_back_to_the_full_one() -> None:
    _, second = rules("قال الرئيس سالم الراجحي إن الحوار مستمر. وأعلن الرئيس أن الجلسة غدا.")
    assert second.antecedent is not None
    assert second.antecedent.text == "الرئيس سالم الراجحي"


@pytest.mark.parametrize("verb", ["نفى", "أنكر"])
def test_a_denial_is_marked(verb: str) -> None:
    claim = only(rules(f"{verb} المتهم أنه دخل المبنى ليلا."))
    assert claim.denied


def test_denying_a_report_is_marked() -> None:
    claim = only(rules("نفت الشركة صحة الأنباء عن إفلاسها."))
    assert claim.denied
    assert claim.content.text == "صحة الأنباء عن إفلاسها"


def test_indirect_speech_is_reported_and_direct_speech_quoted() -> None:
    assert only(rules("قال المدير إن الجسر مغلق.")).basis == ("reported",)
    assert only(rules("قال المدير: «الجسر مغلق أمام الشاحنات».")).basis == ("quoted",)
    assert only(rules("قال المدير إن الجسر «مغلق أمام الشاحنات الكبيرة».")).basis == ("reported", "quoted")


def test_a_figure_in_what_is_said_adds_quantity() -> None:
    assert "quantity" in only(rules("قالت الشرطة إن 12 شخصا أصيبوا.")).basis
    assert "quantity" not in only(rules("قالت الشرطة إن الحادث وقع عام 2019.")).basis


def test_a_future_in_what_is_said_adds_prediction() -> None:
    assert "prediction" in only(rules("قال الوزير إن الأسعار سترتفع.")).basis
    assert "prediction" in only(rules("قال الوزير إن بلاده سوف تنسحب.")).basis
    assert "prediction" not in only(rules("قال الوزير إن السيارات قديمة.")).basis


def test_a_figure_in_the_writers_voice_is_a_claim_without_cue_or_claimant() -> None:
    claim = only(rules("ارتفعت صادرات التمور إلى 40 مليون دولار.", score=0.9))
    assert claim.basis == ("quantity",)
    assert claim.cue is None
    assert claim.claimant is None


def test_a_figure_in_a_sentence_the_model_takes_for_no_claim_is_left() -> None:
    assert rules("ارتفعت صادرات التمور إلى 40 مليون دولار.", score=0.1) == []


@pytest.mark.parametrize(
    "text",
    [
        "افتتح المعرض يوم 15 آذار الماضي.",
        "وقع الحادث عام 2015 في العاصمة.",
        "تبدأ المباراة في الساعة 20 مساء.",
        "فاز الفريق على ضيفه 3 - 1 في الملعب.",
        "توفي الشاعر عن عمر 72 عاما.",
    ],
)
def test_dates_times_ages_and_scores_are_no_figures(text: str) -> None:
    assert rules(text, score=0.9) == []


def test_a_formula_before_a_figure_stays_out_of_the_content() -> None:
    claim = only(rules("يذكر أن الشركة توظف 300 عامل في المدينة.", score=0.9))
    assert claim.content.text == "الشركة توظف 300 عامل في المدينة"


def test_a_headline_with_a_person_before_a_colon_is_a_claim() -> None:
    claim = only(rules("", title="الراجحي: المصنع لن يغلق أبوابه", names={"الراجحي": "PER"}))
    assert told(claim) == (None, "الراجحي", "المصنع لن يغلق أبوابه")


def test_a_headline_with_a_place_before_a_colon_is_none() -> None:
    assert rules("", title="تونس: افتتاح معرض الكتاب الدولي", names={"تونس": "LOC"}) == []


def test_a_name_that_holds_a_word_of_time_stays_whole() -> None:
    claim = only(rules("ذكرت قناة روسيا اليوم أن الميناء مغلق."))
    assert claim.claimant is not None
    assert claim.claimant.text == "قناة روسيا اليوم"


def test_the_content_ends_before_a_new_sentence_of_the_writer() -> None:
    claim = only(rules("قال المدير إن الجسر جاهز، ونشرت الوزارة صورا له.", names={"الوزارة": "ORG"}))
    assert claim.content.text == "الجسر جاهز"


def test_every_sentence_of_a_long_quotation_has_its_speaker() -> None:
    claims = rules("«المصنع سيعمل من جديد. العمال سيعودون إلى أماكنهم»، قال مدير الشركة.")
    assert {claim.claimant.text for claim in claims if claim.claimant} == {"مدير الشركة"}
    assert len(claims) == 2


def test_check_worthiness_is_the_sentences_score() -> None:
    assert only(rules("قال المدير إن الجسر جاهز.", score=0.7)).check_worthiness == 0.7
