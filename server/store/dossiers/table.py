"""The rows of imported lists, beside the journal: written in parts under a batch's number, deleted in parts."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, Final

from server.core.dossiers.form06 import Counts
from server.core.dossiers.rows import Dossier, DossierChannel
from server.core.dossiers.states import DossierState

_COLUMNS: Final = "code, field, procedure, state, received, due, finished, channel"
_ADD: Final = f"INSERT INTO dossiers (batch, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SOLVED: Final = "finished BETWEEN :first AND :last"
_OPEN: Final = "received <= :last AND (finished IS NULL OR finished > :last)"
_CAME: Final = "received BETWEEN :first AND :last"
# In the order of `Counts`.
_COUNT: Final = f"""
SELECT COALESCE(field, ''),
 SUM({_CAME} AND channel IS 'online'), SUM({_CAME} AND channel IS 'direct'), SUM({_CAME} AND channel IS NULL),
 SUM(received < :first AND (finished IS NULL OR finished >= :first)),
 SUM({_SOLVED} AND due > finished), SUM({_SOLVED} AND due = finished), SUM({_SOLVED} AND due < finished),
 SUM({_SOLVED} AND due IS NULL),
 SUM({_OPEN} AND due >= :last), SUM({_OPEN} AND due < :last), SUM({_OPEN} AND due IS NULL)
FROM dossiers WHERE batch = :batch GROUP BY 1"""


def add(connection: sqlite3.Connection, batch: int, dossiers: Sequence[Dossier]) -> None:
    """Keep these under the batch."""
    connection.executemany(_ADD, ((batch, *_values(each)) for each in dossiers))


def find(connection: sqlite3.Connection, batch: int, code: str) -> Dossier | None:
    """The dossier with this code."""
    query = f"SELECT {_COLUMNS} FROM dossiers WHERE batch = ? AND code = ?"
    row = connection.execute(query, (batch, code)).fetchone()
    return None if row is None else _dossier(row)


def of_batch(connection: sqlite3.Connection, batch: int) -> Iterator[Dossier]:
    """All of them."""
    return map(_dossier, connection.execute(f"SELECT {_COLUMNS} FROM dossiers WHERE batch = ?", (batch,)))


def rows(connection: sqlite3.Connection, batch: int) -> int:
    """How many there are."""
    return int(connection.execute("SELECT COUNT(*) FROM dossiers WHERE batch = ?", (batch,)).fetchone()[0])


def batches(connection: sqlite3.Connection) -> list[int]:
    """All batches that have rows: from one to the next, for there may be many rows in each."""
    found: list[int] = []
    query = "SELECT min(batch) FROM dossiers WHERE batch > ?"
    while (batch := connection.execute(query, (found[-1] if found else -1,)).fetchone()[0]) is not None:
        found.append(batch)
    return found


def delete_some(connection: sqlite3.Connection, batch: int, most: int) -> int:
    """Delete so many rows of a batch; returns how many were deleted."""
    which = "SELECT code FROM dossiers WHERE batch = ? LIMIT ?"
    query = f"DELETE FROM dossiers WHERE batch = ? AND code IN ({which})"
    return connection.execute(query, (batch, batch, most)).rowcount


def counts(connection: sqlite3.Connection, batch: int, first: str, last: str) -> dict[str, Counts]:
    """What the list says of the days from `first` to `last`, by field; the empty key is for no known field."""
    found = connection.execute(_COUNT, {"batch": batch, "first": first, "last": last})
    return {row[0]: Counts(*(value or 0 for value in row[1:])) for row in found}


def _values(dossier: Dossier) -> tuple[str | None, ...]:
    of = dossier
    return (of.code, of.field, of.procedure, of.state, of.received, of.due, of.finished, of.channel)


def _dossier(row: tuple[Any, ...]) -> Dossier:
    code, field, procedure, state, received, due, finished, channel = row
    how = None if channel is None else DossierChannel(channel)
    return Dossier(code, field, procedure, DossierState(state), received, due, finished, how)
