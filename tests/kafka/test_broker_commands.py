from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from stream.broker.produce import Outgoing, produce
from stream.cli.main import app
from stream.contract.dead_letter import Received, dead_letter
from stream.contract.records import enriched_data, event_records
from stream.errors import NotJsonError, TopicMissingError
from stream.settings import Settings
from tests.contract.builders import analysis, article, provenance

pytestmark = pytest.mark.kafka


class Commands:
    """`newsstream` with the settings of one test."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._file = folder / "settings.yaml"
        self._file.write_text(yaml.safe_dump(settings.model_dump(mode="json")))

    def run(self, *arguments: str, text: str | bytes = "") -> Result:
        return CliRunner().invoke(app, ["--config", str(self._file), *arguments], input=text)

    def lines(self, *arguments: str) -> list[dict[str, object]]:
        result = self.run(*arguments, "--json")
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def commands(kafka_settings: Settings, tmp_path: Path) -> Commands:
    return Commands(kafka_settings, tmp_path)


def test_topics_are_created_and_listed(bare_settings: Settings, tmp_path: Path) -> None:
    commands = Commands(bare_settings, tmp_path)
    before = commands.run("topics", "list")
    assert before.exit_code == 1
    assert "newsstream topics create" in before.stderr
    created = commands.run("topics", "create")
    assert (created.exit_code, created.stdout.count("created")) == (0, 5)
    assert "7 d" in created.stdout
    assert [topic["name"] for topic in commands.lines("topics", "list")] == [
        topic.name for topic in bare_settings.topics.all()
    ]


def test_produce_sends_files_and_standard_input_and_names_what_is_not_an_article(
    commands: Commands, tmp_path: Path
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "خبر.txt").write_text("نص", encoding="utf-8")
    (tmp_path / "news" / "more.jsonl").write_text('{"body": "x"}\n{"body": 5}\n{"body": "y"}\n')
    result = commands.run("produce", str(tmp_path / "news"), "-", text='{"body": "z"}\n')
    assert result.exit_code == 1
    assert "more.jsonl:2: article.field_type: body: expected a string" in result.stderr
    assert result.stdout.startswith("4 articles confirmed on")
    assert "1 not sent" in result.stdout
    (lag,) = commands.lines("lag")
    assert lag["total"] == 4


def test_produce_can_send_what_is_not_an_article_for_the_worker_to_judge(commands: Commands) -> None:
    result = commands.run("produce", "--unchecked", "--json", "-", text="{broken\n")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["confirmed"] == 1
    (record,) = commands.lines("tail", "articles", "--from-beginning", "--count", "1")
    assert record["data"] == "{broken"


def test_produce_to_a_missing_topic_says_how_to_create_it(bare_settings: Settings, tmp_path: Path) -> None:
    result = Commands(bare_settings, tmp_path).run("produce", "-", text="text")
    assert isinstance(result.exception, TopicMissingError)
    assert "newsstream topics create" in str(result.exception)


def test_tail_prints_json_lines_and_readable_events(commands: Commands, kafka_settings: Settings) -> None:
    data = enriched_data(article(title="خبر"), analysis(), provenance())
    records = list(event_records(data, kafka_settings.topics))
    produce(kafka_settings, [Outgoing(each.value, each.key, each.headers, each.topic) for each in records])
    events = commands.lines("tail", "-b", "--count", "3")
    assert {event["type"] for event in events} == {"article.enriched.v1", "entity.mentioned.v1", "claim.made.v1"}
    (claim,) = commands.lines("tail", "-b", "--type", "claim.made.v1", "--count", "1")
    assert claim["topic"] == kafka_settings.topics.claims.name
    readable = commands.run("tail", "claims", "-b", "-n", "1")
    assert "claim 0.60 reported" in readable.stdout


def test_lag_shows_a_group_that_never_acknowledged(commands: Commands) -> None:
    result = commands.run("lag")
    assert "never acknowledged anything" in result.stdout
    assert result.stdout.rstrip().endswith("0")


def test_dead_letters_are_listed_shown_and_replayed(commands: Commands, kafka_settings: Settings) -> None:
    source, topic = kafka_settings.topics.articles.name, kafka_settings.topics.dead_letters.name
    for offset, value in enumerate((b"{", b"\xff")):
        received = Received(source, 0, offset, b"k", value, (), None)
        letter = dead_letter(received, NotJsonError("line 1"), "decode", 1, topic)
        produce(kafka_settings, [Outgoing(letter.value, letter.key, letter.headers, letter.topic)])
    listed = commands.lines("dlq", "list")
    assert [each["code"] for each in listed] == ["article.not_json"] * 2
    assert [each["value"] for each in listed] == ["{", "base64:/w=="]
    position = str(listed[0]["position"])
    assert "NotJsonError" in commands.run("dlq", "show", position).stdout
    dry = commands.run("dlq", "replay", position, "--dry-run")
    assert "1 dead letters would be sent back" in dry.stdout
    assert commands.lines("lag")[0]["total"] == 0
    assert "2 dead letters sent back" in commands.run("dlq", "replay", "--code", "article.*").stdout
    assert commands.lines("lag")[0]["total"] == 2
    assert "0 dead letters" in commands.run("dlq", "list", "--until", "2020-01-01").stdout
