"""Every command that a page shows is typed, in the page's order; see not_run.py for those that cannot be."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from stream.broker.produce import Outgoing, produce
from stream.contract.dead_letter import Received, dead_letter
from stream.errors import EnrichmentError
from stream.settings import Settings
from tests.docs.not_run import NOT_RUN, not_run
from tests.docs.pages import KNOWN, PAGES, blocks, name, shell_blocks
from tests.docs.reader import Reader

WITH_COMMANDS = [page for page in PAGES if shell_blocks(page)]
SHOWN_OFFSET = 17  # of `newsstream dlq show 0:17`


def bury(settings: Settings) -> None:
    """Dead letters, so that there are some to look at."""
    topic = settings.topics.dead_letters.name
    records = []
    for offset in range(SHOWN_OFFSET + 1):
        received = Received(settings.topics.articles.name, 0, offset, b"k", b'{"body": "Rain."}', (), None)
        letter = dead_letter(received, EnrichmentError("failed alone"), "enrich", 5, topic)
        records.append(Outgoing(letter.value, letter.key, letter.headers, topic, partition=0))
    assert produce(settings, records).confirmed == len(records)


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name)
def test_what_a_page_says_can_be_typed(page: Path, reader: Reader, settings: Settings) -> None:
    bury(settings)
    for command in [command for block in shell_blocks(page) for command in block.commands]:
        entry = not_run(command)
        instead = entry.instead(shlex.split(command)) if entry else command
        if instead and shutil.which(shlex.split(instead)[0], path=reader.environment["PATH"]) is None and entry:
            continue  # kubectl is not on every machine; tests/deploy says so where it is missing
        if instead:
            reader.type(instead)
    reader.finish()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_fenced_block_says_what_it_is(page: Path) -> None:
    assert {block.language for block in blocks(page)} <= KNOWN


def test_no_entry_of_the_list_is_left_over() -> None:
    shown = [command for page in PAGES for block in shell_blocks(page) for command in block.commands]
    assert [entry.pattern for entry in NOT_RUN if not any(not_run(command) is entry for command in shown)] == []


def test_a_command_that_does_not_exist_is_noticed(reader: Reader) -> None:
    with pytest.raises(AssertionError, match="No such command"):
        reader.type("newsstream frobnicate")
