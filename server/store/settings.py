"""What is set of the centre: one row for each table, and for each entry of a list."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Final

from server.core.events import Entry, frozen
from server.core.settings import Item, Key
from server.store.journal import newest_first

_SAVE: Final = (
    "INSERT INTO settings (part, key, place, value) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
    " place = excluded.place, value = excluded.value"
)
CHANGES: Final = "type IN ('settings_begun', 'setting_changed')"
"""What the journal's index of changes holds."""


def everything(connection: sqlite3.Connection) -> dict[Key, Item]:
    """All items, those out of use among them."""
    rows = connection.execute("SELECT part, key, place, value FROM settings")
    return {(part, key): Item(place, frozen(json.loads(value))) for part, key, place, value in rows}


def save(connection: sqlite3.Connection, key: Key, item: Item) -> None:
    """The item is this from now on."""
    connection.execute(_SAVE, (*key, item.place, json.dumps(item.value, ensure_ascii=False)))


def clear(connection: sqlite3.Connection) -> None:
    """Nothing is set."""
    connection.execute("DELETE FROM settings")


def version(connection: sqlite3.Connection) -> int:
    """The `seq` of the latest change; 0 where nothing is set yet."""
    row = connection.execute(f"SELECT seq FROM journal WHERE {CHANGES} ORDER BY seq DESC LIMIT 1").fetchone()
    return 0 if row is None else int(row[0])


def history(connection: sqlite3.Connection) -> Iterator[Entry]:
    """Every change, newest first."""
    return newest_first(connection, CHANGES)
