"""Tickets and counters in any state, as plain values."""

from dataclasses import replace
from typing import Any

from server.core.events import Entry, Event
from server.core.model import Channel, Counter, CounterState, Ticket, TicketState

ISSUED_AT = 1_795_000_000_000


def a_ticket(state: TicketState = TicketState.WAITING, **facts: Any) -> Ticket:
    """Ticket A007 of field CT, in `state`; with a counter when somebody called it."""
    ticket = Ticket(7, "2026-11-23", "A", 7, "CT", None, None, Channel.KIOSK, ISSUED_AT)
    called = state not in (TicketState.WAITING, TicketState.PARKED, TicketState.CANCELLED)
    where = {"counter": 3, "calls": 1} if called else {}
    return replace(ticket, **({"state": state} | where | facts))


def an_open_counter(**facts: Any) -> Counter:
    """Counter 3, open for CT and HT, with nobody at it."""
    return replace(Counter(3, CounterState.OPEN, "lan", ("CT", "HT"), since=ISSUED_AT), **facts)


def entry(event: Event, seq: int = 100, at: int = ISSUED_AT + 60_000) -> Entry:
    """The journal's entry for an event."""
    return Entry(seq, at, "officer:lan", event)
