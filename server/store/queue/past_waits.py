"""How long people waited in the weeks past, and when they came."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from server.core.quiet_hours import WEEKS, Medians, medians

_WAITED: Final = (
    "SELECT issued_at, first_called_at - issued_at FROM tickets"
    " WHERE day >= ? AND day < ? AND first_called_at >= issued_at AND away_until IS NULL"
)


def usual(connection: sqlite3.Connection, day: str, local: Callable[[int], datetime]) -> Medians:
    """The usual waits of the weeks before this day, by weekday and hour."""
    first = (date.fromisoformat(day) - timedelta(weeks=WEEKS)).isoformat()
    return medians((local(came), wait) for came, wait in connection.execute(_WAITED, (first, day)))
