"""Each golden metric on a case small enough to work out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from stream.contract.article import Article
from stream.contract.events import (
    Analysis,
    Claim,
    Claimant,
    Entity,
    EntitySentiment,
    Mention,
    Probabilities,
    Sentiment,
    SentimentLabel,
)
from stream.training.golden.claims import claim_scores, match_scores, word_iou
from stream.training.golden.entities import (
    Pair,
    Score,
    b_cubed_f1,
    grouping_scores,
    identity_scores,
    mention_scores,
    named_entities,
)
from stream.training.golden.gold import Place, gold_article
from stream.training.golden.score import as_table, figures, sentiment_scores

BODY = "Rana Haddad met Omar Haddad in Baku. Rana said the road was open to all."
RANA, RANA_AGAIN, OMAR, BAKU = (0, 11), (37, 41), (16, 27), (31, 35)
CONTENT, SAID_BY = (47, 71), (37, 41)


def gold(
    entities: Mapping[str, Sequence[tuple[int, int]]],
    *,
    claims: Sequence[dict[str, Any]] = (),
    name: str = "a",
    language: str = "en",
    id_prefix: str | None = None,
) -> Any:
    return gold_article(
        {
            "id": name,
            "title": "",
            "body": BODY,
            "language": language,
            "sentiment": "neutral",
            "entities": [
                {"key": key, "type": "PER", "id_prefix": id_prefix, "mentions": [place(*span) for span in spans]}
                for key, spans in entities.items()
            ],
            "claims": list(claims),
        }
    )


def place(start: int, end: int) -> dict[str, Any]:
    return {"field": "body", "start": start, "end": end}


def gold_claim(
    *, claimant: str | None = "rana", basis: Sequence[str] = ("reported",), denied: bool = False
) -> dict[str, Any]:
    who = None if claimant is None else {**place(*SAID_BY), "entity": claimant}
    return {**place(*CONTENT), "basis": list(basis), "denied": denied, "claimant": who}


def found(
    entities: Mapping[str, Sequence[tuple[int, int]]],
    *,
    claims: Sequence[Claim] = (),
    label: SentimentLabel = "neutral",
    kind: Any = "PER",
) -> Analysis:
    return Analysis(
        language="en",
        entities=tuple(entity(identity, kind, spans) for identity, spans in entities.items()),
        sentiment=Sentiment(label=label, score=0, probabilities=Probabilities(negative=0, neutral=1, positive=0)),
        claims=tuple(claims),
    )


def entity(identity: str, kind: Any, spans: Sequence[tuple[int, int]]) -> Entity:
    return Entity(
        id=identity,
        name=identity,
        name_en=None,
        type=kind,
        rel="mentions",
        salience=0,
        sentiment=EntitySentiment(label="neutral", score=0),
        country=None,
        latitude=None,
        longitude=None,
        mentions=tuple(
            Mention(text=BODY[start:end], field="body", start=start, end=end, confidence=1) for start, end in spans
        ),
    )


def said(
    span: tuple[int, int] = CONTENT,
    *,
    by: tuple[int, int] | None = SAID_BY,
    identity: str | None = "id-rana",
    basis: Any = ("reported",),
    denied: bool = False,
) -> Claim:
    who = None if by is None else Claimant(text=BODY[by[0] : by[1]], start=by[0], end=by[1], entity_id=identity)
    return Claim(
        id="claim",
        text=BODY[span[0] : span[1]],
        field="body",
        start=span[0],
        end=span[1],
        check_worthiness=0,
        basis=basis,
        denied=denied,
        claimant=who,
        cue=None,
        entity_ids=(),
    )


def values(scores: Sequence[Score]) -> dict[str, float]:
    return {metric: value for metric, value, _ in scores}


def test_a_mention_of_the_wrong_type_counts_as_a_span_only() -> None:
    pair = Pair(gold({"rana": [RANA], "baku": [BAKU]}), found({"x": [RANA, BAKU]}, kind="LOC"))
    assert values(mention_scores([pair])) == {"mention_f1": 0, "mention_span_f1": 1, "mention_overlap_f1": 0}


def test_a_mention_cut_short_still_overlaps() -> None:
    pair = Pair(gold({"rana": [RANA], "omar": [OMAR]}), found({"x": [RANA, (16, 20)]}))
    assert values(mention_scores([pair])) == {"mention_f1": 0.5, "mention_span_f1": 0.5, "mention_overlap_f1": 1}


def test_mentions_missed_and_made_up_cost_recall_and_precision() -> None:
    # One of two found, one of three right: precision 1/3, recall 1/2.
    pair = Pair(gold({"rana": [RANA], "omar": [OMAR]}), found({"x": [RANA, BAKU, RANA_AGAIN]}))
    assert values(mention_scores([pair]))["mention_f1"] == pytest.approx(0.4)


def test_b_cubed_of_one_group_torn_in_two() -> None:
    # Precision 1; recall (2/3 + 2/3 + 1/3) / 3 = 5/9.
    assert b_cubed_f1(["a", "a", "a"], ["x", "x", "y"]) == pytest.approx(2 * (5 / 9) / (14 / 9))


def test_b_cubed_of_two_groups_thrown_together() -> None:
    # Precision (2/3 + 2/3 + 1/3) / 3 = 5/9; recall 1.
    assert b_cubed_f1(["a", "a", "b"], ["x", "x", "x"]) == pytest.approx(2 * (5 / 9) / (14 / 9))


def test_mentions_that_were_not_found_are_each_alone() -> None:
    assert b_cubed_f1(["a", "a"], [None, None]) == pytest.approx(2 / 3)


def test_one_thing_under_two_ids_in_two_articles_is_grouped_within_each_but_not_across() -> None:
    pairs = [
        Pair(gold({"rana": [RANA, RANA_AGAIN]}), found({"x": [RANA, RANA_AGAIN]})),
        Pair(gold({"rana": [RANA, RANA_AGAIN]}, name="b"), found({"y": [RANA, RANA_AGAIN]})),
    ]
    assert values(grouping_scores(pairs)) == {"bcubed_f1_article": 1, "bcubed_f1_set": pytest.approx(2 / 3)}


def test_the_same_id_across_languages_is_asked_of_pairs_in_two_languages_only() -> None:
    pairs = [
        Pair(gold({"rana": [RANA], "omar": [OMAR]}), found({"id-rana": [RANA], "id-omar": [OMAR]})),
        Pair(gold({"rana": [RANA], "omar": [OMAR]}, name="b", language="ar"), found({"id-rana": [RANA]})),
        Pair(gold({"rana": [RANA]}, name="c"), found({"another": [RANA]})),
    ]
    scores = {metric: (value, n) for metric, value, n in identity_scores(pairs)}
    # Rana in a and b agrees; Rana in c and b does not; Omar was not found in b.
    assert scores["same_id_across_languages"][0] == pytest.approx(1 / 3)
    assert scores["same_id_across_languages"][1] == 3


def test_two_people_with_one_id_are_wrongly_merged() -> None:
    pair = Pair(gold({"rana": [RANA], "omar": [OMAR], "baku": [BAKU]}), found({"x": [RANA, OMAR], "y": [BAKU]}))
    scores = values(identity_scores([pair]))
    assert scores["different_things_one_id"] == pytest.approx(1 / 3)
    assert scores["entities_merged_wrongly"] == pytest.approx(2 / 3)


def test_a_name_found_inside_a_longer_one_is_not_that_name() -> None:
    # "Rana" is under half of "Rana Haddad", "Rana H" is over.
    ids = [named_entities(Pair(gold({"rana": [RANA]}), found({"x": [span]})))[0].id for span in ((0, 4), (0, 6))]
    assert ids == [None, "x"]


def test_a_known_place_is_expected_under_its_public_id() -> None:
    wanted = gold({"baku": [BAKU]}, id_prefix="geonames:")
    pairs = [Pair(wanted, found({"geonames:587084": [BAKU]})), Pair(wanted, found({"loc:baku": [BAKU]}))]
    assert values(identity_scores(pairs))["expected_id"] == 0.5


def test_a_claim_with_half_of_the_words_is_found_and_one_with_fewer_is_false() -> None:
    wanted = gold({"rana": [RANA_AGAIN]}, claims=[gold_claim()])
    half, less = said((47, 59)), said((47, 55))
    assert [word_iou(Place("body", *CONTENT), Place("body", c.start, c.end), wanted) for c in (half, less)] == [
        0.5,
        pytest.approx(1 / 3),
    ]
    scores = values(claim_scores([Pair(wanted, found({}, claims=[half, said(RANA)]))]))
    assert scores == {
        "claim_f1": pytest.approx(2 / 3),
        "claim_precision": 0.5,
        "claim_recall": 1,
        "false_claim_rate": 0.5,
    }
    assert values(claim_scores([Pair(wanted, found({}, claims=[less]))]))["claim_f1"] == 0


def test_a_gold_claim_is_matched_once() -> None:
    wanted = gold({"rana": [RANA_AGAIN]}, claims=[gold_claim()])
    assert values(claim_scores([Pair(wanted, found({}, claims=[said(), said()]))]))["false_claim_rate"] == 0.5


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (said(), (1, 1, 1)),
        (said(identity="id-omar"), (0, 1, 0)),
        (said(by=OMAR), (0, 0, 1)),
        (said(by=None), (0, 0, 0)),
    ],
)
def test_a_claimant_is_right_in_span_and_entity(given: Claim, right: tuple[float, float, float]) -> None:
    wanted = gold({"rana": [RANA_AGAIN], "omar": [OMAR]}, claims=[gold_claim()])
    system = found({"id-rana": [RANA_AGAIN], "id-omar": [OMAR]}, claims=[given])
    scores = values(match_scores([Pair(wanted, system)]))
    assert (scores["claimant_right"], scores["claimant_span"], scores["claimant_entity"]) == right


def test_a_claim_without_claimant_is_right_without_claimant_only() -> None:
    wanted = gold({"rana": [RANA_AGAIN]}, claims=[gold_claim(claimant=None)])
    scores = [
        values(match_scores([Pair(wanted, found({"id-rana": [RANA_AGAIN]}, claims=[c]))]))
        for c in (said(by=None), said())
    ]
    assert [score["claimant_right"] for score in scores] == [1, 0]


def test_either_outlet_of_a_chain_is_a_right_claimant() -> None:
    also = {**place(*OMAR), "entity": "omar"}
    wanted = gold({"rana": [RANA_AGAIN], "omar": [OMAR]}, claims=[{**gold_claim(), "claimant_also": [also]}])
    system = {"id-rana": [RANA_AGAIN], "id-omar": [OMAR]}
    right, mixed = said(by=OMAR, identity="id-omar"), said(by=OMAR, identity="id-rana")
    scores = [values(match_scores([Pair(wanted, found(system, claims=[c]))])) for c in (right, mixed)]
    assert [score["claimant_right"] for score in scores] == [1, 0]


def test_basis_is_right_when_every_part_is_and_denial_has_an_f1_of_its_own() -> None:
    wanted = gold({"rana": [RANA_AGAIN]}, claims=[gold_claim(basis=("reported", "quoted"), denied=True)])
    right, wrong = said(basis=("quoted", "reported"), denied=True), said()
    scores = values(match_scores([Pair(wanted, found({}, claims=[right])), Pair(wanted, found({}, claims=[wrong]))]))
    assert (scores["basis_accuracy"], scores["denied_accuracy"]) == (0.5, 0.5)
    assert scores["denied_f1"] == pytest.approx(2 / 3)


def test_article_sentiment_is_right_or_not() -> None:
    pairs = [Pair(gold({}), found({})), Pair(gold({}), found({}, label="negative"))]
    assert values(sentiment_scores(pairs)) == {"accuracy": 0.5}


def test_figures_come_for_all_articles_and_for_each_language() -> None:
    pairs = [Pair(gold({"rana": [RANA]}, language=code, name=code), found({"x": [RANA]})) for code in ("ar", "en")]
    rows = figures(pairs, "int8")
    assert {row["split"] for row in rows} == {"all", "ar", "en"}
    assert [row["value"] for row in rows if row["metric"] == "same_id_across_languages"] == [1.0]
    assert set(rows[0]) == {"task", "set", "split", "metric", "precision", "value", "n"}
    assert "| entities | mention_f1 | 1.000 (2) | 1.000 (1) | 1.000 (1) |" in as_table(rows)


def test_the_article_is_sent_without_its_language() -> None:
    assert gold({}).article == Article(id="a", body=BODY)
