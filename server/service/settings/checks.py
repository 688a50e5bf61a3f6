"""What prevents a change while people are in the hall, and what follows from a change."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server.config import ExceptionPart
from server.core.centre import Centre
from server.core.events import CounterOpened, CounterPaused
from server.core.model import IN_HAND, CounterState, Layout, TicketState
from server.core.model import Counter as CounterNow
from server.core.queue.commands import reroute_ticket
from server.core.queue.lines import point_of
from server.core.queue.opening_words import past_exception
from server.core.queue.paper import is_pad
from server.core.queue.prefixes import may_be_offline, one_begins_another
from server.core.refusal import Refusal
from server.store import Transaction
from server.store.queue import counters, tallies, tickets, undo_steps

_HERE: Final = frozenset({TicketState.WAITING, TicketState.CALLED, TicketState.SERVING, TicketState.PARKED})


def check_exceptions(before: Sequence[ExceptionPart], after: Sequence[ExceptionPart], day: str) -> None:
    """Raise `exception_past` for a new or changed exception before `day`; deleting one is allowed."""
    for exception in after:
        if str(exception.date) < day and exception not in before:
            raise past_exception(exception.date)


def people_by_point(connection: sqlite3.Connection, day: str) -> Counter[str]:
    """How many wait, are served or are kept a place at each point."""
    found = Counter[str]()
    for line, states in tallies.of_day(connection, day).items():
        found[point_of(line)] += sum(people for state, people in states.items() if state in _HERE)
    return found


def check_and_follow(
    transaction: Transaction, before: Centre, after: Centre, to: str | None, actor: str
) -> None:
    """Raise what prevents the centre from becoming `after`, else adapt people and counters to it.

    People waiting for a deleted field move to the field `to`. Raises `field_has_people`, `field_in_hand`,
    `field_at_work`, `unknown_field`, `prefix_had_today`,
    `prefix_near_todays`, `counter_in_use`, `counter_has_people`, `class_has_people`, `point_has_people`.
    """
    step = _Step(transaction, before.layout, after.layout, actor)
    step.check_prefixes()
    step.check_classes()
    step.check_counters()
    step.check_points()
    step.leave_fields(to)


@dataclass(frozen=True, slots=True)
class _Step:
    """From one layout to another, inside a transaction."""

    transaction: Transaction
    old: Layout
    new: Layout
    actor: str

    def check_prefixes(self) -> None:
        """Check that no field takes a prefix that another field's numbers have today, or one that could print them again."""
        connection, day = self.transaction.connection, self.transaction.day
        for code, field in self.new.fields.items():
            had = self.old.fields.get(code)
            if had is not None and had.prefix == field.prefix:
                continue
            if tickets.with_prefix(connection, day, field.prefix, code):
                raise Refusal("prefix_had_today", prefix=field.prefix)
            for today in tickets.prefixes_of(connection, day):
                if may_be_offline(today) or is_pad(today):
                    continue
                if one_begins_another((today, field.prefix)) is not None:
                    raise Refusal("prefix_near_todays", prefix=field.prefix, today=today)

    def check_classes(self) -> None:
        """No priority class goes that somebody has who may still be called."""
        for code in self.old.priority_classes.keys() - self.new.priority_classes.keys():
            name = self.old.priority_classes[code]["vi"]
            if people := tickets.of_class(self.transaction.connection, self.transaction.day, code):
                raise Refusal("class_has_people", people=len(people), name=name)

    def check_counters(self) -> None:
        """No counter goes that is at work or that a number is kept for."""
        for n in self.old.counters.keys() - self.new.counters.keys():
            if self.transaction.counter(n).at_work:
                raise Refusal("counter_in_use", counter=self._called(n))
            if people := self._kept_for(n):
                raise Refusal("counter_has_people", people=people, counter=self._called(n))

    def check_points(self) -> None:
        """No point goes where people are, no counter goes over to another while it is at work; nothing is undone across."""
        moved = [
            n
            for n in self.old.counters.keys() & self.new.counters.keys()
            if self.old.point_of(n) != self.new.point_of(n)
        ]
        for n in moved:
            if self.transaction.counter(n).at_work:
                raise Refusal("counter_in_use", counter=self._called(n))
        gone = self.old.points.keys() - self.new.points.keys()
        here = people_by_point(self.transaction.connection, self.transaction.day) if gone else {}
        for point in sorted(gone):
            if people := here[point]:
                raise Refusal("point_has_people", people=people, point=self.old.point_name(point))
        for counter in counters.everything(self.transaction.connection) if moved or gone else ():
            undo_steps.forget(self.transaction.connection, counter)

    def leave_fields(self, to: str | None) -> None:
        """Move people who wait for a deleted field to the field `to`; counters stop serving it, and no undo leads back to it."""
        gone = frozenset(self.old.fields) - frozenset(self.new.fields)
        for field in sorted(gone):
            self._reroute(field, to)
        for counter in counters.everything(self.transaction.connection).values() if gone else ():
            undo_steps.forget(self.transaction.connection, counter.n)
            if counter.at_work and gone & {*counter.fields, *counter.helps}:
                self._serve_the_rest(counter, gone)

    def _reroute(self, field: str, to: str | None) -> None:
        here = tickets.of_field(self.transaction.connection, self.transaction.day, field)
        for ticket in here:
            if ticket.state in IN_HAND:
                raise Refusal(
                    "field_in_hand", number=ticket.number, counter=self._called(ticket.counter or 0)
                )
        if to is None:
            if people := sum(ticket.state is not TicketState.NO_SHOW for ticket in here):
                raise Refusal("field_has_people", people=people, field=self.old.fields[field].names["vi"])
            return
        for ticket in here:
            self.transaction.record(reroute_ticket(self.new, ticket, to), self.actor)

    def _serve_the_rest(self, counter: CounterNow, gone: frozenset[str]) -> None:
        left = tuple(field for field in counter.fields if field not in gone)
        if not left:
            name = self.old.fields[counter.fields[0]].names["vi"]
            raise Refusal("field_at_work", counter=self._called(counter.n), field=name)
        helps = tuple(field for field in counter.helps if field not in gone)
        assert counter.officer is not None
        self.transaction.record(CounterOpened(counter.n, counter.officer, left, helps), self.actor)
        if counter.state is CounterState.PAUSED:
            self.transaction.record(CounterPaused(counter.n, counter.reason), self.actor)

    def _kept_for(self, n: int) -> int:
        connection, day = self.transaction.connection, self.transaction.day
        states = (TicketState.WAITING, TicketState.PARKED)
        return sum(t.for_counter == n for state in states for t in tickets.kept(connection, day, state))

    def _called(self, n: int) -> str:
        place = self.old.counters.get(n)
        return place.name if place else f"Quầy {n}"
