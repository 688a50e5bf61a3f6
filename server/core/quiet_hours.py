"""When it is quiet: the usual wait by weekday and hour, of the weeks past, so that people can come when few are there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any, Final

from server.core.queue.opening_hours import Hours, Session
from server.core.units import SECOND_MS

WEEKS: Final = 8
"""How far back waits are looked at."""
LEAST_WAITS: Final = 10
"""Fewer waits in an hour of a weekday say nothing of it."""
_A_MONDAY: Final = date(2024, 1, 1)
_MIDNIGHT: Final = time(0)
_USUAL_HOURS: Final = range(7, 17)
"""What a centre shows that is open day and night and of which nothing is known yet."""
CLOSED: Final = -1
"""In place of a wait that is told elsewhere: the centre is closed in this hour."""

Medians = Mapping[tuple[int, int], int]
"""(ISO weekday, hour) → the usual wait of people who come then, in seconds; only if enough is known."""


@dataclass(frozen=True, slots=True)
class QuietHour:
    """An hour of a weekday: whether the centre is open in it, and the usual wait in seconds, `None` where too little is known."""

    weekday: int
    hour: int
    open: bool
    wait_s: int | None


@dataclass(frozen=True, slots=True)
class QuietHours:
    """By hour the cells of `weekdays`; closed days are left out."""

    weekdays: tuple[int, ...]
    rows: tuple[tuple[QuietHour, ...], ...]

    @property
    def known(self) -> list[QuietHour]:
        """The open cells with a usual wait, those with the shortest first, then as the week goes."""
        cells = [cell for row in self.rows for cell in row if cell.open and cell.wait_s is not None]
        return sorted(cells, key=lambda cell: (cell.wait_s, cell.weekday, cell.hour))


def as_told(found: QuietHours) -> dict[str, Any]:
    """The same as a centre tells its city: by hour the waits of `weekdays` in seconds, `None` where too little is known, or `CLOSED`."""
    hours = [
        {"hour": row[0].hour, "waits_s": [cell.wait_s if cell.open else CLOSED for cell in row]}
        for row in found.rows
        if row
    ]
    return {"weekdays": list(found.weekdays), "hours": hours}


def of_told(told: Mapping[str, Any]) -> QuietHours:
    """What was told by `as_told`, as it was."""
    weekdays = tuple(told["weekdays"])
    rows = tuple(
        tuple(
            QuietHour(day, each["hour"], wait_s != CLOSED, None if wait_s == CLOSED else wait_s)
            for day, wait_s in zip(weekdays, each["waits_s"], strict=True)
        )
        for each in told["hours"]
    )
    return QuietHours(weekdays, rows)


def medians(waits: Iterable[tuple[datetime, int]]) -> Medians:
    """The usual waits; each wait (milliseconds) counts for the weekday and hour (in the centre's zone) in which its person came."""
    found: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for came, wait_ms in waits:
        found[came.isoweekday(), came.hour].append(wait_ms)
    return {cell: round(median(each) / SECOND_MS) for cell, each in found.items() if len(each) >= LEAST_WAITS}


def quiet_hours(hours: Hours, usual: Medians) -> QuietHours:
    """The week as the centre is usually open, holidays aside, with the usual waits."""
    week = {day: _sessions(hours, day) for day in range(1, 8)}
    open_days = tuple(day for day, sessions in week.items() if sessions)
    shown = _shown_hours([session for sessions in week.values() for session in sessions], usual)
    rows = tuple(
        tuple(QuietHour(day, hour, _open_in(week[day], hour), usual.get((day, hour))) for day in open_days)
        for hour in shown
    )
    return QuietHours(open_days, rows)


def _sessions(hours: Hours, weekday: int) -> tuple[Session, ...]:
    return replace(hours, exceptions={}).sessions_on(_A_MONDAY + timedelta(days=weekday - 1))


def _shown_hours(sessions: Iterable[Session], usual: Medians) -> range:
    """From the first hour to the last in which it is open; of a centre open day and night, in which people come."""
    whole = [each for each in sessions if (each.start, each.until) != (_MIDNIGHT, _MIDNIGHT)]
    open_in = [hour for hour in range(24) if _open_in(whole, hour)] or sorted({hour for _, hour in usual})
    return range(open_in[0], open_in[-1] + 1) if open_in else _USUAL_HOURS


def _open_in(sessions: Iterable[Session], hour: int) -> bool:
    """Whether it is open at some time in this hour."""
    return any(
        session.start < time(hour, 59, 59) and (session.until == _MIDNIGHT or session.until > time(hour))
        for session in sessions
    )
