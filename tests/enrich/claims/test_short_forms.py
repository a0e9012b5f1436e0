"""Which name a short form stands for: every sentence here was written for this test."""

from __future__ import annotations

import pytest

from stream.enrich.claims import claimant_mention, claims_by_rules
from tests.enrich.claims.builders import Names, reading

MINISTRY = "وزارة الزراعة"
ENERGY = "وزارة الطاقة"
BANK = "Brill Bank"
HARBOUR = "Ministry of Harbours"

# Body, names in it, and who makes the last claim.
STANDS_FOR: dict[str, tuple[str, Names, str | None]] = {
    # Bodies.
    "a_ministry_that_nobody_quoted_before": (
        "زار الوفد وزارة الزراعة. وقالت الوزارة إن الموسم جيد.",
        {MINISTRY: "ORG"},
        MINISTRY,
    ),
    "a_company_by_the_kind_before_its_name": (
        "افتتحت شركة درة فرعا جديدا. وأعلنت الشركة أن الفرع مغلق اليوم.",
        {"درة": "ORG"},
        "درة",
    ),
    "an_army": (
        "انتشر الجيش النرويجي في الوادي. وقال الجيش إن الطريق مغلق.",
        {"الجيش النرويجي": "ORG"},
        "الجيش النرويجي",
    ),
    "of_two_ministries_the_one_that_spoke_last": (
        "اجتمعت وزارة الطاقة مع وزارة الزراعة. وقالت وزارة الطاقة إن الخط جاهز. وأكدت الوزارة أن العمل مستمر.",
        {MINISTRY: "ORG", ENERGY: "ORG"},
        ENERGY,
    ),
    "of_two_ministries_that_never_spoke_none": (
        "اجتمعت وزارة الطاقة مع وزارة الزراعة. وأكدت الوزارة أن العمل مستمر.",
        {MINISTRY: "ORG", ENERGY: "ORG"},
        None,
    ),
    "a_body_of_another_kind_is_not_meant": (
        "زار الوفد وزارة الزراعة. وقالت الشركة إن الموسم جيد.",
        {MINISTRY: "ORG"},
        None,
    ),
    "a_body_named_only_later_is_not_meant": (
        "قالت الوزارة إن الموسم جيد. ثم زار الوفد وزارة الزراعة.",
        {MINISTRY: "ORG"},
        None,
    ),
    "a_company_told_apart_by_what_it_built": (
        "افتتحت شركة درة فرعا جديدا. ونفت الشركة التي بنت الجسر وجود خلل فيه.",
        {"درة": "ORG"},
        None,
    ),
    "an_indefinite_company_is_another_one": (
        "افتتحت شركة درة فرعا جديدا. وقالت شركة منافسة إن الفرع صغير.",
        {"درة": "ORG"},
        None,
    ),
    "the_bank": ("Brill Bank opened a branch. The bank said the branch is closed.", {BANK: "ORG"}, BANK),
    "the_utility_by_its_apposition": (
        "The plant belongs to Vanor, the national water utility, and opened today. The utility said it works well.",
        {"Vanor": "ORG"},
        "Vanor",
    ),
    "the_agency_by_the_kind_before_its_name": (
        "The relief agency, Vanor, sent trucks. The agency said they arrived today.",
        {"Vanor": "ORG"},
        "Vanor",
    ),
    "an_older_name_is_forgotten": (
        "Brill Bank opened a branch. " + "It rained again all day. " * 20 + "The bank said the branch is closed.",
        {BANK: "ORG"},
        None,
    ),
    # People.
    "the_governor_by_his_arabic_title": (
        "زار حاكم الوادي سالم الراجحي المصابين. وقال الحاكم إن الطريق مغلق.",
        {"سالم الراجحي": "PER"},
        "سالم الراجحي",
    ),
    "the_contractor_by_what_he_is_said_to_be": (
        "يتنازع عليها سالم الراجحي، وهو مقاول من الوادي، وابن عمه. وقال المقاول إن الأرض له.",
        {"سالم الراجحي": "PER"},
        "سالم الراجحي",
    ),
    "the_expert": (
        "وصلت خبيرة المياه ليلى كمال إلى الموقع. وقالت الخبيرة إن البئر جافة.",
        {"ليلى كمال": "PER"},
        "ليلى كمال",
    ),
    "the_minister_is_not_the_mayor": (
        "زار رئيس البلدية سالم الراجحي المصابين. وقال الوزير إن الطريق مغلق.",
        {"سالم الراجحي": "PER"},
        None,
    ),
    "al_rais_is_no_chairman": (
        "قال رئيس اللجنة سالم الراجحي إن الطريق مغلق. وقال الرئيس إن العمل بدأ.",
        {"سالم الراجحي": "PER"},
        None,
    ),
    "a_lawyer_is_not_his_client": (
        "وصل محامي سالم الراجحي إلى القاعة. وقال المحامي إن الأرض لموكله.",
        {"سالم الراجحي": "PER"},
        None,
    ),
    "the_governor_by_title": (
        "Governor Ida Moe met the miners. The governor said the pit is closed.",
        {"Ida Moe": "PER"},
        "Ida Moe",
    ),
    "the_director_by_apposition": (
        "Ida Moe, the mission's director, arrived. The director said the site is safe.",
        {"Ida Moe": "PER"},
        "Ida Moe",
    ),
    "she_after_a_short_form_is_the_person": (
        "Governor Ida Moe met the miners. The governor said the pit is closed. She said it stays closed.",
        {"Ida Moe": "PER"},
        "Ida Moe",
    ),
    "he_is_the_person_just_introduced": (
        "Quist said the road is open. Among the guests was Ola Dahl. He believes the bridge is safe.",
        {"Quist": "PER", "Ola Dahl": "PER"},
        "Ola Dahl",
    ),
    # Spokespeople and papers of a body that only its kind names.
    "a_ministry_spokesman_by_name": (
        "A team from the Ministry of Harbours came. Ministry spokesman Ola Dahl said the port is open.",
        {HARBOUR: "ORG", "Ola Dahl": "PER"},
        HARBOUR,
    ),
    "a_spokesman_of_an_unknown_ministry": (
        "Ministry spokesman Ola Dahl said the port is open.",
        {"Ola Dahl": "PER"},
        None,
    ),
    "a_spokesman_for_the_bank": (
        "Brill Bank opened a branch. A spokesman for the bank, Ola Dahl, said the branch is closed.",
        {BANK: "ORG", "Ola Dahl": "PER"},
        BANK,
    ),
    "a_spokesman_for_another_bank": (
        "Brill Bank opened a branch. A spokesman for a rival bank said the branch is small.",
        {BANK: "ORG"},
        None,
    ),
    "an_arabic_spokesperson_for_another_ministry": (
        "زار الوفد وزارة الزراعة. وقال متحدث باسم وزارة أخرى إن الموسم جيد.",
        {MINISTRY: "ORG"},
        None,
    ),
    "its_spokeswoman": (
        "Brill Bank said the branch is closed. Its spokeswoman, Ida Moe, said it reopens soon.",
        {BANK: "ORG", "Ida Moe": "PER"},
        BANK,
    ),
    "an_arabic_spokesperson_for_the_ministry": (
        "زار الوفد وزارة الزراعة. وقال المتحدث باسم الوزارة سالم الراجحي إن الموسم جيد.",
        {MINISTRY: "ORG", "سالم الراجحي": "PER"},
        MINISTRY,
    ),
    "the_statement_of_the_body_that_issued_one": (
        "أكدت وزارة الزراعة، في بيان، أن الموسم جيد. وأضاف البيان أن الأسعار مستقرة.",
        {MINISTRY: "ORG"},
        MINISTRY,
    ),
    "a_statement_that_nobody_issued": (
        "زار الوفد وزارة الزراعة. وأضاف البيان أن الأسعار مستقرة.",
        {MINISTRY: "ORG"},
        None,
    ),
    "the_ministrys_statement": (
        "زار الوفد وزارة الزراعة. وجاء في بيان الوزارة أن الموسم جيد.",
        {MINISTRY: "ORG"},
        MINISTRY,
    ),
    "its_statement": (
        "Brill Bank said the branch is closed. Its statement said the doors are locked.",
        {BANK: "ORG"},
        BANK,
    ),
    "the_banks_statement": (
        "Brill Bank opened a branch. The bank's statement said the doors are locked.",
        {BANK: "ORG"},
        BANK,
    ),
}


@pytest.mark.parametrize(("body", "names", "expected"), STANDS_FOR.values(), ids=STANDS_FOR.keys())
def test_the_last_claim_is_made_by(body: str, names: Names, expected: str | None) -> None:
    read = reading(body, language="en" if body.isascii() else "ar", names=names, score=0.0)
    claim = claims_by_rules(read)[-1]
    assert claim.claimant is not None
    number = claimant_mention(claim.antecedent or claim.claimant, read.mentions)
    assert (None if number is None else read.mentions[number].span.text) == expected
