"""Bringing the tables up to date, which an ordinary start need not do."""

import sqlite3
from collections.abc import Callable
from typing import Final

from server.core.refusal import Refusal
from server.store.connect import refusal_of

LATEST: Final = 47
"""The number of the newest migration, in schema_newer.py."""
_STAYS: Final = 31
"""The number of the one that made the table of stays."""


def migrate(
    connection: sqlite3.Connection, now: int = 0, check: Callable[[sqlite3.Connection], None] = lambda _: None
) -> None:
    """Bring the tables up to date at `now` (UTC milliseconds), all or nothing. Raises a storage `Refusal` if that fails.

    Tables of a newer version are refused, because their meaning is unknown here. If there were tables before, `check`
    looks at what became of them before it counts, and may raise.

    SQLite's `user_version` keeps the number of the newest migration that was applied, so that a server whose
    tables are up to date holds neither the migrations nor sqlite-utils in memory.
    """
    try:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found > LATEST:
            raise Refusal("storage_newer")
        if found == LATEST:
            return
        connection.create_function("now_ms", 0, lambda: now)
        connection.execute("BEGIN IMMEDIATE")
        try:
            _apply(connection)
            if found < _STAYS:
                _refill(connection)
            if found:
                check(connection)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise refusal_of(error) from error


def _apply(connection: sqlite3.Connection) -> None:
    from sqlite_utils import Database  # noqa: PLC0415

    from server.store.schema import migrations  # noqa: PLC0415

    migrations.apply(Database(connection))
    connection.execute(f"PRAGMA user_version = {LATEST}")


def _refill(connection: sqlite3.Connection) -> None:
    from server.store.reports.refill import refill  # noqa: PLC0415

    refill(connection)
