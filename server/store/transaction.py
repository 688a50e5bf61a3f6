"""One job's view of the database while it writes: it records events, and the tables follow."""

import sqlite3
from dataclasses import dataclass

from server.core.errors import Refusal
from server.core.events import NOTICES, Entry, Event, ScreenPlaced, TicketBroughtIn, TicketIssued
from server.core.model import Counter, Ticket
from server.core.queue.counters import evolve_counter
from server.core.queue.tickets import evolve_ticket
from server.store import journal, screens
from server.store.notices import tables
from server.store.queue import call_rows, counters, offline_numbers, series, tallies, tickets


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a recorded event led to: the ticket as it is now, if the event is about one."""

    after: Ticket | None

    @property
    def ticket(self) -> Ticket:
        """The ticket, for an event that is about one."""
        assert self.after is not None
        return self.after


class Transaction:
    """Handed to a job by the writer. `now` is UTC milliseconds, `day` the business day, both fixed for it.

    `before` holds, by kind and number, each ticket and counter that it changed, as it was at first.
    """

    __slots__ = ("before", "connection", "day", "entries", "now", "seq")

    def __init__(self, connection: sqlite3.Connection, now: int, day: str, seq: int) -> None:
        self.connection = connection
        self.now = now
        self.day = day
        self.seq = seq
        self.entries: list[Entry] = []
        self.before: dict[tuple[type, int], Ticket | Counter] = {}

    def record(self, event: Event, actor: str) -> Recorded:
        """Append `event` to the journal and let it take effect on ticket, tallies and counter."""
        entry = Entry(self.seq + 1, self.now, actor, event)
        journal.append(self.connection, entry, self.day)
        self.seq = entry.seq
        self.entries.append(entry)
        if isinstance(event, ScreenPlaced):
            screens.place(self.connection, event)
        if event.counter_n is not None:
            self._follow_counter(event.counter_n, entry)
        if isinstance(event, NOTICES):
            tables.follow(self.connection, entry)
        if event.ticket_id is None:
            return Recorded(None)
        return self._follow_ticket(event.ticket_id, entry)

    def next_number(self, prefix: str) -> int:
        """Take the next number of today's series."""
        return series.next_number(self.connection, self.day, prefix)

    def ticket(self, ticket: int) -> Ticket | None:
        """The ticket with this id, as it is now."""
        return tickets.find(self.connection, ticket)

    def known_ticket(self, ticket: int) -> Ticket:
        """The ticket with this id, as it is now. Raises `unknown_ticket`."""
        found = self.ticket(ticket)
        if found is None:
            raise Refusal("unknown_ticket")
        return found

    def counter(self, n: int) -> Counter:
        """The counter with this number, as it is now."""
        return counters.find(self.connection, n)

    def _follow_ticket(self, ticket: int, entry: Entry) -> Recorded:
        if isinstance(entry.event, TicketIssued | TicketBroughtIn):
            before, after = None, evolve_ticket(None, entry)
            tickets.insert(self.connection, after)
            if isinstance(entry.event, TicketBroughtIn):
                offline_numbers.add(self.connection, entry.event)
                series.reach(self.connection, after.day, after.prefix, after.n)
        else:
            before = tickets.find(self.connection, ticket)
            after = evolve_ticket(before, entry)
            self._keep(before, ticket)
            tickets.update(self.connection, after)
        tallies.move(self.connection, before, after)
        call_rows.move(self.connection, before, after)
        return Recorded(after)

    def _follow_counter(self, n: int, entry: Entry) -> None:
        before = counters.find(self.connection, n)
        after = evolve_counter(before, entry)
        if after != before:
            self._keep(before, n)
            counters.save(self.connection, after)

    def _keep(self, before: Ticket | Counter | None, number: int) -> None:
        """Remember what a ticket or counter was when this transaction began."""
        if before is not None:
            self.before.setdefault((type(before), number), before)
