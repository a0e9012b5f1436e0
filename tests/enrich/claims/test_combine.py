"""Rules, the model's spans, and both together."""

from __future__ import annotations

from stream.enrich.claims import claims_by_model, claims_by_rules, find_attributions, find_claims
from tests.enrich.claims.builders import Marks, only, reading, told

SAID = "Quist said the road is open."
BRANDED = "Quist branded the new bridge a danger to all drivers."


def test_the_model_alone_gives_content_with_its_nearest_cue_and_source() -> None:
    read = reading(
        BRANDED,
        language="en",
        marked=(
            ("SOURCE", "Quist", 0.8),
            ("CUE", "branded", 0.9),
            ("CONTENT", "the new bridge a danger to all drivers", 0.95),
        ),
    )
    assert told(only(claims_by_model(read))) == ("branded", "Quist", "the new bridge a danger to all drivers")


def test_the_model_alone_joins_a_content_cut_in_two() -> None:
    read = reading(SAID, language="en", marked=(("CONTENT", "the road", 0.9), ("CONTENT", "is open", 0.8)))
    assert only(claims_by_model(read)).content.text == "the road is open"


def test_rules_alone_do_not_look_at_the_models_spans() -> None:
    read = reading(BRANDED, language="en", score=0.0, marked=(("CONTENT", "the new bridge a danger", 0.99),))
    assert claims_by_rules(read) == []


def test_agreement_makes_a_claim_surer_and_rules_draw_its_boundaries() -> None:
    alone = only(find_claims(reading(SAID, language="en")))
    both = only(find_claims(reading(SAID, language="en", marked=(("CONTENT", "said the road is", 0.9),))))
    assert both.content.text == "the road is open"
    assert both.confidence > alone.confidence


def test_a_sure_model_adds_a_claim_whose_cue_no_table_knows() -> None:
    marks: Marks = (
        ("SOURCE", "Quist", 0.9),
        ("CUE", "branded", 0.9),
        ("CONTENT", "the new bridge a danger to all drivers", 0.95),
    )
    assert told(only(find_claims(reading(BRANDED, language="en", marked=marks)))) == (
        "branded",
        "Quist",
        "the new bridge a danger to all drivers",
    )


def test_an_unsure_model_adds_nothing() -> None:
    marks: Marks = (("SOURCE", "Quist", 0.9), ("CUE", "branded", 0.9), ("CONTENT", "the new bridge a danger", 0.6))
    assert find_claims(reading(BRANDED, language="en", score=0.0, marked=marks)) == []


def test_a_call_that_the_model_marks_is_no_claim() -> None:
    marks: Marks = (
        ("SOURCE", "Quist", 0.9),
        ("CUE", "called for", 0.9),
        ("CONTENT", "a new bridge over the river", 0.99),
    )
    text = "Quist called for a new bridge over the river."
    assert find_claims(reading(text, language="en", score=0.0, marked=marks)) == []


def test_the_model_adds_nothing_to_arabic() -> None:
    marks: Marks = (("SOURCE", "الخبراء", 0.9), ("CUE", "انتشر", 0.9), ("CONTENT", "على الطريق القديم في الجبل", 0.99))
    text = "انتشر الخبراء على الطريق القديم في الجبل."
    assert find_claims(reading(text, score=0.0, marked=marks)) == []


def test_a_call_is_an_attribution_all_the_same() -> None:
    marks: Marks = (
        ("SOURCE", "Quist", 0.9),
        ("CUE", "called for", 0.9),
        ("CONTENT", "a new bridge over the river", 0.99),
    )
    found = find_attributions(reading("Quist called for a new bridge over the river.", language="en", marked=marks))
    assert told(only(found)) == ("called for", "Quist", "a new bridge over the river")


def test_a_rule_gives_an_attribution_the_cue_that_the_model_missed() -> None:
    marks: Marks = (("SOURCE", "Quist", 0.9), ("CONTENT", "the road is open", 0.99))
    found = find_attributions(reading(SAID, language="en", marked=marks))
    assert told(only(found)) == ("said", "Quist", "the road is open")


def test_speech_in_quotation_marks_that_the_model_missed_is_attributed() -> None:
    found = find_attributions(reading('"The road is open," Quist said.', language="en"))
    assert only(found).content.text == "The road is open"
