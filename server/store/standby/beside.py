"""The data beside the journal that a second box also gets: hashes, webhooks' secrets, people's words, first answers, files.

It is sent whole when it changed, but for first answers, which are many: of them what is new. The rows of the dossiers'
list may be many too: they are sent when another list is in use.
"""

import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from server.store.backups.contents import files_beside

TABLES: Final = (
    "secrets",
    "token_hashes",
    "tries",
    "webhook_secrets",
    "webhook_positions",
    "webhook_deliveries",
    "token_uses",
    "rating_words",
    "steps",
)
DOSSIERS: Final = "dossiers"
_ANSWERS: Final = "answers"
NOT_WHOLE: Final = {
    "journal": "it comes row by row",
    "packed_rows": "they follow when a day is packed there too",
    DOSSIERS: "they are sent when another list is in use",
    _ANSWERS: "what is new of them is sent",
    "stay_groups": "past days are put together there too, from its own stays",
    "counter_days": "so are their counters' times",
    "procedures": "filled anew at every start",
    "procedure_words": "filled anew at every start",
}
"""The other tables that do not follow from the journal, and why they are not among these."""
Cell = str | int | float | dict[str, str] | None
"""As JSON: bytes are `{"bytes": base64}`."""
Tables = dict[str, list[list[Cell]]]


def tables(connection: sqlite3.Connection) -> Tables:
    """All rows of these tables."""
    return {name: _rows(connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2")) for name in TABLES}


def dossiers(connection: sqlite3.Connection) -> list[list[Cell]]:
    """The rows of the list that is in use, and of no other."""
    query = "SELECT * FROM dossiers WHERE batch IN (SELECT batch FROM dossier_imports)"
    return _rows(connection.execute(query))


def forget_dossiers(connection: sqlite3.Connection) -> None:
    """Delete the rows of all lists that are not in use."""
    connection.execute("DELETE FROM dossiers WHERE batch NOT IN (SELECT batch FROM dossier_imports)")


def files(folder: Path) -> dict[str, str]:
    """The files beside the database: what tells a changed one, by their paths in the folder."""
    found = ((inside, (folder / inside).stat()) for inside in files_beside(folder))
    return {str(inside): f"{facts.st_size}-{facts.st_mtime_ns}" for inside, facts in found}


def mark(found: Tables, names: Mapping[str, str]) -> str:
    """What tells whether any of it changed."""
    return sha256(repr((sorted(found.items()), sorted(names.items()))).encode()).hexdigest()


def answers(connection: sqlite3.Connection, since: int) -> list[list[Cell]]:
    """The first answers given since then (UTC milliseconds), that moment included."""
    return _rows(connection.execute("SELECT * FROM answers WHERE at >= ? ORDER BY at", (since,)))


def put_tables(connection: sqlite3.Connection, sent: Mapping[str, Sequence[Sequence[Cell]]]) -> None:
    """Replace the content of these tables; others are left alone, also that of dossiers if it was not sent."""
    for name in (*TABLES, *({DOSSIERS} & sent.keys())):
        connection.execute(f"DELETE FROM {name}")
        _insert(connection, name, sent.get(name, ()))


def put_answers(connection: sqlite3.Connection, sent: Sequence[Sequence[Cell]]) -> None:
    """Add first answers; existing ones stay."""
    _insert(connection, _ANSWERS, sent)


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Sequence[Cell]]) -> None:
    for row in rows:
        places = ", ".join("?" * len(row))
        values = [b64decode(cell["bytes"]) if isinstance(cell, dict) else cell for cell in row]
        connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({places})", values)


def _rows(found: sqlite3.Cursor) -> list[list[Any]]:
    return [[_cell(value) for value in row] for row in found]


def _cell(value: Any) -> Cell:
    if isinstance(value, bytes):
        return {"bytes": b64encode(value).decode()}
    return value  # type: ignore[no-any-return]
