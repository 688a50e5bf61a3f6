"""The end of the day: what was left open when everybody went home is closed, and says so in the journal."""

from server.core.events import CounterClosed, TicketLapsed
from server.core.model import Counter
from server.core.queue.days import days_between
from server.service.context import Context
from server.store import Transaction, idempotency, journal
from server.store.queue import counters


def close_left_open(context: Context) -> int:
    """Close the counters of an earlier day, and those that the centre no longer has, with the tickets in their hands.

    Returns how many there were.
    """

    def close(transaction: Transaction) -> int:
        left = [
            c for c in counters.everything(transaction.connection).values() if _left(context, transaction, c)
        ]
        for counter in left:
            if counter.ticket is not None:
                transaction.record(TicketLapsed(counter.ticket, counter.n), "system")
            transaction.record(CounterClosed(counter.n), "system")
        return len(left)

    return context.store.write(close)


def forget_answers(context: Context) -> None:
    """Drop the first answers to requests that nobody will send again."""
    context.store.write(idempotency.forget_old)


def _left(context: Context, transaction: Transaction, counter: Counter) -> bool:
    """Whether nobody will work here today as things are; the journal's day counts, for clocks can be wrong."""
    if not counter.at_work:
        return False
    if counter.n not in context.centre.layout.counters:
        return True
    opened = journal.opened_on(transaction.connection, counter.n)
    if (
        opened is not None and opened >= transaction.day
    ):  # later: by a clock that was ahead; by no more than a day it is today's
        return days_between(transaction.day, opened) > 1
    in_hand = None if counter.ticket is None else transaction.ticket(counter.ticket)
    return in_hand is None or in_hand.day != transaction.day  # somebody is being served, past midnight
