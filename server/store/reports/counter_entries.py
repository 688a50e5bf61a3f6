"""The entries of counters' states, by the days that they are of."""

import sqlite3
from collections.abc import Iterator
from typing import Final

from server.core.events import Entry
from server.store import journal

STATES: Final = (
    "type IN ('counter_opened', 'counter_closed', 'counter_paused', 'counter_resumed', 'counter_handed_over',"
    " 'counter_restored')"
)
"""What the journal's index of them holds."""


def of_day(connection: sqlite3.Connection, day: str) -> Iterator[Entry]:
    """Those of a business day, in order."""
    return journal.in_order(connection, f"day = ? AND {STATES}", (day,))
