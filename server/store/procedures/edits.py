"""The table of the centre's edits over the shipped catalogue."""

import json
import sqlite3
from typing import Final

from server.core.events import frozen
from server.core.procedures.edits import ELSEWHERE, PROCEDURE, Edit, Key

_SELECT: Final = "SELECT kind, key, active, value, version FROM catalogue_edits "
_SAVE: Final = (
    "INSERT OR REPLACE INTO catalogue_edits (kind, key, active, value, version) VALUES (?, ?, ?, ?, ?)"
)
_TRUTHS: Final = {0: False, 1: True}


def everything(connection: sqlite3.Connection) -> dict[Key, Edit]:
    """Every edit. Raises `LookupError` for an `active` that is neither."""
    return {
        (kind, key): Edit(_TRUTHS[active], frozen(json.loads(value)), version)
        for kind, key, active, value, version in connection.execute(_SELECT)
    }


def of_procedures(connection: sqlite3.Connection) -> dict[str, Edit]:
    """The edits of procedures, by code."""
    return {key: edit for (kind, key), edit in everything(connection).items() if kind == PROCEDURE}


def of_elsewhere(connection: sqlite3.Connection) -> dict[str, Edit]:
    """The edits of what is done elsewhere, by key."""
    return {key: edit for (kind, key), edit in everything(connection).items() if kind == ELSEWHERE}


def find(connection: sqlite3.Connection, key: Key) -> Edit | None:
    """What was changed of this, if anything."""
    row = connection.execute(_SELECT + "WHERE kind = ? AND key = ?", key).fetchone()
    return None if row is None else Edit(_TRUTHS[row[2]], frozen(json.loads(row[3])), row[4])


def save(connection: sqlite3.Connection, key: Key, edit: Edit) -> None:
    """This is what was changed of it."""
    value = json.dumps(edit.value, ensure_ascii=False)
    connection.execute(_SAVE, (*key, edit.active, value, edit.version))


def version(connection: sqlite3.Connection) -> int:
    """The `seq` of the latest edit; 0 while the catalogue is as it was shipped."""
    return int(connection.execute("SELECT coalesce(max(version), 0) FROM catalogue_edits").fetchone()[0])
