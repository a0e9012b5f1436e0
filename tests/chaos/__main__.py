"""The command: every fault in turn, a table at the end, exit code 1 when anything was lost or went wrong."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from rich.console import Console

from tests.chaos.bench import Bench
from tests.chaos.faults import FAULTS, Fault
from tests.chaos.report import WIDTH, complaints, show, show_endurance, write, write_endurance
from tests.chaos.runner import Outcome, Scale, full, run, short
from tests.chaos.soak import backlog, soak


def main() -> int:
    """Run what was asked for."""
    options = arguments()
    signal.signal(signal.SIGTERM, _leave)  # so that every `with` below ends its children
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    with folder_of(options.logs, console) as folder, Bench(folder) as bench:
        if options.soak or options.backlog:
            return _endure(bench, options, console)
        scale = (short if options.short else full)(options.articles, options.seed)
        outcomes = _run(bench, scale, _chosen(options.only), console)
        show(outcomes, scale, bench.broker.name, console)
        if options.json:
            write(outcomes, scale, bench.broker.name, options.json)
        if not all(outcome.ok for outcome in outcomes):
            raise SystemExit(1)
    return 0


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--short", action="store_true", help="fewer articles and injections: five minutes")
    parser.add_argument("--only", choices=[fault.name for fault in FAULTS], help="one fault", action="append")
    parser.add_argument("--articles", type=int, help="articles in each run (10,000; 1,000 with --short)")
    parser.add_argument("--seed", type=int, default=5, help="decides articles, victims and pauses")
    minutes, records = 20.0, 200_000
    parser.add_argument("--soak", type=float, nargs="?", const=minutes, metavar="MINUTES", help="a long steady flow")
    parser.add_argument("--backlog", type=int, nargs="?", const=records, metavar="N", help="N articles at once")
    parser.add_argument("--logs", type=Path, metavar="DIR", help="an empty folder that keeps logs and broker data")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there as well")
    return parser.parse_args()


@contextmanager
def folder_of(kept: Path | None, console: Console) -> Iterator[Path]:
    """A folder for broker and logs; one of our own is removed unless something went wrong."""
    folder = kept or Path(tempfile.mkdtemp(prefix="newsstream-chaos-"))
    folder.mkdir(exist_ok=True, parents=True)
    try:
        yield folder
    except BaseException:
        console.print(f"logs are kept in {folder}", highlight=False)
        raise
    if kept is None:
        shutil.rmtree(folder, ignore_errors=True)


def _chosen(names: list[str] | None) -> list[Fault]:
    return [fault for fault in FAULTS if not names or fault.name in names]


def _run(bench: Bench, scale: Scale, faults: list[Fault], console: Console) -> list[Outcome]:
    outcomes = []
    for fault in faults:
        outcomes.append(run(fault, bench, scale))
        last = outcomes[-1]
        verdict = "; ".join(complaints(last)) or "ok"
        console.print(f"{time.strftime('%H:%M:%S')} {fault.name}: {verdict} ({last.seconds:.0f} s)", highlight=False)
    return outcomes


def _endure(bench: Bench, options: argparse.Namespace, console: Console) -> int:
    """The long runs instead of the faults."""
    found = [soak(bench, options.soak, options.seed)] if options.soak else []
    if options.backlog:
        found.append(backlog(bench, options.backlog, options.seed))
    for each in found:
        show_endurance(each, console)
    if options.json:
        write_endurance(found, options.json)
    if not all(each.ok for each in found):
        raise SystemExit(1)
    return 0


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
