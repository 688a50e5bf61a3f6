"""Numbers that the server gave before its data were restored from a backup that lacks them: kiosks' boxes tell them."""

from server.core.events import CentreRestored, TicketIssued
from server.core.model import Ticket, spelled
from server.core.queue.commands import check_request
from server.core.queue.days import day_of
from server.core.refusal import Refusal
from server.service.context import Context
from server.store import Transaction, idempotency, journal
from server.store.queue import series, tickets


def given_before_a_restore(
    context: Context, transaction: Transaction, actor: str, wish: TicketIssued, key: str
) -> tuple[Ticket, bool]:
    """The ticket of such a number, and whether it is new: then it waits from now on, behind everybody whom the backup knows.

    `wish` is how it was given, `key` the touch's. Raises `number_taken` where somebody else holds it, `unknown_series` where
    nothing was restored on that day.
    """
    number = spelled(wish.prefix, wish.n)
    known = tickets.numbered(transaction.connection, wish.day, number)
    first = idempotency.first(transaction.connection, actor, key)
    if known is not None:
        if first is None or first.get("id") != known:
            raise Refusal("number_taken", number=number)
        return transaction.known_ticket(known), False
    if wish.day != transaction.day or not _restored_today(context, transaction):
        raise Refusal("unknown_series", number=number)
    check_request(context.centre.layout, wish.field, wish.priority)
    series.reach(transaction.connection, wish.day, wish.prefix, wish.n)
    ticket = transaction.record(wish, actor).ticket
    if first is None:
        idempotency.spend(transaction, actor, key)
    return ticket, True


def _restored_today(context: Context, transaction: Transaction) -> bool:
    entry = journal.of_backups(transaction.connection).get(CentreRestored)
    local = context.centre.local
    return entry is not None and day_of(local(entry.at)) == day_of(local(transaction.now))
