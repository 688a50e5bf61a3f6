"""Use cases around a ticket: take a number, look it up, give it up."""

from collections.abc import Callable
from dataclasses import dataclass

from server.core.errors import Refusal
from server.core.events import Event, TicketIssued
from server.core.forecast.waits import Place
from server.core.model import Channel, Field, Ticket
from server.core.queue.commands import cancel_ticket, check_request, resume_ticket
from server.core.queue.number_limits import check_daily, check_open, check_time_left
from server.service.context import Context
from server.service.notices.views import field_notices
from server.service.queue.cards import Attempt
from server.service.views import View, stored_view, ticket_view, wait_of
from server.store import Transaction
from server.store.idempotency import Once, only_once
from server.store.procedures import table
from server.store.queue import series, tallies, tickets

__all__ = ["NumberRequest", "Once"]


@dataclass(frozen=True, slots=True)
class NumberRequest:
    """What somebody asks a number for; `card` is the day's mark of their card, `language` what they read."""

    field: str
    procedure: str | None = None
    priority: str | None = None
    channel: Channel = Channel.KIOSK
    to_print: bool = False
    card: str | None = None
    language: str | None = None


def issue(
    context: Context, request: NumberRequest, actor: str, once: Once | None = None
) -> tuple[View, bool]:
    """Give the next number of a field; answers the ticket, and whether it is a new one.

    Raises `unknown_field`, `unknown_procedure`, `unknown_priority`, `centre_closed`,
    `no_time_left`, `daily_limit`, `card_limit`, `idempotency_mismatch`, or a storage error.
    """
    check_request(context.centre.layout, request.field, request.priority)
    field = context.centre.layout.fields[request.field]

    def give(transaction: Transaction, attempt: Attempt) -> View:
        hours, now = context.centre.hours, context.centre.local(transaction.now)
        check_open(hours, now)
        if field.daily_limit:
            check_daily(field, _given(transaction, field), request.channel)
        if request.procedure is not None:
            _known_procedure(transaction, request.procedure, request.field)
        waiting = tallies.waiting(transaction.connection, transaction.day, request.field)
        wait = wait_of(context, Place(request.field, transaction.now, waiting, request.priority))
        check_time_left(hours, now, wait, request.channel)
        attempt.count(transaction.day, request.card)
        event = TicketIssued(
            transaction.seq + 1,
            transaction.day,
            field.prefix,
            transaction.next_number(field.prefix),
            request.field,
            request.channel.value,
            request.procedure,
            request.priority,
            request.to_print,
            wait.low_s,
            wait.high_s,
            request.language,
        )
        issued = transaction.record(event, actor)
        if request.priority is None:  # behind everybody, where no clock was just set back: none to count
            return ticket_view(context, issued.ticket, waiting, wait)
        return stored_view(context, transaction.connection, issued.ticket)

    with context.cards.attempt() as attempt:
        return context.store.write(lambda tr: only_once(tr, once, lambda: give(tr, attempt)))


def _given(transaction: Transaction, field: Field) -> int:
    """How many numbers of a field were given today, those of kiosks that were alone among them."""
    connection, day = transaction.connection, transaction.day
    return series.given(connection, day, field.prefix) + tickets.brought_in(connection, day, field)


def _known_procedure(transaction: Transaction, code: str, field: str) -> None:
    procedure = table.find(transaction.connection, code)
    if procedure is None or procedure.field != field:
        raise Refusal("unknown_procedure", procedure=code)


def find(context: Context, ticket: int) -> View:
    """A ticket as it is now. Raises `unknown_ticket`."""
    with context.store.read() as connection:
        found = tickets.find(connection, ticket)
        if found is None:
            raise Refusal("unknown_ticket")
        return stored_view(context, connection, found)


def tracked(context: Context, code: str) -> View:
    """The ticket that a slip's tracking code stands for, and what stands for its field. Raises `unknown_ticket`."""
    ticket = find(context, ticket_of(context, code))
    return ticket | field_notices(context, ticket["field"])


def ticket_of(context: Context, code: str) -> int:
    """The id behind a tracking code. Raises `unknown_ticket` for one that this centre never gave."""
    ticket = context.tracks.ticket(code)
    if ticket is None:
        raise Refusal("unknown_ticket")
    return ticket


def cancel(context: Context, ticket: int, actor: str, once: Once | None = None) -> View:
    """Give a number up. Raises `unknown_ticket`, or `wrong_state` once it is called."""
    return _decided(context, ticket, actor, lambda found, _: cancel_ticket(found), once)


def resume(context: Context, ticket: int, actor: str, once: Once | None = None) -> View:
    """The citizen of a ticket parked today is back. Raises `unknown_ticket`, `wrong_state`."""
    return _decided(context, ticket, actor, resume_ticket, once)


def _decided(
    context: Context, ticket: int, actor: str, decide: Callable[[Ticket, str], Event], once: Once | None
) -> View:
    """What `decide` makes of a ticket and today."""

    def act(transaction: Transaction) -> View:
        event = decide(transaction.known_ticket(ticket), transaction.day)
        return stored_view(context, transaction.connection, transaction.record(event, actor).ticket)

    return context.store.write(lambda tr: only_once(tr, once, lambda: act(tr)))[0]
