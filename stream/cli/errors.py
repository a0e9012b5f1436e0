"""`newsstream errors`: the catalogue of stable error codes; docs/errors.md is what it prints."""

from __future__ import annotations

import typer

from stream.errors import catalogue

HEAD = """# Error codes

Dead letters carry one of these in the header `newsstream.error.code`. A code never changes its meaning.
Printed by `newsstream errors`; a test holds the two equal.

| code | meaning |
|---|---|
"""


def errors() -> None:
    """Print every error code with its meaning, as Markdown."""
    typer.echo(error_page(), nl=False)


def error_page() -> str:
    """The page docs/errors.md."""
    return HEAD + "".join(f"| `{code}` | {' '.join(meaning.split())} |\n" for code, meaning in catalogue())
