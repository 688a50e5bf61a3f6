"""The day from which the age of deletable data is counted: never the clock's own day, because deleted data do not come back."""

import sqlite3
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from server.core.reports.days import day_from, day_text
from server.service.context import Context
from server.store.queue.finding import days_until

_LATEST: Final = 30
_LONGEST_GAP: Final = timedelta(days=31)


def last_sure_day(context: Context, connection: sqlite3.Connection, day: str) -> date | None:
    """The last day before `day` with numbers; `None` if there is none or while the clock is in doubt.

    Of the latest 30 such days, those after a gap of more than 31 days do not count: a clock that is far ahead
    gives numbers on wrong days, over many midnights.
    """
    if context.clock_doubtful():
        return None
    yesterday = day_text(day_from(day) - timedelta(days=1))
    days = [day_from(each) for each in days_until(connection, yesterday, _LATEST)]
    before_gaps = [older for later, older in pairwise(days) if later - older > _LONGEST_GAP]
    return next(iter((*reversed(before_gaps), *days)), None)
