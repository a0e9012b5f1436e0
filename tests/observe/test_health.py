from __future__ import annotations

from stream.observe.health import Health


def working() -> Health:
    health = Health()
    for need in ("model", "broker", "partitions"):
        health.has(need)
    return health


def test_a_worker_that_just_started_is_alive_and_says_what_it_waits_for() -> None:
    health = Health()
    assert health.alive().ok
    assert len(health.ready().reasons) == 3


def test_a_worker_with_everything_it_needs_is_ready() -> None:
    assert working().ready().ok


def test_losing_the_broker_makes_it_unready_with_the_reason_but_not_dead() -> None:
    health = working()
    health.lacks("broker", "events are not confirmed: no leader")
    assert health.ready().reasons == ("events are not confirmed: no leader",)
    assert health.alive().ok


def test_a_draining_worker_is_not_ready() -> None:
    health = working()
    health.drains()
    assert health.ready().reasons == ("draining",)


def test_only_what_a_restart_would_help_makes_it_dead() -> None:
    health = working()
    health.breaks("the model is damaged")
    assert not health.alive().ok
    assert not health.ready().ok
