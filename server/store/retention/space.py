"""The database file's empty pages, which packing leaves: they are given back to the disk a few at a time."""

import sqlite3
from typing import Final

_INCREMENTAL: Final = 2


def give_back(connection: sqlite3.Connection, pages: int) -> bool:
    """Shorten the file by at most so many pages; returns whether there are more. A file that cannot shrink is left unchanged."""
    if not shrinks(connection):
        return False
    connection.execute(f"PRAGMA incremental_vacuum({pages})").fetchall()
    return bool(connection.execute("PRAGMA freelist_count").fetchone()[0])


def shrinks(connection: sqlite3.Connection) -> bool:
    """Whether the file was made so that it can be shortened while it is used."""
    return bool(connection.execute("PRAGMA auto_vacuum").fetchone()[0] == _INCREMENTAL)


def let_it_shrink(connection: sqlite3.Connection) -> None:
    """Make a file of an older version able to shrink: it is rewritten once. Raises `sqlite3.Error` if there is no room."""
    if not shrinks(connection):
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("VACUUM")
