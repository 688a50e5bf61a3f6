"""Today's figures for the manager."""

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from server.core.forecast.telling import Wait
from server.core.model import Field, TicketState
from server.service.context import Context
from server.service.queue.fields import FieldNow, fields_now
from server.service.today import today
from server.store import journal
from server.store.queue import tallies, tickets
from server.store.queue.visits import Visits, visits

_NO_VISITS = Visits(0, 0)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many tickets are in each state, and what their visits left. Of the parked ones, `away` went for a while by themselves."""

    states: Mapping[TicketState, int]
    away: int
    dossiers: int
    without_outcome: int

    @property
    def issued(self) -> int:
        """How many there are."""
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """A field's tickets of today, how long a newcomer would wait (`None` where no counter serves it), and the counters that serve it."""

    field: Field
    counted: Counted
    wait: Wait | None
    counters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Today's figures at the moment `at` (UTC milliseconds), after the journal's entry `seq`; of fields in their order.

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
    fields = tuple(_of_field(now, counted, left, away) for now in fields_now(context, connection, day))
    end = journal.end(connection, day)
    total = _counted(counted.values(), left.values(), sum(away.values()))
    return Figures(seq, at, day, total, fields, None if end is None else end[1])


def _of_field(
    now: FieldNow,
    counted: Mapping[str, Mapping[str, int]],
    visits: Mapping[str, Visits],
    away: Mapping[str, int],
) -> FieldFigures:
    code = now.field.code
    counted_now = _counted([counted.get(code, {})], [visits.get(code, _NO_VISITS)], away.get(code, 0))
    return FieldFigures(now.field, counted_now, now.wait, now.counters)


def _counted(tallied: Collection[Mapping[str, int]], visits: Collection[Visits], away: int) -> Counted:
    return Counted(
        {state: sum(field.get(state, 0) for field in tallied) for state in TicketState},
        away,
        sum(visit.dossiers for visit in visits),
        sum(visit.without_outcome for visit in visits),
    )
