"""Sentences the encoder has read already: wire copy and agency lines come again and again, and are computed once.

Only for an encoder whose scores of a window depend on that window alone; then what is remembered is what would be
computed, and nobody can tell from the labels.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

from stream.enrich.encoder import Encoder, Heads, TokenIds

Key = tuple[int, ...]
MOST_SENTENCES = 4_096  # about 4 KB each with 36 tokens, so 16 MB


class RememberingEncoder:
    """Passes on what is new, answers what it knows. Belongs to one encoder and so to one model and its settings."""

    def __init__(
        self,
        encoder: Encoder,
        on_read: Callable[[int, int], None] = lambda _computed, _known: None,
        *,
        capacity: int = MOST_SENTENCES,
    ) -> None:
        self._encoder = encoder
        self._on_read = on_read
        self._capacity = capacity
        self._known: OrderedDict[Key, Heads] = OrderedDict()
        self._lock = threading.Lock()

    def encode(self, windows: Sequence[TokenIds]) -> list[Heads]:
        """The scores of every window; `on_read` is told how many were computed and how many known or repeated."""
        keys = [tuple(window) for window in windows]
        with self._lock:
            found = {key: self._known[key] for key in keys if key in self._known}
        new = [key for key in dict.fromkeys(keys) if key not in found]
        found.update(zip(new, map(_own, self._encoder.encode(new)), strict=True))
        self._remember(found)
        self._on_read(len(new), len(keys) - len(new))
        return [found[key] for key in keys]

    def _remember(self, found: dict[Key, Heads]) -> None:
        with self._lock:
            for key, heads in found.items():
                self._known[key] = heads
                self._known.move_to_end(key)
            while len(self._known) > self._capacity:
                self._known.popitem(last=False)


def _own(heads: Heads) -> Heads:
    # The encoder hands out views of a whole pass; keeping one would keep all of it.
    return Heads(heads.entities.copy(), heads.attribution.copy(), heads.target_sentiment.copy(), heads.sentence.copy())
