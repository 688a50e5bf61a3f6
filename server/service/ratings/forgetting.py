"""What people wrote beside their ratings goes when its time is over."""

from datetime import timedelta

from server.core.reports.days import day_text
from server.service.context import Context
from server.service.last_day import last_sure_day
from server.store import Transaction
from server.store.ratings import written_words


def forget_words(context: Context) -> int:
    """Delete the words of visits that are older than the setting allows; returns how many rows were deleted.

    Their age is counted to the last certain day and not to the clock: a clock that is far ahead until it is set
    right deletes nothing.
    """

    def forget(transaction: Transaction) -> int:
        last = last_sure_day(context, transaction.connection, transaction.day)
        kept = timedelta(days=context.centre.ratings.words_days)
        return 0 if last is None else written_words.forget(transaction.connection, day_text(last - kept))

    return context.store.write(forget)
