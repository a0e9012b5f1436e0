"""Who is meant: epithets, pronouns, spokespeople, owners, English descriptions. Every sentence is our own."""

from __future__ import annotations

import pytest

from stream.enrich.claims import Claim, claimant_mention
from tests.enrich.claims.builders import Names, only, reading, rules

NAMES: Names = {
    "لوكا بيريتي": "PER", "بيريتي": "PER", "حركة الفجر": "ORG", "شركة النسر": "ORG", "النسور": "ORG", "قوات الساحل": "ORG",
    "Luca Peretti": "PER", "Ola Quist": "PER", "Halden Bank": "ORG", "Norway": "LOC",
}  # fmt: skip


def meant(body: str, language: str = "ar") -> str | None:
    """The name that the last claim's claimant stands for."""
    claim = rules(body, language, NAMES)[-1]
    mentions = reading(body, language=language, names=NAMES).mentions
    who = claim.antecedent or claim.claimant
    number = None if who is None else claimant_mention(who, mentions)
    return None if number is None else mentions[number].span.text


@pytest.mark.parametrize(
    ("body", "language", "name"),
    [
        ("قال مدرب النسور لوكا بيريتي إن الفريق تعب. وأضاف الإيطالي أن الحارس مصاب.", "ar", "لوكا بيريتي"),
        ("Luca Peretti said the team was tired. The keeper is injured, the Italian said.", "en", "Luca Peretti"),
        ("Luca Peretti left the hall. The former coach said the team was tired.", "en", "Luca Peretti"),
    ],
)
def test_an_epithet_is_the_person_just_named(body: str, language: str, name: str) -> None:
    assert meant(body, language) == name


def test_an_epithet_with_no_person_near_is_nobody() -> None:
    assert meant("أعلنت شركة النسر أن الرحلة ألغيت. وأضاف الإيطالي أن الحارس مصاب.") is None


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Halden Bank said rates would stay. Ola Quist was in Oslo. He said the bank was wrong.", "Ola Quist"),
        ("Luca Peretti said prices would fall. Halden Bank is less sure. It said growth was slow.", "Halden Bank"),
        ("Halden Bank closed. Ola Quist, in Oslo, was angry; he said the bank was wrong.", "Ola Quist"),
    ],
)
def test_he_is_no_bank_and_it_is_no_person(body: str, name: str) -> None:
    assert meant(body, "en") == name


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("أما حركة الفجر فطالبت بالإفراج عنهم. وقال الناطق باسمها لوكا بيريتي إن القرار ظالم.", "حركة الفجر"),
        ("أعلنت شركة النسر أن الرحلة ألغيت. وقال متحدث باسمها إن الطائرة قديمة.", "شركة النسر"),
        ("ودخلت قوات الساحل المدينة. ونفى ناطق باسم القوات وقوع معارك في الميناء.", "قوات الساحل"),
    ],
)
def test_a_spokesperson_stands_for_the_body_of_the_sentence_before(body: str, name: str) -> None:
    assert meant(body) == name


def test_a_coach_is_himself_though_his_club_stands_before_his_name() -> None:
    assert meant("قال مدرب النسور لوكا بيريتي إن الفريق تعب.") == "لوكا بيريتي"


def test_a_countrys_air_force_is_not_the_country() -> None:
    assert meant("Norway's air force said the drone was lost.", "en") is None


def test_and_confirmed_goes_on_with_the_pronoun_of_its_sentence() -> None:
    claims = rules(
        "Ola Quist left. He denied that the bank was shut, and confirmed that rates would rise.", "en", NAMES
    )
    assert [claim.claimant.text if claim.claimant else None for claim in claims] == ["He", "He"]
    assert claims[1].claimant_continued


def spoken(body: str) -> str | None:
    claim: Claim = only(rules(body, "en", NAMES))
    return claim.claimant.text if claim.claimant else None


@pytest.mark.parametrize(
    ("body", "claimant"),
    [
        (
            '"The road is closed to trucks," said Ola Quist, who chairs the council.',
            "Ola Quist, who chairs the council",
        ),
        ('"The road is closed to trucks," said Ola Quist, who arrived on Monday.', "Ola Quist"),
        ("Ola Quist, speaking in Bergen, said the road was closed.", "Ola Quist"),
        ("Ola Quist, Norway's transport minister, said the road was closed.", "Ola Quist, Norway's transport minister"),
        ('"The road is closed to trucks," said Mr. Lund, the mayor.', "Mr. Lund, the mayor"),
    ],
)
def test_what_says_who_it_is_belongs_to_an_english_claimant(body: str, claimant: str) -> None:
    assert spoken(body) == claimant


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("Ola Quist called the long delay a scandal.", "the long delay a scandal"),
        ("Ola Quist described the long delay as unfair.", "the long delay as unfair"),
        ("The ministry blamed the town council for letting people build there.", "letting people build there"),
        ("The bridge is safe; trucks may cross it, Ola Quist said.", "trucks may cross it"),
        (
            "The bridge will be open on Friday, he added, although nobody there believes it at all now.",
            "The bridge will be open on Friday",
        ),
    ],
)
def test_an_english_content_is_what_was_said_and_no_more(body: str, content: str) -> None:
    assert only(rules(body, "en", NAMES)).content.text == content


@pytest.mark.parametrize(
    "body", ["Ola Quist called for a new bridge.", "Ola Quist did not return the calls.", "Ola Quist called a taxi."]
)
def test_not_every_call_is_a_judgement(body: str) -> None:
    assert rules(body, "en", NAMES) == []
