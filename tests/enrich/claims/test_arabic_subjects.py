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
    names["سالم حداد"] = "PER"
    claim = only(rules("وصل حسين ولد بابا مع سالم حداد. وقال الرجل: «لم نر قطارا هنا من قبل».", names=names))
    assert claim.antecedent is None


def test_the_same_source_is_whoever_spoke_last() -> None:
    names: Names = {"وزارة الزراعة": "ORG"}
    claims = rules("أوضح بلاغ لوزارة الزراعة أن الموسم تأخر. وأضاف المصدر ذاته أن الأمطار قلت.", names=names)
    assert claims[-1].antecedent is not None
    assert claims[-1].antecedent.text == "بلاغ لوزارة الزراعة"


def test_this_statement_is_the_statement_of_the_body_it_was_said_to_be_of() -> None:
    names: Names = {"وزارة الزراعة": "ORG", "وكالة النخيل": "ORG"}
    text = "نقلت ذلك وكالة النخيل عن بيان لوزارة الزراعة. وجاء في هذا البيان أن الموسم تأخر."
    owner = rules(text, names=names)[-1].antecedent
    assert owner is not None
    assert owner.text == "وزارة الزراعة"


def test_she_right_behind_a_name_is_that_person() -> None:
    names: Names = {"ليلى حداد": "PER", "الوزارة": "ORG"}
    text = "قالت الوزارة إن التحقيق بدأ. وأظهر شريط مدربة المنتخب، ليلى حداد، وهي تعترف ببيع كل التذاكر للتجار."
    owner = rules(text, names=names)[-1].antecedent
    assert owner is not None
    assert owner.text == "ليلى حداد"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("أعلن داود عن رغبته بأن يغادر الفريق.", "داود"),
        ("قال المتحدث باسم البلدية في حسابه الرسمي إن الطريق مغلق.", "المتحدث باسم البلدية"),
        ("واستنتج الباحثون من خلال عمليات مراقبة أن النبات ينمو.", "الباحثون"),
        ("أما حزب الواحة، فقد اعتبر أن الحكم قاس.", "حزب الواحة"),
        ("كشف نائب مندوب بلاده لدى الهيئة، داود، أن القرار جاهز.", "نائب مندوب بلاده لدى الهيئة، داود"),
        ("وتابع داود يقول إن الأمر صعب.", "داود"),
    ],
)
def test_where_a_subject_ends_and_begins(text: str, who: str) -> None:
    assert claimant(only(rules(text, names={"داود": "PER"}))) == who


@pytest.mark.parametrize(
    "text",
    [
        "تابع داود القول إن الأمر صعب. ودعا الناس إلى زيارة البلاد، التي قال إنها آمنة.",
        "قال داود إن الأمر صعب. وتابع يقول إن الوقت ضاق.",
        "قال داود إن الأمر صعب. ويقول مازحا «سننتقل كلنا إلى القمر لأن الأرض ضاقت».",
        "رحب داود بالقرار. وأعلن أنه يعتزم العودة.",
        "انتقد داود القرار، وكتب «هذا القرار يضر كل الناس في المدينة».",
        "كان القرار باطلا، بحسب داود، الذي كان قد أكد أنه لن يصمد.",
    ],
)
def test_whoever_spoke_or_acted_goes_on(text: str) -> None:
    assert claimant(rules(text, names={"داود": "PER"})[-1]) == "داود"


def test_the_object_of_criticism_does_not_speak() -> None:
    claim = only(rules("وانتقد الرئيس البلدي المدرب الجديد، وكتب «هذا الفريق لن يفوز بشيء هذا العام»."))
    assert claimant(claim) == "الرئيس البلدي"


def test_a_topic_before_a_colon_says_nothing() -> None:
    names: Names = {"وكالة النخيل": "ORG", "داود": "PER"}
    claim = only(rules("", title="قرصنة وكالة النخيل : الوزير يتوعد بالرد على الفاعلين", names=names))
    assert claimant(claim) == "الوزير"
    assert claimant(only(rules("", title="داود : لن نقبل بهذا القرار أبدا", names=names))) == "داود"
