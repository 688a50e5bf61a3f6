"""Whom somebody who goes leaves behind at their counter."""

from dataclasses import dataclass

from server.core.model import Ticket, TicketState
from server.service.context import Context
from server.service.today import today
from server.store.queue import counters, tickets


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """At counter `n`: the ticket in hand, and the numbers whose places are held there."""

    n: int
    in_hand: Ticket | None
    parked: tuple[str, ...]


def left_behind(context: Context, username: str) -> LeftBehind | None:
    """Whom the holder of a counter leaves behind; `None` when that is nobody, or they hold none."""
    with context.store.read() as connection:
        counter = counters.held_by(connection, username)
        if counter is None:
            return None
        in_hand = None if counter.ticket is None else tickets.find(connection, counter.ticket)
        kept = tickets.kept(connection, today(context, connection)[2], TicketState.PARKED)
    parked = tuple(ticket.number for ticket in kept if ticket.for_counter == counter.n)
    return LeftBehind(counter.n, in_hand, parked) if in_hand or parked else None
