"""The journal as it leaves the house, for the history checker."""

import sqlite3
from contextlib import closing
from pathlib import Path

from server.store import exporting
from server.store.connect import open_reader
from server.store.store import database_path
from tests.history.journal import Row, rows_of


def exported(connection: sqlite3.Connection) -> list[Row]:
    """Every row, as `goiso export journal` writes it."""
    return rows_of(exporting.rows(connection, "journal", None))


def journal_in(data: Path) -> list[Row]:
    """The journal of a data folder; a server may run on it."""
    with closing(open_reader(database_path(data))) as connection:
        return exported(connection)
