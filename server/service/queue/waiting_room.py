"""Who waits, was missed or is parked, as one counter sees it."""

import sqlite3
from dataclasses import dataclass
from itertools import islice
from typing import Final

from server.core.model import Counter, Ticket, TicketState
from server.core.queue.standing import Waiting, in_order
from server.core.queue.taking import takes
from server.core.queue.turns import in_turn, rows_before
from server.service.context import Context
from server.service.queue.ticket_now import TicketNow, behind, ticket_now
from server.store.queue import call_rows, counters, tickets

_LISTED: Final = 50


@dataclass(frozen=True, slots=True)
class Waiters:
    """The `first` of those who wait, in the order in which they would be called, and how many wait in all.

    The counter would call `to_call` of them; the others are kept for colleagues at work.
    """

    total: int
    to_call: int
    first: tuple[TicketNow, ...]


class WaitingRoom:
    """The waiting room of a business day, seen by `counter`, which serves the fields that it names, open or not: that of its point."""

    def __init__(self, context: Context, connection: sqlite3.Connection, day: str, counter: Counter) -> None:
        self._context = context
        self._connection = connection
        self._day = day
        self._counter = counter
        layout = context.centre.layout
        self._lines = layout.lines_of(counter)
        self._served = self._lines.every
        self._point = layout.point_of(counter.n)
        kept = [t for t in tickets.kept(connection, day, TicketState.WAITING) if t.point == self._point]
        elsewhere = (ticket.line for ticket in kept if ticket.for_counter == counter.n)
        self._looked_at = tuple(dict.fromkeys((*self._served, *elsewhere)))
        known = counters.everything(connection).values()
        self._at_work = {c.n for c in known if c.at_work and layout.point_of(c.n) == self._point}
        self._colleagues = self._at_work - {counter.n}

    def waiting(self, now: int) -> Waiters:
        """The first of those who wait, as this counter would call them one after another, and how many there are.

        Those who are kept for a colleague at work, whom it would not call, come last. `ahead` of each is the same as
        that ticket's own: how many stand before it in its line.
        """
        everybody = tickets.waiting(self._connection, self._day, self._looked_at)
        here = [one for one in everybody if one.line in self._served or one.kept_for == self._counter.n]
        listed = [*self._own(here, now), *self._of_colleagues(here)]
        ahead = self._ahead(everybody)
        found = tickets.these(self._connection, listed)
        to_call = len(here) - sum(one.kept_for in self._colleagues for one in here)
        return Waiters(len(here), to_call, tuple(behind(self._context, t, ahead[t.id]) for t in found))

    def _own(self, here: list[Waiting], now: int) -> list[int]:
        policy = self._context.centre.policy
        calls = call_rows.latest(self._connection, self._day, self._looked_at, policy.most_in_a_row)
        rows = rows_before(self._lines, here, self._at_work)
        return [head.ticket for head in islice(in_turn(rows, self._served, policy, now, calls), _LISTED)]

    def _of_colleagues(self, here: list[Waiting]) -> list[int]:
        kept = in_order(
            (one for one in here if one.kept_for in self._colleagues), self._context.centre.policy.weights_s
        )
        return [one.ticket for one in kept[:_LISTED]]

    def _ahead(self, everybody: list[Waiting]) -> dict[int, int]:
        before, found = dict.fromkeys(self._looked_at, 0), {}
        for one in in_order(everybody, self._context.centre.policy.weights_s):
            found[one.ticket] = before[one.line]
            before[one.line] += 1
        return found

    def missed(self, now: int) -> tuple[TicketNow, ...]:
        """The no-shows that can still be called back."""
        since = self._context.centre.policy.called_back_from(now)
        missed = tickets.missed_since(self._connection, self._day, self._served, since)
        return tuple(self._now(ticket) for ticket in missed)

    def parked(self) -> tuple[TicketNow, ...]:
        """Who is parked here, and at closed counters that share a line."""
        parked = tickets.kept(self._connection, self._day, TicketState.PARKED)
        return tuple(
            self._now(ticket) for ticket in parked if ticket.point == self._point and self._mine(ticket)
        )

    def _mine(self, ticket: Ticket) -> bool:
        return takes(self._lines, ticket.line, ticket.for_counter, self._at_work) is not None

    def _now(self, ticket: Ticket) -> TicketNow:
        return ticket_now(self._context, self._connection, ticket)
