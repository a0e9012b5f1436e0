"""Every error newsstream raises, on one page, each with a stable code.

A code, once published, never changes its meaning: dead letters carry it in `newsstream.error.code` and people filter
and alert on it. `docs/errors.md` is generated from `catalogue()`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar


class NewsstreamError(Exception):
    """Something newsstream can name: what was wrong, where, and what would be right."""

    code: ClassVar[str] = "newsstream.error"


class SettingsError(NewsstreamError):
    """A setting is unknown, misspelt or of the wrong kind; the worker does not start."""

    code = "settings.invalid"


class ArticleError(NewsstreamError):
    """The record is not an article and never will be: it is dead-lettered at once, not retried."""

    code = "article.invalid"


class NullValueError(ArticleError):
    """The record has no value (a tombstone)."""

    code = "article.null"


class TooLargeError(ArticleError):
    """The record or its text is larger than `input.max_bytes` or `input.max_characters`."""

    code = "article.too_large"


class NotUtf8Error(ArticleError):
    """The value is not UTF-8."""

    code = "article.not_utf8"


class NotJsonError(ArticleError):
    """The value is not JSON."""

    code = "article.not_json"


class TooDeepError(ArticleError):
    """The JSON is nested deeper than `input.max_depth`."""

    code = "article.too_deep"


class NotAnObjectError(ArticleError):
    """The JSON is a list, string or number, not an object."""

    code = "article.not_an_object"


class FieldTypeError(ArticleError):
    """A field holds a value of the wrong kind."""

    code = "article.field_type"


class NoTextError(ArticleError):
    """Neither `body` nor `title` holds any text."""

    code = "article.no_text"


class InvalidUnicodeError(ArticleError):
    """A text holds lone surrogates, which no UTF-8 output can carry."""

    code = "article.invalid_unicode"


class EnrichmentError(NewsstreamError):
    """The enricher failed on this article alone, after its batch was split and every attempt was used."""

    code = "enrich.failed"


class BudgetExceededError(EnrichmentError):
    """One article took longer than `worker.article_timeout`."""

    code = "enrich.timeout"


class ModelError(NewsstreamError):
    """The model folder is missing, damaged or of another shape than this version reads."""

    code = "model.unusable"


class BrokerError(NewsstreamError):
    """Kafka could not be reached or refused the request."""

    code = "broker.unavailable"


class TopicMissingError(BrokerError):
    """A topic the worker needs does not exist."""

    code = "broker.topic_missing"


class PublishError(BrokerError):
    """An event or dead letter was not confirmed by the broker; nothing is acknowledged."""

    code = "broker.not_confirmed"


class EventTooLargeError(PublishError):
    """An event is larger than the broker accepts; the article goes to the dead letters instead."""

    code = "broker.event_too_large"


class MissingExtraError(NewsstreamError):
    """A feature needs an optional dependency that is not installed."""

    code = "install.missing_extra"


def catalogue() -> Iterator[tuple[str, str]]:
    """Every code with its meaning, in the order of this page."""
    waiting: list[type[NewsstreamError]] = [NewsstreamError]
    while waiting:
        error = waiting.pop(0)
        # A room may refine an error for its own use; it keeps the code, and this page stays the catalogue.
        waiting[:0] = [child for child in error.__subclasses__() if child.__module__ == __name__]
        yield error.code, (error.__doc__ or "").strip()
