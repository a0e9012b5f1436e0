from __future__ import annotations

import asyncio

from stream.observe.metrics import Metrics
from stream.settings import BatchSettings
from stream.worker.consume import BYTES_A_TOKEN, WAITING_BATCHES, Intake, received
from stream.worker.ledger import Ledger
from tests.worker.builders import TOPIC, assigned_ledger, message


def intake(ledger: Ledger, max_articles: int = 4, max_wait: float = 0.01) -> Intake:
    return Intake(ledger, BatchSettings(max_articles=max_articles, max_wait=max_wait), Metrics())


async def test_a_batch_closes_when_it_is_full() -> None:
    taking = intake(assigned_ledger(), max_wait=60)
    for offset in range(4):
        await taking.take(message(offset))
    assert [delivery.receipt.offset for delivery in await taking.batch()] == [0, 1, 2, 3]


async def test_a_batch_closes_when_its_first_article_has_waited_long_enough() -> None:
    taking = intake(assigned_ledger())
    await taking.take(message(0))
    assert len(await taking.batch()) == 1


async def test_an_article_that_comes_to_a_worker_at_rest_does_not_wait() -> None:
    taking = intake(assigned_ledger(), max_wait=60)
    await taking.take(message(0))
    async with asyncio.timeout(5):
        assert len(await taking.batch()) == 1


async def test_while_another_batch_is_at_work_the_next_one_waits_for_more() -> None:
    taking = intake(assigned_ledger(), max_wait=60)
    await taking.take(message(0))
    await taking.batch()
    await taking.take(message(1))
    waiting = asyncio.create_task(taking.batch())
    done, _ = await asyncio.wait([waiting], timeout=0.05)
    assert not done
    for offset in (2, 3, 4):
        await taking.take(message(offset))
    assert len(await waiting) == 4


async def test_a_batch_of_long_articles_closes_on_their_tokens() -> None:
    settings = BatchSettings(max_articles=9, max_tokens=100, max_wait=60)
    taking = Intake(assigned_ledger(), settings, Metrics())
    for offset in range(3):
        await taking.take(message(offset, value=b"x" * 50 * BYTES_A_TOKEN))
    assert [delivery.receipt.offset for delivery in await taking.batch()] == [0, 1]


async def test_articles_of_a_revoked_partition_never_reach_a_batch() -> None:
    ledger = assigned_ledger()
    taking = intake(ledger)
    await taking.take(message(0))
    ledger.revoke([TOPIC])
    ledger.assign([TOPIC], generation=2)
    await taking.take(message(0, generation=2))
    (delivery,) = await taking.batch()
    assert delivery.receipt.generation == 2


async def test_no_batch_starts_while_paused() -> None:
    taking = intake(assigned_ledger())
    taking.pause()
    await taking.take(message(0))
    waiting = asyncio.create_task(taking.batch())
    done, _ = await asyncio.wait([waiting], timeout=0.05)
    assert not done
    taking.resume()
    assert len(await waiting) == 1


async def test_taking_stops_while_too_much_is_unacknowledged() -> None:
    ledger = assigned_ledger()
    taking = intake(ledger, max_articles=1)
    receipts = []
    for offset in range(WAITING_BATCHES):
        await taking.take(message(offset))
        receipts += [delivery.receipt for delivery in await taking.batch()]
    blocked = asyncio.create_task(taking.take(message(WAITING_BATCHES)))
    done, _ = await asyncio.wait([blocked], timeout=0.05)
    assert not done
    ledger.finish(receipts[0])
    taking.made_room()
    async with asyncio.timeout(5):
        await blocked


async def test_after_closing_nothing_is_taken() -> None:
    ledger = assigned_ledger()
    taking = intake(ledger)
    taking.close()
    await taking.take(message(0))
    assert ledger.waiting == 0


def test_a_message_keeps_key_value_repeated_headers_and_the_millisecond() -> None:
    record = received(message(3, value=None))
    assert (record.key, record.value) == (None, None)
    assert record.headers == (("h", b"1"), ("h", b"2"))
    assert record.timestamp == 1_700_000_000_001
