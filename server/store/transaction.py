"""One job's view of the database while it writes: it records events, and the tables follow."""

import sqlite3
from dataclasses import dataclass

from server.core.events import Entry, Event
from server.core.model import Counter, Ticket
from server.core.refusal import Refusal
from server.store import journal
from server.store.projections import FOLLOWERS, Happening
from server.store.queue import counters, series, tickets
from server.store.reports import past_days
from server.store.retention import runs


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
    """What the writer gives to a job. `now` is UTC milliseconds, `day` the business day; both are fixed for the job.

    `seq` and `digest` are those of the journal's latest row.
    Each ticket and counter is read once: only what is recorded changes them.
    `before` holds, by kind and number, each ticket and counter that it changed, as it was at first.
    """

    __slots__ = ("_counters", "_tickets", "before", "connection", "day", "digest", "entries", "now", "seq")

    def __init__(self, connection: sqlite3.Connection, now: int, day: str, seq: int, digest: bytes) -> None:
        self.connection = connection
        self.now = now
        self.day = day
        self.seq = seq
        self.digest = digest
        self.entries: list[Entry] = []
        self.before: dict[tuple[type, int], Ticket | Counter] = {}
        self._tickets: dict[int, Ticket] = {}
        self._counters: dict[int, Counter] = {}

    def record(self, event: Event, actor: str) -> Recorded:
        """Append `event` to the journal and update every table that follows it.

        Raises `unknown_ticket` for a ticket whose day is packed: nothing can happen to it any more.
        """
        ticket = event.ticket_id
        if ticket is not None and ticket <= self.seq and runs.holds(self.connection, ticket):
            raise Refusal("unknown_ticket")
        entry = Entry(self.seq + 1, self.now, actor, event)
        self.digest = journal.append(self.connection, entry, self.day, self.digest)
        self.seq = entry.seq
        self.entries.append(entry)
        happening = Happening(entry, tickets=self._tickets, counters=self._counters)
        for follow in FOLLOWERS[type(event)]:
            follow(self.connection, happening)
        for visit in (happening.ticket_before, happening.ticket):
            if visit is not None and visit.day != self.day:
                past_days.changed(self.connection, visit.day)
        self._keep(happening)
        return Recorded(happening.ticket)

    def next_number(self, prefix: str, first: int = 1) -> int:
        """Take the next number of today's series."""
        return series.next_number(self.connection, self.day, prefix, first)

    def ticket(self, ticket: int) -> Ticket | None:
        """The ticket with this id, as it is now."""
        found = self._tickets.get(ticket) or tickets.find(self.connection, ticket)
        if found is not None:
            self._tickets[ticket] = found
        return found

    def known_ticket(self, ticket: int) -> Ticket:
        """The ticket with this id, as it is now. Raises `unknown_ticket`."""
        found = self.ticket(ticket)
        if found is None:
            raise Refusal("unknown_ticket")
        return found

    def counter(self, n: int) -> Counter:
        """The counter with this number, as it is now."""
        if n not in self._counters:
            self._counters[n] = counters.find(self.connection, n)
        return self._counters[n]

    def _keep(self, happening: Happening) -> None:
        """Remember what a ticket or counter was when this transaction began."""
        if (counter := happening.counter_before) is not None:
            self.before.setdefault((Counter, counter.n), counter)
        if (ticket := happening.ticket_before) is not None:
            self.before.setdefault((Ticket, ticket.id), ticket)
