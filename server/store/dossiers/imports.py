"""The dossier list in use: its source and the days that it covers. At most one row."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any, Final

_COLUMNS: Final = "batch, seq, at, actor, source, digest, first, last, columns, rows"
_LISTED: Final = 8
"""The place of `columns` among them."""


@dataclass(frozen=True, slots=True)
class Import:
    """A list: taken in by `actor` at `at` (UTC milliseconds, the journal's row `seq`); it covers `first` to `last`."""

    batch: int
    seq: int
    at: int
    actor: str
    source: str
    digest: str
    first: str
    last: str
    columns: tuple[str, ...]
    rows: int


def current(connection: sqlite3.Connection) -> Import | None:
    """The list that is in use, if any."""
    return next(iter(everything(connection).values()), None)


def everything(connection: sqlite3.Connection) -> dict[int, Import]:
    """By batch."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM dossier_imports")
    return {row[0]: _import(row) for row in found}


def _import(row: tuple[Any, ...]) -> Import:
    values = list(row)
    values[_LISTED] = tuple(json.loads(values[_LISTED]))
    return Import(*values)


def put(connection: sqlite3.Connection, new: Import) -> None:
    """This one is in use from now on, and no other."""
    connection.execute("DELETE FROM dossier_imports")
    values = (new.batch, new.seq, new.at, new.actor, new.source, new.digest, new.first, new.last)
    marks = ", ".join("?" * 10)
    connection.execute(
        f"INSERT INTO dossier_imports ({_COLUMNS}) VALUES ({marks})",
        (*values, json.dumps(list(new.columns)), new.rows),
    )


def remove(connection: sqlite3.Connection, batch: int) -> None:
    """Take the list out of use."""
    connection.execute("DELETE FROM dossier_imports WHERE batch = ?", (batch,))
