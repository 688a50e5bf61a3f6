"""The alerts that stand."""

import sqlite3
from dataclasses import astuple, fields
from typing import Final

from server.core.alerts import Key, OpenAlert, evolve
from server.core.events import Entry

_COLUMNS: Final = ", ".join("at_limit" if each.name == "limit" else each.name for each in fields(OpenAlert))
_PLACES: Final = ", ".join("?" * len(fields(OpenAlert)))


def everything(connection: sqlite3.Connection) -> dict[Key, OpenAlert]:
    """All of them, the oldest first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM alerts ORDER BY id")
    return {alert.key: alert for row in rows for alert in (OpenAlert(*row),)}


def find(connection: sqlite3.Connection, alert: int) -> OpenAlert | None:
    """The one with this id."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM alerts WHERE id = ?", (alert,)).fetchone()
    return None if row is None else OpenAlert(*row)


def follow(connection: sqlite3.Connection, entry: Entry) -> None:
    """Let an entry take effect."""
    before = everything(connection)
    after = evolve(before, entry)
    for key in before.keys() - after.keys():
        connection.execute("DELETE FROM alerts WHERE alert = ? AND about = ?", key)
    for key, alert in after.items():
        if before.get(key) != alert:
            connection.execute(
                f"INSERT OR REPLACE INTO alerts ({_COLUMNS}) VALUES ({_PLACES})", astuple(alert)
            )
