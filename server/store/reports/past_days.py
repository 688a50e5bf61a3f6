"""What is put together of past days, and when it has to go."""

import sqlite3
from typing import Final

from server.store.reports import stay_groups

_CHANGED: Final = "DELETE FROM counter_days WHERE day = ?"
_LIVED_AGAIN: Final = "DELETE FROM counter_days WHERE day >= ?"


def changed(connection: sqlite3.Connection, day: str) -> None:
    """Something about this past day has changed."""
    stay_groups.drop(connection, day)
    connection.execute(_CHANGED, (day,))


def begun(connection: sqlite3.Connection, day: str) -> None:
    """A business day has begun: should it have been over before, by a clock that was wrong, it is not any more."""
    stay_groups.drop_since(connection, day)
    connection.execute(_LIVED_AGAIN, (day,))
