"""What a value may be, in words for a reference page: from the JSON Schema that pydantic makes of a field."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

PLURAL = {"string": "strings", "number": "numbers", "integer": "integers"}
FORMATS = {"path": "path", "password": "secret"}


def in_words(schema: Schema) -> str:
    """`number 0 to 1`, `string or null`, `list of [Entity](#entity)`, ``one of `a`, `b` ``."""
    if "$ref" in schema:
        return _link(schema["$ref"])
    if "anyOf" in schema:
        return " or ".join(in_words(one) for one in schema["anyOf"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return "one of " + _quoted(schema["enum"])
    kinds = schema["type"]
    if isinstance(kinds, list):
        return " or ".join(in_words({**schema, "type": kind}) for kind in kinds)
    return _simple(kinds, schema)


def _simple(kind: str, schema: Schema) -> str:
    if kind == "array":
        return f"list of {_many(schema['items'])}"
    if kind == "object":
        keys = schema.get("propertyNames", {}).get("enum")
        return f"mapping of {_quoted(keys) if keys else 'names'} to {_many(schema['additionalProperties'])}"
    if kind in {"number", "integer"}:
        return f"{kind} {_bounds(schema)}".strip()
    if kind == "boolean":
        return "`true` or `false`"
    return FORMATS.get(schema.get("format", ""), kind)


def _many(schema: Schema) -> str:
    if "enum" in schema:
        return _quoted(schema["enum"])
    return PLURAL.get(schema.get("type", "")) or in_words(schema)


def _bounds(schema: Schema) -> str:
    least, most, above = (schema.get(key) for key in ("minimum", "maximum", "exclusiveMinimum"))
    if above is not None:  # pydantic gives both where one annotation narrows another; this one is the narrower
        return f"above {above}"
    if least is not None and most is not None:
        return f"{least} to {most}"
    return "" if least is None else f"from {least}"


def _link(reference: str) -> str:
    name = reference.rpartition("/")[2]
    return f"[{name}](#{name.lower()})"


def _quoted(values: list[str]) -> str:
    return ", ".join(f"`{value}`" for value in values)
