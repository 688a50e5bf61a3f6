"""The benchmarks fit the code that they measure: each runs here in its smallest form, for nothing else does between releases.

The soak in small is a test of its own, tests/faults/test_soak.py.
"""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

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
    process,
    reports,
    restart,
    scaling,
    search,
    slip,
    slow,
    store,
    takeover,
    waits,
)
from bench.__main__ import BENCHMARKS
from bench.figures import HEADINGS, Figure, table
from tests.guards.tree import ROOT

TINY: dict[str, Callable[[Path], list[Figure]]] = {
    "store": partial(store.run, size=store.TINY),
    "http": partial(http.run, size=http.TINY),
    "calls": partial(calls.run, size=calls.TINY),
    "changes": partial(changes.run, size=changes.TINY),
    "scaling": partial(scaling.run, size=scaling.TINY),
    "memory": partial(memory.run, size=memory.TINY),
    "waits": partial(waits.run, size=waits.TINY),
    "search": partial(search.run, size=search.TINY),
    "slip": partial(slip.run, size=slip.TINY),
    "paint": partial(paint.run, size=paint.TINY),
    "restart": partial(restart.run, size=restart.TINY),
    "door": partial(door.run, size=door.TINY),
    "backups": partial(backups.run, size=backups.TINY),
    "takeover": partial(takeover.run, cases=takeover.TINY),
    "slow": partial(slow.run, size=slow.TINY),
    "city_ingest": partial(city_ingest.run, size=city_ingest.TINY),
    "city_fold": partial(city_fold.run, size=city_fold.TINY),
    "figures": partial(reports.run, size=reports.TINY),
    "city_board": partial(city_board.run, size=city_board.TINY),
}


@pytest.mark.parametrize("baseline", ["bare_broadcaster", "bare_flask", "bare_listener"])
def test_a_baseline_loads_nothing_of_ours(baseline: str) -> None:
    """Else it would grow with what stands beside it."""
    code = f"import sys, bench.{baseline}; print(*(name.partition('.')[0] for name in sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"bench"} == {"bench", "server", "kiosk", "display", "tests"} & {*told.stdout.split()}


def test_every_benchmark_is_run_here_or_in_small_elsewhere() -> None:
    assert {*TINY, "soak"} == set(BENCHMARKS)


@pytest.mark.parametrize("name", TINY)
def test_it_runs_and_tells_its_figures(name: str, tmp_path: Path) -> None:
    with process.forking():
        figures = TINY[name](tmp_path)
    assert all(figure.what and figure.measured for figure in figures)
    assert len(table(figures).splitlines()) == 2 + len(figures) > 2
    assert all(len(figure.cells()) == len(HEADINGS) for figure in figures)
