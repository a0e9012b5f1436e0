"""The reference pages docs/settings.md and docs/events.md, printed from the models that read and write the real thing.

`newsstream config reference` and `newsstream schema reference` print them; a test holds the committed pages equal. What
a value may be is worded by stream/cli/shapes.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from stream.cli.shapes import Schema, in_words
from stream.contract import dead_letter
from stream.contract.records import SOURCE
from stream.contract.schema import ARTICLE, EVENTS, KEYS, asyncapi
from stream.settings import ENV_NESTING, ENV_PREFIX, Settings, Topics

SETTINGS_HEAD = f"""# Settings

Later wins: the defaults below, YAML files (`--config FILE`, or `{ENV_PREFIX}CONFIG` with paths separated by `:`), the
variable of each setting, `--set key=value`. In a variable and in `--set` a list or mapping is JSON; brokers may also be
separated by commas. An unknown key or a wrong value ends the program at start with its path and what would be accepted.
Printed by `newsstream config reference`; a test holds the two equal.
"""

EVENTS_HEAD = """# Events

Everything on the wire: JSON, UTF-8. Offsets count Unicode code points in the text as received: `text[start:end]` is what
is marked. Every field of an event is always there, `null` where unknown. The names of topics are the defaults.
Printed by `newsstream schema reference`; a test holds the two equal. For machines: `newsstream schema export DIR`.
"""

EVENT_HEADERS = f"""## Headers of an event

[CloudEvents 1.0](https://cloudevents.io), Kafka's binary mode.

| header | value |
|---|---|
| `ce_specversion` | `1.0` |
| `ce_id` | Same for the same article, text and subject, however often and wherever it is processed: drop what you have seen. |
| `ce_source` | `{SOURCE}` |
| `ce_type` | The type above. |
| `ce_time` | `provenance.enriched_at` |
| `ce_subject` | Article id. |
| `content-type` | `application/json; charset=utf-8` |
| `traceparent`, `tracestate` | [W3C trace context](https://www.w3.org/TR/trace-context/), where the article has a valid one or spans are recorded. |
"""

REASONS = {
    "topic": "Topic the record came from.",
    "partition": "Its partition.",
    "offset": "Its offset.",
    "stage": "`decode`, `enrich` or `publish`.",
    "exception.class.name": "The exception's class.",
    "exception.message": "What was wrong, in words.",
    "exception.stacktrace": "The last of its traceback.",
}


def settings_page() -> str:
    """The page docs/settings.md."""
    schema = Settings.model_json_schema()
    sections = (_section(name, value, schema["$defs"]) for name, value in Settings())
    return "\n".join([SETTINGS_HEAD, *sections])


def _section(name: str, section: BaseModel, shapes: Schema) -> str:
    meaning = _first_line(type(section).__doc__)
    rows = ([*_names(path), *rest] for path, *rest in _settings(name, section, shapes))
    table = _table(["setting", "variable", "default", "accepted", "meaning"], rows)
    return f"## {name}\n\n{meaning}\n\n{table}"


def _settings(path: str, section: BaseModel, shapes: Schema) -> Iterator[tuple[str, str, str, str]]:
    """Path, default, what is accepted and meaning of every setting under `path`."""
    properties = shapes[type(section).__name__]["properties"]
    values = section.model_dump(mode="json")
    for key, child in section:
        if isinstance(child, BaseModel):
            yield from _settings(f"{path}.{key}", child, shapes)
        else:
            field = properties[key]
            yield f"{path}.{key}", _default(values[key]), in_words(field), field["description"]


def _names(path: str) -> tuple[str, str]:
    return f"`{path}`", f"`{ENV_PREFIX}{path.upper().replace('.', ENV_NESTING)}`"


def _default(value: Any) -> str:
    return "–" if value is None else f"`{json.dumps(value)}`"


def events_page() -> str:
    """The page docs/events.md."""
    components = asyncapi(Topics(), "")["components"]["schemas"]
    events = {model.__name__: kind for kind, model in EVENTS.items()}
    shapes = sorted(set(components) - set(events) - {"Article"})
    return "\n".join(
        [
            EVENTS_HEAD,
            _message(ARTICLE, "Article", components["Article"]),
            *(_message(kind, name, components[name]) for name, kind in events.items()),
            EVENT_HEADERS,
            *(f"## {name}\n\n{_fields(components[name])}" for name in shapes),
            _dead_letters(),
        ]
    )


def _message(kind: str, name: str, schema: Schema) -> str:
    topics = {channel["address"]: list(channel["messages"]) for channel in asyncapi(Topics(), "")["channels"].values()}
    (topic,) = (address for address, kinds in topics.items() if kinds == [kind])
    where = f"Topic `{topic}`, type `{kind}`. Key: {KEYS[kind][0].lower()}{KEYS[kind][1:]}"
    return f"## {name}\n\n{where}\n\n{_fields(schema)}"


def _fields(schema: Schema) -> str:
    rows = ([f"`{name}`", in_words(field), field["description"]] for name, field in schema["properties"].items())
    return f"{_first_line(schema['description'])}\n\n{_table(['field', 'type', 'meaning'], rows)}"


def _dead_letters() -> str:
    connect = {dead_letter.REASON + name: meaning for name, meaning in REASONS.items()}
    ours = {
        dead_letter.ERROR_CODE: "[Stable code](errors.md) to filter and alert on.",
        dead_letter.ATTEMPTS: "How often it was tried.",
        dead_letter.REPLAYS: "How often `newsstream dlq replay` has sent it back; absent before the first time.",
    }
    rows = ([f"`{name}`", meaning] for name, meaning in {**connect, **ours}.items())
    return (
        f"## Dead letters\n\nTopic `{Topics().dead_letters.name}`. Key, value, timestamp and own headers of the refused "
        f"record stay byte for byte. Added, most by\nthe names that Kafka Connect uses:\n\n"
        f"{_table(['header', 'value'], rows)}"
    )


def _table(heads: list[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines).replace("| --- ", "|---").replace("--- |\n", "---|\n")


def _first_line(text: str | None) -> str:
    return (text or "").splitlines()[0]
