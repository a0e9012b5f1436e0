from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from stream.contract.article import Article
from stream.contract.dead_letter import Received
from stream.contract.events import Analysis, ArticleEnriched, ModelReference
from stream.errors import EventTooLargeError, ModelError, PublishError
from stream.settings import Settings
from stream.worker import process
from stream.worker.enricher import Enricher
from stream.worker.ledger import Ledger
from stream.worker.process import Processor
from stream.worker.publish import Publisher
from stream.worker.reports import Reports
from stream.worker.testing import StandInEnricher
from tests.worker.builders import (
    TOPIC,
    FakeProducer,
    article,
    assigned_ledger,
    delivery,
    failing_times,
    settings,
    until,
)

DLQ, ENRICHED = "news.articles.dlq", "news.enriched"


@dataclass
class Rig:
    """A processor on doubles."""

    producer: FakeProducer = field(default_factory=FakeProducer)
    enricher: Enricher = field(default_factory=StandInEnricher)
    settings: Settings = field(default_factory=settings)
    reports: Reports = field(default_factory=Reports)
    ledger: Ledger = field(default_factory=assigned_ledger)

    async def process(self, *values: bytes | None) -> None:
        publisher = Publisher(
            self.producer, self.settings.retry, self.settings.worker.publish_timeout, self.reports.metrics
        )
        processor = Processor(self.settings, self.enricher, publisher, self.ledger, self.reports)
        await processor.process([delivery(self.ledger, value, offset) for offset, value in enumerate(values)])

    def codes(self) -> list[str]:
        return sorted(dict(record.headers)["newsstream.error.code"].decode() for record in self.producer.to(DLQ))

    def count(self, sample: str, **labels: str) -> float:
        return self.reports.metrics.registry.get_sample_value(f"newsstream_{sample}", labels) or 0.0


async def test_an_article_becomes_its_events_and_is_acknowledged() -> None:
    rig = Rig()
    await rig.process(article())
    assert [record.topic for record in rig.producer.confirmed] == [ENRICHED, "news.mentions", "news.claims"]
    assert rig.ledger.committable() == {TOPIC: 1}


async def test_every_event_says_what_made_it() -> None:
    rig = Rig()
    await rig.process(article())
    data = ArticleEnriched.model_validate_json(rig.producer.to(ENRICHED)[0].value or b"")
    assert data.provenance.models == StandInEnricher().models
    assert data.provenance.enriched_at.endswith("Z")
    assert set(data.provenance.timings_ms) == {"queue", "decode", "enrich"}


async def test_what_is_not_an_article_is_a_dead_letter_and_the_rest_goes_on() -> None:
    rig = Rig()
    await rig.process(article(1), b"{", None, b"[]", article(2))
    assert rig.codes() == ["article.not_an_object", "article.not_json", "article.null"]
    assert len(rig.producer.to(ENRICHED)) == 2
    assert rig.ledger.committable() == {TOPIC: 5}


async def test_a_poisonous_article_is_a_dead_letter_with_its_attempts() -> None:
    rig = Rig(enricher=StandInEnricher(poison="poison"))
    await rig.process(article(1), article(2, "poison"), article(3))
    (letter,) = rig.producer.to(DLQ)
    headers = dict(letter.headers)
    assert headers["newsstream.error.code"] == b"enrich.failed"
    assert int(headers["newsstream.attempts"]) > rig.settings.retry.attempts
    assert headers["__connect.errors.stage"] == b"enrich"
    assert letter.value == article(2, "poison")


async def test_an_article_that_hangs_is_a_dead_letter_for_its_time() -> None:
    rig = Rig(
        enricher=StandInEnricher(hang="endless", hang_seconds=3), settings=settings(worker={"article_timeout": 0.5})
    )
    await rig.process(article(1), article(2, "endless"))
    assert rig.codes() == ["enrich.timeout"]
    assert rig.count("stuck_articles_total") == 2


async def test_enrichments_that_never_come_back_make_the_worker_ask_for_a_restart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "MOST_LEFT_BEHIND", 1)
    enricher = StandInEnricher(hang="endless", hang_seconds=3)
    rig = Rig(enricher=enricher, settings=settings(worker={"article_timeout": 0.05}))
    await rig.process(article(1, "endless"))
    assert not rig.reports.health.alive().ok


async def test_a_transient_failure_of_the_enricher_is_retried() -> None:
    rig = Rig(enricher=FailsOnce())
    await rig.process(article())
    assert (len(rig.producer.to(ENRICHED)), rig.codes()) == (1, [])


async def test_a_transient_failure_of_the_broker_is_retried() -> None:
    rig = Rig(producer=FakeProducer(failing_times(10)))
    await rig.process(article())
    assert rig.count("retries_total", stage="publish") > 0
    assert len(rig.producer.to(ENRICHED)) == 1


async def test_an_event_too_large_for_its_topic_makes_the_article_a_dead_letter() -> None:
    rig = Rig(producer=FakeProducer(lambda record: EventTooLargeError("big") if record.topic == ENRICHED else None))
    await rig.process(article())
    assert rig.codes() == ["broker.event_too_large"]
    assert rig.ledger.committable() == {TOPIC: 1}


async def test_nothing_is_acknowledged_before_it_is_confirmed() -> None:
    rig = Rig(producer=FakeProducer(lambda record: PublishError("no") if record.topic == "news.claims" else None))
    working = asyncio.create_task(rig.process(article()))
    await until(lambda: rig.producer.attempts >= 10)
    assert rig.ledger.committable() == {}
    rig.producer.refuse = lambda _record: None
    await working
    assert rig.ledger.committable() == {TOPIC: 1}


async def test_while_the_dead_letter_is_not_confirmed_the_partition_waits() -> None:
    rig = Rig(producer=FakeProducer(lambda record: PublishError("no") if record.topic == DLQ else None))
    working = asyncio.create_task(rig.process(b"{", article()))
    await until(lambda: rig.producer.attempts >= 10)
    assert rig.ledger.committable() == {}
    rig.ledger.revoke([TOPIC])
    await working
    assert rig.count("articles_processed_total", outcome="abandoned") == 1


async def test_an_unusable_model_stops_the_worker_and_dead_letters_nothing() -> None:
    rig = Rig(enricher=Unusable())
    with pytest.raises(ModelError):
        await rig.process(article())
    assert (rig.producer.confirmed, rig.ledger.committable()) == ([], {})


async def test_an_article_delivered_twice_gives_the_same_event_ids() -> None:
    first, second = Rig(), Rig()
    await first.process(article())
    await second.process(article(2), article())
    ids = {dict(record.headers)["ce_id"] for record in first.producer.confirmed}
    assert ids <= {dict(record.headers)["ce_id"] for record in second.producer.confirmed}


async def test_a_listener_sees_what_is_confirmed_and_cannot_stop_the_worker() -> None:
    listener = Listener()
    rig = Rig(reports=Reports(listener=listener))
    await rig.process(article(7), b"{")
    assert sorted(listener.seen) == ["NotJsonError at 1", "a7"]
    assert rig.ledger.committable() == {TOPIC: 2}


async def test_entities_and_claims_are_counted_by_type_and_language() -> None:
    rig = Rig()
    await rig.process(article())
    assert rig.count("entities_total", type="MISC", language="en") == 1
    assert rig.count("claims_total", basis="reported", language="en") == 1
    assert rig.count("events_published_total", type="entity.mentioned.v1") == 1


class Unusable(StandInEnricher):
    def enrich(self, articles: Sequence[Article]) -> list[Analysis]:
        raise ModelError(f"damaged, {len(articles)} articles unread")


class FailsOnce:
    def __init__(self) -> None:
        self.calls = 0

    @property
    def models(self) -> tuple[ModelReference, ...]:
        return ()

    def enrich(self, articles: Sequence[Article]) -> list[Analysis]:
        self.calls += 1
        if self.calls == 1:
            raise MemoryError
        return StandInEnricher().enrich(articles)


class Listener:
    def __init__(self) -> None:
        self.seen: list[Any] = []

    def enriched(self, article: Article, data: ArticleEnriched) -> None:
        self.seen.append(article.id if data.entities else None)
        raise RuntimeError("a listener's own trouble")

    def dead_lettered(self, received: Received, error: Exception) -> None:
        self.seen.append(f"{type(error).__name__} at {received.offset}")
