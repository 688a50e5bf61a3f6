"""Rows of the journal from one box to another: as they were stored, and followed by the same projections as a replay."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Final

from server.core.events import DayPacked, DossiersDeleted, DossiersImported, UnknownEvent, entry_from
from server.core.standby import End
from server.store import journal
from server.store.chain import digest
from server.store.projections import REPLAYED, Happening
from server.store.retention.pack import Survey, pack_as_told, survey_of
from server.store.standby.beside import forget_dossiers

_COLUMNS: Final = "seq, at, day, type, ticket, counter, actor, data, digest"
_TYPE: Final = 3
_DATA: Final = 7
_AFTER: Final = f"SELECT {_COLUMNS} FROM journal WHERE seq > ? ORDER BY seq LIMIT ?"
_INSERT: Final = f"INSERT INTO journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
Row = tuple[Any, ...]
"""A row of the journal: its columns in their order, the digest last."""


class CannotFollow(Exception):
    """The rows do not follow from those that are here; its text says why. Nothing was changed."""


def end(connection: sqlite3.Connection) -> End:
    """Where it ends now."""
    return End(journal.last(connection)[0], journal.last_digest(connection))


def has(connection: sqlite3.Connection, where: End) -> bool:
    """Whether this row is in the journal, with this digest."""
    row = connection.execute("SELECT digest FROM journal WHERE seq = ?", (where.seq,)).fetchone()
    return where.seq == 0 or (row is not None and bytes(row[0]) == where.digest)


def after(connection: sqlite3.Connection, seq: int, limit: int) -> list[Row]:
    """The rows after this one, in order."""
    return connection.execute(_AFTER, (seq, limit)).fetchall()


def follow(connection: sqlite3.Connection, rows: Iterable[Sequence[Any]]) -> None:
    """Append rows of the other box, inside a transaction, and let every table follow. Raises `CannotFollow`."""
    here = end(connection)
    came = [tuple(row) for row in rows]
    found = survey_of(connection, _packed_days(came))
    for row in came:
        here = _follow_one(connection, here, row, found)


def _packed_days(rows: Sequence[Row]) -> list[str]:
    """The days that these rows tell are packed: they are looked for together, since that reads the whole journal."""
    try:
        return [json.loads(row[_DATA])["day"] for row in rows if row[_TYPE] == DayPacked.type]
    except (ValueError, LookupError, TypeError) as wrong:
        raise CannotFollow(f"a packed day cannot be read: {wrong or type(wrong).__name__}") from wrong


def _follow_one(connection: sqlite3.Connection, here: End, row: Row, found: Survey) -> End:
    seq, at, _, type_, ticket, counter, actor, data, told = row
    if seq != here.seq + 1:
        raise CannotFollow(f"row {here.seq + 1} is missing: {seq} came after {here.seq}")
    if digest(here.digest, *row[:-1]) != told:
        raise CannotFollow(f"row {seq} does not fit its digest: it was changed on the way, or there")
    try:
        entry = entry_from(seq, at, type_, ticket, counter, actor, json.loads(data))
        if isinstance(entry.event, UnknownEvent) or entry.more:
            raise CannotFollow(f"row {seq} ({type_}) is of a newer version: update this box first")
        connection.execute(_INSERT, row)
        happening = Happening(entry)
        for projection in REPLAYED[type(entry.event)]:
            projection.follow(connection, happening)
        if isinstance(entry.event, DayPacked):
            pack_as_told(connection, entry, found)
        if isinstance(entry.event, (DossiersImported, DossiersDeleted)):
            forget_dossiers(connection)
    except (ValueError, AssertionError, LookupError) as wrong:
        raise CannotFollow(f"row {seq} cannot follow: {wrong or type(wrong).__name__}") from wrong
    return End(seq, told)
