"""Rating a visit: by its slip's code, or at the tablet of the counter where it ended."""

import secrets
from collections.abc import Callable
from typing import Final

from server.core.events import VisitRated
from server.core.model import Ticket
from server.core.ratings.rules import (
    Ballot,
    check_ballot,
    check_slip_in_time,
    check_tablet_in_time,
    check_visit,
)
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.first_answers import answered
from server.service.queue.tickets import ticket_of
from server.service.views import View
from server.store import Transaction
from server.store.idempotency import Once
from server.store.ratings import table, written_words

BY_SLIP: Final = "slip"
"""Who rates by a slip's code, as the journal names them: not by which way, and no person."""
_BLIND_BYTES: Final = 12


def rate_by_slip(context: Context, track: str, ballot: Ballot, once: Once | None = None) -> View:
    """Rate the visit of a slip's tracking code; answers `{"number": …}`.

    Raises `unknown_ticket`, `ratings_off`, `rating_reason`, `rating_reason_unknown`, `rating_cancelled`, `rating_missed`,
    `rating_not_yet`, `already_rated`, `rating_too_late`, `idempotency_mismatch`.
    """
    kept, ticket = check_ballot(context.centre.ratings, ballot), ticket_of(context, track)

    def visit(transaction: Transaction) -> Ticket:
        found = transaction.known_ticket(ticket)
        check_visit(found, rated=table.rated(transaction.connection, ticket))
        check_slip_in_time(context.centre.ratings, found, transaction.now, transaction.day)
        return found

    return _rate(context, visit, kept, BY_SLIP, once)


def rate_at_counter(  # noqa: PLR0913, PLR0917 - where, about whom, what, by which machine
    context: Context,
    counter: int,
    ticket: int | None,
    ballot: Ballot,
    actor: str,
    once: Once | None = None,
) -> View:
    """Rate the visit that ended last at a counter; returns `{"number": …}`.

    `ticket` is the visit that the tablet asked about: if another visit has ended since, nothing is rated.
    Raises what `rate_by_slip` does of the ballot and the visit, and `rating_nobody`.
    """
    kept = check_ballot(context.centre.ratings, ballot)

    def visit(transaction: Transaction) -> Ticket:
        found = table.last_ended(transaction.connection, counter)
        if found is None or found.day != transaction.day:
            raise Refusal("rating_nobody", counter=counter)
        if ticket is not None and ticket != found.id:
            raise Refusal("rating_too_late", number=transaction.known_ticket(ticket).number)
        check_visit(found, rated=table.rated(transaction.connection, found.id))
        check_tablet_in_time(context.centre.ratings, found, transaction.now)
        return found

    return _rate(context, visit, kept, actor, once)


def _rate(
    context: Context,
    visit: Callable[[Transaction], Ticket],
    ballot: Ballot,
    actor: str,
    once: Once | None,
) -> View:
    def act(transaction: Transaction) -> Ticket:
        ticket = visit(transaction)
        assert ticket.counter is not None, "a finished visit ended somewhere"
        blind = secrets.token_hex(_BLIND_BYTES)
        officer = table.served_by(transaction.connection, ticket)
        event = VisitRated(ticket.id, ticket.counter, ticket.day, ballot.level, officer, ballot.reason, blind)
        transaction.record(event, actor)
        if ballot.words is not None:
            written_words.add(transaction.connection, transaction.seq, transaction.now, ballot.words)
        return ticket

    return answered(context, once, act, lambda ticket: {"number": ticket.number})[0]
