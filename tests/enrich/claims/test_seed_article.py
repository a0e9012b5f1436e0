"""The claims that the article this project began with must show, with names as a model marks them."""

from __future__ import annotations

import pytest

from stream.enrich.claims import Claim, claimant_mention, claims_by_rules
from stream.enrich.reading import Reading
from tests.enrich.claims.builders import Names, reading

NAMES: Names = {
    "وزارة الدفاع الأذربيجانية": "ORG",
    "العربية": "ORG",
    "إلهام علييف": "PER",
    "روسيا اليوم": "ORG",
    "الإندبندنت": "ORG",
}


@pytest.fixture(scope="module", params=[NAMES, {}], ids=["with_names", "without_names"])
def article(request: pytest.FixtureRequest, seed_article: str) -> tuple[Reading, list[Claim]]:
    read = reading(seed_article, names=request.param)
    return read, claims_by_rules(read)


def _holding(found: list[Claim], *words: str) -> Claim:
    return next(claim for claim in found if all(word in claim.content.text for word in words))


def test_the_ministry_says_its_forces_began_to_enter(article: tuple[Reading, list[Claim]]) -> None:
    claim = _holding(article[1], "قواتها بدأت الدخول")
    assert claim.claimant is not None
    assert claim.claimant.text == "وزارة الدفاع الأذربيجانية"
    assert claim.cue is not None
    assert claim.cue.text == "أعلنت"


def test_the_ministry_says_the_army_entered_kalbajar(article: tuple[Reading, list[Claim]]) -> None:
    claim = _holding(article[1], "الجيش الأذرى دخل منطقة كالباجار")
    assert claim.content.text == "الجيش الأذرى دخل منطقة كالباجار"
    assert claim.claimant is not None
    assert claim.claimant.text == "وزارة الدفاع الأذربيجانية"


def test_al_arabiya_reports_that_the_handover_was_due(article: tuple[Reading, list[Claim]]) -> None:
    claim = _holding(article[1], "يتم تسليم كالباجار يوم 15 نوفمبر")
    assert claim.claimant is not None
    assert claim.claimant.text == "موقع العربية"
    assert "prediction" in claim.basis


def test_azerbaijani_officials_say_the_weather_hampered_the_withdrawal(article: tuple[Reading, list[Claim]]) -> None:
    claim = _holding(article[1], "تدهور الأحوال الجوية")
    assert claim.claimant is not None
    assert claim.claimant.text == "المسؤولون الأذربيجانيون"
    assert claimant_mention(claim.claimant, article[0].mentions) is None


def test_the_president_announces_control_regained(article: tuple[Reading, list[Claim]]) -> None:
    claim = _holding(article[1], "بلاده استعادت السيطرة على مقاطعة كلبجر")
    assert claim.claimant is not None
    assert claim.claimant.text == "الرئيس الأذربيجانى إلهام علييف"


def test_the_president_says_it_was_under_armenian_control_since_1993(article: tuple[Reading, list[Claim]]) -> None:
    claim = _holding(article[1], "تحت سيطرة الجانب الأرمنى منذ أبريل 1993")
    assert claim.content.text.endswith("منذ أبريل 1993")
    assert claim.claimant is not None
    assert claim.claimant.text == "الرئيس الأذربيجانى"
    assert claim.claimant_continued
    assert claim.antecedent is not None
    assert claim.antecedent.text == "الرئيس الأذربيجانى إلهام علييف"


def test_claimants_have_the_entities_of_their_names(seed_article: str) -> None:
    read = reading(seed_article, names=NAMES)
    found = {}
    for claim in claims_by_rules(read):
        who = claim.antecedent or claim.claimant
        number = None if who is None else claimant_mention(who, read.mentions)
        if claim.claimant is not None:
            found[claim.claimant.text] = None if number is None else read.mentions[number].span.text
    assert found["وزارة الدفاع الأذربيجانية"] == "وزارة الدفاع الأذربيجانية"
    assert found["موقع العربية"] == "العربية"
    assert found["الرئيس الأذربيجانى"] == "إلهام علييف"
    assert found["المسؤولون الأذربيجانيون"] is None
