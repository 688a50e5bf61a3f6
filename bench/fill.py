"""Years of a centre's life in seconds: journal, tickets, stays, tallies and series by SQL, as the use cases write them.

`goiso doctor` finds nothing to say about a folder filled so.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.centre import FIELDS
from server.store.chain import BEFORE_THE_FIRST, digest
from server.store.store import database_path

A_DAY: Final = 1_000
_PREFIXES: Final = "ABCDEFGHJK"
_COUNTERS: Final = 10

# One row a ticket: `i` from 0; its day, its field's place `f`, its number `n` in the day's series,
# the counter `c` that served it, its moment `at` (UTC milliseconds).
_TICKETS: Final = """
CREATE TEMP TABLE made AS
WITH RECURSIVE ids(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM ids WHERE i + 1 < :tickets)
SELECT i, day, at, f, substr(:prefixes, f + 1, 1) AS prefix, n, c, codes.code AS field
FROM (SELECT i, date(:today, '-' || (:days - i / :a_day) || ' days') AS day,
             :now - (:days - i / :a_day) * 86400000 AS at, i % 10 AS f, (i % :a_day) / 10 + 1 AS n,
             i % :counters + 1 AS c FROM ids)
JOIN (SELECT key, value AS code FROM json_each(:fields)) AS codes ON codes.key = f
"""
_ISSUED: Final = """
INSERT INTO journal (seq, at, day, type, ticket, counter, actor, data)
SELECT :first + i * :steps, at, day, 'ticket_issued', :first + i * :steps, NULL, 'bench',
       '{"day":"' || day || '","prefix":"' || prefix || '","n":' || n || ',"field":"' || field
       || '","channel":"kiosk","procedure":null,"priority":null,"to_print":false}'
FROM made
"""
_STEP: Final = """
INSERT INTO journal (seq, at, day, type, ticket, counter, actor, data)
SELECT :first + i * :steps + :step, at + :step * 1000, day, :type, :first + i * :steps, c, 'bench', :data FROM made
"""
_WAITING: Final = """
INSERT INTO tickets (id, day, prefix, n, field, channel, issued_at, state, calls, arrived)
SELECT :first + i * :steps, day, prefix, n, field, 'kiosk', at, 'waiting', 0, :first + i * :steps FROM made
"""
_FINISHED: Final = """
INSERT INTO tickets (id, day, prefix, n, field, channel, issued_at, state, counter, calls, called_at, call_seq,
                     served_at, ended_at, taken_seq, first_called_at, officer, arrived)
SELECT :first + i * 4, day, prefix, n, field, 'kiosk', at, 'finished', c, 1, at + 1000, :first + i * 4 + 1,
       at + 2000, at + 3000, :first + i * 4 + 1, at + 1000, 'bench', :first + i * 4 FROM made
"""
_STAYS: Final = """
INSERT INTO stays (day, seq, marks, times, field, counter, came, channel, ticket, since, called_at, last_called_at,
                   served_at, ended_at, officer, called_by)
SELECT day, :first + i * 4 + 1, 'vsf', char(3, 3, 3, 5), field, c, at, 'kiosk', :first + i * 4, at, at + 1000,
       at + 1000, at + 2000, at + 3000, counters.officer, counters.officer FROM made LEFT JOIN counters ON counters.n = c
"""
_ROWS: Final = "SELECT seq, at, day, type, ticket, counter, actor, data FROM journal ORDER BY seq"
_TAKEN: Final = (
    "INSERT INTO taken SELECT taken_seq, day, field, priority FROM tickets WHERE taken_seq IS NOT NULL"
)
_TALLIES: Final = "INSERT INTO tallies SELECT day, field, :state, count(*) FROM made GROUP BY day, field"
_SERIES: Final = "INSERT INTO series SELECT day, prefix, max(n) FROM made GROUP BY day, prefix"
_CLOSED: Final = (
    "INSERT OR IGNORE INTO counters (n, state, fields) SELECT DISTINCT c, 'closed', '[]' FROM made"
)
_LIFE: Final = (
    ("ticket_called", '{"rule":"next"}'),
    ("service_started", "{}"),
    ("ticket_finished", '{"outcome":null}'),
)


def fill(folder: Path, today: str, now: int, *, finished: int, waiting: int) -> None:
    """Add `finished` tickets on the days before `today`, a thousand a day, and `waiting` ones today.

    The folder's tables must exist and hold no tickets. `now` is UTC milliseconds.
    """
    with _quickly(database_path(folder)) as connection:
        first: int = connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM journal").fetchone()[0]
        facts = {"first": first, "today": today, "now": now, "counters": _COUNTERS, "prefixes": _PREFIXES}
        if finished:
            days = -(-finished // A_DAY)
            _made(connection, facts | {"tickets": finished, "steps": 4, "days": days, "a_day": A_DAY})
            _finish(connection, first)
        first += 4 * finished
        _made(
            connection, facts | {"tickets": waiting, "steps": 1, "days": 0, "a_day": waiting, "first": first}
        )
        connection.execute(_WAITING, {"first": first, "steps": 1})
        connection.execute(_TALLIES, {"state": "waiting"})
        _chain(connection)


def _chain(connection: sqlite3.Connection) -> None:
    """Give every row its digest, with the journal's guards taken off meanwhile."""
    guards = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    before, made = BEFORE_THE_FIRST, list[tuple[bytes, int]]()
    for row in connection.execute(_ROWS):
        before = digest(before, *row)
        made.append((before, row[0]))
    connection.executemany("UPDATE journal SET digest = ? WHERE seq = ?", made)
    for _, sql in guards:
        connection.execute(sql)


def _made(connection: sqlite3.Connection, facts: dict[str, object]) -> None:
    fields = "[" + ",".join(f'"{code}"' for code in FIELDS) + "]"
    connection.execute("DROP TABLE IF EXISTS made")
    connection.execute(_TICKETS, facts | {"fields": fields})
    connection.execute(_ISSUED, facts)
    connection.execute(_SERIES)


def _finish(connection: sqlite3.Connection, first: int) -> None:
    for step, (type_, data) in enumerate(_LIFE, 1):
        connection.execute(_STEP, {"first": first, "steps": 4, "step": step, "type": type_, "data": data})
    connection.execute(_FINISHED, {"first": first})
    connection.execute(_TAKEN)
    connection.execute(_STAYS, {"first": first})
    connection.execute(_TALLIES, {"state": "finished"})
    connection.execute(_CLOSED)


@contextmanager
def _quickly(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction that does not wait for the disk: what is filled is thrown away after the run."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -262144")
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
