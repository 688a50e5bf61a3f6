"""The city's followers: many centres folded in one transaction, beside each centre folded in its own, in CPU an event."""

import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import psycopg

from bench.centre import open_context
from bench.day import Clock, Day
from bench.figures import Figure
from bench.process import cpu_ticks
from server.city.fold.follower import CENTRES, Follower, connected
from server.city.local.postgres import PrivatePostgres
from tests.support.postgres import fresh_city, postgres

_FIRST: Final = datetime(2026, 11, 2, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
_SEED: Final = 2026
_LEAST: Final = 3.0
_TICK_US: Final = 1_000_000 / os.sysconf("SC_CLK_TCK")
_COPY: Final = "COPY log (centre, epoch, seq, at, day, type, ticket, counter, data) FROM STDIN"
_JOURNAL: Final = (
    "SELECT seq, at, day, type, ticket, counter, data FROM journal"
    " WHERE ticket IS NOT NULL OR counter IS NOT NULL OR type = 'settings_begun' ORDER BY seq"
)
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """How many centres live and how many catch up, the visits of their day, the batches that are measured."""

    centres: int = 64
    behind: int = 16
    visits: int = 400
    batches: int = 60


TINY: Final = Size(centres=3, behind=2, visits=40, batches=2)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """One event of each centre at a time, three of each, and 500 of each of those that catch up."""
    rows = _day(folder / "ward", size.visits)
    with postgres() as server:
        return [
            _figure(
                f"Folding {each} of each of {size.centres} centres", *_both(server, rows, size, each), _LEAST
            )
            for each in (1, 3)
        ] + [_figure(f"Catching up: 500 of each of {size.behind} centres", *_both(server, rows, size, 500))]


def _day(folder: Path, visits: int) -> list[Row]:
    """The rows of one centre's day, all of which the city folds."""
    clock = Clock(int(_FIRST.timestamp() * 1000))
    context = open_context(folder, clock)
    try:
        Day(context, clock, _FIRST, visits, random.Random(_SEED), foretell=False).run()
        with context.store.read() as connection:
            return list(connection.execute(_JOURNAL))
    finally:
        context.close()


def _figure(what: str, together_us: float, apart_us: float, least: float | None = None) -> Figure:
    times = apart_us / together_us
    return Figure(
        what,
        f"{together_us:.0f} µs of CPU an event ({1_000_000 / together_us:,.0f} a second and core)",
        f"each centre in a transaction of its own: {apart_us:.0f} µs ({times:.1f} ×)",
        "" if least is None else f"≥ {least:.0f} ×",
        None if least is None else times >= least,
    )


def _both(server: PrivatePostgres, rows: Sequence[Row], size: Size, each: int) -> tuple[float, float]:
    """CPU of an event in µs, of follower and database, together and apart: the same rows, a new city each."""
    together, apart = (_measured(server, rows, size, each, at_once) for at_once in (CENTRES, 1))
    return together, apart


def _measured(server: PrivatePostgres, rows: Sequence[Row], size: Size, each: int, at_once: int) -> float:
    live = each < len(rows) // 4
    codes = [f"W{n:04}" for n in range(size.centres if live else size.behind)]
    first = len(rows) // 4 if live else 0
    batches = list(_batches(rows[first:], each))[: size.batches]
    with fresh_city(server) as conninfo, psycopg.connect(conninfo, autocommit=True) as city:
        follower = Follower(conninfo, at_once)
        with connected(conninfo) as connection:
            for code in codes:
                city.execute("INSERT INTO centre (code, name) VALUES (%s, %s)", (code, code))
            if first:
                _store(city, codes, rows[:first])
                _fold(follower, connection)
            city.execute("VACUUM ANALYZE")
            spent = 0.0
            for batch in batches:
                _store(city, codes, batch)
                before = _cpu_us(connection.info.backend_pid)
                _fold(follower, connection)
                spent += _cpu_us(connection.info.backend_pid) - before
    return spent / (len(codes) * sum(map(len, batches)))


def _batches(rows: Sequence[Row], each: int) -> Iterator[Sequence[Row]]:
    for place in range(0, len(rows), each):
        yield rows[place : place + each]


def _store(city: psycopg.Connection[Any], codes: Sequence[str], rows: Sequence[Row]) -> None:
    with city.transaction(), city.cursor() as cursor:
        with cursor.copy(_COPY) as out:
            for code in codes:
                for row in rows:
                    out.write_row((code, 1, *row))
        city.execute("UPDATE centre SET stored = %s WHERE code = ANY(%s)", (rows[-1][0], list(codes)))


def _fold(follower: Follower, connection: psycopg.Connection[Any]) -> None:
    while follower.step(connection).more:
        pass


def _cpu_us(pid: int) -> float:
    """What this process and the database's own for its connection have used so far."""
    return time.process_time() * 1_000_000 + cpu_ticks(pid) * _TICK_US
