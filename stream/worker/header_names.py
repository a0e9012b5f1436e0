"""Reading records whose header names are not UTF-8.

Kafka's brokers accept any bytes as a header's name; aiokafka 0.14 decodes names strictly, deep in its fetcher, and one
such record would end every worker that meets it, for ever: it lies in front of the partition. Here the batch that holds
it is read again with names that keep the odd bytes as lone surrogates, and the record goes the way of any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aiokafka.consumer import fetcher
from aiokafka.record.default_records import DefaultRecordBatch, _DefaultRecordBatchPy
from aiokafka.record.memory_records import MemoryRecords, _MemoryRecordsPy


def accept_any_header_name() -> None:
    """Make aiokafka's fetcher read batches through `_Batches`; for the whole process, harmless when repeated."""
    fetcher.MemoryRecords = _Batches  # the one seam before the decoding


def sendable(name: str) -> str:
    """A header name that aiokafka can encode: odd bytes are spelt out, since no client could read them back."""
    return name.encode("utf-8", "backslashreplace").decode()


class _Batches:
    """aiokafka's own reader, with every batch wrapped; a second reader keeps the bytes of the batch at hand."""

    def __init__(self, data: bytes) -> None:
        self._records: Any = MemoryRecords(data)
        self._slices: Any = _MemoryRecordsPy(data)

    def size_in_bytes(self) -> int:
        return int(self._records.size_in_bytes())

    def has_next(self) -> bool:
        return bool(self._records.has_next())

    def next_batch(self) -> Any:
        data = self._slices._next_slice
        self._slices._cache_next()
        batch = self._records.next_batch()
        return _Batch(batch, bytes(data)) if isinstance(batch, DefaultRecordBatch) else batch


class _Batch:
    def __init__(self, batch: Any, data: bytes) -> None:
        self._batch = batch
        self._data = data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._batch, name)

    def __next__(self) -> Any:
        return next(self._batch)

    def __iter__(self) -> Iterator[Any]:
        try:
            return iter(list(self._batch))
        except UnicodeDecodeError:
            return iter(list(_Lenient(self._data)))


class _Lenient(_DefaultRecordBatchPy):  # type: ignore[misc]  # final for type checkers; nothing else can read a batch
    def _maybe_uncompress(self) -> None:
        super()._maybe_uncompress()
        self._buffer = _Bytes(vars(self)["_buffer"])


class _Bytes(bytearray):
    def __getitem__(self, item: Any) -> Any:
        found = super().__getitem__(item)
        return _Name(found) if isinstance(item, slice) else found


class _Name(bytearray):
    def decode(self, *_: Any) -> str:
        return bytes(self).decode("utf-8", "surrogateescape")
