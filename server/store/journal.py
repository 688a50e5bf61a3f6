"""The journal: one row for everything that happened, appended and never changed."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from server.core.events import BACKUPS, Entry, Event, entry_from
from server.store.chain import BEFORE_THE_FIRST, digest

_APPEND: Final = (
    "INSERT INTO journal (seq, at, day, type, ticket, counter, actor, data, digest)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ROW: Final = "SELECT seq, at, type, ticket, counter, actor, data FROM journal "
LEFT_OUT: Final = _ROW + "WHERE type = 'number_left_out' ORDER BY seq DESC LIMIT ?"
_OPENED: Final = (
    "SELECT day, seq FROM journal WHERE counter = ?"
    " AND type IN ('counter_opened', 'counter_paused', 'counter_resumed') ORDER BY seq DESC LIMIT 1"
)
_FOLLOWED: Final = (
    "SELECT day FROM journal WHERE seq > ? AND type = 'clock_followed' AND json_extract(data, '$.since') < ?"
    " ORDER BY seq LIMIT 1"
)
_CLOCK: Final = "type IN ('clock_held', 'clock_followed')"
_HELD: Final = (
    f"SELECT min(seq), max(seq) FROM journal WHERE {_CLOCK} AND type = 'clock_held' AND seq >"
    f" (SELECT ifnull(max(seq), 0) FROM journal WHERE {_CLOCK} AND type = 'clock_followed')"
)
_VISITED: Final = "SELECT at, day FROM journal WHERE ticket IS NOT NULL ORDER BY seq DESC LIMIT 1"
_VISITED_BEFORE: Final = (
    "SELECT day FROM journal WHERE ticket IS NOT NULL AND day < ? ORDER BY seq DESC LIMIT 1"
)
_BACKUPS: Final = (
    "type IN ('backup_made', 'backup_failed', 'centre_restored', 'series_lifted', 'restore_seen',"
    " 'centre_handed_over', 'centre_taken_over')"
)
_SELECT: Final = _ROW + "WHERE seq > ? ORDER BY seq"
_END: Final = (
    "SELECT seq, digest FROM journal WHERE day = ?"
    " UNION ALL SELECT last, digest FROM packed_rows WHERE day = ? ORDER BY 1 DESC LIMIT 1"
)
_ENDS: Final = (
    "SELECT day, seq, digest FROM journal WHERE seq < ? AND day != ?"
    " UNION ALL SELECT day, last, digest FROM packed_rows WHERE last < ? AND day != ? ORDER BY 2 DESC LIMIT 1"
)
"""A day's latest row may have gone: where it was is kept, with its digest."""
_NEVER: Final = 2**62
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_decoder = json.JSONDecoder()
_scanned: Callable[[str, int], tuple[Any, int]] = _decoder.scan_once  # type: ignore[attr-defined]


def append(connection: sqlite3.Connection, entry: Entry, day: str, before: bytes) -> bytes:
    """Write one row after the one with the digest `before`; returns its digest.

    The caller counts `seq`; a row that is there already is an error.
    """
    event = entry.event
    row = (
        entry.seq,
        entry.at,
        day,
        event.type,
        event.ticket_id,
        event.counter_n,
        entry.actor,
        _encode(event.data()),
    )
    made = digest(before, *row)
    connection.execute(_APPEND, (*row, made))
    return made


def last(connection: sqlite3.Connection) -> tuple[int, str | None]:
    """The latest `seq` and its business day; (0, None) for an empty journal."""
    row = connection.execute("SELECT seq, day FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (0, None) if row is None else (row[0], row[1])


def last_moment(connection: sqlite3.Connection) -> int | None:
    """When the latest entry happened, UTC milliseconds; `None` for an empty journal."""
    row = connection.execute("SELECT at FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return None if row is None else int(row[0])


def last_moment_before(connection: sqlite3.Connection, at: int) -> int | None:
    """The latest moment before this one at which anything happened, UTC milliseconds; `None` where nothing is kept of it."""
    return connection.execute("SELECT max(at) FROM journal WHERE at < ?", (at,)).fetchone()[0]  # type: ignore[no-any-return]


def last_digest(connection: sqlite3.Connection) -> bytes:
    """The digest of the latest row; that before the first for an empty journal."""
    row = connection.execute("SELECT digest FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return BEFORE_THE_FIRST if row is None else bytes(row[0])


def end(connection: sqlite3.Connection, day: str) -> tuple[int, bytes] | None:
    """The `seq` and the digest of the latest row, if it is of this business day."""
    row = connection.execute("SELECT seq, day, digest FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return None if row is None or row[1] != day else (row[0], bytes(row[2]))


def end_of(connection: sqlite3.Connection, day: str) -> tuple[int, bytes] | None:
    """The `seq` and the digest of any business day's latest row, looked for from the newest row back."""
    row = connection.execute(_END, (day, day)).fetchone()
    return None if row is None else (row[0], bytes(row[1]))


def ends(connection: sqlite3.Connection, limit: int) -> Iterator[tuple[str, int, bytes]]:
    """The latest row of each of the last `limit` business days, newest first: the day, its `seq` and its digest.

    A day to which the journal came back, since a clock was wrong, is there once.
    """
    seq, day, known = last(connection)[0] + 1, "", set[str]()
    while len(known) < limit and (row := connection.execute(_ENDS, (seq, day, seq, day)).fetchone()):
        day, seq, made = row
        if day not in known:
            known.add(day)
            yield day, seq, bytes(made)


def at(connection: sqlite3.Connection, seqs: Iterable[int]) -> list[Entry]:
    """The entries with these numbers, in this order."""
    found = (connection.execute(_ROW + "WHERE seq = ?", (seq,)).fetchone() for seq in seqs)
    return [_entry_from(row) for row in found if row is not None]


def moment(connection: sqlite3.Connection, seq: int) -> int | None:
    """When the entry with this number happened, UTC milliseconds."""
    row = connection.execute("SELECT at FROM journal WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else int(row[0])


def first_day(connection: sqlite3.Connection) -> date | None:
    """The business day of the first entry; `None` for an empty journal."""
    row = connection.execute("SELECT day FROM journal ORDER BY seq LIMIT 1").fetchone()
    return None if row is None else date.fromisoformat(row[0])


def visited_days(connection: sqlite3.Connection) -> tuple[int, date, date | None] | None:
    """When the latest entry about a visit was written (UTC milliseconds), its day, and the latest one before it with any; as the entries follow each other."""
    row = connection.execute(_VISITED).fetchone()
    if row is None:
        return None
    before = connection.execute(_VISITED_BEFORE, (row[1],)).fetchone()
    return row[0], date.fromisoformat(row[1]), None if before is None else date.fromisoformat(before[0])


def held(connection: sqlite3.Connection) -> tuple[int | None, int | None]:
    """The first and the latest entry by which time is held; `None` where the machine's clock is followed."""
    first, last = connection.execute(_HELD).fetchone()
    return first, last


def opened_on(connection: sqlite3.Connection, counter: int) -> str | None:
    """The business day on which a counter opened, paused or resumed last; while time was held, that which it turned out to be."""
    row = connection.execute(_OPENED, (counter,)).fetchone()
    if row is None:
        return None
    day, seq = row
    truly = connection.execute(_FOLLOWED, (seq, seq)).fetchone()
    return str(day if truly is None else truly[0])


def about(connection: sqlite3.Connection, ticket: int, type_: str) -> list[Entry]:
    """A ticket's entries of one type, in order; its own number is where its story begins."""
    query = _ROW + "WHERE seq > ? AND ticket = ? AND type = ? ORDER BY seq"
    return [_entry_from(row) for row in connection.execute(query, (ticket, ticket, type_))]


def all_about(connection: sqlite3.Connection, ticket: int, before: int | None) -> list[Entry]:
    """A ticket's entries, its issue first, up to the entry `before`, in order."""
    query = _ROW + "WHERE seq BETWEEN ? AND ? AND ticket = ? ORDER BY seq"
    until = _NEVER if before is None else before
    return [_entry_from(row) for row in connection.execute(query, (ticket, until, ticket))]


def newest_first(
    connection: sqlite3.Connection, which: str, values: Mapping[str, Any] | Sequence[Any] = ()
) -> Iterator[Entry]:
    """The entries that the condition `which` (never a person's words) holds for, newest first."""
    for row in connection.execute(_ROW + f"WHERE {which} ORDER BY seq DESC", values):
        yield _entry_from(row)


def in_order(connection: sqlite3.Connection, which: str, values: Sequence[Any] = ()) -> Iterator[Entry]:
    """The entries that the condition `which` (never a person's words) holds for, in order."""
    for row in connection.execute(_ROW + f"WHERE {which} ORDER BY seq", values):
        yield _entry_from(row)


def issued_by(connection: sqlite3.Connection, actor: str, day: str) -> int:
    """How many numbers a machine or a person gave on a business day."""
    query = "SELECT count(*) FROM journal WHERE day = ? AND type = 'ticket_issued' AND actor = ?"
    return int(connection.execute(query, (day, actor)).fetchone()[0])


def left_out(connection: sqlite3.Connection, limit: int) -> Iterator[Entry]:
    """The newest entries of numbers that could not join the queue, newest first."""
    for row in connection.execute(LEFT_OUT, (limit,)):
        yield _entry_from(row)


def since(connection: sqlite3.Connection, seq: int, limit: int = -1) -> Iterator[Entry]:
    """The entries after `seq`, in order; at most `limit` of them when it is not negative.

    Raises `ValueError` at a row that lacks what its event cannot be without.
    """
    for row in connection.execute(_SELECT + " LIMIT ?", (seq, limit)):
        yield _entry_from(row)


def _entry_from(row: Sequence[Any]) -> Entry:
    return entry_of(*row)


def entry_of(  # noqa: PLR0913, PLR0917 - a row's columns
    seq: int, at: int, type_: str, ticket: int | None, counter: int | None, actor: str, data: str
) -> Entry:
    """The entry that a row with these columns holds. Raises `ValueError` where there can be none."""
    return entry_from(seq, at, type_, ticket, counter, actor, _decoded(data))


def _decoded(data: str) -> Any:
    """What a text of JSON says; as this program writes it, without spaces around it, at once."""
    try:
        found, end = _scanned(data, 0)
    except StopIteration:
        return _decoder.decode(data)
    return found if end == len(data) else _decoder.decode(data)


def latest_of_actors(connection: sqlite3.Connection, after: int) -> list[tuple[str, int, int]]:
    """Who did something after row `after`, when last (UTC milliseconds) and in which row."""
    query = "SELECT actor, at, max(seq) FROM journal WHERE seq > ? GROUP BY actor"
    return list(connection.execute(query, (after,)))


def removed_since(connection: sqlite3.Connection, after: int) -> dict[str, int]:
    """Who was removed after row `after`, by user name, and in which row."""
    query = (
        "SELECT json_extract(data, '$.username'), max(seq) FROM journal"
        " WHERE seq > ? AND type = 'person_removed' GROUP BY 1"
    )
    return dict(connection.execute(query, (after,)).fetchall())


def of_backups(connection: sqlite3.Connection) -> dict[type[Event], Entry]:
    """The latest entry of each event type about the data as a whole."""
    query = _ROW + f"WHERE {_BACKUPS} AND type = ? ORDER BY seq DESC LIMIT 1"
    rows = (connection.execute(query, (each.type,)).fetchone() for each in BACKUPS)
    return {type(entry.event): entry for row in rows if row is not None for entry in (_entry_from(row),)}


def of_backups_after(connection: sqlite3.Connection, seq: int) -> list[Entry]:
    """The later entries about the data as a whole, in order."""
    query = _ROW + f"WHERE {_BACKUPS} AND seq > ? ORDER BY seq"
    return [_entry_from(row) for row in connection.execute(query, (seq,))]


def restores(connection: sqlite3.Connection) -> list[tuple[int, bytes]]:
    """The `seq` and the digest of each entry that tells that the data were restored, in order."""
    query = f"SELECT seq, digest FROM journal WHERE {_BACKUPS} AND type = 'centre_restored' ORDER BY seq"
    return [(seq, bytes(made)) for seq, made in connection.execute(query)]


def pads_replaced(connection: sqlite3.Connection) -> int:
    """The newest pad of paper numbers that a folder knew which a restore replaced; 0 for none."""
    query = (
        f"SELECT max(json_extract(data, '$.pads')) FROM journal WHERE {_BACKUPS} AND type = 'centre_restored'"
    )
    return int(connection.execute(query).fetchone()[0] or 0)


def first_digest(connection: sqlite3.Connection) -> bytes:
    """The digest of the first row, which no other centre has; that before the first for an empty journal."""
    row = connection.execute("SELECT digest FROM journal WHERE seq = 1").fetchone()
    return BEFORE_THE_FIRST if row is None else bytes(row[0])
