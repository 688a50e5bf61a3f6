"""The end of the day: what was left open when everybody went home is closed, and says so in the journal."""

from server.core.days import business_day
from server.core.events import CounterClosed, TicketLapsed
from server.core.model import Counter, CounterState
from server.store import Transaction, counters

from .context import Context


def close_left_open(context: Context) -> int:
    """Close the counters that were opened on an earlier day, with the tickets in their hands.

    Answers how many there were.
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


def _left(context: Context, transaction: Transaction, counter: Counter) -> bool:
    """Whether the counter is open since an earlier day; `since` is when it last opened, paused or resumed."""
    if counter.state is CounterState.CLOSED or counter.since is None:
        return False
    return business_day(context.centre.local(counter.since), None) < transaction.day
