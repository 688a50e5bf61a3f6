"""Forecasts the waits from the present hall and from history."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from server.core.forecast.hall import AtWork, Hall, forecast
from server.core.forecast.service_times import ServiceTime, learn
from server.core.forecast.waits import Waits, waits_from
from server.core.model import CounterState, Layout
from server.core.queue.lines import field_of
from server.core.queue.standing import in_order
from server.core.units import HOUR_MS, SECOND_MS
from server.service.context import Context
from server.service.today import today
from server.store.queue import call_rows, counters, history, tickets
from server.store.queue.history import Visit

MOST_WAITING: Final = 300
_USUAL_GAP_S: Final = 15.0
_LONGEST_GAP_S: Final = 300
_ENOUGH_GAPS: Final = 10


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the centre's history says: the service time of each line, and the gap between two visits."""

    times: Mapping[str, ServiceTime]
    gap_s: float = _USUAL_GAP_S


def learnt(context: Context) -> Learnt:
    """Service times and the gap between visits, from the latest visits."""
    with context.store.read() as connection:
        visits = history.visits(connection)
    held: dict[str, list[float]] = {}
    for visit in visits:
        lasted_s = (visit.ended_at - visit.called_at) / SECOND_MS
        held.setdefault(visit.line, []).append(lasted_s / visit.dossiers)
    times = {line: learn(usual, held.get(line, ())) for line, usual in usual_s(context.centre.layout).items()}
    return Learnt(times, _gap_s(visits))


def usual_s(layout: Layout) -> Mapping[str, int]:
    """The time that the centre set for a visit of each line, seconds: what is learnt begins with it."""
    return {line: layout.fields[field_of(line)].service_s for line in layout.lines}


def _gap_s(visits: list[Visit]) -> float:
    """From the end of a visit to the officer's next call, when the next person was there already."""
    gaps = [
        gap
        for one, other in pairwise(visits)
        if one.officer == other.officer and other.issued_at < one.ended_at
        if 0 <= (gap := (other.called_at - one.ended_at) / SECOND_MS) <= _LONGEST_GAP_S
    ]
    return median(gaps) if len(gaps) >= _ENOUGH_GAPS else _USUAL_GAP_S


def foresee(context: Context, known: Learnt) -> Waits:
    """Simulate the hall from now on."""
    hall = hall_now(context, known)
    return waits_from(forecast(hall, random.Random(hall.now)), hall, known.times)


def hall_now(context: Context, known: Learnt) -> Hall:
    """The present hall as a forecast needs it."""
    with context.store.read() as connection:
        _, now, day = today(context, connection)
        layout, every = context.centre.layout, context.centre.layout.lines
        waiting = in_order(tickets.waiting(connection, day, every), context.centre.policy.weights_s)
        working = [c for c in counters.everything(connection).values() if c.at_work]
        held = {c.n: tickets.find(connection, c.ticket) for c in working if c.ticket is not None}
        taken = call_rows.latest(connection, day, every, context.centre.policy.most_in_a_row)
        coming = tickets.came_since(connection, day, now - HOUR_MS)
    return Hall(
        now,
        tuple(waiting[:MOST_WAITING]),
        tuple(
            AtWork(
                *layout.lines_of(c),
                busy_with=ticket.line if (ticket := held.get(c.n)) and ticket.line in every else None,
                busy_ms=0 if ticket is None else max(0, now - (ticket.first_called_at or now)),
                rests_ms=max(0, now - (c.since or now)) if c.state is CounterState.PAUSED else None,
                dossiers=1 if ticket is None else ticket.dossiers_told or 1,
                point=layout.point_of(c.n),
            )
            for c in working
        ),
        context.centre.policy,
        {line: time.steps() for line, time in known.times.items()},
        known.gap_s,
        tuple(reversed(taken)),
        coming,
    )
