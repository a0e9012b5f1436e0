"""What the bench prints: the shape of its JSON, and arithmetic that must not lie."""

from __future__ import annotations

from itertools import islice

from stream.bench.articles import as_record, generated, unread
from stream.bench.figures import Result, Speed, machine, percentiles, ratio
from stream.bench.inference import Windows, padding_share
from stream.bench.run import _ratios
from stream.contract.decode import decode_article

SAMPLES = ["قالت الوزارة إن الوضع مستقر. وأضاف المتحدث أن العمل مستمر.", "The minister said so. Nobody objected."]
NAMES = {
    "enricher_to_encoder",
    "worker_to_enricher",
    "worker_to_transformers_loop",
    "int8_to_fp32",
    "two_workers_to_one",
    "padding_share",
    "worker_to_quix",
    "four_workers_to_one",
}


def figures() -> dict[str, Speed]:
    return {"encoder": Speed(10, 1000), "encoder_fp32": Speed(5, 500), "enricher": Speed(8, 800)}


def test_a_ratio_of_something_not_measured_is_null_and_the_others_stand() -> None:
    found = _ratios(figures(), 0.02)
    assert set(found) == NAMES
    assert found["enricher_to_encoder"] == 0.8
    assert found["int8_to_fp32"] == 2.0
    assert found["worker_to_enricher"] is None


def test_the_json_has_figures_ratios_and_machine_and_nothing_else() -> None:
    shown = Result(figures(), _ratios(figures(), 0.02), machine(2)).as_json()
    assert set(shown) == {"figures", "ratios", "machine"}
    assert shown["figures"]["enricher"]["tokens_per_second"] == 800
    assert shown["machine"]["threads"] == 2


def test_what_was_left_out_is_in_the_json_with_its_reason() -> None:
    shown = Result(figures(), _ratios(figures(), 0.02), machine(2), {"worker": "no broker"}).as_json()
    assert shown["skipped"] == {"worker": "no broker"}


def test_percentiles_are_seconds_of_the_sample() -> None:
    assert percentiles([1.0] * 98 + [5.0, 5.0])[0] == 1.0
    assert ratio(3.0, 0.0) is None


def test_padding_counts_what_is_computed_for_nothing() -> None:
    even: Windows = [(1,) * 8]
    odd: Windows = [(1,) * 9]
    assert padding_share([even], 1024) == 0.0
    assert padding_share([odd], 1024) == round(1 - 11 / 12, 4)


def test_generated_articles_are_articles_of_which_no_sentence_comes_twice() -> None:
    made = generated(SAMPLES, 20)
    lines = [line for article in made for line in article.body.split("\n")]
    assert len(lines) == len(set(lines))
    assert generated(SAMPLES, 20) == made
    assert decode_article(as_record(made[0])).body == made[0].body


def test_an_article_that_comes_again_has_no_sentence_of_the_one_before() -> None:
    made = generated(SAMPLES, 2)
    first, second = (list(islice(unread(made, turn), 2)) for turn in (1, 2))
    assert not {line for each in first for line in each.body.split("\n")} & {
        line for each in second for line in each.body.split("\n")
    }
    assert len({article.id for article in (*first, *second)}) == 4
