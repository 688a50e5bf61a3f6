"""(a) Durable numbers a second: the store's group commit under 16 threads, beside plain SQLite in one thread."""

import threading
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Final

from server.service.context import Context
from server.service.tickets import NumberRequest, issue

from .centre import FIELDS, open_context
from .figures import Figure, median
from .plain_sqlite import PlainSqlite

THREADS: Final = 16
_ROUNDS: Final = 15
_ROUND_S: Final = 0.5
_TARGET: Final = 2.5


def run(folder: Path) -> list[Figure]:
    """Ours and the baseline in turns, on the same disk; the ratio is the median of the rounds' ratios."""
    context, plain = open_context(folder / "ours"), PlainSqlite(folder / "plain.db")
    try:
        rounds = [
            (_rate(lambda until: _together(context, until)), _rate(lambda until: _alone(plain, until)))
            for _ in range(_ROUNDS)
        ]
    finally:
        plain.close()
        context.close()
    ratio = median([ours / theirs for ours, theirs in rounds])
    return [
        Figure(
            f"Durable numbers, {THREADS} threads",
            f"{median([ours for ours, _ in rounds]):,.0f}/s, {ratio:.2f} × the baseline",
            f"plain sqlite3, one thread, one commit a number: {median([alone for _, alone in rounds]):,.0f}/s",
            f"≥ {_TARGET} ×",
            ratio >= _TARGET,
        )
    ]


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
