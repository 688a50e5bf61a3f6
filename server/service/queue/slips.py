"""Slips asked for by hand, what became of each, and those that a power cut left unreported."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from server.core.events import SlipReported
from server.core.model import PrintState, Ticket
from server.core.queue.slips import dismiss_slip, request_slip
from server.service.context import Context
from server.service.first_answers import answered_in
from server.service.queue.ticket_now import TicketNow, ticket_now
from server.service.today import today
from server.service.views import View, ticket_view
from server.store import Transaction
from server.store.idempotency import Once
from server.store.queue import tickets

SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Requested:
    """A requested slip: its ticket as first answered, whether the request is new, whether the slip is marked as a reprint."""

    ticket: View
    new: bool
    marked: bool


def request(context: Context, ticket: int, actor: str, once: Once | None = None) -> Requested:
    """Ask for a ticket's slip by hand.

    Raises `unknown_ticket`, `slip_over`, `slip_printing`, `idempotency_mismatch`.
    """

    def ask(transaction: Transaction) -> Requested:
        found = transaction.known_ticket(ticket)
        view, new = answered_in(transaction, once, partial(wish, found), partial(ticket_view, context))
        return Requested(view, new, found.slip_out)

    def wish(found: Ticket, transaction: Transaction) -> TicketNow:
        recorded = transaction.record(request_slip(found, transaction.day), actor)
        return ticket_now(context, transaction.connection, recorded.ticket)

    return context.store.write(ask)


def dismiss(context: Context, ticket: int, actor: str) -> TicketNow:
    """Do without a slip that failed or is in doubt; repeating it changes nothing. Raises `unknown_ticket`, `slip_printing`."""

    def write(transaction: Transaction) -> TicketNow:
        found = transaction.known_ticket(ticket)
        if (event := dismiss_slip(found)) is not None:
            found = transaction.record(event, actor).ticket
        return ticket_now(context, transaction.connection, found)

    return context.store.write(write)


def unprinted(context: Context) -> list[Ticket]:
    """Today's first `SHOWN` numbers in use whose slip failed or is unknown."""
    with context.store.read() as connection:
        _, _, day = today(context, connection)
        return tickets.unprinted(connection, day, SHOWN)


def report(context: Context, ticket: int, state: PrintState, reason: str | None, actor: str) -> Ticket:
    """Note that a slip was printed, failed or is unknown; returns the ticket. Raises `unknown_ticket`."""

    def write(transaction: Transaction) -> Ticket:
        transaction.known_ticket(ticket)
        return transaction.record(SlipReported(ticket, state.value, reason), actor).ticket

    return context.store.write(write)


def settle_unreported(context: Context) -> int:
    """After a restart: slips that were being printed are `unknown`. Returns how many there were."""

    def settle(transaction: Transaction) -> int:
        left = tickets.printing(transaction.connection)
        for ticket in left:
            transaction.record(SlipReported(ticket, PrintState.UNKNOWN.value, "restarted"), "system")
        return len(left)

    return context.store.write(settle)
