"""Packing one day, in one transaction: all of it, or nothing."""

import json
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.core.events import DayPacked, Entry
from server.store import journal
from server.store.retention import bare, runs
from server.store.transaction import Transaction

Range = tuple[int, int]
_ACTOR: Final = "system"
_FIRST_ROW: Final = 1
"""It is kept: its digest is the mark of the centre, by which its backups are known."""
_STEPS_KEPT_MS: Final = 24 * 3_600_000
_DAYS: Final = (
    "SELECT DISTINCT day FROM tickets WHERE day < ? EXCEPT"
    " SELECT json_extract(data, '$.day') FROM journal WHERE type = 'day_packed' ORDER BY 1"
)
_RANGES: Final = (
    "SELECT tickets.day, min(journal.seq), max(journal.seq) FROM journal CROSS JOIN tickets ON tickets.id = journal.ticket"
    " WHERE journal.seq >= (SELECT min(id) FROM tickets WHERE day IN (SELECT value FROM json_each(?1)))"
    " AND tickets.day IN (SELECT value FROM json_each(?1)) GROUP BY tickets.day, journal.day"
)
_OPEN: Final = (
    "SELECT 1 FROM tickets WHERE day = ?1 AND (state IN ('called', 'serving') OR print = 'printing'"
    " OR id IN (SELECT ticket FROM counters)) LIMIT 1"
)
_ROWS: Final = "SELECT seq, day, digest, ticket FROM journal WHERE seq BETWEEN ? AND ? AND ticket IS NOT NULL"
_SERIES: Final = (
    "SELECT day, prefix, last FROM series WHERE day IN (SELECT value FROM json_each(?)) ORDER BY day, prefix"
)
_GUARD: Final = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'journal_no_delete'"


@dataclass(frozen=True, slots=True)
class Survey:
    """Which days can be packed, and between which rows each day's entries are; `until` is the latest checked row."""

    ranges: Mapping[str, Sequence[Range]]
    until: int


def survey(connection: sqlite3.Connection, before: str) -> Survey:
    """Look for the days before this one that have visits and were never packed. It reads the journal from the oldest of them on."""
    return survey_of(connection, days_before(connection, before))


def days_before(connection: sqlite3.Connection, before: str) -> list[str]:
    """The days before this one that have visits and were never packed."""
    return [day for (day,) in connection.execute(_DAYS, (before,))]


def survey_of(connection: sqlite3.Connection, days: Sequence[str]) -> Survey:
    """Look for these days. It reads the journal once, from the oldest of them on."""
    found: dict[str, list[Range]] = {}
    if days:
        for day, first, last in connection.execute(_RANGES, (json.dumps(days),)):
            found.setdefault(day, []).append((first, last))
    return Survey(dict(sorted(found.items())), journal.last(connection)[0])


def pack(transaction: Transaction, day: str, found: Survey) -> DayPacked | None:
    """Pack a day of the survey; `None` where it is not over, or was packed meanwhile."""
    connection = transaction.connection
    rows = _rows(connection, day, found, transaction.seq)
    ids = [seq for seq, *_, ticket in rows if seq == ticket]
    if not ids or len(ids) != len({ticket for *_, ticket in rows}):
        return None  # a ticket whose issue is not there: the doctor names it, and nothing goes
    if connection.execute(_OPEN, (day,)).fetchone():
        return None
    gone = runs.runs_of((seq, of_day, made) for seq, of_day, made, _ in rows)
    _strip(connection, day, ids, transaction.now)
    event = _event(connection, day, ids, gone, (rows[0][2], rows[-1][2]))
    transaction.record(event, _ACTOR)
    runs.add(connection, transaction.seq, gone)
    _remove(connection, gone)
    return event


def pack_as_told(connection: sqlite3.Connection, entry: Entry, found: Survey) -> None:
    """Pack the day that another box has packed, by this entry, inside a transaction; the survey was made for it.

    Raises `ValueError` where something else would go, or be kept, than there.
    """
    event = entry.event
    assert isinstance(event, DayPacked)
    rows = _rows(connection, event.day, found, entry.seq)
    ids = [seq for seq, *_, ticket in rows if seq == ticket]
    gone = runs.runs_of((seq, of_day, made) for seq, of_day, made, _ in rows)
    _strip(connection, event.day, ids, entry.at)
    kept = bare.digest_of(connection, event.day, ids, event.blind)
    if (runs.digest_of(gone), kept) != (event.gone, event.kept):
        raise ValueError(f"day {event.day} is another one here than where it was packed")
    runs.add(connection, entry.seq, gone)
    _remove(connection, gone)


def _strip(connection: sqlite3.Connection, day: str, ids: Sequence[int], now: int) -> None:
    bare.strip(connection, day, ids)
    connection.execute("DELETE FROM steps WHERE at < ?", (now - _STEPS_KEPT_MS,))


def _rows(
    connection: sqlite3.Connection, day: str, found: Survey, last: int
) -> list[tuple[int, str, bytes, int]]:
    """All rows about the day's visits, in order, up to the row `last`."""
    query = "SELECT id FROM tickets WHERE day = ? AND id != ?"
    between = (*found.ranges.get(day, ()), (found.until + 1, last))
    ids = {id_ for (id_,) in connection.execute(query, (day, _FIRST_ROW))}
    rows = {row[0]: row for these in between for row in connection.execute(_ROWS, these) if row[3] in ids}
    return [rows[seq] for seq in sorted(rows)]


def _event(
    connection: sqlite3.Connection,
    day: str,
    ids: Sequence[int],
    gone: Sequence[runs.Run],
    ends: tuple[bytes, bytes],
) -> DayPacked:
    blind = secrets.token_hex(16)
    days = json.dumps([day, *(run.day for run in gone)])
    return DayPacked(
        day,
        visits=len(ids),
        rows=sum(run.last - run.first + 1 for run in gone),
        first=ends[0].hex(),
        last=ends[1].hex(),
        gone=runs.digest_of(gone),
        kept=bare.digest_of(connection, day, ids, blind),
        series=tuple(connection.execute(_SERIES, (days,)).fetchall()),
        blind=blind,
    )


def _remove(connection: sqlite3.Connection, gone: Sequence[runs.Run]) -> None:
    """Take the rows out of the journal, whose guard is off for this moment of the transaction alone."""
    (guard,) = connection.execute(_GUARD).fetchone()
    connection.execute("DROP TRIGGER journal_no_delete")
    connection.executemany(
        "DELETE FROM journal WHERE seq BETWEEN ? AND ?", ((run.first, run.last) for run in gone)
    )
    connection.execute(guard)
