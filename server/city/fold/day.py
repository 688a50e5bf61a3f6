"""What a centre's day has come to so far, counted on from one event to the next: what its state is told from."""

from collections import Counter as Count
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, Self

from server.core.model import Counter, Ticket, TicketState
from server.core.reports.marks import FINISHED, GIVEN_UP, NO_SHOW, SERVED, VISIT
from server.core.reports.stays import Stay

CALLS: Final = 12
"""So many calls are told at most."""
_TOTALS: Final = VISIT + GIVEN_UP + NO_SHOW + FINISHED
NOT_CALLED: Final = "?"
_COUNTS: Final = ("taken", "served", "services", "service_s", "totals")


class JournalCall(NamedTuple):
    """A call: the row of its journal, the ticket, its number, the counter, when (UTC milliseconds)."""

    seq: int
    ticket: int
    number: str
    counter: int
    at: int


class Hand(NamedTuple):
    """A counter: its state, what it serves, and whom it has called when (UTC milliseconds), if anybody."""

    state: str
    fields: tuple[str, ...]
    ticket: int | None
    number: str | None
    called_at: int | None


@dataclass(slots=True)
class Day:
    """The counts of one day, ISO date, until `at` (UTC milliseconds); those by field are of the field that a ticket or a stay is of now.

    `waiting` has the field and the moment of arrival of each ticket that waits; `services` counts those whose length
    `service_s` (seconds) adds up; `totals` counts marks, and numbers that were `NOT_CALLED`. `calls` are the newest ones.
    `counters` is of every counter that ever did something.
    """

    day: str
    at: int = 0
    waiting: dict[int, tuple[str, int]] = field(default_factory=dict)
    taken: Count[str] = field(default_factory=Count)
    served: Count[str] = field(default_factory=Count)
    services: Count[str] = field(default_factory=Count)
    service_s: Count[str] = field(default_factory=Count)
    totals: Count[str] = field(default_factory=Count)
    calls: list[JournalCall] = field(default_factory=list)
    counters: dict[int, Hand] = field(default_factory=dict)

    @classmethod
    def counted(cls, day: str, tickets: Iterable[Ticket], stays: Iterable[Stay]) -> Self:
        """The day of these tickets and stays, its counters left to be told."""
        made = cls(day)
        for ticket in tickets:
            made.move(None, ticket)
        for stay in stays:
            made.stay(None, stay)
        return made

    def move(self, before: Ticket | None, after: Ticket) -> bool:
        """A ticket has changed. Returns whether older calls must be read, because one of the newest is gone."""
        if before is not None and before.day == self.day:
            self._count(before, -1)
            self.waiting.pop(before.id, None)
        if after.day == self.day:
            self._count(after, 1)
            if after.state is TicketState.WAITING:
                self.waiting[after.id] = (after.field, after.issued_at)
        return self._called(after)

    def stay(self, before: Stay | None, after: Stay | None) -> None:
        """A stay has changed."""
        for stay, step in ((before, -1), (after, 1)):
            if stay is not None and stay.day == self.day:
                self._count_stay(stay, step)

    def hold(self, counter: Counter, ticket: Ticket | None) -> None:
        """A counter is this now, with this ticket in hand."""
        number, at = (None, None) if ticket is None else (ticket.number, ticket.called_at)
        self.counters[counter.n] = Hand(counter.state.value, counter.fields, counter.ticket, number, at)

    def show(self, ticket: Ticket) -> None:
        """Show the ticket's present state at the counter that holds it."""
        for n, hand in self.counters.items():
            if hand.ticket == ticket.id:
                self.counters[n] = hand._replace(number=ticket.number, called_at=ticket.called_at)

    def _count(self, ticket: Ticket, step: int) -> None:
        self.taken[ticket.field] += step
        waits = ticket.state is TicketState.WAITING
        if ticket.first_called_at is None and (waits or ticket.away):
            self.totals[NOT_CALLED] += step

    def _count_stay(self, stay: Stay, step: int) -> None:
        for mark in stay.marks:
            if mark in _TOTALS:
                self.totals[mark] += step
            if mark == SERVED:
                self.served[stay.field] += step
        if (length := stay.service_s) is not None:
            self.services[stay.field] += step
            self.service_s[stay.field] += step * length

    def _called(self, ticket: Ticket) -> bool:
        before = next((call for call in self.calls if call.ticket == ticket.id), None)
        full = len(self.calls) == CALLS
        kept = [call for call in self.calls if call.ticket != ticket.id]
        now = None
        if ticket.call_seq is not None and ticket.day == self.day:
            now = _call(ticket)
            kept = sorted((*kept, now), reverse=True)
        self.calls = kept[:CALLS]
        return before is not None and full and (now is None or now < before)

    def as_facts(self) -> dict[str, Any]:
        """All of it, to be kept as JSON."""
        counts = {name: {key: n for key, n in getattr(self, name).items() if n} for name in _COUNTS}
        waiting = [[ticket, *of] for ticket, of in self.waiting.items()]
        facts = {
            "day": self.day,
            "at": self.at,
            "waiting": waiting,
            "calls": self.calls,
            "counters": self.counters,
        }
        return facts | counts

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> Self:
        """What was kept."""
        counts = {name: Count(facts[name]) for name in _COUNTS}
        return cls(
            facts["day"],
            facts["at"],
            {ticket: (of, at) for ticket, of, at in facts["waiting"]},
            **counts,
            calls=[JournalCall(*call) for call in facts["calls"]],
            counters={int(n): _hand(*hand) for n, hand in facts["counters"].items()},
        )


def latest(tickets: Iterable[Ticket]) -> list[JournalCall]:
    """The newest calls of these tickets, which were all called."""
    return sorted(map(_call, tickets), reverse=True)[:CALLS]


def _call(ticket: Ticket) -> JournalCall:
    return JournalCall(
        ticket.call_seq or 0, ticket.id, ticket.number, ticket.counter or 0, ticket.called_at or 0
    )


def _hand(state: str, fields: list[str], *rest: Any) -> Hand:
    return Hand(state, tuple(fields), *rest)
