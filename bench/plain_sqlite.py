"""Baseline: the very rows of a number, written by straight-line SQL, committed one number at a time."""

import json
import sqlite3
import time
from pathlib import Path
from typing import Final

from bench.slow_disk import slower
from server.store.migrate import migrate

DAY: Final = "2026-11-22"
_SERIES: Final = (
    "INSERT INTO series (day, prefix, last) VALUES (?, ?, 1)"
    " ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last"
)
_JOURNAL: Final = (
    "INSERT INTO journal (seq, at, day, type, ticket, counter, actor, data, digest)"
    " VALUES (?, ?, ?, 'ticket_issued', ?, NULL, 'bench', ?, zeroblob(32))"
)
_TICKET: Final = (
    "INSERT INTO tickets (id, day, prefix, n, field, procedure, priority, channel, issued_at, state, calls, print)"
    " VALUES (?, ?, ?, ?, ?, NULL, NULL, 'kiosk', ?, 'waiting', 0, NULL)"
)
_TALLY: Final = (
    "INSERT INTO tallies (day, line, state, tickets) VALUES (?, ?, 'waiting', 1)"
    " ON CONFLICT DO UPDATE SET tickets = tickets + 1"
)


class PlainSqlite:
    """One connection with synchronous=FULL, on the server's own schema.

    `journal` is SQLite's journal mode: `DELETE` is what it has when nobody asks for another. The
    disk takes `flush_s` seconds longer for each commit.
    """

    def __init__(self, path: Path, journal: str = "DELETE", flush_s: float = 0.0) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute("PRAGMA synchronous = FULL")
        migrate(connection)
        self._connection = slower(connection, flush_s)
        self._seq = 0

    def issue(self, field: str, prefix: str) -> int:
        """Give the next number of a field; it is durable when this returns."""
        execute = self._connection.execute
        self._seq += 1
        seq, now = self._seq, time.time_ns() // 1_000_000
        execute("BEGIN IMMEDIATE")
        n: int = execute(_SERIES, (DAY, prefix)).fetchone()[0]
        facts = {"day": DAY, "prefix": prefix, "n": n, "field": field, "channel": "kiosk"}
        nothing = {"procedure": None, "priority": None, "to_print": False}
        execute(_JOURNAL, (seq, now, DAY, seq, json.dumps(facts | nothing, separators=(",", ":"))))
        execute(_TICKET, (seq, DAY, prefix, n, field, now))
        execute(_TALLY, (DAY, field))
        execute("COMMIT")
        return n

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
