"""One centre's tables while rows of its journal take effect on them: by the centre's own rules, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from server.city.fold.setup import Setup, setup_of
from server.core.changed import changed
from server.core.differences import NO_SENSE
from server.core.events import (
    CounterRestored,
    DayPacked,
    Entry,
    Event,
    SettingChanged,
    SettingsBegun,
    UnknownEvent,
)
from server.core.model import Counter, Ticket
from server.core.queue.counters import FOLLOWED as OF_COUNTERS
from server.core.queue.counters import evolve_counter
from server.core.queue.tickets import FOLLOWED as OF_TICKETS
from server.core.queue.tickets import ISSUES, evolve_ticket
from server.core.reports.following import FOLLOWED as OF_STAYS
from server.core.reports.following import Change, TicketStep, changes
from server.core.reports.stays import Stay
from server.core.settings import Item, Key, evolve, value_of

COUNTED: Final = frozenset(OF_STAYS)
"""The events that change stays."""
TICKETS: Final = frozenset(OF_TICKETS)
"""The events that change tickets."""
BEGIN: Final = frozenset(ISSUES)
"""Those that a ticket begins with."""
COUNTERS: Final = frozenset(OF_COUNTERS)
"""The events that change counters."""
SETTINGS: Final[frozenset[type[Event]]] = frozenset({SettingsBegun, SettingChanged})
"""The events that change what is set."""
REFUSED: Final = (*NO_SENSE, RecursionError)
"""The errors that a row of another version, or not from a centre, can cause."""
FIRST_ROW: Final = 1
"""A visit that began with it is never packed."""


@dataclass(slots=True)
class Tables:
    """A centre's tables: tickets by id, counters by number, stays by `seq`, settings by part and key.

    `settings` is `None` where only what follows from it is known. `packed` are the days that were packed meanwhile.
    """

    tickets: dict[int, Ticket] = field(default_factory=dict)
    counters: dict[int, Counter] = field(default_factory=dict)
    stays: dict[int, Stay] = field(default_factory=dict)
    settings: Mapping[Key, Item] | None = None
    setup: Setup = field(default_factory=Setup)
    packed: set[str] = field(default_factory=set)

    def take(self, entry: Entry) -> None:
        """Let one entry take effect: all of it, or nothing. Raises one of `REFUSED` for a step that cannot be."""
        event = entry.event
        kind = type(event)
        if isinstance(event, UnknownEvent):
            if event.ticket is not None or event.counter is not None:
                raise ValueError(f"unknown event type {event.type!r}")
            return
        counter_before, counter = self._counter(entry) if kind in COUNTERS else (None, None)
        if kind in TICKETS:
            self._ticket(entry, counter_before)
        elif kind in SETTINGS:
            self._set(event)
        elif isinstance(event, DayPacked):
            self._pack(event.day)
        if counter is not None:
            self.counters[counter.n] = counter

    def _counter(self, entry: Entry) -> tuple[Counter | None, Counter]:
        """The counter before, where it changes, and after."""
        n = entry.event.counter_n
        assert n is not None
        before = self.counters.get(n, Counter(n))
        after = evolve_counter(before, entry)
        put_back = entry.event.was.get("ticket") if isinstance(entry.event, CounterRestored) else None
        if put_back is not None and put_back not in self.tickets:
            after = changed(
                after, ticket=None
            )  # its day was packed: the row that took it away again has gone
        return (None if after == before else before), after

    def _ticket(self, entry: Entry, counter_before: Counter | None) -> None:
        ticket = entry.event.ticket_id
        assert ticket is not None
        before = self.tickets.get(ticket)
        after = evolve_ticket(before, entry)
        found: list[Change] = []
        if type(entry.event) in COUNTED:
            assert before is not None
            holder = None if counter_before is None else counter_before.officer
            step = TicketStep(entry, before, after, holder, self.stays.__getitem__, self.setup.limits_s.get)
            found = list(changes(step))
        self.tickets[ticket] = after
        for old, new in found:
            if old is not None:
                del self.stays[old.seq]
            if new is not None:
                self.stays[new.seq] = new

    def _set(self, event: Event) -> None:
        before = self.settings or {}
        if isinstance(event, SettingChanged):
            # what it was before may have been told, or kept at home, by another version: what it is now counts
            event = replace(event, before=value_of(before, event.part, event.key))
        after = evolve(before, event)
        self.setup, self.settings = setup_of(after), after

    def _pack(self, day: str) -> None:
        self.packed.add(day)
        for id_, ticket in self.tickets.items():
            if ticket.day == day and id_ != FIRST_ROW:
                self.tickets[id_] = changed(ticket, language=None)
