"""What an Arabic verb of saying asserts without أن: verbal nouns, what a thing is called, and where that ends."""

from __future__ import annotations

import pytest

from tests.enrich.claims.builders import Names, only, rules, told


@pytest.mark.parametrize(
    ("text", "claimant", "content"),
    [
        (
            "أعلنت وزارة العمل، الأحد، صرف المنح لموظفي البلديات عن شهر أيار.",
            "وزارة العمل",
            "صرف المنح لموظفي البلديات عن شهر أيار",
        ),
        ("وتتوقع مذكرة للمصرف بقاء الأسعار على حالها.", "مذكرة للمصرف", "بقاء الأسعار على حالها"),
        ("ويرجح محللون استفادة المصانع من القرار.", "محللون", "استفادة المصانع من القرار"),
        ("لوحت الوزيرة بتوسيع العقوبات على الشركات.", "الوزيرة", "توسيع العقوبات على الشركات"),
        ("ويكرر الرئيس أنه لا يتدخل في القضاء.", "الرئيس", "أنه لا يتدخل في القضاء"),
    ],
)
def test_a_verbal_noun_is_asserted(text: str, claimant: str, content: str) -> None:
    assert told(only(rules(text)))[1:] == (claimant, content)


def test_a_denial_begins_behind_the_whole_title() -> None:
    names: Names = {"مجلس الشورى": "ORG", "سالم حداد": "PER", "وزارة المالية": "ORG"}
    claim = only(rules("نفى عضو اللجنة العلمية في مجلس الشورى سالم حداد وجود أي خلاف.", names=names))
    assert told(claim)[1:] == ("عضو اللجنة العلمية في مجلس الشورى سالم حداد", "وجود أي خلاف")
    claim = only(rules("ونفى مسؤول في وزارة المالية اللجوء إلى القروض.", names=names))
    assert told(claim)[1:] == ("مسؤول في وزارة المالية", "اللجوء إلى القروض")


def test_what_something_is_called_may_hang_on_its_preposition() -> None:
    names: Names = {"حمدان": "PER"}
    assert told(only(rules("ووصف حمدان الأجواء بالودية.", names=names))) == ("وصف", "حمدان", "الأجواء بالودية")
    assert rules("وصف حمدان القرية في كتابه.", names=names) == []


def test_what_came_of_it_is_no_part_of_an_accusation() -> None:
    claim = only(rules("اتهم الجيش الجماعة بقصف محطة المياه، ما أدى إلى انقطاعها عن الحي."))
    assert claim.content.text == "قصف محطة المياه"


def test_a_count_ends_where_an_accusation_begins() -> None:
    first, second = rules("أما رابطة المعلمين فأحصت أكثر من تسعين موقوفا، متهمة الشرطة بضرب بعضهم في السيارات.")
    assert told(first) == ("أحصت", "رابطة المعلمين", "أكثر من تسعين موقوفا")
    assert told(second) == ("متهمة", "رابطة المعلمين", "ضرب بعضهم في السيارات")


def test_the_writer_s_figure_is_the_clause_that_holds_it() -> None:
    text = "افتتح الوزير الطريق الجديد الذي يربط الميناء بالمدينة، ويمتد على مسافة 95 كيلومترا."
    assert only(rules(text, score=0.9)).content.text == "يمتد على مسافة 95 كيلومترا"


@pytest.mark.parametrize(
    "text",
    [
        "أكد المترجم حرصه على نقل رسالة الشاعر إلى القراء.",
        "ويعد هذا التحالف أحدث مثال على سوق ينتظر أن تتسع بدرجة كبيرة.",
        "ويُعد الموقع مصدرا رئيسا لدخل بعض الأفراد بعدما صار يدفع أرباحا.",
        "ودعا الوزير كل من يتهم الإدارة بالفساد إلى تقديم أدلته.",
        "استقال لكي يعلن في الشهر الماضي ترشحه رسميا.",
    ],
)
def test_what_is_no_report(text: str) -> None:
    assert rules(text) == []


def test_the_title_of_a_book_is_not_what_its_translator_says() -> None:
    claim = only(rules("أكد الأستاذ سالم مترجم كتاب «من عيون شعر الصحراء» إلى الفرنسية، أن الجامعات طلبت الكتاب."))
    assert claim.content.text == "الجامعات طلبت الكتاب"


def test_an_addressee_or_a_day_after_the_cited_verb_is_not_what_was_said() -> None:
    claim = only(rules("وحسب ما أكده المخرج، للإذاعة، فقد تم قبول الفيلم في المسابقة."))
    assert claim.content.text == "تم قبول الفيلم في المسابقة"
    claim = only(rules("أغلقت السلطات الطريق الساحلي صباحا، وفق ما نقلته، أمس الأحد، وكالة النخيل."))
    assert told(claim)[1] == "وكالة النخيل"
    claim = only(rules("وبحسب نفس الوثيقة فإن أغلب المصانع مغلقة."))
    assert told(claim)[1:] == ("نفس الوثيقة", "أغلب المصانع مغلقة")


@pytest.mark.parametrize(
    "text",
    [
        "وأكد الحزب التزامه بالعمل على إنجاز المصالحة الشاملة بين الجميع.",
        "إلا أنها عقب فترة قصيرة تركت المصنع: قطعة الأرض هذه لا تكفي أحدا.",
    ],
)
def test_a_stance_and_a_while_later_assert_nothing(text: str) -> None:
    assert rules(text) == []
