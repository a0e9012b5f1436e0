"""Arabic claims: every sentence here was written for this test."""

from __future__ import annotations

import pytest

from tests.enrich.claims.builders import only, rules, told

CASES = {
    # The order of the verb, its claimant and what stands between.
    "verb_claimant_content": ("قالت وزارة الزراعة إن الموسم جيد.", "قالت", "وزارة الزراعة", "الموسم جيد"),
    "an_for_inna_after_qala": ("قال الوزير ان الأسعار مستقرة.", "قال", "الوزير", "الأسعار مستقرة"),
    "egyptian_ya_in_the_claimant": (
        "قال المستشار الاقتصادى إن الدين تراجع.",
        "قال",
        "المستشار الاقتصادى",
        "الدين تراجع",
    ),
    "missing_hamza_in_the_verb": ("اعلن المدير ان الجسر جاهز.", "اعلن", "المدير", "الجسر جاهز"),
    "vowel_signs_do_not_hide_a_verb": ("أكّدَ المديرُ أنّ الجسر جاهز.", "أكّدَ", "المديرُ", "الجسر جاهز"),
    "attached_waw_stays_out_of_the_cue": ("وأعلن المدير أن الجسر جاهز.", "أعلن", "المدير", "الجسر جاهز"),
    "attached_fa_stays_out_of_the_cue": ("فقال المدير إن الجسر جاهز.", "قال", "المدير", "الجسر جاهز"),
    "a_separate_waw": ("و أشار المدير إلى أن الجسر جاهز.", "أشار", "المدير", "الجسر جاهز"),
    "present_tense": ("يقول السكان إن الماء مقطوع.", "يقول", "السكان", "الماء مقطوع"),
    "plural_verb_after_its_subject": ("المزارعون قالوا إن الموسم ضعيف.", "قالوا", "المزارعون", "الموسم ضعيف"),
    "claimant_before_the_verb": ("رئيس البلدية أكد أن الطريق مغلق.", "أكد", "رئيس البلدية", "الطريق مغلق"),
    "kana_qad_around_the_claimant": ("وكان الوزير قد أعلن أن الميزانية جاهزة.", "أعلن", "الوزير", "الميزانية جاهزة"),
    "connector_before_the_verb": ("من جهته، أوضح المدير أن العمل مستمر.", "أوضح", "المدير", "العمل مستمر"),
    "bidawrihi_before_the_verb": ("بدوره ذكر المدير أن العمل مستمر.", "ذكر", "المدير", "العمل مستمر"),
    "relative_clause_speaks": (
        "التقى الوفد رئيس البلدية الذي أكد أن الطريق مغلق.",
        "أكد",
        "رئيس البلدية",
        "الطريق مغلق",
    ),
    # What ends a claimant.
    "weekday_after_the_claimant": ("قال الوزير اليوم الأربعاء إن المعبر مفتوح.", "قال", "الوزير", "المعبر مفتوح"),
    "time_between_commas": ("قالت الوزارة، مساء أمس، أن المعبر مفتوح.", "قالت", "الوزارة", "المعبر مفتوح"),
    "time_before_the_claimant": ("أعلن اليوم وزير النقل أن المعبر مفتوح.", "أعلن", "وزير النقل", "المعبر مفتوح"),
    "occasion_after_the_claimant": (
        "قال الوزير في مؤتمر صحفي بالعاصمة إن المعبر مفتوح.",
        "قال",
        "الوزير",
        "المعبر مفتوح",
    ),
    "addressee_after_the_claimant": ("قال المدير لوكالة محلية إن المعبر مفتوح.", "قال", "المدير", "المعبر مفتوح"),
    "comment_after_the_claimant": ("قال المدير تعليقا على الحادث إن التحقيق بدأ.", "قال", "المدير", "التحقيق بدأ"),
    "during_after_the_claimant": ("أكدت المديرة خلال جلسة عامة أن العمل بدأ.", "أكدت", "المديرة", "العمل بدأ"),
    "occasion_first_claimant_after": (
        "وفي تصريح للصحفيين، أكد رئيس الحي أن الماء عاد.",
        "أكد",
        "رئيس الحي",
        "الماء عاد",
    ),
    "relative_clause_between_commas": (
        "أوضح المسؤول، الذي طلب عدم ذكر اسمه، أن الخطة جاهزة.",
        "أوضح",
        "المسؤول",
        "الخطة جاهزة",
    ),
    "title_name_and_affiliation": (
        "قال سالم الراجحي وزير الطاقة في الحكومة إن الإنتاج ثابت.",
        "قال",
        "سالم الراجحي وزير الطاقة في الحكومة",
        "الإنتاج ثابت",
    ),
    "apposition_after_a_comma": (
        "قال سالم الراجحي، مدير المصنع، إن الإنتاج ثابت.",
        "قال",
        "سالم الراجحي، مدير المصنع",
        "الإنتاج ثابت",
    ),
    "a_quoted_name_is_no_speech": ('أكد "الراجحي" أن الإنتاج ثابت.', "أكد", "الراجحي", "الإنتاج ثابت"),
    # Verbs with a preposition and other verbs of saying.
    "ashara_ila_anna": ("أشار التقرير إلى أن الفقر تراجع.", "أشار", "التقرير", "الفقر تراجع"),
    "lafata_ila_anna": ("لفت الخبير إلى أن الفقر تراجع.", "لفت", "الخبير", "الفقر تراجع"),
    "nawwaha_ila_anna": ("ونوه الخبير إلى أن الفقر تراجع.", "نوه", "الخبير", "الفقر تراجع"),
    "shaddada_ala_anna": ("شدد الناطق على أن الحدود آمنة.", "شدد", "الناطق", "الحدود آمنة"),
    "hadhdhara_min_anna": ("حذر الخبراء من أن السد مهدد بالانهيار.", "حذر", "الخبراء", "السد مهدد بالانهيار"),
    "kashafa_an_anna": ("كشف الوزير أن العقد موقع منذ شهر.", "كشف", "الوزير", "العقد موقع منذ شهر"),
    "afada_bi_anna": ("أفاد المصدر بأن الطائرة هبطت بسلام.", "أفاد", "المصدر", "الطائرة هبطت بسلام"),
    "sarraha_bi_anna": ("صرح المدير بأن الطائرة هبطت بسلام.", "صرح", "المدير", "الطائرة هبطت بسلام"),
    "ra_a_anna": ("رأى محللون أن القرار متسرع.", "رأى", "محللون", "القرار متسرع"),
    "i_tabara_anna": ("واعتبر الحزب أن القانون ظالم للعمال.", "اعتبر", "الحزب", "القانون ظالم للعمال"),
    "za_ama_anna": ("زعم المهاجم أنه تصرف وحده.", "زعم", "المهاجم", "أنه تصرف وحده"),
    "idda_a_anna": ("وادعت الشركة أن منتجها آمن تماما.", "ادعت", "الشركة", "منتجها آمن تماما"),
    "aqarra_bi_anna": ("أقر الحارس بأنه ترك الباب مفتوحا.", "أقر", "الحارس", "أنه ترك الباب مفتوحا"),
    "bayyana_with_shadda": ("بيّن المدير أن الصيانة انتهت.", "بيّن", "المدير", "الصيانة انتهت"),
    "a_report_says_in_it": ("جاء في بيان للوزارة أن المعبر مفتوح.", "جاء", "بيان للوزارة", "المعبر مفتوح"),
    # Contents without أن.
    "announced_a_verbal_noun": (
        "أعلنت هيئة الصحة تسجيل 40 إصابة جديدة.",
        "أعلنت",
        "هيئة الصحة",
        "تسجيل 40 إصابة جديدة",
    ),
    "revealed_about": ("كشف المدير عن توقيع عقد بناء المستشفى.", "كشف", "المدير", "توقيع عقد بناء المستشفى"),
    "expected_a_verbal_noun": (
        "توقع البنك نمو الاقتصاد بنسبة 3 بالمئة.",
        "توقع",
        "البنك",
        "نمو الاقتصاد بنسبة 3 بالمئة",
    ),
    "admitted_with_attached_ba": ("اعترفت الشركة بتسرب بيانات الزبائن.", "اعترفت", "الشركة", "تسرب بيانات الزبائن"),
    "pledged_with_attached_ba": ("تعهد الرئيس بخفض الضرائب قريبا.", "تعهد", "الرئيس", "خفض الضرائب قريبا"),
    "pointed_to_a_verbal_noun": (
        "أشارت الدراسة إلى ارتفاع البطالة إلى 15 بالمئة.",
        "أشارت",
        "الدراسة",
        "ارتفاع البطالة إلى 15 بالمئة",
    ),
    "accused": ("اتهم وزير الصيد شركة أجنبية بتلويث الخليج.", "اتهم", "وزير الصيد", "شركة أجنبية بتلويث الخليج"),
    # Quotations.
    "quotation_after_a_colon": (
        "وصرح الوزير: «سنفتح المعابر كلها غدا».",
        "صرح",
        "الوزير",
        "سنفتح المعابر كلها غدا",
    ),
    "straight_marks": ('وقال الراجحي "نعمل ليلا ونهارا من أجلكم".', "قال", "الراجحي", "نعمل ليلا ونهارا من أجلكم"),
    "curly_marks": ("قالت المديرة: “المخزون يكفي سنة كاملة”.", "قالت", "المديرة", "المخزون يكفي سنة كاملة"),
    "quotation_opened_by_an": (
        'واعتبر الحزب "أن البلاد بحاجة إلى حوار".',
        "اعتبر",
        "الحزب",
        "البلاد بحاجة إلى حوار",
    ),
    "part_of_the_content_quoted": (
        "قال الراجحي إن المشروع «فرصة لا تعوض للشباب».",
        "قال",
        "الراجحي",
        "المشروع «فرصة لا تعوض للشباب»",
    ),
    "quotation_before_the_verb": (
        "«لن نغلق المصنع أبدا»، قال مدير الشركة.",
        "قال",
        "مدير الشركة",
        "لن نغلق المصنع أبدا",
    ),
    "speech_after_a_colon_without_marks": (
        "وقال المدير: نحن جاهزون لكل الاحتمالات.",
        "قال",
        "المدير",
        "نحن جاهزون لكل الاحتمالات",
    ),
    # Sources named in passing.
    "wafqan_li_opens": ("وفقا لموقع محلي، أغلقت المدارس أبوابها.", "وفقا", "موقع محلي", "أغلقت المدارس أبوابها"),
    "bihasab_closes": ("الوضع هادئ في المدينة، بحسب شهود.", "بحسب", "شهود", "الوضع هادئ في المدينة"),
    "hasab_with_a_report": ("حسب تقرير رسمي، تضاعف عدد الزوار.", "حسب", "تقرير رسمي", "تضاعف عدد الزوار"),
    "hasabama_afada": (
        "اندلع حريق في السوق القديم، حسبما أفادت وكالة محلية.",
        "حسبما أفادت",
        "وكالة محلية",
        "اندلع حريق في السوق القديم",
    ),
    "wafqa_ma_dhakarat": (
        "وفق ما ذكرت صحيفة محلية، أغلق الميناء.",
        "وفق ما ذكرت",
        "صحيفة محلية",
        "أغلق الميناء",
    ),
    "naqlan_an": ("انسحبت القوات من القرية، نقلا عن مصادر أمنية.", "نقلا عن", "مصادر أمنية", "انسحبت القوات من القرية"),
    "kama_qala_closes": (
        "العمل في الميناء طبيعي، كما قال مدير الميناء.",
        "كما قال",
        "مدير الميناء",
        "العمل في الميناء طبيعي",
    ),
    "relayed_by_an_agency": (
        "ونقلت وكالة محلية عن مصدر طبي قوله إن الجرحى بخير.",
        "نقلت",
        "مصدر طبي",
        "الجرحى بخير",
    ),
    "an_agency_between_speaker_and_content": (
        "قال الوزير حسبما أفادت وكالة محلية أن الميناء مفتوح.",
        "قال",
        "الوزير",
        "الميناء مفتوح",
    ),
    # Nobody says it.
    "yu_taqad": ("يُعتقد أن المهاجم هرب إلى الجبال.", "يُعتقد", None, "المهاجم هرب إلى الجبال"),
    "ufida": ("أُفيد بأن انفجارا وقع قرب المطار.", "أُفيد", None, "انفجارا وقع قرب المطار"),
    "taraddada_anna": ("وتردد أن الوزير سيستقيل قريبا.", "تردد", None, "الوزير سيستقيل قريبا"),
    "min_al_mutawaqqa": (
        "من المتوقع أن تهطل أمطار غزيرة غدا.",
        "المتوقع",
        None,
        "تهطل أمطار غزيرة غدا",
    ),
}


@pytest.mark.parametrize(("text", "cue", "claimant", "content"), CASES.values(), ids=CASES.keys())
def test_a_sentence_gives_its_cue_claimant_and_content(text: str, cue: str, claimant: str | None, content: str) -> None:
    assert told(only(rules(text))) == (cue, claimant, content)


NOT_CLAIMS = {
    "a_question": "ماذا قال الوزير عن الأزمة؟",
    "a_question_put_by_somebody": "وقال الوزير: هل يعقل أن نصمت عن هذا؟",
    "a_refusal_to_comment": "رفض المتحدث باسم الشركة التعليق على النبأ.",
    "a_call": "دعا الرئيس إلى ضبط النفس ووقف التصعيد.",
    "a_demand": "طالبت النقابة بزيادة الأجور في القطاع العام.",
    "a_value": "أكد الوزير على أهمية التعاون بين البلدين.",
    "a_stance": "وأكد الرئيس حرصه على دعم الشباب في كل المناطق.",
    "thanks": "شكر الرئيس نظيره على حفاوة الاستقبال.",
    "colour": "كانت الشمس تغيب خلف الجبال والناس يعودون إلى بيوتهم.",
    "a_negated_verb": "لم يقل الوزير إن المعبر مفتوح.",
    "the_preposition_bayna": "وقعت الاتفاقية بين البلدين بعد أن فشلت المحادثات.",
    "after_that": "عاد الهدوء إلى المدينة بعد أن انسحبت القوات منها.",
    "a_rule_is_no_source": "يتم الترشح وفق القانون في شهر أيار.",
    "a_formula_of_the_writer": "يذكر أن المهرجان يقام في الصيف.",
}


@pytest.mark.parametrize("text", NOT_CLAIMS.values(), ids=NOT_CLAIMS.keys())
def test_nothing_is_claimed_by(text: str) -> None:
    assert rules(text) == []


def test_two_clauses_joined_by_fima_have_each_their_claimant() -> None:
    first, second = rules("قالت المعارضة إن النتائج مزورة، فيما أكد الوزير أن الاقتراع نزيه.")
    assert told(first) == ("قالت", "المعارضة", "النتائج مزورة")
    assert told(second) == ("أكد", "الوزير", "الاقتراع نزيه")


def test_a_second_verb_of_saying_after_a_comma_ends_the_first_content() -> None:
    first, second = rules("أعلن المدير أن الجسر جاهز، وقال الوالي إن الطريق مغلق.")
    assert first.content.text == "الجسر جاهز"
    assert told(second) == ("قال", "الوالي", "الطريق مغلق")


def test_wa_an_makes_a_claim_of_each_clause() -> None:
    first, second = rules("وأكد الوزير أن الأسعار مستقرة، وأن المخزون يكفي ستة أشهر.")
    assert (first.content.text, second.content.text) == ("الأسعار مستقرة", "المخزون يكفي ستة أشهر")
    assert first.claimant == second.claimant


def test_wa_annahu_keeps_its_subject() -> None:
    _, second = rules("وأوضح الوزير أن التحقيق مستمر وأنه سيعلن نتائجه قريبا.")
    assert second.content.text == "أنه سيعلن نتائجه قريبا"


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
