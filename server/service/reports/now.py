"""Today's figures for the manager."""

import sqlite3
from collections import Counter as Count
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from server.core.forecast.telling import Wait, over_limit_s
from server.core.model import Field, TicketState
from server.core.queue.lines import MAIN, line_of
from server.service.context import Context
from server.service.queue.fields import FieldNow, fields_now
from server.service.today import today
from server.store import journal
from server.store.queue import afar, tallies, tickets
from server.store.queue.visits import Visits, visits

_NO_VISITS = Visits(0, 0)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many tickets are in each state, and what their visits left. Of the parked ones, `away` went for a while by themselves.

    `expected` took a number from afar and are not here yet; they are among the parked ones, too.
    """

    states: Mapping[TicketState, int]
    away: int
    expected: int
    dossiers: int
    without_outcome: int

    @property
    def issued(self) -> int:
        """How many there are."""
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """A field's tickets of today at one point, how long a newcomer would wait (`None` where no counter serves it), and the counters that serve it."""

    field: Field
    counted: Counted
    wait: Wait | None
    counters: tuple[int, ...]
    point: str = MAIN

    @property
    def line(self) -> str:
        """The line of it."""
        return line_of(self.field.code, self.point)

    @property
    def late(self) -> bool:
        """Whether a newcomer may wait longer than the field's `real_wait_limit_s`.

        A field that no counter serves is late as soon as somebody waits for it.
        """
        if self.wait is None and not self.counted.states[TicketState.WAITING]:
            return False
        return over_limit_s(self.wait, self.field.real_wait_limit_s) > 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Today's figures at the moment `at` (UTC milliseconds), after the journal's entry `seq`; of fields in their order, those of further points where there is something to tell.

    `digest` is that of the day's latest entry (docs/security.md), `None` on a day without any.
    """

    seq: int
    at: int
    day: str
    total: Counted
    fields: tuple[FieldFigures, ...]
    digest: bytes | None


def figures(context: Context) -> Figures:
    """Today's tickets by state, what their visits left, and the wait of a newcomer: altogether and by field."""
    with context.store.read() as connection:
        return _figures(context, connection)


def _figures(context: Context, connection: sqlite3.Connection) -> Figures:
    seq, at, day = today(context, connection)
    counted = tallies.of_day(connection, day)
    left, away = visits(connection, day), tickets.away(connection, day)
    expected = Count(each.line for each in afar.expected(connection, day))
    every = [
        _of_field(now, counted, left, away, expected)
        for point in (MAIN, *context.centre.layout.points)
        for now in fields_now(context, connection, day, point)
    ]
    fields = tuple(each for each in every if not each.point or each.counters or each.counted.issued)
    end = journal.end(connection, day)
    total = _counted(counted.values(), left.values(), sum(away.values()), expected.total())
    return Figures(seq, at, day, total, fields, None if end is None else end[1])


def _of_field(
    now: FieldNow,
    counted: Mapping[str, Mapping[str, int]],
    visits: Mapping[str, Visits],
    away: Mapping[str, int],
    expected: Mapping[str, int],
) -> FieldFigures:
    line = line_of(now.field.code, now.point)
    counted_now = _counted(
        [counted.get(line, {})],
        [visits.get(line, _NO_VISITS)],
        away.get(line, 0),
        expected.get(line, 0),
    )
    return FieldFigures(now.field, counted_now, now.wait, now.counters, now.point)


def _counted(
    tallied: Collection[Mapping[str, int]], visits: Collection[Visits], away: int, expected: int
) -> Counted:
    return Counted(
        {state: sum(field.get(state, 0) for field in tallied) for state in TicketState},
        away,
        expected,
        sum(visit.dossiers for visit in visits),
        sum(visit.without_outcome for visit in visits),
    )
