"""`newsstream scale`: workers, partitions, cores and memory for a feed, from what one core was measured to do."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stream.errors import SettingsError
from stream.settings import Settings

if TYPE_CHECKING:
    from stream.bench.scale import Plan

RATES = [10.0, 100.0, 1_000.0, 10_000.0, 100_000.0]
COLUMNS = (
    "articles/s", "workers", "partitions", "cores", "memory GB", "busy", "one lost", "median s", "99 % s", "events/s", "MB/s",
)  # fmt: skip


def scale(
    context: typer.Context,
    *,
    rates: Annotated[
        list[float] | None, typer.Option("--rate", "-r", min=0.001, help="Articles a second at peak; repeatable.")
    ] = None,
    per_core: Annotated[float | None, typer.Option(min=0.001, help="Articles a second on one core, measured.")] = None,
    memory: Annotated[float | None, typer.Option(min=1, help="Most memory of one worker, MB, measured.")] = None,
    variation: Annotated[
        float | None, typer.Option(min=0, help="Standard deviation of an article's time over its mean.")
    ] = None,
    bench: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="What `newsstream bench --json` printed.")
    ] = None,
    threads: Annotated[int, typer.Option(min=1, help="Cores of one worker.")] = 2,
    utilisation: Annotated[float, typer.Option(min=0.05, max=0.95, help="How busy a worker may be.")] = 0.7,
    delay: Annotated[float, typer.Option(min=0.01, help="Seconds that 1 % of the articles may exceed.")] = 5.0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a rate.")] = False,
) -> None:
    """Workers, partitions, cores and memory for a feed, from what one core was measured to do."""
    from stream.bench.scale import Measured, Wanted, plan

    settings: Settings = context.obj
    given = {"per_core": per_core, "memory_mb": memory, "variation": variation}
    figures = _figures(bench) | {name: value for name, value in given.items() if value is not None}
    if missing := {"per_core", "memory_mb"} - set(figures):
        raise SettingsError(f"not measured: {', '.join(sorted(missing))}; see --per-core, --memory and --bench")
    measured, wanted = Measured(**figures), Wanted(utilisation, delay, threads)
    plans = [plan(rate, measured, wanted, settings.batch) for rate in rates or RATES]
    if as_json:
        for found in plans:
            typer.echo(json.dumps(asdict(found)))
    else:
        _print(plans)


def _figures(bench: Path | None) -> dict[str, Any]:
    """The figures in `bench` that a plan is made from: the bench's own JSON, or an object with the names of `Measured`."""
    from stream.bench.scale import Measured

    if bench is None:
        return {}
    try:
        found = json.loads(bench.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{bench}: not a JSON file of figures ({error})") from None
    if not isinstance(found, dict):
        raise SettingsError(f"{bench}: expected a JSON object with per_core and memory_mb")
    found = _of_bench(found["figures"]) if isinstance(found.get("figures"), dict) else found
    figures = {name: found[name] for name in Measured.__dataclass_fields__ if name in found}
    if wrong := [name for name, value in figures.items() if not isinstance(value, int | float) or value < 0]:
        raise SettingsError(f"{bench}: {', '.join(wrong)}: expected a number")
    return figures


def _of_bench(figures: dict[str, dict[str, float | None]]) -> dict[str, float]:
    """A worker with one thread is what a core does; of all workers, the most memory."""
    speed = figures.get("worker_one_thread", {}).get("articles_per_second")
    memory = [one.get("peak_memory_mb") for name, one in figures.items() if name.startswith("worker")]
    known = [each for each in memory if each is not None]
    return ({"per_core": speed} if speed else {}) | ({"memory_mb": max(known)} if known else {})


def _print(plans: list[Plan]) -> None:
    rows = [COLUMNS, *(_row(plan) for plan in plans)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        typer.echo("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))


def _row(plan: Plan) -> tuple[str, ...]:
    return (
        f"{plan.rate:,.10g}",
        f"{plan.workers:,}",
        f"{plan.partitions:,}",
        f"{plan.cores:,}",
        f"{plan.memory_gb:,.1f}",
        f"{plan.utilisation:.0%}",
        "–" if plan.without_one is None else f"{plan.without_one:.0%}",
        f"{plan.median_delay:.2f}",
        f"{plan.high_delay:.2f}",
        f"{plan.events:,.10g}",
        f"{plan.events_mb:,.1f}",
    )
