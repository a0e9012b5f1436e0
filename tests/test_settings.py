"""The settings tree: what wins, what is refused, and how it says so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stream.cli.config import commented_defaults
from stream.errors import SettingsError
from stream.settings import KafkaSettings, Settings, load_settings

CONFIG = Path(__file__).parent.parent / "config"


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("NEWSSTREAM_")]:
        monkeypatch.delenv(name)


def written(folder: Path, text: str) -> Path:
    file = folder / "settings.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_flags_win_over_variables_over_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, "kafka: {group: file, client_id: file, brokers: [file:1]}")
    monkeypatch.setenv("NEWSSTREAM_KAFKA__GROUP", "variable")
    monkeypatch.setenv("NEWSSTREAM_KAFKA__CLIENT_ID", "variable")
    kafka = load_settings([file], flags={"kafka.group": "flag"}).kafka
    assert (kafka.group, kafka.client_id, kafka.brokers) == ("flag", "variable", ["file:1"])


def test_a_file_may_change_one_key_of_a_topic(tmp_path: Path) -> None:
    topics = load_settings([written(tmp_path, "topics: {enriched: {partitions: 12}}")]).topics
    assert (topics.enriched.name, topics.enriched.partitions) == ("news.enriched", 12)


def test_brokers_may_be_a_comma_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSSTREAM_KAFKA__BROKERS", "one:9092, two:9092")
    assert load_settings().kafka.brokers == ["one:9092", "two:9092"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kafka: {brokerz: x}", "kafka.brokerz: unknown setting; accepted here: auto_offset_reset, brokers"),
        ("topics: {enriched: {size: 1}}", "topics.enriched.size: unknown setting; accepted here: compact, name"),
        ("kafca: {}", "kafca: unknown setting; accepted here: batch, http"),
        ("batch: {max_articles: 0}", "batch.max_articles: Input should be greater than 0"),
        ("log: {level: loud}", "log.level: Input should be 'debug', 'info', 'warning' or 'error'"),
        ("- a list", "expected a mapping of settings, found list"),
        ("kafka: {a: [}", "not valid YAML"),
        ("kafka: {security_protocol: SASL_SSL}", "SASL needs sasl_username and sasl_password"),
    ],
)
def test_a_wrong_key_fails_with_its_path_and_what_is_accepted(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings([written(tmp_path, text)])
    assert message in str(refused.value)


def test_a_misspelt_variable_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSSTREAM_KAFFKA__GROUP", "x")
    with pytest.raises(SettingsError, match="NEWSSTREAM_KAFFKA__GROUP: unknown setting"):
        load_settings()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"absent\.yaml: cannot be read"):
        load_settings([tmp_path / "absent.yaml"])


def test_a_wrong_secret_is_not_repeated_in_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSSTREAM_KAFKA__SASL_PASSWORD", '["hunter2"]')
    monkeypatch.setenv("NEWSSTREAM_HTTP__PORT", "hunter3")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert "hunter" not in str(refused.value)


def test_a_password_may_stand_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter2\n")
    kafka = KafkaSettings(security_protocol="SASL_SSL", sasl_username="u", sasl_password_file=secret)
    assert kafka.password() == "hunter2"
    assert "hunter2" not in repr(kafka)


def test_a_password_file_that_cannot_be_read_is_a_settings_error(tmp_path: Path) -> None:
    flags = {"kafka.security_protocol": "SASL_SSL", "kafka.sasl_username": "u"}
    with pytest.raises(SettingsError, match="sasl_password_file cannot be read"):
        load_settings(flags={**flags, "kafka.sasl_password_file": tmp_path / "absent"})


def test_the_shipped_default_file_is_the_defaults() -> None:
    assert load_settings([CONFIG / "default.yaml"]) == Settings()
    assert (CONFIG / "default.yaml").read_text(encoding="utf-8") == commented_defaults()


@pytest.mark.parametrize("name", ["development.yaml", "production.yaml"])
def test_the_shipped_profiles_are_valid(name: str) -> None:
    assert load_settings([CONFIG / name]) != Settings()
