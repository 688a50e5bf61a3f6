"""The visits behind a figure: one by one, in the order of their days and numbers' issue."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from server.core.model import spelled
from server.core.refusal import Refusal
from server.core.reports.days import FILE_YEARS, Days, day_from, day_text
from server.core.reports.figures import outcomes_of
from server.core.reports.keys import key_of
from server.core.reports.marks import GIVEN_UP, VISIT
from server.core.reports.stays import Stay
from server.service.context import Context
from server.service.reports.asked import FiguresAsked
from server.service.reports.figures import checked
from server.service.reports.names import Known
from server.service.reports.pace import paced, turn
from server.service.reports.scope import scope_of
from server.service.reports.titles import ENDS
from server.service.reports.until import day_then
from server.store.queue import tickets
from server.store.reports import listed_days, stays
from server.store.reports.scope import Scope


class Which(StrEnum):
    """Which rows: the last stay of each visit; every stay; or the numbers given up before they were called."""

    VISITS = "visits"
    STAYS = "stays"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit at one counter, or a number that was never called. Moments are UTC milliseconds, times whole seconds.

    `point` is where it was called, or its number waits, the empty code the main one; `end` is a name of `ENDS`; `dossiers` counts by the names of figures. `place` tells where a page goes on.
    """

    place: str
    ticket: int
    number: str
    day: str
    came: int
    field: str
    procedure: str | None
    priority: str | None
    channel: str
    point: str
    counter: int | None
    officer: str | None
    called_at: int | None
    served_at: int | None
    ended_at: int | None
    end: str
    wait_s: int | None
    way_s: int | None
    service_s: int | None
    stay_s: int | None
    above_limit: bool
    dossiers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class VisitsPage:
    """A page of them, and where the next one begins; `None` at the end."""

    items: tuple[Visit, ...]
    after: str | None


def visits(
    context: Context, asked: FiguresAsked, limit: int, after: str | None = None, which: Which = Which.VISITS
) -> VisitsPage:
    """At most `limit` of the visits that are asked for, those after the place `after`: only their days are read.

    Raises what `figures` raises.
    """
    with context.store.read() as connection:
        checked(context, connection, asked)
        scope = scope_of(context, Known(context, connection), asked)
    begin = _place(after)
    found: list[Visit] = []
    with turn(context, Days(asked.first, asked.last)):
        for day in paced(_listed(context, replace(scope, first=max(scope.first, begin[0])), asked, which)):
            found += (
                visit for visit in _visits_of(context, asked, day, which) if _place(visit.place) > begin
            )
            if len(found) > limit:
                return VisitsPage(tuple(found[:limit]), found[limit - 1].place)
    return VisitsPage(tuple(found), None)


def days_of(context: Context, asked: FiguresAsked, which: Which = Which.VISITS) -> Iterator[list[Visit]]:
    """All of them, of a year at most, those of one day after another; each is read in a moment of its own, with a rest between."""
    with context.store.read() as connection:
        checked(context, connection, asked, FILE_YEARS)
    for day in paced(Days(asked.first, asked.last)):
        yield _visits_of(context, asked, day, which)


def _listed(context: Context, scope: Scope, asked: FiguresAsked, which: Which) -> Iterator[date]:
    """The days that may have any of them, in order. A last day that is cut is one of them: it is told apart visit by visit."""
    last = day_text(asked.last)
    while scope.first <= scope.last:
        with context.store.read() as connection:
            found = [listed_days.next_day(connection, scope, _MARKS[which])]
            if which is Which.VISITS:
                found.append(listed_days.next_uncalled_day(connection, scope))
        day = min(filter(None, found), default=None if asked.until is None else last)
        if day is None:
            return
        yield day_from(day)
        scope = replace(scope, first=day_text(day_from(day) + timedelta(days=1)))


def _visits_of(context: Context, asked: FiguresAsked, day: date, which: Which) -> list[Visit]:
    """Those of one day, read at one moment."""
    of_day = replace(asked, first=day, last=day, until=asked.until if day == asked.last else None)
    with context.store.read() as connection:
        return list(_with_numbers(connection, _of_day(context, connection, of_day, which)))


def _of_day(
    context: Context, connection: sqlite3.Connection, asked: FiguresAsked, which: Which
) -> list[Stay]:
    """The stays of one day that are asked for, in their order."""
    known = Known(context, connection)
    scope = scope_of(context, known, asked)
    day = day_text(asked.last)
    if asked.until is None:
        called = list(paced(stays.of_scope(connection, scope)))
        never = stays.never_called(connection, day)
    else:
        called, never = day_then(connection, day, asked.until)
    every = (*called, *(never if which == Which.VISITS else ()))
    where = scope.where.items()
    wanted = [
        stay
        for stay in every
        if _IS[which](stay)
        and all(key_of(stay, name, context.centre.local) in values for name, values in where)
    ]
    return sorted(wanted, key=lambda stay: (stay.ticket, stay.seq))


_IS: Final[Mapping[Which, Callable[[Stay], bool]]] = {
    Which.VISITS: lambda stay: stay.last and stay.end != GIVEN_UP,
    Which.STAYS: lambda stay: stay.end != GIVEN_UP,
    Which.CANCELLED: lambda stay: stay.end == GIVEN_UP,
}


_MARKS: Final[Mapping[Which, str]] = {Which.VISITS: VISIT, Which.STAYS: "", Which.CANCELLED: GIVEN_UP}
"""What a day must have for any of them to be on it."""


def _with_numbers(connection: sqlite3.Connection, found: list[Stay]) -> Iterator[Visit]:
    numbers = tickets.numbers(connection, [stay.ticket for stay in found])
    for stay in found:
        yield Visit(
            f"{stay.day}.{stay.ticket}.{stay.seq}",
            stay.ticket,
            spelled(*numbers[stay.ticket]),
            stay.day,
            stay.came,
            stay.field,
            stay.procedure,
            stay.priority,
            stay.channel,
            stay.point,
            stay.counter,
            stay.officer,
            stay.called_at,
            stay.served_at,
            stay.ended_at,
            ENDS[stay.end][0],
            stay.wait_s,
            stay.way_s,
            stay.service_s,
            stay.stay_s,
            stay.above,
            outcomes_of(stay.dossiers),
        )


def _place(after: str | None) -> tuple[str, int, int]:
    """The place where a page continues. Raises `bad_request` for an invalid place."""
    if after is None:
        return "", 0, 0
    day, *numbers = after.split(".")
    try:
        ticket, seq = map(int, numbers)
    except ValueError as wrong:
        raise Refusal("bad_request", reason="after") from wrong
    return day, ticket, seq
