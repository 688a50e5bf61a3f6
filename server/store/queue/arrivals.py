"""When people came: today, and on the last same weekdays."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from server.core.usual_day import MOST_DAYS, UsualDay, by_half_hour, usual_day

_CAME: Final = (
    "SELECT issued_at FROM tickets WHERE day = ? AND (state != 'cancelled' OR first_called_at IS NOT NULL)"
)
_WEEKS_BACK: Final = 8


def of_day(connection: sqlite3.Connection, day: str, local: Callable[[int], datetime]) -> tuple[int, ...]:
    """By half hour how many came on a day, without numbers that were cancelled before their call."""
    return by_half_hour(local(at) for (at,) in connection.execute(_CAME, (day,)))


def usual(connection: sqlite3.Connection, day: str, local: Callable[[int], datetime]) -> UsualDay:
    """The usual day of this one's weekday, from the weeks before; days on which nobody came were closed."""
    days = (date.fromisoformat(day) - timedelta(weeks=back) for back in range(1, _WEEKS_BACK + 1))
    counted = [of_day(connection, each.isoformat(), local) for each in days]
    return usual_day([each for each in counted if any(each)][:MOST_DAYS])
