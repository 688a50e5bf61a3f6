"""Slips asked for by hand: when one may be printed, and when it bears the mark of a reprint."""

from typing import Final

from server.core.events import SlipDismissed, SlipRequested
from server.core.model import PrintState, Ticket, TicketState
from server.core.refusal import Refusal

_IN_DOUBT: Final = frozenset({PrintState.FAILED, PrintState.UNKNOWN})
_OVER: Final = frozenset({TicketState.FINISHED, TicketState.CANCELLED})


def request_slip(ticket: Ticket, day: str) -> SlipRequested:
    """Ask for a ticket's slip; it is marked when a slip of it is, or may be, on paper already.

    Raises `slip_over` for a number that is not of `day` or no longer in use, and `slip_printing` while its
    slip is being printed.
    """
    if ticket.day != day or ticket.state in _OVER:
        raise Refusal("slip_over", number=ticket.number)
    if ticket.print is PrintState.PRINTING:
        raise Refusal("slip_printing", number=ticket.number)
    return SlipRequested(ticket.id, ticket.slip_out)


def dismiss_slip(ticket: Ticket) -> SlipDismissed | None:
    """Do without a ticket's slip; nothing happens to one that is out or was not asked for.

    Raises `slip_printing` while it is being printed.
    """
    if ticket.print is PrintState.PRINTING:
        raise Refusal("slip_printing", number=ticket.number)
    return SlipDismissed(ticket.id) if ticket.print in _IN_DOUBT else None
