"""Days long past are packed: their visits' steps go from the journal, every figure stays (docs/decisions/019-packing.md)."""

import sqlite3
from datetime import timedelta
from typing import Final

from server.core.events import DayPacked
from server.core.reports.days import day_text
from server.service.context import Context
from server.service.last_day import last_sure_day
from server.service.today import today
from server.store import Transaction
from server.store.retention import space
from server.store.retention.pack import Survey, days_before, pack, survey

_NOTHING: Final = Survey({}, 0)
_PAGES_AT_ONCE: Final = 500
"""2 MB: moved in a few hundredths of a second, and nobody who gives a number waits for more."""


def due(context: Context, overdue_days: int = 0) -> Survey:
    """The days to pack, the oldest first, that have been due for `overdue_days`; none without a setting.

    Their age is counted to the last certain day and not to the clock: a clock that is far ahead packs nothing
    too early.
    """
    kept = context.settings.document.retention.steps_days
    if not kept:
        return _NOTHING
    with context.store.read() as connection:
        before = _before(context, connection, kept + overdue_days)
        return _NOTHING if before is None else survey(connection, before)


def days_due(context: Context, kept: int) -> list[str]:
    """The days that would be due if steps were kept for `kept` days, the oldest first."""
    with context.store.read() as connection:
        before = _before(context, connection, kept)
        return [] if before is None else days_before(connection, before)


def pack_day(context: Context, day: str, found: Survey) -> DayPacked | None:
    """Pack one day of a survey, all of it or nothing; `None` where it is not over, or was packed meanwhile."""
    return context.store.write(lambda transaction: pack(transaction, day, found))


def give_back(context: Context) -> bool:
    """Give a little of the file's empty space back to the disk; whether there may be more."""

    def some(transaction: Transaction) -> bool:
        return space.give_back(transaction.connection, _PAGES_AT_ONCE)

    return context.store.write(some)


def _before(context: Context, connection: sqlite3.Connection, kept: int) -> str | None:
    """The first day whose steps are kept; `None` if nothing should be packed."""
    last = last_sure_day(context, connection, today(context, connection)[2])
    return None if last is None else day_text(last - timedelta(days=kept))
