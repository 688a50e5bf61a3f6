"""What counters did on many days, as the writer writes it: opened in the morning, two breaks, closed in the evening."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from bench.centre import FIELDS
from server.core.events import CounterClosed, CounterOpened, CounterPaused, CounterResumed, Event
from server.core.units import MINUTE_MS, SECOND_MS
from server.store import journal
from server.store.transaction import Transaction

COUNTERS: Final = 10
_ACTOR: Final = "bench"


def fill(connection: sqlite3.Connection, today: date, days: int) -> None:
    """The days before `today`, one after another. Nothing may be under way in `connection`."""
    (seq, _), digest = journal.last(connection), journal.last_digest(connection)
    connection.execute("BEGIN")
    for age in range(days, 0, -1):
        day = today - timedelta(days=age)
        midnight = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * SECOND_MS
        for minute, event in _of_day():
            now = midnight + minute * MINUTE_MS
            transaction = Transaction(connection, now, day.isoformat(), seq, digest)
            transaction.record(event, _ACTOR)
            seq, digest = transaction.seq, transaction.digest
    connection.execute("COMMIT")


def _of_day() -> Iterator[tuple[int, Event]]:
    """Minutes of the day (UTC), and what happens then."""
    for n in range(1, COUNTERS + 1):
        yield n, CounterOpened(n, f"officer{n}", tuple(FIELDS))
    for pause, resume in ((150, 160), (400, 415)):
        for n in range(1, COUNTERS + 1):
            yield pause + n, CounterPaused(n, "họp" if n % 2 else None)
            yield resume + n, CounterResumed(n)
    for n in range(1, COUNTERS + 1):
        yield 540 + n, CounterClosed(n)
