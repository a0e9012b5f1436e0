from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from signal import SIGCONT, SIGSTOP

import pytest

from stream.broker.client import producer
from stream.broker.lag import consumer_lag
from stream.contract.article import Article
from stream.contract.events import Analysis
from stream.errors import ModelError
from stream.settings import Settings
from stream.worker.drain import Stop
from stream.worker.reports import Reports
from stream.worker.run import EXIT_FAILED, run_worker
from stream.worker.testing import StandInEnricher
from tests.kafka.broker_choice import Broker
from tests.kafka.refusal import accept_writes, refuse_writes
from tests.kafka.workers import Workers, article, changed, events, header, send

pytestmark = pytest.mark.kafka
KEEPS_DEAD_MEMBERS = "never evicts a dead member, so that nobody can join after a rebalance"


def needs_apache(kafka: Broker, instead: str) -> None:
    if not kafka.is_apache:
        pytest.skip(f"the embedded broker {instead}")


def behind(settings: Settings, share: float, count: int) -> bool:
    """Some articles are acknowledged, and at least `share` of `count` are not."""
    return count * share <= consumer_lag(settings).total < count


@pytest.mark.slow
def test_one_of_two_workers_killed_in_full_flow_loses_nothing(kafka: Broker, kafka_settings: Settings) -> None:
    needs_apache(kafka, KEEPS_DEAD_MEMBERS)
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


@pytest.mark.slow
def test_workers_that_come_and_go_in_good_order_repeat_nothing(kafka: Broker, kafka_settings: Settings) -> None:
    needs_apache(kafka, KEEPS_DEAD_MEMBERS)
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


def test_a_second_signal_ends_it_at_once_and_loses_nothing(kafka: Broker, kafka_settings: Settings) -> None:
    needs_apache(kafka, KEEPS_DEAD_MEMBERS)
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


@pytest.mark.slow
def test_a_broker_that_stops_and_comes_back_costs_nothing(kafka: Broker, kafka_settings: Settings) -> None:
    needs_apache(kafka, "skips records sent right after its restart")
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


@pytest.mark.slow
def test_a_worker_frozen_past_its_session_acknowledges_nothing_that_is_no_longer_its_own(
    kafka: Broker, kafka_settings: Settings
) -> None:
    needs_apache(kafka, KEEPS_DEAD_MEMBERS)
    count = 1_200
    send(kafka_settings, [article(n) for n in range(count)])
    with Workers(kafka_settings, {"seconds_per_article": "0.006"}) as workers:
        frozen, other = workers.start(), workers.start()
        workers.until(lambda: behind(kafka_settings, 0.5, count), "in full flow")
        frozen.process.send_signal(SIGSTOP)  # a long pause, a lost network: the group believes it dead
        workers.until_done()
        assert other.get("/readyz")[0] == 200
        frozen.process.send_signal(SIGCONT)
        workers.until(lambda: frozen.metric("newsstream_articles_in_process") == 0, "the frozen one has let go")
        workers.until_ready()
        send(kafka_settings, [article(n) for n in range(count, count + 200)])
        workers.until_done()
        assert events(kafka_settings).article_ids() == {f"a{n}" for n in range(count + 200)}


def test_a_model_that_breaks_during_the_drain_is_not_a_good_end(kafka_settings: Settings) -> None:
    stop, reports = Stop(), Reports()

    class BreaksWhileDraining(StandInEnricher):
        def enrich(self, articles: Sequence[Article]) -> list[Analysis]:
            stop.request()
            deadline = time.monotonic() + 20
            while "draining" not in str(reports.health.ready().reasons) and time.monotonic() < deadline:
                time.sleep(0.01)
            raise ModelError(f"gone, {len(articles)} articles unread")

    send(kafka_settings, [article(n) for n in range(4)])
    code = run_worker(kafka_settings, BreaksWhileDraining(), check=lambda: None, reports=reports, stop=stop)
    assert (code, consumer_lag(kafka_settings).total) == (EXIT_FAILED, 4)


def test_an_output_topic_that_refuses_writes_makes_the_worker_wait(kafka: Broker, kafka_settings: Settings) -> None:
    needs_apache(kafka, "knows no access rules")
    settings = changed(kafka_settings, retry={"first_delay": 0.1, "max_delay": 0.2})
    claims = settings.topics.claims.name
    refuse_writes(settings, claims)
    send(settings, [article(n) for n in range(100)])
    with Workers(settings) as workers:
        worker = workers.start()
        workers.until(lambda: "not confirmed" in worker.get("/readyz")[1], "not ready, with the reason")
        workers.until(lambda: worker.metric('newsstream_retries_total{stage="publish"}') > 200, "tried again")
        assert (consumer_lag(settings).total, events(settings).claims) == (100, [])
        accept_writes(settings, claims)
        workers.until_done()
        workers.until_ready()
        out = events(settings)
    assert (len(out.article_ids()), out.codes()) == (100, {})
    assert len({header(claim, "ce_id") for claim in out.claims}) == 200


def test_a_worker_signs_in_over_tls_and_says_no_secret(kafka: Broker, kafka_settings: Settings, tmp_path: Path) -> None:
    if kafka.secure is None or kafka.secure.password() is None:
        pytest.skip("needs Apache Kafka and openssl")
    password = str(kafka.secure.password())
    (tmp_path / "password").write_text(password)
    secure = kafka.secure.model_dump(exclude={"sasl_password", "group"}) | {
        "sasl_password_file": tmp_path / "password",
        "session_timeout": 6.0,
    }
    settings = changed(kafka_settings, kafka=secure, log={"level": "debug"})
    send(kafka_settings, [article(n) for n in range(20)])
    with Workers(settings) as workers:
        worker = workers.start()
        workers.until(lambda: consumer_lag(kafka_settings).total == 0, "lag 0")
        scraped = worker.get("/metrics")[1]
        worker.terminate()
        assert worker.exit_code() == 0
        assert password not in worker.log.read_text() + scraped
    assert len(events(kafka_settings).article_ids()) == 20


def test_a_record_with_a_header_name_that_is_no_text_does_not_stop_the_worker(kafka_settings: Settings) -> None:
    class NotUtf8(str):
        __slots__ = ()

        def encode(self, *_: object) -> bytes:
            return b"\xff\xfe"

    topic = kafka_settings.topics.articles.name
    good = article(1).value
    with producer(kafka_settings.kafka) as client:
        client.send(topic, value=good, partition=0, headers=[(NotUtf8("x"), b"1")])
        client.send(topic, value=b"{", partition=0, headers=[(NotUtf8("x"), b"2")])
        client.send(topic, value=article(2).value, partition=0)
        client.flush(30)
    with Workers(kafka_settings) as workers:
        workers.start()
        workers.until_done()
        out = events(kafka_settings)
    assert out.article_ids() == {"a1", "a2"}
    assert out.codes() == {"article.not_json": 1}
    assert out.dead_letters[0].headers[0] == ("\\udcff\\udcfe", b"2")
