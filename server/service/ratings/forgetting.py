"""What people wrote beside their ratings goes when its time is over."""

from datetime import timedelta

from server.core.reports.days import day_text
from server.service.context import Context
from server.service.last_day import last_sure_day
from server.store import Transaction
from server.store.ratings import written_words


def forget_words(context: Context) -> int:
    """Delete the words of visits that are older than the setting allows; answers how many rows went.

    Their age is counted to the last day that surely was one, and not to the clock: one that is far ahead until it is set
    right takes nobody's words.
    """

    def forget(transaction: Transaction) -> int:
        last = last_sure_day(context, transaction.connection, transaction.day)
        kept = timedelta(days=context.centre.ratings.words_days)
        return 0 if last is None else written_words.forget(transaction.connection, day_text(last - kept))

    return context.store.write(forget)
