"""Where a ticket's person is met next: at the counter that has it, while that one works, else where its field is served."""

from typing import Final

from server.core.model import Ticket, TicketState
from server.core.queue.serving import all_on_break
from server.service.context import Context

_AWAITED: Final = frozenset({TicketState.WAITING, TicketState.PARKED, TicketState.NO_SHOW})


def desks_of(context: Context, ticket: Ticket) -> tuple[int, ...]:
    """The counters that may call a ticket: the one that it is kept for or, for a missed ticket, that called it, while it works.

    The people of a closed counter go to the counters that serve their field, if there are any. There is none for
    a ticket that is called already.
    """
    if ticket.state not in _AWAITED:
        return ()
    own = ticket.counter if ticket.state is TicketState.NO_SHOW else ticket.for_counter
    if own in {counter.n for counter in context.working()}:
        return (own,) if own is not None else ()
    return context.serving().get(ticket.line, ())


def on_break(context: Context, desks: tuple[int, ...]) -> bool:
    """Whether these counters, of which there are some, are all on a break."""
    return all_on_break(desks, context.working())


def named(context: Context, counters: tuple[int, ...]) -> list[str]:
    """What people know these counters by."""
    layout = context.centre.layout
    return [layout.own_name(n) or str(n) for n in counters]
