"""`python -m bench [store] [http] [calls] [scaling] [memory] [waits] [search] [slip] [paint] [changes] [restart] [door] [figures] [backups] [takeover] [slow] [city_ingest] [city_fold] [city_board] [soak]`: run them, print the figures, keep a full run's."""

import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final

from bench import (
    backups,
    calls,
    changes,
    city_board,
    city_fold,
    city_ingest,
    door,
    http,
    memory,
    paint,
    report,
    reports,
    restart,
    scaling,
    search,
    slip,
    slow,
    soak,
    store,
    takeover,
    waits,
)
from bench.figures import Figure, table
from bench.machine import described

BENCHMARKS: Final[dict[str, Callable[[Path], list[Figure]]]] = {
    "store": store.run,
    "http": http.run,
    "calls": calls.run,
    "scaling": scaling.run,
    "memory": memory.run,
    "waits": waits.run,
    "search": search.run,
    "slip": slip.run,
    "paint": paint.run,
    "changes": changes.run,
    "restart": restart.run,
    "door": door.run,
    "figures": reports.run,
    "backups": backups.run,
    "takeover": takeover.run,
    "slow": slow.run,
    "city_ingest": city_ingest.run,
    "city_fold": city_fold.run,
    "city_board": city_board.run,
    "soak": soak.run,
}
_LIMIT_S: Final = 2400
_ON_DISK: Final = "/var/tmp"


def main(names: list[str]) -> int:
    """Run the named benchmarks, all without a name. Exit status 1 when a target was missed."""
    if unknown := set(names) - BENCHMARKS.keys():
        sys.exit(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(_LIMIT_S)
    began, figures = time.perf_counter(), list[Figure]()
    with tempfile.TemporaryDirectory(prefix="goiso-bench-", dir=_ON_DISK) as folder:
        machine = described(Path(folder))
        for name in names or BENCHMARKS:
            figures += _one(name, Path(folder))
    finished = report.written(machine, figures, time.perf_counter() - began)
    print(finished)
    if not names:
        report.keep(finished)
    if names == ["soak"]:
        report.keep(finished, report.SOAK)
    return any(figure.met is False for figure in figures)


def _one(name: str, folder: Path) -> list[Figure]:
    began = time.perf_counter()
    figures = BENCHMARKS[name](folder)
    print(f"{name} ({time.perf_counter() - began:.0f} s)\n{table(figures)}\n", file=sys.stderr, flush=True)
    return figures


def _stop(number: int, _frame: FrameType | None) -> None:
    """Leave through every `finally`, so that no server is left behind."""
    sys.exit(f"stopped by {signal.Signals(number).name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
