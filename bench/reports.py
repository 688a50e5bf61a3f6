"""(o) Reports over three years of a busy centre, each beside a plain SQL count by the same; an XLSX while numbers are given."""

import asyncio
import random
import re
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import httpx

from bench import counter_days, process, report_pages
from bench.centre import FIELDS, MANAGER, PASSWORD, manager_token, prepare
from bench.figures import Figure, median, percentile, spread
from bench.http_line import HttpLine, request_bytes
from bench.numbers import issued
from server.core.model import Channel, Outcome
from server.core.reports import marks
from server.core.reports.stays import Stay
from server.service.reports.asked import RowsBy
from server.service.reports.counter_times import KEYS
from server.service.reports.stay_groups import SIZES
from server.store.reports import stays
from server.store.store import database_path

_FIRST_SEQ: Final = 100_000_000
"""Far beyond what the journal will reach: the filled visits are in no journal."""
_SEED: Final = 1975
_HOUR_S: Final = 3600
_TARGET_MS: Final = 300.0
_TODAY_MS: Final = 50.0
_TIMES: Final = 3.0
_A_YEAR: Final = 365
_PATIENCE_S: Final = 180.0
"""A file rests twice as long as it is worked at, and waits for everything else."""
_TICKET: Final = (
    "INSERT INTO tickets (id, day, prefix, n, field, procedure, priority, channel, issued_at, state, counter, calls,"
    " called_at, served_at, ended_at, taken_seq, first_called_at, arrived) VALUES"
    " (?, ?, ?, ?, ?, ?, ?, ?, ?, 'finished', ?, 1, ?, ?, ?, ?, ?, ?)"
)
_COLUMNS: Final = {
    RowsBy.TOTAL: "1",
    RowsBy.DAY: "day",
    RowsBy.WEEKDAY: "strftime('%w', day)",
    RowsBy.WEEK: "strftime('%Y-%W', day)",
    RowsBy.MONTH: "substr(day, 1, 7)",
    RowsBy.HOUR: "issued_at / 3600000 % 24",
    RowsBy.OFFICER: "officer",
    RowsBy.CLASS: "priority",
    RowsBy.HALL: "counter",
}


@dataclass(frozen=True, slots=True)
class Size:
    """How many visits on how many days, how often each report is asked, how many numbers are given calm and beside a file, how many dossiers are listed."""

    visits: int = 300_000
    days: int = 750
    rounds: int = 5
    numbers: int = 300
    dossiers: int = 100_000


TINY: Final = Size(visits=60, days=3, rounds=1, numbers=5, dossiers=20)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """Fill a folder, start the server on it, and ask as the manager's pages do."""
    prepared = prepare(folder / "figures")
    manager = manager_token(prepared.folder)
    today = datetime.now(UTC).date()
    with sqlite3.connect(database_path(prepared.folder), isolation_level=None) as connection:
        _fill(connection, today, size)
        with process.goiso(prepared) as server:
            _wait_until_together(connection)
            return asyncio.run(_Run(size, server.port, prepared.kiosk, manager, connection, today).figures())


def _fill(connection: sqlite3.Connection, today: date, size: Size) -> None:
    """Visits of the last days and of today, every one called, served and finished, some above the limit."""
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    dice = random.Random(_SEED)
    for age in range(size.days, -1, -1):
        of_day = list(_of_day(dice, today - timedelta(days=age), size.visits // size.days, age))
        stays.add(connection, of_day)
        connection.executemany(_TICKET, map(_ticket, of_day))
        report_pages.rate(connection, of_day)
    connection.execute("COMMIT")
    report_pages.list_dossiers(
        connection, today - timedelta(days=size.days), today - timedelta(days=1), size.dossiers
    )
    counter_days.fill(connection, today, size.days)


def _wait_until_together(connection: sqlite3.Connection) -> None:
    """Until the server has done what it does once for each past day, month and year with visits."""
    days = [day for (day,) in connection.execute("SELECT DISTINCT day FROM stays")]
    now = datetime.now(UTC).date().isoformat()
    wanted = {day[:size] for day in days for size in SIZES if day[:size] < now[:size]}
    query = "SELECT count(*) FROM stay_groups WHERE name = 'all'"
    counters = "SELECT count(*) FROM counter_days"
    past = sum(day < now for day in days)
    while _number(connection, query) < len(wanted) or _number(connection, counters) < past:
        time.sleep(0.5)


def _number(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])


def _of_day(dice: random.Random, day: date, visits: int, age: int) -> Iterator[Stay]:
    morning = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    for n in range(visits):
        seq = _FIRST_SEQ + 2 * ((100_000 - age) * 10_000 + n)
        came = morning + dice.randrange(9 * _HOUR_S)
        called, counter = came + int(dice.expovariate(1 / 700)), dice.randrange(1, 11)
        served = called + dice.randrange(5, 90)
        ended = served + int(dice.lognormvariate(5.8, 0.6))
        stay = Stay(
            seq + 1,
            day.isoformat(),
            seq,
            came * 1000,
            dice.choice(FIELDS),
            dice.choice((Channel.KIOSK, Channel.HELPER, Channel.OFFICER, Channel.PHONE)).value,
            dice.choice((None, None, None, "elderly")),
            dice.choice((None, f"1.{dice.randrange(440):06d}")),
            counter,
            f"officer{counter}",
            f"officer{counter}",
            since=came * 1000,
            last_called_at=called * 1000,
            end=marks.FINISHED,
            above=called - came > 1200,
            told=dice.choice((*marks.TOLD, "")),
            dossiers=marks.dossier_mark(dice.choice(tuple(Outcome)), "direct"),
            called_at=called * 1000,
            served_at=served * 1000,
            ended_at=ended * 1000,
        )
        yield replace(stay, dossiers=stay.dossiers * dice.choice((1, 1, 1, 2)))


def _ticket(stay: Stay) -> tuple[object, ...]:
    number = stay.ticket % 20_000 // 2 + 1
    moments = (stay.called_at, stay.served_at, stay.ended_at, stay.seq, stay.called_at)
    facts = (stay.field, stay.procedure, stay.priority, stay.channel, stay.came, stay.counter)
    return (stay.ticket, stay.day, "X", number, *facts, *moments, stay.ticket)


@dataclass(frozen=True, slots=True)
class _Run:
    """One server that is asked on `port`, beside plain SQL on its database."""

    size: Size
    port: int
    kiosk: str
    manager: str
    connection: sqlite3.Connection
    today: date

    async def figures(self) -> list[Figure]:
        """Every kind of report, today's, and a file beside numbers."""
        line = await HttpLine.open(self.port)
        found = [await self._report(line, by) for by in RowsBy]
        session = {"Cookie": _session(self.port)}
        found += [await self._page(line, page, session) for page in self._pages()]
        path = "figures?preset=today&by=field"
        day = [await self._asked(line, path) for _ in range(self.size.rounds * 2)]
        met = median(day) <= _TODAY_MS
        found.append(Figure("… today by field", spread(day), "", f"≤ {_TODAY_MS:.0f} ms", met))
        return [*found, await self._beside_a_file(line)]

    async def _report(self, line: HttpLine, by: RowsBy) -> Figure:
        """One kind of report over all days, and the plain count, in turns."""
        first, last = self._day(self.size.days), self._day(1)
        ours, plain = list[float](), list[float]()
        for _ in range(self.size.rounds):
            ours.append(await self._asked(line, f"figures?from={first}&to={last}&by={by.value}"))
            plain.append(self._counted(by, first, last))
        took, times = median(ours), median(ours) / median(plain)
        return Figure(
            f"Report by {by.value}, {self.size.visits:,} visits",
            f"{took:.0f} ms, {times:.1f} × the count",
            f"plain SQL count of numbers: {median(plain):.0f} ms",
            f"≤ {_TARGET_MS:.0f} ms and ≤ {_TIMES:.0f} ×",
            took <= _TARGET_MS and times <= _TIMES,
        )

    def _pages(self) -> Iterator[report_pages.Asked]:
        """All that the manager may open: over all days until yesterday, over a year of them, and of today."""
        first, last = self._day(self.size.days), self._day(1)
        year = self._day(min(self.size.days, _A_YEAR))
        for by in RowsBy:
            path = f"/admin/reports?from={first}&to={last}&by={by.value}"
            yield report_pages.Asked(f"The page of it, by {by.value}", path)
        for by in KEYS:
            path = f"/admin/reports/counters?from={year}&to={last}&by={by.value}"
            yield report_pages.Asked(f"The page of a year's counters' times, by {by.value}", path)
        yield from report_pages.asked(first, year, last)

    async def _page(self, line: HttpLine, page: report_pages.Asked, session: dict[str, str]) -> Figure:
        """One page, whole, for the manager."""
        request = request_bytes(page.path, {}, method="GET", **session)
        took = [await _answered(line, request) for _ in range(self.size.rounds)]
        target, met = f"≤ {page.target_ms:.0f} ms", median(took) <= page.target_ms
        return Figure(page.name, f"{median(took):.0f} ms", "", target, met)

    def _counted(self, by: RowsBy, first: str, last: str) -> float:
        column = _COLUMNS.get(by, by.value)
        query = f"SELECT {column}, count(*) FROM tickets WHERE day BETWEEN ? AND ? AND state != 'cancelled' GROUP BY 1"
        began = time.perf_counter()
        self.connection.execute(query, (first, last)).fetchall()
        return (time.perf_counter() - began) * 1000

    def _day(self, age: int) -> str:
        return (self.today - timedelta(days=age)).isoformat()

    async def _asked(self, line: HttpLine, path: str) -> float:
        """Milliseconds until a report is there, whole."""
        return await _answered(line, request_bytes(f"/api/v1/reports/{path}", {}, self.manager, "GET"))

    async def _beside_a_file(self, line: HttpLine) -> Figure:
        """The p99 of giving numbers, calm and while a month's visits are written as XLSX, again and again."""
        calm = await issued(self.port, self.kiosk, self.size.numbers)
        files, done = list[float](), asyncio.Event()

        async def write() -> None:
            while not done.is_set() or not files:
                files.append(await self._asked(line, f"visits.xlsx?from={self._day(31)}&to={self._day(1)}"))

        writing = asyncio.create_task(write())
        beside = await issued(self.port, self.kiosk, self.size.numbers)
        done.set()
        await writing
        times = percentile(beside, 0.99) / percentile(calm, 0.99)
        return Figure(
            "A number is given while a month's visits are written as XLSX",
            f"{spread(beside)}; {times:.1f} ×; a file takes {median(files) / 1000:.1f} s",
            f"calm: {spread(calm)}",
            "p99 ≤ 2 × the calm one",
            times <= 2,
        )


async def _answered(line: HttpLine, request: bytes) -> float:
    began = time.perf_counter()
    status, body = await line.send(request, _PATIENCE_S)
    if status != 200:
        raise RuntimeError(f"{status}: {body[:500].decode(errors='replace')}")
    return (time.perf_counter() - began) * 1000


def _session(port: int) -> str:
    """The cookies of the manager, signed in."""
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as browser:
        token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/sign-in").text)
        assert token is not None
        form = {"username": MANAGER, "password": PASSWORD, "csrf_token": token[1]}
        browser.post("/sign-in", data=form)
        return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
