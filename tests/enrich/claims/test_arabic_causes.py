"""Causes, blame, threats and subjects carried on in Arabic. Every sentence is our own."""

from __future__ import annotations

import pytest

from tests.enrich.claims.builders import only, rules, told


def test_a_cause_is_told_by_its_verb() -> None:
    claim = only(rules("وعزت مصادر نيابية التأخير إلى خلاف على الموازنة."))
    assert told(claim) == ("عزت", "مصادر نيابية", "التأخير إلى خلاف على الموازنة")


def test_a_named_person_ends_before_what_they_explain() -> None:
    claim = only(rules("وأرجع نائب الوزير سامي خليل الزيادة إلى توسعة الحقل.", names={"سامي خليل": "PER"}))
    assert told(claim) == ("أرجع", "نائب الوزير سامي خليل", "الزيادة إلى توسعة الحقل")


def test_blame_is_the_content_not_who_bears_it() -> None:
    claim = only(rules("وحمل الناشط سعيد مراد المجلس مسؤولية البناء في الوادي.", names={"سعيد مراد": "PER"}))
    assert told(claim) == ("حمل", "الناشط سعيد مراد", "مسؤولية البناء في الوادي")


def test_an_unnamed_official_accuses() -> None:
    claim = only(rules("واتهم مسؤول حكومي جماعة كفاح بعرقلة القوافل.", names={"كفاح": "ORG"}))
    assert claim.claimant is not None
    assert claim.claimant.text == "مسؤول حكومي"


@pytest.mark.parametrize("cue", ["توعد", "هدد", "شكا من", "تكهن", "أفصح عن"])
def test_verbs_that_news_also_uses(cue: str) -> None:
    verb, _, preposition = cue.partition(" ")
    that = f"{preposition} أن" if preposition else "بأن"
    assert told(only(rules(f"و{verb} المدير {that} المصنع سيغلق أبوابه."))) == (verb, "المدير", "المصنع سيغلق أبوابه")


def test_analysts_who_believe_are_told() -> None:
    claim = only(rules("ويعتقد محللون أن الأسعار ستظل تحت الضغط."))
    assert told(claim) == ("يعتقد", "محللون", "الأسعار ستظل تحت الضغط")
    assert set(claim.basis) == {"reported", "prediction"}


def test_a_report_keeps_whose_it_is() -> None:
    claim = only(rules("وتوقع التقرير الشهري لوكالة البحار أن يرتفع الطلب."))
    assert claim.claimant is not None
    assert claim.claimant.text == "التقرير الشهري لوكالة البحار"


def test_who_praised_also_admits() -> None:
    claim = only(rules("وأشاد المدرب ماركو روسي بلاعبيه، وأقر بأن الشوط الأول كان صعبا.", names={"ماركو روسي": "PER"}))
    assert claim.claimant is not None
    assert claim.claimant.text == "المدرب ماركو روسي"


def test_their_death_is_no_accusation() -> None:
    assert rules("زادت احتمالات وفاتهم بنسبة كبيرة نتيجة المرض.") == []


@pytest.mark.parametrize("word", ["لا سيما", "سيارة", "سنوات", "ستاد", "سندات"])
def test_words_that_only_look_like_a_future(word: str) -> None:
    claim = only(rules(f"قال المدير إن العمل قائم {word} هنا."))
    assert "prediction" not in claim.basis


@pytest.mark.parametrize(
    "sentence",
    [
        "Who will tell her that the truck has been turned back?",
        "NATO adds troops in the north.",
    ],
)
def test_questions_and_additions_are_no_claims(sentence: str) -> None:
    assert rules(sentence, "en", names={"NATO": "ORG"}) == []
