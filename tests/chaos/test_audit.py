"""The audit itself: a run that lost something, or made something up, must not pass."""

from __future__ import annotations

from collections import Counter

from tests.chaos.audit import Audit, Letter, judge
from tests.chaos.plan import NOT_ARTICLES, Planned, make_plan
from tests.chaos.soak import trends
from tests.chaos.watcher import Sample, Usage, caught_up, resumed

PLAN = make_plan(400, seed=1, poisonous=0.2)
GOOD = next(planned for planned in PLAN if planned.event_ids)
BAD = next(planned for planned in PLAN if planned.code)


def letter_of(planned: Planned) -> Letter:
    return planned.record.key, planned.record.value, planned.code or "enrich.failed"


def audited(ids: Counter[str] | None = None, letters: Counter[Letter] | None = None, unsent: int = 0) -> Audit:
    """The verdict on a perfect run with `ids` and `letters` added or, where negative, taken away."""
    all_ids = Counter(each for planned in PLAN for each in planned.event_ids)
    all_letters = Counter(letter_of(planned) for planned in PLAN if planned.code)
    all_ids.update(ids or {})
    all_letters.update(letters or {})
    sent = {(planned.record.key, planned.record.value) for planned in PLAN[unsent:]}
    return judge(PLAN, sent, +all_ids, +all_letters)


def test_a_perfect_run_passes() -> None:
    verdict = audited()
    assert (verdict.ok, verdict.lost, verdict.repeated) == (True, 0, 0)


def test_one_missing_event_is_a_lost_article() -> None:
    assert audited(Counter({min(GOOD.event_ids): -1})).lost == 1


def test_a_missing_dead_letter_is_a_lost_article() -> None:
    assert audited(letters=Counter({letter_of(BAD): -1})).lost == 1


def test_an_id_that_no_article_has_is_not_accepted() -> None:
    verdict = audited(Counter({"0" * 32: 1}))
    assert (verdict.ok, verdict.unknown_ids) == (False, 1)


def test_a_dead_letter_of_a_good_article_or_with_another_code_is_not_accepted() -> None:
    key, value, _ = letter_of(BAD)
    assert audited(letters=Counter({letter_of(GOOD): 1})).wrong_letters == 1
    assert audited(letters=Counter({(key, value, "article.other"): 1})).wrong_letters == 1


def test_a_dead_letter_with_other_bytes_is_not_accepted() -> None:
    key, value, code = letter_of(BAD)
    verdict = audited(letters=Counter({(key, value, code): -1, (key, b"changed", code): 1}))
    assert (verdict.lost, verdict.wrong_letters) == (1, 1)


def test_an_article_that_never_reached_the_topic_is_not_accepted() -> None:
    assert not audited(unsent=1).ok


def test_repeats_are_counted_and_accepted() -> None:
    verdict = audited(Counter({min(GOOD.event_ids): 2}), Counter({letter_of(BAD): 1}))
    assert (verdict.ok, verdict.repeated) == (True, 3)


def test_the_same_seed_gives_the_same_plan() -> None:
    assert make_plan(50, seed=3, poisonous=0.5) == make_plan(50, seed=3, poisonous=0.5)
    assert make_plan(50, seed=3) != make_plan(50, seed=4)


def test_every_kind_of_bad_record_has_a_code_of_its_own() -> None:
    codes = {planned.code for planned in make_plan(1_000, seed=1, poisonous=1.0)}
    assert len(codes) == len(NOT_ARTICLES) + 1  # and enrich.failed
    assert None not in codes


def test_recovery_is_flow_in_every_partition_then_all_that_was_there() -> None:
    samples = [
        Sample(0.0, {0: 5}, {0: 5}),
        Sample(2.0, {0: 5}, {0: 9}),
        Sample(3.0, {0: 8}, {0: 20}),
        Sample(4.5, {0: 9}, {0: 30}),
    ]
    assert resumed(samples, [2.0, 4.0, 5.0]) == [1.0, None, None]
    assert caught_up(samples, [2.0, 4.0, 5.0]) == [2.5, None, None]


def test_memory_that_grows_is_not_flat() -> None:
    def usages(growth: int) -> list[Usage]:
        return [Usage(float(t), "w", 100_000_000 + growth * t, 0, 20) for t in range(100)]

    assert trends(usages(0))[0].flat
    assert not trends(usages(100_000))[0].flat
