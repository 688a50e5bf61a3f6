"""What people wrote beside their ratings goes when its time is over."""

from datetime import timedelta

from server.core.reports.days import day_from, day_text
from server.service.context import Context
from server.store import Transaction
from server.store.queue.finding import days_until
from server.store.ratings import words


def forget_words(context: Context) -> int:
    """Delete the words of visits that are older than the setting allows; answers how many rows went.

    Their age is counted to the last day before today that gave numbers, and not to the clock: one that is far ahead
    when the server starts, and until it is set right, takes nobody's words.
    """

    def forget(transaction: Transaction) -> int:
        yesterday = day_text(day_from(transaction.day) - timedelta(days=1))
        kept = timedelta(days=context.centre.ratings.words_days)
        days = days_until(transaction.connection, yesterday, 1)
        return sum(words.forget(transaction.connection, day_text(day_from(day) - kept)) for day in days)

    return context.store.write(forget)
