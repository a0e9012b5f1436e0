"""One typed settings tree: defaults here, then YAML from config/, then `NEWSSTREAM_…` variables, then flags.

An unknown or wrong key fails at start and names its path and what would be accepted. Secrets are `SecretStr`, so they
print as stars wherever a settings object is shown. Reading files and variables is `load_settings`, below the tree.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, NoDecode, SettingsConfigDict
from pydantic_settings import SettingsError as PydanticSettingsError

from stream.errors import SettingsError
from stream.model_settings import ModelSettings
from stream.section import PositiveInt, Seconds, Section

ENV_PREFIX = "NEWSSTREAM_"
ENV_NESTING = "__"  # NEWSSTREAM_KAFKA__BROKERS sets kafka.brokers
NOT_SETTINGS = frozenset({"NEWSSTREAM_CONFIG", "NEWSSTREAM_SHARED"})  # read by the commands and the tests


class KafkaSettings(Section):
    """How to reach Kafka. The same values configure Faust and kafka-python."""

    brokers: Annotated[list[str], NoDecode] = Field(
        ["localhost:9092"], min_length=1, description="Bootstrap servers, host:port each."
    )
    group: str = Field("newsstream", min_length=1, description="Consumer group; workers with one name share the work.")
    client_id: str = Field("newsstream", description="Name shown in the broker's logs and quotas.")
    security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = Field(
        "PLAINTEXT", description="Transport and authentication."
    )
    sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = Field(
        "SCRAM-SHA-512", description="Used when the security protocol starts with SASL."
    )
    sasl_username: str | None = Field(None, description="SASL user.")
    sasl_password: SecretStr | None = Field(None, description="SASL password; from the environment or a file.")
    sasl_password_file: Path | None = Field(None, description="File that holds the SASL password.")
    ssl_cafile: Path | None = Field(None, description="CA certificates to trust, PEM; the system's when empty.")
    ssl_certfile: Path | None = Field(None, description="Client certificate, PEM.")
    ssl_keyfile: Path | None = Field(None, description="Client key, PEM.")
    ssl_check_hostname: bool = Field(True, description="Compare the broker's certificate with its host name.")
    session_timeout: Seconds = Field(10.0, gt=0, description="Seconds without a heartbeat before a worker is evicted.")
    request_timeout: Seconds = Field(30.0, gt=0, description="Seconds to wait for one answer of a broker.")
    max_request_size: PositiveInt = Field(
        16_777_216, description="Largest record sent, bytes; the topic's max.message.bytes still decides."
    )
    auto_offset_reset: Literal["earliest", "latest"] = Field(
        "earliest", description="Where a group that never committed starts."
    )

    @field_validator("brokers", mode="before")
    @classmethod
    def _split_commas(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _sasl_is_complete(self) -> KafkaSettings:
        try:
            is_complete = bool(self.sasl_username and self.password())
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"sasl_password_file cannot be read ({error})") from None
        if self.security_protocol.startswith("SASL") and not is_complete:
            raise ValueError("SASL needs sasl_username and sasl_password (or sasl_password_file)")
        return self

    def password(self) -> str | None:
        """The SASL password from the setting or its file, in clear: hand it to a client, never to a log."""
        if self.sasl_password_file is not None:
            return self.sasl_password_file.read_text(encoding="utf-8").strip()
        return self.sasl_password.get_secret_value() if self.sasl_password else None

    @property
    def uses_tls(self) -> bool:
        """True when the transport is encrypted."""
        return self.security_protocol in {"SSL", "SASL_SSL"}


class TopicSettings(Section):
    """One topic: its name and how `newsstream topics create` makes it."""

    name: str = Field(min_length=1, max_length=249, pattern=r"^[a-zA-Z0-9._-]+$", description="Topic name.")
    partitions: PositiveInt = Field(6, description="Partitions: the largest number of workers that can share it.")
    replication: PositiveInt = Field(1, description="Replicas; 3 in production.")
    retention: Seconds | Literal["forever"] = Field(604_800.0, description="Seconds a record is kept, or `forever`.")
    compact: bool = Field(False, description="Keep the last record of each key for ever.")


class Topics(Section):
    """The five topics of the wire contract."""

    articles: TopicSettings = TopicSettings(name="news.articles")
    enriched: TopicSettings = TopicSettings(name="news.enriched")
    mentions: TopicSettings = TopicSettings(name="news.mentions")
    claims: TopicSettings = TopicSettings(name="news.claims")
    dead_letters: TopicSettings = TopicSettings(name="news.articles.dlq", retention=2_592_000.0)

    def all(self) -> list[TopicSettings]:
        """Every topic, input first."""
        return [self.articles, self.enriched, self.mentions, self.claims, self.dead_letters]

    def outputs(self) -> list[TopicSettings]:
        """The topics the worker writes to."""
        return self.all()[1:]


class InputSettings(Section):
    """What is accepted as an article, and where its fields lie in other people's JSON."""

    fields: dict[Literal["id", "url", "source", "title", "body", "language", "published_at", "author"], str] = Field(
        default_factory=dict, description="Contract field to dotted path in the record, e.g. body: content.text."
    )
    max_bytes: PositiveInt = Field(8_000_000, description="Largest record, bytes.")
    max_characters: PositiveInt = Field(200_000, description="Longest title and body together, code points.")
    max_depth: PositiveInt = Field(64, description="Deepest nesting of the JSON.")


class BatchSettings(Section):
    """When a micro-batch closes: on articles, on tokens or on time, whichever comes first."""

    max_articles: PositiveInt = Field(16, description="Articles in one batch.")
    max_tokens: PositiveInt = Field(16_384, description="Tokens in one batch, guessed from the records' bytes.")
    max_wait: Seconds = Field(0.1, description="Seconds a started batch waits for more while another is at work.")
    in_flight: PositiveInt = Field(2, description="Batches between consuming and acknowledging at one time.")


class RetrySettings(Section):
    """Transient failures are tried again with exponential backoff and jitter."""

    attempts: PositiveInt = Field(5, description="Attempts for one article before it is dead-lettered.")
    first_delay: Seconds = Field(0.3, description="Seconds before the second attempt.")
    max_delay: Seconds = Field(30.0, description="Longest pause between two attempts, seconds.")


class WorkerSettings(Section):
    """Starting, stopping and protecting the worker."""

    start_timeout: Seconds = Field(15.0, description="Seconds to look for the broker and topics before giving up.")
    wait_for_broker: bool = Field(False, description="Wait for the broker and topics for ever instead of giving up.")
    shutdown_timeout: Seconds = Field(25.0, gt=0, description="Seconds to finish what is in flight after SIGTERM.")
    publish_timeout: Seconds = Field(60.0, gt=0, description="Seconds for the broker to confirm one article's events.")
    article_timeout: Seconds = Field(120.0, gt=0, description="Seconds the enricher may take for one article.")
    commit_interval: Seconds = Field(1.0, gt=0, description="Seconds between two commits of acknowledged offsets.")
    data_dir: Path | None = Field(None, description="Folder for Faust's own state; a temporary one when empty.")


class HttpSettings(Section):
    """Metrics, health and the live page. Loopback unless told otherwise."""

    enabled: bool = Field(True, description="Serve /metrics, /healthz and /readyz.")
    host: str = Field("127.0.0.1", description="Address to bind; 0.0.0.0 inside a container.")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(6066, description="Port; 0 picks a free one.")


class LogSettings(Section):
    """Logs go to standard error, one line an event."""

    level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least severe level shown.")
    format: Literal["text", "json"] = Field("text", description="Readable lines, or one JSON object a line.")


class TraceSettings(Section):
    """OpenTelemetry spans. OpenTelemetry's own OTEL_* variables say the rest: service name, sampling, headers."""

    enabled: bool = Field(
        False, description="Record spans and send them (extra `otel`). Off, an article's trace context is passed on."
    )
    endpoint: str | None = Field(
        None, description="OTLP over HTTP, e.g. http://collector:4318; OTEL_EXPORTER_OTLP_ENDPOINT when empty."
    )


class Settings(Section):
    """The whole tree."""

    kafka: KafkaSettings = KafkaSettings()
    topics: Topics = Topics()
    input: InputSettings = InputSettings()
    batch: BatchSettings = BatchSettings()
    retry: RetrySettings = RetrySettings()
    worker: WorkerSettings = WorkerSettings()
    model: ModelSettings = ModelSettings()
    http: HttpSettings = HttpSettings()
    log: LogSettings = LogSettings()
    traces: TraceSettings = TraceSettings()


class _Environment(BaseSettings, Settings):
    """The tree as pydantic-settings reads it from `NEWSSTREAM_…` variables; never handed out."""

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, env_nested_delimiter=ENV_NESTING, extra="forbid")


def load_settings(files: Sequence[Path] = (), *, flags: Mapping[str, object] | None = None) -> Settings:
    """Read the tree from YAML `files` in order, then the environment, then `flags` (dotted path to value).

    Raises:
        SettingsError: a file is unreadable, or a key is unknown or has a wrong value; the message names its path.
    """
    # Starting from the defaults, a file may change one key of a topic without repeating its name.
    tree = Settings().model_dump()
    for file in files:
        _merge(tree, _read_yaml(file))
    _merge(tree, _read_environment())
    for dotted, value in (flags or {}).items():
        _put(tree, dotted.split("."), value)
    try:
        return Settings.model_validate(tree)
    except ValidationError as error:
        raise SettingsError(explain(error)) from None


def explain(error: ValidationError) -> str:
    """One line a fault: path, what is wrong, what is accepted. The wrong value is not repeated: it may be a secret."""
    return "\n".join(_explain_one(dict(fault)) for fault in error.errors(include_input=False, include_url=False))


def _explain_one(fault: dict[str, Any]) -> str:
    path = ".".join(str(part) for part in fault["loc"]) or "settings"
    if fault["type"] != "extra_forbidden":
        return f"{path}: {fault['msg']}"
    accepted = ", ".join(_keys_at(fault["loc"][:-1]))
    return f"{path}: unknown setting; accepted here: {accepted}"


def _keys_at(path: tuple[int | str, ...]) -> list[str]:
    section: type[BaseModel] = Settings
    for part in path:
        annotation = section.model_fields[str(part)].annotation
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            return []
        section = annotation
    return sorted(section.model_fields)


def _read_yaml(file: Path) -> dict[str, Any]:
    try:
        tree = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror})") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: not valid YAML: {error}") from error
    if tree is None:
        return {}
    if not isinstance(tree, dict):
        raise SettingsError(f"{file}: expected a mapping of settings, found {type(tree).__name__}")
    return tree


def _read_environment() -> dict[str, Any]:
    for name in sorted(name for name in os.environ if name.upper().startswith(ENV_PREFIX)):
        section = name.upper().removeprefix(ENV_PREFIX).split(ENV_NESTING)[0].lower()
        if name not in NOT_SETTINGS and section not in Settings.model_fields:
            raise SettingsError(f"{name}: unknown setting; accepted here: {', '.join(_keys_at(()))}")
    try:
        return EnvSettingsSource(_Environment)()
    except PydanticSettingsError as error:
        raise SettingsError(f"environment: {error}; lists and mappings are written as JSON") from None


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value


def _put(tree: dict[str, Any], path: list[str], value: object) -> None:
    for part in path[:-1]:
        child = tree.setdefault(part, {})
        if not isinstance(child, dict):
            raise SettingsError(f"{'.'.join(path)}: {part} is not a section")
        tree = child
    tree[path[-1]] = value
