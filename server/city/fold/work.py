"""One centre's part of a turn: its next rows, the tables that they need, and what becomes of both."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from server.city.fold.day import Day
from server.city.fold.strict import require_kinds
from server.city.fold.tables import BEGIN, COUNTED, COUNTERS, REFUSED, SETTINGS, TICKETS, Tables
from server.core.events import CounterRestored, Entry, UnknownEvent, entry_from
from server.core.model import Counter, Ticket, TicketState
from server.core.reports.stays import Stay

NOBODY: Final = ""
"""Who did it stays at the centre."""


class LogRow(NamedTuple):
    """A row of the log; `data` is JSON as it is stored."""

    seq: int
    at: int
    day: str
    type: str
    ticket: int | None
    counter: int | None
    data: str


class Halt(NamedTuple):
    """The row at which a centre's tables stand still, and why."""

    seq: int
    type: str
    why: str


@dataclass(slots=True)
class Work:
    """A centre whose log has come further than its tables: of history `epoch`, to row `stored`, they to row `folded`.

    `known` is the history that the tables are of; `settings` the row of the latest change of what is set. `upto` is how far
    the rows of this turn go. `tickets`, `counters` and `stays` are as they were before it. Afterwards `moved`,
    `stayed` and `turned` are what became of those that changed: before, where there was one, and now, where there is one.
    """

    centre: str
    epoch: int
    folded: int
    stored: int
    v: int
    known: int
    settings: int
    memo: Mapping[str, Any] | None
    upto: int = 0
    entries: list[Entry] = field(default_factory=list)
    tables: Tables = field(default_factory=Tables)
    day: Day | None = None
    last: LogRow | None = None
    halt: Halt | None = None
    tickets: dict[int, Ticket] = field(default_factory=dict)
    stays: dict[int, Stay] = field(default_factory=dict)
    counters: dict[int, Counter] = field(default_factory=dict)
    set_anew: bool = False
    moved: list[tuple[Ticket | None, Ticket]] = field(default_factory=list)
    turned: list[Counter] = field(default_factory=list)
    stayed: list[tuple[Stay | None, Stay | None]] = field(default_factory=list)

    def read(self, rows: Iterable[LogRow]) -> None:
        """Make entries of the next rows, up to the first invalid one."""
        for row in rows:
            try:
                self.entries.append(entry_of(row))
            except REFUSED as wrong:
                self._halt(row, wrong)
                break

    def begin_anew(self) -> None:
        """The tables hold nothing any more."""
        self.known, self.folded, self.settings, self.memo = self.epoch, 0, 0, None

    def next(self) -> "Work":
        """What is left to do after this turn."""
        memo = None if self.day is None else self.day.as_facts()
        return Work(self.centre, self.epoch, self.upto, self.stored, self.v, self.epoch, self.settings, memo)

    def fold(self, rows: Sequence[LogRow]) -> int:
        """Let the entries of these rows take effect, up to the first that cannot; how many did."""
        done = 0
        for row, entry in zip(rows, self.entries, strict=False):
            try:
                self.tables.take(entry)
            except REFUSED as wrong:
                self._halt(row, wrong)
                break
            if type(entry.event) in SETTINGS:
                self.settings, self.set_anew = entry.seq, True
            self.last = row
            done += 1
        self._compare()
        return done

    def _compare(self) -> None:
        tickets = ((self.tickets.get(id_), now) for id_, now in self.tables.tickets.items())
        self.moved = [(was, now) for was, now in tickets if was != now]
        self.turned = [now for n, now in self.tables.counters.items() if self.counters.get(n) != now]
        stays = self.tables.stays
        self.stayed = [(was, stays.get(seq)) for seq, was in self.stays.items() if stays.get(seq) is not was]
        self.stayed += [(None, now) for seq, now in stays.items() if seq not in self.stays]

    def _halt(self, row: LogRow, wrong: Exception) -> None:
        self.halt = Halt(row.seq, row.type, f"{type(wrong).__name__}: {wrong}")
        self.upto = row.seq - 1

    @property
    def ended(self) -> bool:
        """Whether the tables are up to date."""
        return self.upto == self.stored or self.halt is not None

    def held(self) -> list[int]:
        """Tickets that counters hold since this turn, and that no entry of it touched."""
        return [c.ticket for c in self.turned if c.ticket is not None and c.ticket not in self.tables.tickets]

    def count_on(self, day: Day) -> bool:
        """Count what changed into the day; whether its newest calls have to be looked up, since one of them has gone."""
        gone = [day.move(was, now) for was, now in self.moved]
        for was, now in self.stayed:
            day.stay(was, now)
        for counter in self.turned:
            day.hold(counter, self.tables.tickets.get(counter.ticket or 0))
        for _, ticket in self.moved:
            day.show(ticket)
        return any(gone)

    def needed_tickets(self) -> set[int]:
        """The tickets that its entries change, or put back into a counter's hands."""
        found = set[int]()
        for entry in self.entries:
            event = entry.event
            if isinstance(event, CounterRestored):
                found.add(event.was.get("ticket") or 0)
            elif type(event) in TICKETS and type(event) not in BEGIN:
                found.add(event.ticket_id or 0)
        return found - {0}

    def needed_counters(self) -> set[int]:
        """The counters that its entries change."""
        return {entry.event.counter_n or 0 for entry in self.entries if type(entry.event) in COUNTERS}

    def needed_stays(self) -> list[tuple[str, int]]:
        """Day and `seq` of the latest stay of each ticket whose stays its entries change."""
        counted = {entry.event.ticket_id for entry in self.entries if type(entry.event) in COUNTED}
        return [
            (ticket.day, seq)
            for ticket in self.tickets.values()
            if ticket.id in counted and (seq := _latest(ticket)) is not None
        ]

    @property
    def sets(self) -> bool:
        """Whether its entries change what is set."""
        return any(type(entry.event) in SETTINGS for entry in self.entries)


def entry_of(row: LogRow) -> Entry:
    """The entry that a row holds. Raises one of `REFUSED`."""
    data: Any = json.loads(row.data)
    entry = entry_from(row.seq, row.at, row.type, row.ticket, row.counter, NOBODY, data)
    if not isinstance(entry.event, UnknownEvent):
        require_kinds(entry.event)
    return entry


def _latest(ticket: Ticket) -> int | None:
    if ticket.taken_seq is not None:
        return ticket.taken_seq
    return ticket.id if ticket.state in {TicketState.CANCELLED, TicketState.FINISHED} else None
