"""What another calling order would change for those who wait right now, counter by counter."""

import sqlite3
from dataclasses import dataclass

from server.core.model import Counter, CounterState, TicketState
from server.core.queue.policy import Policy
from server.core.queue.reordered import Moved, moved, order
from server.core.queue.turns import rows_before
from server.service.context import Context
from server.service.today import today
from server.store.queue import call_rows, counters, tickets


@dataclass(frozen=True, slots=True)
class CounterOrder:
    """The order in which these counters, which look at the same people, would call; `moved` are those at another place."""

    counters: tuple[int, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def moved(self) -> list[Moved]:
        """Who is called earlier or later."""
        return moved(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Reordered:
    """How many wait, what each counter would call before and after, and the numbers by their tickets."""

    waiting: int
    counters: tuple[CounterOrder, ...]
    numbers: dict[int, str]


def reordered(context: Context, wanted: Policy) -> Reordered:
    """What the order `wanted` would change, for each counter at work alone; if none is at work, for each as if it were open."""
    with context.store.read() as connection:
        _, now, day = today(context, connection)
        everybody = tickets.waiting(connection, day, context.centre.layout.lines)
        found: dict[tuple[tuple[int, ...], tuple[int, ...]], list[int]] = {}
        for counter in _looking(context, connection):
            both = _orders(context, connection, day, counter, wanted, now)
            if both[0]:
                found.setdefault(both, []).append(counter.n)
        shown = {ticket for before, after in found for ticket in (*before, *after)}
        numbers = {ticket.id: ticket.number for ticket in tickets.these(connection, sorted(shown))}
    lines = tuple(CounterOrder(tuple(at), *both) for both, at in found.items())
    return Reordered(len(everybody), lines, numbers)


def _looking(context: Context, connection: sqlite3.Connection) -> list[Counter]:
    """The counters at work; without any, all of them."""
    at_work = [counter for counter in counters.everything(connection).values() if counter.at_work]
    counters_set = context.centre.layout.counters.values()
    as_if = [Counter(p.n, CounterState.OPEN, fields=p.fields, helps=p.helps) for p in counters_set]
    return sorted(at_work or as_if, key=lambda counter: counter.n)


def _orders(  # noqa: PLR0913, PLR0917 - who calls, from where, by which order, when
    context: Context, connection: sqlite3.Connection, day: str, counter: Counter, wanted: Policy, now: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Before and after."""
    layout = context.centre.layout
    here, point = layout.lines_of(counter), layout.point_of(counter.n)
    served = here.every
    everybody = tickets.kept(connection, day, TicketState.WAITING)
    kept = [t for t in everybody if t.for_counter == counter.n and t.point == point]
    looked_at = tuple(dict.fromkeys((*served, *(ticket.line for ticket in kept))))
    known = counters.everything(connection).values()
    at_work = {c.n for c in known if c.at_work and layout.point_of(c.n) == point}
    rows = rows_before(here, tickets.waiting(connection, day, looked_at), at_work)

    def by(policy: Policy) -> tuple[int, ...]:
        calls = call_rows.latest(connection, day, looked_at, policy.most_in_a_row)
        return order(rows, served, policy, now, list(calls))

    return by(context.centre.policy), by(wanted)
