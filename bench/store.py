"""(a) Durable numbers a second: the store's group commit under 16 threads, beside plain SQLite in one thread.

Both write the very same rows. What a number needs besides (the checks, its wait foretold, the answer put
together) is measured on the lines after, and over HTTP by (b).
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Final

from bench.centre import FIELDS, open_context
from bench.figures import Figure, median
from bench.plain_sqlite import PlainSqlite
from bench.slow_disk import slower
from server.core.events import TicketIssued
from server.core.model import Channel, Ticket
from server.process.tuning import stay_on_one_core
from server.service.context import Context
from server.service.queue.tickets import NumberRequest, issue
from server.store import Transaction
from server.store.connect import open_writer

_TARGET: Final = 2.5
_SLOW_S: Final = 0.004
_ACTOR: Final = "bench"

Give = Callable[[Context, str], object]
"""Gives the next number of a field; it is durable when this returns."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many rounds, how long each in seconds, and by how many threads."""

    rounds: int = 15
    round_s: float = 0.5
    threads: int = 16


TINY: Final = Size(rounds=1, round_s=0.05, threads=2)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """Ours and the baseline in turns, on the same disk and core; the ratio is the median of the rounds' ratios.

    The target is a ratio to plain SQLite as it comes. At its best, in WAL mode, it needs one flush a commit
    where the rollback journal needs several: how far ours is ahead of that follows from how long the disk
    takes to flush, and even from which core hears of it.
    """
    with _as_the_server():
        here, ratio = _compared(size, folder / "here", _rows_alone, "DELETE")
        best, _ = _compared(size, folder / "best", _rows_alone, "WAL")
        whole, _ = _compared(size, folder / "whole", _whole, "WAL")
        slow, _ = _compared(size, folder / "slow", _whole, "WAL", _SLOW_S)
    return [
        Figure(f"Durable numbers, {size.threads} threads", *here, f"≥ {_TARGET} ×", ratio >= _TARGET),
        Figure("… beside plain sqlite3 in WAL mode", *best),
        Figure("… with all that a number needs besides its rows, beside the same", *whole),
        Figure(f"… both on a disk that takes {_SLOW_S * 1000:.0f} ms longer to flush (played)", *slow),
    ]


@contextmanager
def _as_the_server() -> Iterator[None]:
    """On one core, like the server's threads; those of the benchmarks after this one may use all again."""
    cores = os.sched_getaffinity(0)
    stay_on_one_core()
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _compared(
    size: Size, folder: Path, give: Give, journal: str, flush_s: float = 0.0
) -> tuple[tuple[str, str], float]:
    """Ours with its ratio, and the baseline, as texts; and the ratio."""
    context = open_context(folder, connect=lambda path: slower(open_writer(path), flush_s))
    plain = PlainSqlite(folder / "plain.db", journal, flush_s)
    try:
        rounds = [
            (
                _rate(size.round_s, lambda until: _together(context, give, until, size.threads)),
                _rate(size.round_s, lambda until: _alone(plain, until)),
            )
            for _ in range(size.rounds)
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


def _rate(round_s: float, work: Callable[[float], int]) -> float:
    """How many a second `work(until)` does."""
    began = time.perf_counter()
    return work(began + round_s) / (time.perf_counter() - began)


def _together(context: Context, give: Give, until: float, threads: int) -> int:
    done = [0] * threads
    clients = [threading.Thread(target=_client, args=(context, give, until, done, i)) for i in range(threads)]
    for thread in clients:
        thread.start()
    for thread in clients:
        thread.join()
    return sum(done)


def _client(context: Context, give: Give, until: float, done: list[int], place: int) -> None:
    fields = cycle(FIELDS[place % len(FIELDS) :] + FIELDS[: place % len(FIELDS)])
    while time.perf_counter() < until:
        give(context, next(fields))
        done[place] += 1


def _rows_alone(context: Context, field: str) -> Ticket:
    prefix = context.centre.layout.fields[field].prefix

    def job(transaction: Transaction) -> Ticket:
        n = transaction.next_number(prefix)
        event = TicketIssued(transaction.seq + 1, transaction.day, prefix, n, field, Channel.KIOSK.value)
        return transaction.record(event, _ACTOR).ticket

    return context.store.write(job)


def _whole(context: Context, field: str) -> object:
    return issue(context, NumberRequest(field), _ACTOR)


def _alone(plain: PlainSqlite, until: float) -> int:
    done = 0
    for field in cycle(range(len(FIELDS))):
        if time.perf_counter() >= until:
            break
        plain.issue(FIELDS[field], "ABCDEFGHJK"[field])
        done += 1
    return done
