"""Numbers that are asked for from afar, through the city: given once for each request, kept until their person is here."""

import hashlib
from dataclasses import dataclass
from functools import partial

from server.core.model import Channel, Ticket, TicketState
from server.core.queue import afar as rules
from server.core.queue.commands import cancel_ticket
from server.core.refusal import Refusal
from server.core.units import SECOND_MS
from server.service.context import Context
from server.service.first_answers import answered
from server.service.queue.phones import check_presence
from server.service.queue.ticket_now import TicketNow, ticket_now
from server.service.queue.tickets import NumberRequest, find, issue
from server.service.today import day_now
from server.service.views import View, ticket_view
from server.store import Transaction, idempotency
from server.store.idempotency import Once
from server.store.queue import afar, tickets

ACTOR = "city"


@dataclass(frozen=True, slots=True)
class AfarRequest:
    """A request from the city's page: its `id` stands for one number for ever; `left_s` seconds are left."""

    id: str
    field: str
    left_s: float
    procedure: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """A remote number for its person: how many are before it, and in how many seconds its turn is expected."""

    ticket: Ticket
    ahead: int
    low_s: int
    high_s: int
    track: str


def ask(context: Context, asked: AfarRequest) -> Expected:
    """Give the number, or tell again which one it is: a request is one number, however often and late it comes.

    Raises `afar_too_late` for one whose time is over and that has no number, and what `issue` raises.
    """
    if (known := _of(context, asked.id)) is not None:
        return _told(context, known)
    rules.check_in_time(asked.left_s)
    wanted = NumberRequest(
        asked.field,
        asked.procedure,
        channel=Channel.PHONE,
        language=None if asked.language == "vi" else asked.language,
        request=asked.id,
    )
    try:
        given = issue(context, wanted, ACTOR, _once(asked))[0]
    except Refusal as refusal:
        if refusal.code == "idempotency_mismatch":  # it was given up before it came here
            raise Refusal("afar_too_late") from refusal
        raise
    return _told(context, find(context, given["id"]).ticket)


def cancel(context: Context, request: str) -> Ticket | None:
    """Give up the number of a request. For a request that never came here, refuse it from now on and return `None`.

    A cancelled number stays as it is. Raises `wrong_state` once it is called.
    """

    def write(transaction: Transaction) -> Ticket | None:
        found = afar.of_request(transaction.connection, request)
        if found is None:
            if idempotency.first(transaction.connection, ACTOR, key_of(request)) is None:
                idempotency.spend(transaction, ACTOR, key_of(request))
            return None
        if found.state is TicketState.CANCELLED:
            return found
        return transaction.record(cancel_ticket(found), ACTOR).ticket

    return context.store.write(write)


def number_of(context: Context, request: str) -> int:
    """The id of a request's ticket. Raises `unknown_ticket` where it has none."""
    found = _of(context, request)
    if found is None:
        raise Refusal("unknown_ticket")
    return found.id


def check_in_by_code(context: Context, ticket: int, code: str, actor: str) -> Ticket:
    """Their phone says the four digits of the hall's screens.

    Raises `unknown_ticket`, `check_in_at_kiosk`, `presence_wrong`, `presence_old`, and what `check_in` raises.
    """
    if not context.centre.phone.presence_minutes:
        raise Refusal("check_in_at_kiosk")
    if find(context, ticket).ticket.expected:
        check_presence(context, code)
    return check_in(context, ticket, actor)


def check_in(context: Context, ticket: int, actor: str) -> Ticket:
    """The person of a number from afar is here: it waits. Raises `unknown_ticket`, and what the rule does."""
    return context.store.write(lambda transaction: _here(transaction, ticket, actor))


def check_in_at_machine(context: Context, ticket: int, actor: str, once: Once | None = None) -> View:
    """A machine in the hall says so, and may say it again. Raises what `check_in` does."""

    def act(transaction: Transaction) -> TicketNow:
        return ticket_now(context, transaction.connection, _here(transaction, ticket, actor))

    return answered(context, once, act, partial(ticket_view, context))[0]


def _here(transaction: Transaction, ticket: int, actor: str) -> Ticket:
    found = transaction.known_ticket(ticket)
    here = rules.check_in(found, transaction.day)
    return found if here is None else transaction.record(here, actor).ticket


def look_after_expected(context: Context) -> None:
    """Keep the places of people whose turn has not come, and let numbers lapse whose people did not come."""
    day = day_now(context)
    with context.store.read() as connection:
        due = [ticket.id for ticket in afar.expected(connection, day) if _due(context, ticket)]
    for ticket in due:
        context.store.write(partial(_look_after, context, ticket))


def _due(context: Context, ticket: Ticket) -> bool:
    """Whether its place is not kept for the whole time any more: before that nothing becomes of it."""
    left_ms = (ticket.away_until or 0) - context.clock()
    return left_ms < context.centre.remote.keep_minutes * 60 * SECOND_MS


def _look_after(context: Context, ticket: int, transaction: Transaction) -> None:
    """Unless something else has become of it meanwhile."""
    found, centre = transaction.known_ticket(ticket), context.centre
    if not found.expected or found.day != transaction.day:
        return
    over = centre.hours_at(found.point).is_over(centre.local(transaction.now))
    turn = (
        found.line in context.serving()
        and afar.ahead_of(transaction.connection, found, centre.policy.weights_s) == 0
    )
    event = rules.kept_on(found, transaction.now, centre.remote.keep_minutes, no_longer=turn or over)
    if event is not None:
        transaction.record(event, "system")


def _of(context: Context, request: str) -> Ticket | None:
    with context.store.read() as connection:
        return afar.of_request(connection, request)


def _told(context: Context, ticket: Ticket) -> Expected:
    passed_s = (context.clock() - ticket.issued_at) // SECOND_MS
    with context.store.read() as connection:
        weights_s = context.centre.policy.weights_s
        count = afar.ahead_of if ticket.expected else tickets.ahead
        ahead = count(connection, ticket, weights_s)
    low_s, high_s = (max(0, (foretold or 0) - passed_s) for foretold in (ticket.low_s, ticket.high_s))
    return Expected(ticket, ahead, low_s, high_s, context.tracks.code(ticket.id))


def key_of(request: str) -> str:
    """The idempotency key of a request."""
    return f"city-{request}"


def _once(asked: AfarRequest) -> Once:
    wish = f"afar\n{asked.field}\n{asked.procedure}"
    return Once(ACTOR, key_of(asked.id), hashlib.sha256(wish.encode()).digest())
