from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from stream.observe.logs import Seldom, configure_logging, where
from stream.settings import LogSettings

log = logging.getLogger("stream.worker.process")


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def lines(form: str, *secrets: str, level: str = "info") -> io.StringIO:
    stream = io.StringIO()
    configure_logging(LogSettings.model_validate({"format": form, "level": level}), secrets=secrets, stream=stream)
    return stream


def test_a_json_line_says_what_it_is_about() -> None:
    stream = lines("json")
    log.warning("dead letter: %s", "كلبجر", extra=where("a1", 3, 17, code="article.null"))
    line = json.loads(stream.getvalue())
    assert (line["article"], line["partition"], line["offset"], line["code"]) == ("a1", 3, 17, "article.null")
    assert (line["level"], line["message"]) == ("warning", "dead letter: كلبجر")
    assert line["time"].endswith("Z")


def test_an_event_is_one_line_even_when_its_text_is_not() -> None:
    stream = lines("text")
    log.info("bad: %s", "a\nb", extra=where("id with spaces"))
    assert stream.getvalue().count("\n") == 1
    assert 'article="id with spaces"' in stream.getvalue()


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_secret_is_starred_even_in_a_traceback(form: str) -> None:
    stream = lines(form, "s3cret")
    try:
        int("login failed for s3cret")
    except ValueError:
        log.exception("failed with %s", "s3cret")
    assert "s3cret" not in stream.getvalue()
    assert "login failed" in stream.getvalue()


def test_libraries_are_quiet_below_warning() -> None:
    stream = lines("text")
    logging.getLogger("aiokafka.consumer").info("joined")
    logging.getLogger("faust").info("started")
    assert stream.getvalue() == ""


def test_a_line_that_a_library_repeats_is_shown_once_in_a_while() -> None:
    seldom = Seldom(seconds=10)
    noisy = logging.LogRecord("aiokafka", logging.ERROR, "", 1, "Unable to connect", None, None)
    ours = logging.LogRecord("stream.worker", logging.ERROR, "", 1, "waiting", None, None)
    assert [seldom.filter(noisy), seldom.filter(noisy)] == [True, False]
    assert [seldom.filter(ours), seldom.filter(ours)] == [True, True]
    noisy.created += 11
    assert seldom.filter(noisy)
