"""What the live page knows: the last articles, the last dead letters, samples of the flow, and who is watching.

Written from the worker's threads, read from the HTTP thread, so everything shared is under one lock and nothing waits:
a watcher that does not keep up is dropped, and comes back by itself with the id of the last message it has seen.
Memory is bounded in articles and in bytes. A luxury, not a record: the truth is in the topics.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from statistics import median

from stream.contract.article import Article
from stream.contract.events import ArticleEnriched
from stream.web.message import Message, article_message, dead_letter_message, stats_message

KEPT_ARTICLES = 500
KEPT_BYTES = 32 * 1024 * 1024  # five hundred articles of the largest size shown would need twice as much
KEPT_DEAD_LETTERS = 50
KEPT_SAMPLES = 300  # ten minutes
SAMPLE_S = 2.0
LAG_IS_OLD_S = 30.0  # a number nobody has renewed for so long is not shown as if it were true
WATCHER_QUEUE = 256  # messages; at a hundred articles a second, more than two seconds of a stalled reader
DELAYS_PER_SAMPLE = 1000


class TooManyWatchersError(Exception):
    """The page is open in as many places as the feed allows."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The flow at one moment: totals since the start, articles waiting, median delay since the sample before."""

    at: float
    articles: int
    dead_letters: int
    entities: int
    claims: int
    lag: int | None
    delay_s: float | None


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a new watcher gets first. `missed` counts messages it asked to resume from that are forgotten."""

    messages: tuple[Message, ...]
    samples: tuple[Sample, ...]
    resumed: bool
    missed: int


class Watcher:
    """One reader's bounded queue. `wake` is called, from any thread, when there is something to take."""

    def __init__(self, wake: Callable[[], object], limit: int) -> None:
        self.dropped = False
        self._wake = wake
        self._limit = limit
        self._queue: deque[Message] = deque()
        self._lock = threading.Lock()

    def take(self) -> list[Message]:
        """Everything that has come since the last call."""
        with self._lock:
            taken = list(self._queue)
            self._queue.clear()
        return taken

    def offer(self, message: Message) -> bool:
        """Queue `message`; False when the queue is full or the reader is gone, and the watcher is then useless."""
        with self._lock:
            self.dropped = self.dropped or len(self._queue) >= self._limit
            first = not self._queue
            if not self.dropped:
                self._queue.append(message)
        # One wake-up is enough until the queue is taken: a stalled event loop must not pile up callbacks.
        return not self.dropped and (not first or self.wake())

    def wake(self) -> bool:
        """Rouse the reader; False when its event loop is closed."""
        with suppress(RuntimeError):
            self._wake()
            return True
        self.dropped = True
        return False


class LiveFeed:
    """The page's memory. `publish`, `dead_letter` and `stats` may be called from any thread and never block.

    `articles` and `max_bytes` bound what is kept, `watchers` and `queue` who is served; `lag` is asked for the number of
    articles waiting, every other second while somebody watches.
    """

    def __init__(  # noqa: PLR0913  # bounds and sources, each with its default
        self,
        articles: int = KEPT_ARTICLES,
        *,
        max_bytes: int = KEPT_BYTES,
        watchers: int = 64,
        queue: int = WATCHER_QUEUE,
        lag: Callable[[], int | None] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.instance = secrets.token_hex(4)  # a page that resumes must know whether it meets the same process
        self._max_articles, self._max_bytes, self._max_watchers, self._queue = articles, max_bytes, watchers, queue
        self._clock, self._read_lag = clock, lag
        self._lock = threading.Lock()
        self._number = 0
        self._kept: OrderedDict[str, Message] = OrderedDict()
        self._bytes = 0
        self._dead: deque[Message] = deque(maxlen=KEPT_DEAD_LETTERS)
        self._samples: deque[Sample] = deque(maxlen=KEPT_SAMPLES)
        self._watchers: set[Watcher] = set()
        self._delays: deque[float] = deque(maxlen=DELAYS_PER_SAMPLE)
        self._lag: tuple[int, float] | None = None
        self._totals = {"articles": 0, "dead_letters": 0, "entities": 0, "claims": 0}

    def publish(self, data: ArticleEnriched, article: Article, delay_s: float | None = None) -> None:
        """Show an enriched article. One that is delivered again unchanged is not shown twice; an edited one replaces."""
        draft = article_message(data, article, delay_s, self._clock())
        with self._lock:
            before = self._kept.get(article.id)
            if before is not None and before.content_hash == draft.content_hash:
                return
            self._count(data, delay_s)
            self._keep(article.id, self._numbered(draft))

    def dead_letter(self, code: str, message: str, *, where: str = "", stage: str = "") -> None:
        """Show that a record was dead-lettered: its error's code and text, and e.g. `news.articles[3]@17`."""
        draft = dead_letter_message(code, message, where, stage, self._clock())
        with self._lock:
            self._totals["dead_letters"] += 1
            numbered = self._numbered(draft)
            self._dead.append(numbered)
            self._send(numbered)

    def stats(self, *, lag: int | None = None) -> None:
        """Take a sample of the flow now, with the number of articles waiting when the caller knows it."""
        with self._lock:
            if lag is not None:
                self._lag = (lag, self._clock())
            self._sample()

    def tick(self) -> None:
        """Take a sample if the last one is old. Watchers call this, so that an idle flow is seen to be idle."""
        with self._lock:
            due = not self._samples or self._clock() - self._samples[-1].at >= SAMPLE_S
        if due:
            self.stats(lag=self._read_lag() if self._read_lag else None)

    def watch(self, wake: Callable[[], object], after: str | None = None) -> tuple[Watcher, Welcome]:
        """Start watching, from the message with id `after` on where it is known, else from all that is kept.

        Raises:
            TooManyWatchersError: enough are watching; the worker comes first.
        """
        with self._lock:
            if len(self._watchers) >= self._max_watchers:
                raise TooManyWatchersError
            watcher = Watcher(wake, self._queue)
            self._watchers.add(watcher)
            return watcher, self._welcome(self._position(after))

    def unwatch(self, watcher: Watcher) -> None:
        """Stop watching; harmless when the watcher was dropped."""
        with self._lock:
            self._watchers.discard(watcher)

    def recent(self, limit: int) -> list[Message]:
        """The last `limit` articles, newest first."""
        with self._lock:
            newest = reversed(self._kept.values())
            return [message for message, _ in zip(newest, range(limit), strict=False)]

    def id_of(self, message: Message) -> str | None:
        """The id a watcher resumes with; None for messages that need no resuming."""
        return f"{self.instance}-{message.number}" if message.number else None

    def _position(self, after: str | None) -> int | None:
        instance, _, number = (after or "").rpartition("-")
        known = instance == self.instance and number.isascii() and number.isdigit() and len(number) < 20  # noqa: PLR2004
        return min(int(number), self._number) if known else None

    def _welcome(self, position: int | None) -> Welcome:
        start = position or 0
        messages = tuple(sorted(self._after(start), key=lambda message: message.number))
        missed = 0 if position is None else self._number - position - len(messages)
        return Welcome(messages, tuple(self._samples), position is not None, missed)

    def _after(self, number: int) -> Iterator[Message]:
        for messages in (self._kept.values(), self._dead):
            yield from (message for message in messages if message.number > number)

    def _count(self, data: ArticleEnriched, delay_s: float | None) -> None:
        self._totals["articles"] += 1
        self._totals["entities"] += len(data.entities)
        self._totals["claims"] += len(data.claims)
        if delay_s is not None:
            self._delays.append(delay_s)

    def _numbered(self, draft: Message) -> Message:
        self._number += 1
        return draft.numbered(self._number)

    def _keep(self, article_id: str, message: Message) -> None:
        replaced = self._kept.pop(article_id, None)
        self._bytes += len(message.data) - (len(replaced.data) if replaced else 0)
        self._kept[article_id] = message
        while len(self._kept) > self._max_articles or (self._bytes > self._max_bytes and len(self._kept) > 1):
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.data)
        self._send(message)

    def _sample(self) -> None:
        now = self._clock()
        lag = self._lag[0] if self._lag and now - self._lag[1] < LAG_IS_OLD_S else None
        delay = round(median(self._delays), 3) if self._delays else None
        self._delays.clear()
        sample = Sample(at=round(now, 3), lag=lag, delay_s=delay, **self._totals)
        self._samples.append(sample)
        self._send(stats_message(asdict(sample)))

    def _send(self, message: Message) -> None:
        gone = [watcher for watcher in self._watchers if not watcher.offer(message)]
        self._watchers.difference_update(gone)
        for watcher in gone:
            watcher.wake()
