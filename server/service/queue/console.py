"""What an officer sees: the counter's whole state, the ticket in hand and the waiting room."""

import sqlite3
from dataclasses import dataclass, replace

from server.core.model import Counter
from server.core.notices import Emergency
from server.core.queue.allowed import allowed_actions
from server.core.queue.undo import Step
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.machines.kiosk_help import KioskHelp, at_point, calls_of
from server.service.queue.officers_day import OfficersDay, officers_day
from server.service.queue.ticket_now import TicketNow, behind
from server.service.queue.waiting_room import Waiters, WaitingRoom
from server.service.today import today
from server.store.people import people
from server.store.queue import counters, tickets, undo_steps


@dataclass(frozen=True, slots=True)
class Undoable:
    """A step that can be taken back, and the number that it was about, if it was about one."""

    step: Step
    number: str | None


@dataclass(frozen=True, slots=True)
class ConsoleNow:
    """A counter at the time `at` (UTC milliseconds), after the journal's entry `seq`.

    `counter` names the fields that it would serve when it is closed. `officer` is what its holder is called,
    `allowed` are the actions that would change something, `figures` those of the viewer's day; `kiosk_help` are the
    kiosks that call a helper, where it serves the field of guidance.
    """

    seq: int
    at: int
    day: str
    name: str
    counter: Counter
    officer: str | None
    ticket: TicketNow | None
    allowed: tuple[str, ...]
    waiting: Waiters
    missed: tuple[TicketNow, ...]
    parked: tuple[TicketNow, ...]
    undo: Undoable | None
    figures: OfficersDay
    emergency: Emergency | None
    kiosk_help: tuple[KioskHelp, ...]


def console_now(context: Context, n: int, viewer: str | None = None) -> ConsoleNow:
    """The console of counter `n` as `viewer` (a user name) is shown it. Raises `unknown_counter`."""
    with context.store.read() as connection:
        return console_of(context, connection, n, viewer)


def console_of(
    context: Context, connection: sqlite3.Connection, n: int, viewer: str | None = None
) -> ConsoleNow:
    """The console of counter `n` as this connection sees it. Raises `unknown_counter`.

    Today's figures are the viewer's own, no matter who holds the counter or whether it is closed; without a viewer
    those of its holder.
    """
    place = context.centre.layout.counters.get(n)
    if place is None:
        raise Refusal("unknown_counter", counter=n)
    seq, now, day = today(context, connection)
    counter = counters.find(connection, n)
    in_hand = None if counter.ticket is None else tickets.find(connection, counter.ticket)
    step = undo_steps.find(connection, n)
    allowed = allowed_actions(counter, in_hand, step, now)
    if not counter.fields:
        counter = replace(counter, fields=place.fields, helps=place.helps)
    room = WaitingRoom(context, connection, day, counter)
    return ConsoleNow(
        seq,
        now,
        day,
        place.name,
        counter,
        _called(connection, counter.officer),
        None if in_hand is None else behind(context, in_hand, 0),
        tuple(allowed),
        room.waiting(now),
        room.missed(now),
        room.parked(),
        None if step is None or now > step.until else _undoable(connection, step),
        officers_day(connection, day, viewer or counter.officer),
        context.standing().emergency(place.hall),
        _kiosk_help(context, connection, counter, now),
    )


def _kiosk_help(
    context: Context, connection: sqlite3.Connection, counter: Counter, now: int
) -> tuple[KioskHelp, ...]:
    """The kiosks at the counter's point that call a helper, where it serves the field of guidance."""
    layout = context.centre.layout
    if layout.guidance not in counter.fields:
        return ()
    return tuple(at_point(context, calls_of(connection, now), layout.point_of(counter.n)))


def _called(connection: sqlite3.Connection, username: str | None) -> str | None:
    """A person's name; their user name if they were removed."""
    if username is None:
        return None
    person = people.find(connection, username)
    return person.name if person else username


def _undoable(connection: sqlite3.Connection, step: Step) -> Undoable:
    ids = [change.number for change in step.changes if change.kind == "ticket"]
    ticket = tickets.find(connection, ids[0]) if ids else None
    return Undoable(step, None if ticket is None else ticket.number)
