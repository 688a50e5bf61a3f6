"""A counter's console, and what an action there answers, as JSON."""

from collections.abc import Iterable
from dataclasses import asdict

from server.service.context import Context
from server.service.machines.views import kiosk_help_view
from server.service.notices.views import emergency_view
from server.service.queue.console import ConsoleNow, Undoable
from server.service.queue.ticket_now import TicketAtCounter, TicketNow
from server.service.queue.views import help_view
from server.service.views import View, iso, ticket_view


def console_view(context: Context, console: ConsoleNow) -> View:
    """The console in the form for its page and the API."""
    counter = console.counter
    return {
        "seq": console.seq,
        "at": iso(context, console.at),
        "day": console.day,
        "n": counter.n,
        "name": console.name,
        "state": counter.state.value,
        "fields": list(counter.fields),
        "helps": list(counter.helps),
        "officer": None
        if counter.officer is None
        else {"username": counter.officer, "name": console.officer},
        "since": iso(context, counter.since),
        "reason": counter.reason,
        "help": help_view(context, counter),
        "ticket": None if console.ticket is None else ticket_view(context, console.ticket),
        "allowed": list(console.allowed),
        "waiting": {"total": console.waiting.total, "to_call": console.waiting.to_call}
        | _items(context, console.waiting.first),
        "missed": _items(context, console.missed),
        "parked": _items(context, console.parked),
        "undo": None if console.undo is None else _undo_view(context, console.undo),
        "today": asdict(console.figures),
        "emergency": emergency_view(context, console.emergency),
        "kiosk_help": [kiosk_help_view(context, each) for each in console.kiosk_help],
        "settings": context.settings.version,
    }


def acted_on_view(context: Context, acted_on: TicketAtCounter) -> View:
    """The ticket that an action was about, and what can be done at the counter next."""
    return ticket_view(context, acted_on.now) | {"allowed": list(acted_on.allowed)}


def undone_view(context: Context, undone: TicketAtCounter | ConsoleNow) -> View:
    """What was taken back: the ticket that it was about, else the counter's state."""
    if isinstance(undone, ConsoleNow):
        return console_view(context, undone)
    return acted_on_view(context, undone)


def _items(context: Context, tickets: Iterable[TicketNow]) -> View:
    return {"items": [ticket_view(context, ticket) for ticket in tickets]}


def _undo_view(context: Context, undo: Undoable) -> View:
    return {
        "action": undo.step.action,
        "number": undo.number,
        "officer": undo.step.officer,
        "until": iso(context, undo.step.until),
    }
