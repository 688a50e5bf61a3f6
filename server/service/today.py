"""Today, for readers: the business day as the journal and the clock have it."""

import sqlite3
from datetime import date

from server.core.queue.days import business_day
from server.core.reports.days import day_from
from server.service.context import Context
from server.store import journal


def day_now(context: Context) -> str:
    """The business day of this moment, as the journal writes it."""
    with context.store.read() as connection:
        return today(context, connection)[2]


def date_now(context: Context) -> date:
    """The business day of this moment."""
    return day_from(day_now(context))


def today(context: Context, connection: sqlite3.Connection) -> tuple[int, int, str]:
    """(latest seq, now in UTC milliseconds, business day) of this reading moment. While the time is in doubt, no new day begins."""
    look = context.clock.look()
    seq, last = journal.last(connection)
    if look.day_stands and last is not None:
        return seq, look.now, last
    day = business_day(context.centre.local(look.now), last, journal.last_moment(connection))
    return seq, look.now, day


def latest_moment(context: Context) -> int | None:
    """When the journal's latest entry happened, UTC milliseconds; `None` for an empty journal."""
    with context.store.read() as connection:
        return journal.last_moment(connection)
