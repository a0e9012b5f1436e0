"""The table at the end of a run, and the same as JSON."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from tests.chaos.bench import FLUSH, PARTITIONS, SESSION_TIMEOUT_S, WORKERS
from tests.chaos.faults import OutputRefused
from tests.chaos.runner import Outcome, Scale
from tests.chaos.soak import Endurance

MIB = 1_048_576
WIDTH = 200  # for a log file, which has no width of its own
COLUMNS = (
    "times",
    "articles",
    "lost",
    "ids that differ",
    "dead letters",
    "wrong",
    "repeated",
    "most waiting",
    "flow again s",
    "caught up s",
    "peak MiB",
)

ENDURANCE_COLUMNS = ("worker", "seconds", "mean MiB", "growth MiB", "peak MiB", "descriptors", "growth", "flat")


def show(outcomes: Sequence[Outcome], scale: Scale, broker: str, console: Console) -> None:
    """Print the table and whatever went wrong."""
    table = Table(box=box.MARKDOWN, title=f"newsstream fault tests, {scale.name}", title_justify="left")
    table.add_column("fault", no_wrap=True)
    for column in COLUMNS:
        table.add_column(column, justify="right")
    for outcome in outcomes:
        table.add_row(*row(outcome))
    console.print(table)
    console.print(setting(broker, scale), highlight=False)
    for outcome in outcomes:
        for complaint in complaints(outcome):
            console.print(f"FAILED {outcome.fault.name}: {complaint}", style="red", highlight=False)


def row(outcome: Outcome) -> list[str]:
    """One line of the table; `wrong` counts dead letters that must not be there."""
    audit = outcome.audit
    return [
        outcome.fault.title,
        str(outcome.times or "–"),
        str(audit.articles),
        str(audit.lost),
        str(audit.unknown_ids),
        str(sum(audit.letters.values())),
        str(audit.wrong_letters),
        f"{audit.repeated_share:.1%}",
        str(outcome.most_waiting),
        _median_and_longest(outcome.flow_again_s),
        _median_and_longest(outcome.caught_up_s),
        str(round(outcome.peak_bytes / MIB)),
    ]


def setting(broker: str, scale: Scale) -> str:
    """What the numbers were taken on, for below the table."""
    flush = ", ".join(f"{key}={value}" for key, value in FLUSH.items())
    return (
        f"{broker}, one KRaft node, acks=all, {flush}; {WORKERS} workers, {PARTITIONS} partitions, session timeout "
        f"{SESSION_TIMEOUT_S:g} s; writes refused for {scale.lasts_s(OutputRefused()):g} s; seed {scale.seed}. "
        "Times: median / longest, from the end of a fault. Flow again: every partition with articles waiting acknowledged "
        "one. Caught up: all articles that were in the topic by then are acknowledged, through whatever faults follow."
    )


def complaints(outcome: Outcome) -> list[str]:
    """Why the run is not accepted; empty when it is."""
    audit = outcome.audit
    found = {
        "articles lost": audit.lost,
        "articles never sent": audit.never_sent,
        "event ids that differ": audit.unknown_ids,
        "dead letters that must not be there": audit.wrong_letters,
    }
    wrong = [f"{count} {what}" for what, count in found.items() if count]
    unfelt = [] if outcome.felt else [f"no worker felt it: none logged {outcome.fault.felt_as!r}"]
    late = [] if outcome.finished else ["not everything was acknowledged in time"]
    return [*wrong, *unfelt, *late, *outcome.bad_ends]


def write(outcomes: Sequence[Outcome], scale: Scale, broker: str, file: Path) -> None:
    """The same as JSON."""
    rows = [
        {
            "fault": outcome.fault.name,
            **{key: value for key, value in asdict(outcome).items() if key != "fault"},
            "repeated_share": outcome.audit.repeated_share,
            "ok": outcome.ok,
        }
        for outcome in outcomes
    ]
    tree = {"scale": asdict(scale), "broker": broker, "flush": FLUSH, "workers": WORKERS, "faults": rows}
    file.write_text(json.dumps(tree, indent=2) + "\n")


def show_endurance(found: Endurance, console: Console) -> None:
    """A table with a row for each worker, for a soak or a backlog."""
    rate = found.articles / found.seconds
    title = f"{found.title}: {found.articles:,} articles in {found.seconds:.0f} s, {rate:.0f} a second"
    table = Table(box=box.MARKDOWN, title=title, title_justify="left")
    for column in ENDURANCE_COLUMNS:
        table.add_column(column, justify="right")
    for trend in found.trends:
        memory = (trend.mean_bytes, trend.growth_bytes, trend.peak_bytes)
        descriptors = (f"{trend.descriptors:.1f}", f"{trend.descriptors_growth:+.1f}")
        cells = [f"{each / MIB:.1f}" for each in memory]
        table.add_row(trend.worker, f"{trend.seconds:.0f}", *cells, *descriptors, "yes" if trend.flat else "NO")
    console.print(table)
    judged = "" if found.audit is None else f"lost {found.audit.lost}, ids that differ {found.audit.unknown_ids}, "
    console.print(f"{judged}all acknowledged: {found.caught_up}, ended badly: {found.bad_ends or 'none'}")


def write_endurance(found: Sequence[Endurance], file: Path) -> None:
    """The same as JSON."""
    file.write_text(json.dumps([{**asdict(each), "ok": each.ok} for each in found], indent=2) + "\n")


def _median_and_longest(seconds: Sequence[float | None]) -> str:
    if not seconds:
        return "–"
    known = [each for each in seconds if each is not None]
    if len(known) < len(seconds):
        return "never"
    return f"{statistics.median(known):.1f} / {max(known):.1f}"
