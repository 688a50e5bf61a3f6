"""A ticket as it is now: the people before it, and how long it will wait."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from server.core.forecast.telling import Wait, rounded
from server.core.forecast.waits import Place
from server.core.model import Ticket, TicketState
from server.core.notices import Emergency, Outage
from server.core.texts import FilledTexts
from server.service.context import Context
from server.service.queue.waits import likely_wait, wait_of
from server.store.queue import tickets

_NO_WAIT: Final = Wait(0, 0)


@dataclass(frozen=True, slots=True)
class TicketNow:
    """A ticket, how many people are called before it, and its wait: `None` while no counter serves it.

    A person who no longer waits has a wait of zero.
    """

    ticket: Ticket
    ahead: int
    wait: Wait | None


@dataclass(frozen=True, slots=True)
class TicketAtCounter:
    """A ticket as a counter's action left it, and the actions that can be done there next."""

    now: TicketNow
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tracked:
    """A ticket as the holder of its slip sees it, with the present messages for its field and for everybody.

    `pause` is the text while the centre is closed for some hours and the ticket keeps its place, or while all counters of
    its field are on a break; `keep_minutes` is for
    how many minutes its person may still go away, 0 for none. `past` is true of one that was left behind on a day that is
    over: nobody calls it any more.
    """

    now: TicketNow
    outage: Outage | None
    emergency: Emergency | None
    pause: FilledTexts | None
    keep_minutes: int = 0
    past: bool = False


def ticket_now(context: Context, connection: sqlite3.Connection, ticket: Ticket) -> TicketNow:
    """The ticket with the people before it counted now."""
    return behind(context, ticket, tickets.ahead(connection, ticket, context.centre.policy.weights_s))


def behind(context: Context, ticket: Ticket, ahead: int) -> TicketNow:
    """The ticket with `ahead` people before it."""
    if ticket.state is not TicketState.WAITING:
        return TicketNow(ticket, ahead, _NO_WAIT)
    layout = context.centre.layout
    place = Place(ticket.line, ticket.issued_at, ahead, ticket.priority, ticket.id)
    if ticket.for_counter in {c.n for c in context.working() if layout.point_of(c.n) == ticket.point}:
        return TicketNow(ticket, ahead, rounded(likely_wait(context, place)))
    return TicketNow(ticket, ahead, wait_of(context, place))
