from __future__ import annotations

import time

import pytest

from stream.broker.lag import consumer_lag
from stream.settings import Settings
from tests.kafka.broker_choice import Broker
from tests.kafka.workers import Workers, article, changed, events, send

pytestmark = pytest.mark.kafka


def behind(settings: Settings, share: float, count: int) -> bool:
    """Some articles are acknowledged, and at least `share` of `count` are not."""
    return count * share <= consumer_lag(settings).total < count


def test_one_of_two_workers_killed_in_full_flow_loses_nothing(kafka_settings: Settings) -> None:
    count = 2_000
    send(kafka_settings, [article(n) for n in range(count)])
    with Workers(kafka_settings, {"seconds_per_article": "0.003"}) as workers:
        first, _ = workers.start(), workers.start()
        workers.until(lambda: behind(kafka_settings, 0.3, count), "in full flow")
        first.kill()
        workers.start()
        workers.until_done()
        out = events(kafka_settings)
    assert out.article_ids() == {f"a{n}" for n in range(count)}
    distinct = len(out.all) - out.repeated()
    assert distinct == count * 6  # one article, three names, two claims; a repeat has an id already seen
    assert out.codes() == {}


def test_workers_that_come_and_go_in_good_order_repeat_nothing(kafka_settings: Settings) -> None:
    count = 1_500
    send(kafka_settings, [article(n) for n in range(count)])
    with Workers(kafka_settings, {"seconds_per_article": "0.003"}) as workers:
        first = workers.start()
        workers.until(lambda: behind(kafka_settings, 0.3, count), "in full flow")
        second = workers.start()
        second.get("/healthz")
        workers.until(lambda: second.get("/readyz")[0] == 200, "the second holds partitions")
        first.terminate()
        assert first.exit_code() == 0
        workers.until_done()
        out = events(kafka_settings)
    assert (len(out.article_ids()), out.repeated()) == (count, 0)


def test_sigterm_finishes_and_acknowledges_what_is_in_flight(kafka_settings: Settings) -> None:
    count = 400
    send(kafka_settings, [article(n) for n in range(count)])
    with Workers(kafka_settings, {"seconds_per_article": "0.02"}) as workers:
        worker = workers.start()
        workers.until(lambda: behind(kafka_settings, 0.3, count), "in full flow")
        start = time.monotonic()
        worker.terminate()
        assert worker.exit_code() == 0
        assert time.monotonic() - start < kafka_settings.worker.shutdown_timeout
        acknowledged = count - consumer_lag(kafka_settings).total
        assert 0 < acknowledged < count
        assert len(events(kafka_settings).enriched) == acknowledged
        # It left the group: the next worker need not wait for a session to expire.
        workers.start()
        workers.until(lambda: workers.running[-1].get("/readyz")[0] == 200, "the next is ready", seconds=15)


def test_a_second_signal_ends_it_at_once_and_loses_nothing(kafka_settings: Settings) -> None:
    send(kafka_settings, [article(n) for n in range(64)])
    with Workers(kafka_settings, {"seconds_per_article": "0.3"}) as workers:
        worker = workers.start()
        workers.until(lambda: worker.metric("newsstream_articles_in_process") > 0, "in flight")
        worker.terminate()
        workers.until(lambda: "draining" in worker.get("/readyz")[1], "draining")
        worker.terminate()
        start = time.monotonic()
        assert worker.exit_code() == 143
        assert time.monotonic() - start < 2
        workers.environment = {}
        workers.start()
        workers.until_done()
        assert len(events(kafka_settings).article_ids()) == 64


def test_a_broker_that_stops_and_comes_back_costs_nothing(kafka: Broker, kafka_settings: Settings) -> None:
    if not kafka.is_apache:
        pytest.skip("the embedded broker skips records sent right after its restart")
    count = 1_000
    send(kafka_settings, [article(n) for n in range(count)])
    with Workers(kafka_settings, {"seconds_per_article": "0.003"}) as workers:
        worker = workers.start()
        workers.until(lambda: behind(kafka_settings, 0.3, count), "in full flow")
        kafka.stop()
        try:
            workers.until(lambda: worker.get("/readyz")[0] == 503, "not ready without a broker", seconds=30)
            assert worker.get("/healthz")[0] == 200
        finally:
            kafka.start()
        workers.until_done()
        workers.until_ready()
        out = events(kafka_settings)
    assert (len(out.article_ids()), out.codes()) == (count, {})


def test_a_missing_topic_is_named_and_the_exit_code_says_so(bare_settings: Settings) -> None:
    settings = changed(bare_settings, worker={"start_timeout": 1})
    with Workers(settings) as workers:
        worker = workers.start()
        assert worker.exit_code() == 1
        assert f"broker.topic_missing: {settings.kafka.brokers[0]}: missing topics:" in workers.logs()
        assert settings.topics.claims.name in workers.logs()


def test_an_unreachable_broker_is_named_and_the_exit_code_says_so(bare_settings: Settings) -> None:
    settings = changed(bare_settings, kafka={"brokers": ["127.0.0.1:9"]}, worker={"start_timeout": 1})
    with Workers(settings) as workers:
        worker = workers.start()
        assert worker.exit_code() == 1
        assert "broker.unavailable" in workers.logs()
        assert "127.0.0.1:9" in workers.logs()
