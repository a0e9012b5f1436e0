"""The live page's memory: bounded, never waiting for a watcher, resumable."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest

from stream.web.feed import LAG_IS_OLD_S, LiveFeed, TooManyWatchersError
from stream.web.message import SHOWN_CHARACTERS, Message, frame
from tests.web.builders import many, shown


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def fill(feed: LiveFeed, number: int, first: int = 0) -> None:
    for data, article in many(number, first=first):
        feed.publish(data, article, 0.5)


def ids(messages: list[Message] | tuple[Message, ...]) -> list[str]:
    return [json.loads(message.data)["event"]["article"]["id"] for message in messages]


def last_sample(feed: LiveFeed) -> Any:
    _, welcome = feed.watch(lambda: None)
    return welcome.samples[-1]


def test_only_the_last_articles_are_kept() -> None:
    feed = LiveFeed(3)
    fill(feed, 10)
    assert ids(feed.recent(10)) == ["many-9", "many-8", "many-7"]


def test_memory_is_bounded_in_bytes_too() -> None:
    feed = LiveFeed(100, max_bytes=100_000)
    for number in range(20):
        feed.publish(*shown(f"long-{number}", "كلمة " * 2000, names={}))
    assert sum(len(message.data) for message in feed.recent(100)) <= 100_000
    assert ids(feed.recent(1)) == ["long-19"]


def test_a_long_text_is_clipped_and_says_so() -> None:
    feed = LiveFeed()
    feed.publish(*shown(body="😀" * (SHOWN_CHARACTERS + 1), names={}))
    message = json.loads(feed.recent(1)[0].data)
    assert message["clipped"] is True
    assert len(message["body"]) == SHOWN_CHARACTERS


def test_a_redelivered_article_is_not_shown_twice() -> None:
    feed = LiveFeed()
    watcher, _ = feed.watch(lambda: None)
    feed.publish(*shown("a-1"))
    feed.publish(*shown("a-1"))
    assert len(watcher.take()) == 1


def test_an_edited_article_takes_the_place_of_the_earlier_one() -> None:
    feed = LiveFeed()
    fill(feed, 2)
    feed.publish(*shown("many-0", "نص جديد", names={}))
    assert ids(feed.recent(10)) == ["many-0", "many-1"]
    assert json.loads(feed.recent(1)[0].data)["body"] == "نص جديد"


def test_a_slow_watcher_is_dropped_and_woken_and_the_others_are_not() -> None:
    feed = LiveFeed(queue=3)
    woken = threading.Event()
    slow, _ = feed.watch(woken.set)
    quick, _ = feed.watch(lambda: None)
    for number in range(5):
        fill(feed, 1, first=number)
        assert ids(quick.take()) == [f"many-{number}"]
    assert slow.dropped
    assert woken.is_set()
    assert not quick.dropped


def test_a_dropped_watcher_makes_room_for_another() -> None:
    feed = LiveFeed(watchers=1, queue=1)
    feed.watch(lambda: None)
    fill(feed, 2)
    feed.watch(lambda: None)


def test_a_watcher_is_woken_once_until_it_takes() -> None:
    feed = LiveFeed()
    calls: list[int] = []
    watcher, _ = feed.watch(lambda: calls.append(1))
    fill(feed, 3)
    assert len(calls) == 1
    watcher.take()
    fill(feed, 1, first=3)
    assert len(calls) == 2


def test_a_watcher_whose_event_loop_is_closed_is_dropped() -> None:
    def wake() -> None:
        raise RuntimeError("Event loop is closed")

    feed = LiveFeed(watchers=1)
    feed.watch(wake)
    fill(feed, 1)
    feed.watch(lambda: None)


def test_more_watchers_than_allowed_are_refused() -> None:
    feed = LiveFeed(watchers=1)
    watcher, _ = feed.watch(lambda: None)
    with pytest.raises(TooManyWatchersError):
        feed.watch(lambda: None)
    feed.unwatch(watcher)
    feed.watch(lambda: None)


def test_resuming_gives_what_came_since() -> None:
    feed = LiveFeed()
    fill(feed, 5)
    third = feed.id_of(feed.recent(3)[-1])
    _, welcome = feed.watch(lambda: None, after=third)
    assert ids(welcome.messages) == ["many-3", "many-4"]
    assert welcome.resumed
    assert welcome.missed == 0


def test_resuming_from_what_is_forgotten_says_how_much_is_missing() -> None:
    feed = LiveFeed(2)
    fill(feed, 1)
    first = feed.id_of(feed.recent(1)[0])
    fill(feed, 5, first=1)
    _, welcome = feed.watch(lambda: None, after=first)
    assert ids(welcome.messages) == ["many-4", "many-5"]
    assert welcome.missed == 3


@pytest.mark.parametrize("after", [None, "", "other-3", "-", "3", "{}-x", "{}-", "{}--1", "{}-²", "{}-" + "9" * 5000])
def test_an_unknown_position_gives_everything_kept(after: str | None) -> None:
    feed = LiveFeed()
    fill(feed, 2)
    _, welcome = feed.watch(lambda: None, after=after and after.format(feed.instance))
    assert ids(welcome.messages) == ["many-0", "many-1"]
    assert not welcome.resumed


def test_dead_letters_are_counted_kept_and_bounded() -> None:
    feed = LiveFeed()
    for number in range(60):
        feed.dead_letter("article.not_json", "x" * 2000, where=f"news.articles[0]@{number}")
    feed.stats()
    _, welcome = feed.watch(lambda: None)
    assert len(welcome.messages) == 50
    assert len(json.loads(welcome.messages[-1].data)["message"]) <= 500
    assert welcome.samples[-1].dead_letters == 60


def test_a_sample_has_totals_lag_and_the_median_delay() -> None:
    feed = LiveFeed()
    for delay, pair in zip([1.0, 9.0, 2.0], many(3), strict=True):
        feed.publish(*pair, delay)
    feed.stats(lag=7)
    sample = last_sample(feed)
    assert (sample.articles, sample.entities, sample.claims, sample.lag, sample.delay_s) == (3, 3, 3, 7, 2.0)


def test_a_lag_nobody_renews_becomes_unknown() -> None:
    clock = Clock()
    feed = LiveFeed(clock=clock)
    feed.stats(lag=7)
    clock.now += LAG_IS_OLD_S + 1
    feed.tick()
    assert last_sample(feed).lag is None


def test_the_lag_is_asked_for_with_every_tick_that_takes_a_sample() -> None:
    clock = Clock()
    feed = LiveFeed(clock=clock, lag=lambda: int(clock.now))
    for _ in range(10):
        clock.now += 1
        feed.tick()
    assert last_sample(feed).lag == 1009


def test_ticks_take_no_more_samples_than_needed() -> None:
    clock = Clock()
    feed = LiveFeed(clock=clock)
    for _ in range(100):
        clock.now += 0.1
        feed.tick()
    _, welcome = feed.watch(lambda: None)
    assert len(welcome.samples) <= 6


def test_publishing_from_many_threads_gives_every_watcher_every_article_in_one_order() -> None:
    feed = LiveFeed(1000, queue=1000)
    watchers = [feed.watch(lambda: None)[0] for _ in range(3)]
    threads = [threading.Thread(target=fill, args=(feed, 50, 50 * number)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    orders = [[message.number for message in watcher.take()] for watcher in watchers]
    assert orders == [list(range(1, 201))] * 3


def test_a_frame_is_one_event_whatever_the_text_holds() -> None:
    feed = LiveFeed()
    feed.publish(*shown(body="a\n\nevent: hello\r\rdata: {}\u2028\x00", title="\n\nid: 9\n", names={}))
    message = feed.recent(1)[0]
    lines = frame(message, feed.id_of(message)).decode().split("\n")
    assert [line.partition(":")[0] for line in lines] == ["id", "event", "data", "", ""]
    assert "\r" not in lines[2]
