"""(a) Durable numbers a second: the store's group commit under 16 threads, beside plain SQLite in one thread."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Final

from server.one_core import stay_on_one_core
from server.service.context import Context
from server.service.tickets import NumberRequest, issue

from .centre import FIELDS, open_context
from .figures import Figure, median
from .plain_sqlite import PlainSqlite
from .slow_disk import SlowDisk

THREADS: Final = 16
_ROUNDS: Final = 15
_ROUND_S: Final = 0.5
_TARGET: Final = 2.5
_SLOW_S: Final = 0.004


def run(folder: Path) -> list[Figure]:
    """Ours and the baseline in turns, on the same disk and core; the ratio is the median of the rounds' ratios.

    Plain SQLite as it comes, and at its best: in WAL mode, which needs one flush a commit where the rollback
    journal needs several.
    """
    with _as_the_server():
        here, ratio = _compared(folder / "here", "DELETE")
        best, ratio_to_best = _compared(folder / "best", "WAL")
        slow, _ = _compared(folder / "slow", "WAL", _SLOW_S)
    return [
        Figure(f"Durable numbers, {THREADS} threads", *here, *_at_least(ratio)),
        Figure("… beside plain sqlite3 in WAL mode", *best, *_at_least(ratio_to_best)),
        Figure(f"… both on a disk that takes {_SLOW_S * 1000:.0f} ms longer to flush (played)", *slow),
    ]


def _at_least(ratio: float) -> tuple[str, bool]:
    return f"≥ {_TARGET} ×", ratio >= _TARGET


@contextmanager
def _as_the_server() -> Iterator[None]:
    """On one core, like the server's threads; those of the benchmarks after this one may use all again."""
    cores = os.sched_getaffinity(0)
    stay_on_one_core()
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _compared(folder: Path, journal: str, flush_s: float = 0.0) -> tuple[tuple[str, str], float]:
    """Ours with its ratio, and the baseline, as texts; and the ratio."""
    context, plain = open_context(folder), PlainSqlite(folder / "plain.db", journal)
    if flush_s:
        for owner in (context.store._writer, plain):  # noqa: SLF001
            owner._connection = SlowDisk(owner._connection, flush_s)  # type: ignore[assignment]  # noqa: SLF001
    try:
        rounds = [
            (_rate(lambda until: _together(context, until)), _rate(lambda until: _alone(plain, until)))
            for _ in range(_ROUNDS)
        ]
    finally:
        plain.close()
        context.close()
    ratio = median([ours / theirs for ours, theirs in rounds])
    ours = f"{median([ours for ours, _ in rounds]):,.0f}/s, {ratio:.2f} × the baseline"
    theirs = (
        f"plain sqlite3, one thread, one commit a number: {median([alone for _, alone in rounds]):,.0f}/s"
    )
    return (ours, theirs), ratio


def _rate(work: Callable[[float], int]) -> float:
    """How many a second `work(until)` does."""
    began = time.perf_counter()
    return work(began + _ROUND_S) / (time.perf_counter() - began)


def _together(context: Context, until: float) -> int:
    done = [0] * THREADS
    threads = [threading.Thread(target=_issue, args=(context, until, done, i)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done)


def _issue(context: Context, until: float, done: list[int], place: int) -> None:
    fields = cycle(FIELDS[place % len(FIELDS) :] + FIELDS[: place % len(FIELDS)])
    while time.perf_counter() < until:
        issue(context, NumberRequest(next(fields)), "bench")
        done[place] += 1


def _alone(plain: PlainSqlite, until: float) -> int:
    done = 0
    for field in cycle(range(len(FIELDS))):
        if time.perf_counter() >= until:
            break
        plain.issue(FIELDS[field], "ABCDEFGHJK"[field])
        done += 1
    return done
