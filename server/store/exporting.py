"""Exports data: any table, row by row, and a copy of all tables for analysis. Secrets are left out."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from sqlite_utils import Database

from server.core.events.shown import HIDDEN
from server.store.private import private_files

SECRET: Final = frozenset(
    {"secrets", "token_hashes", "webhook_secrets", "tries", "answers", "ratings", "rating_words"}
)
"""Tables that are never taken along: hashes, what webhooks sign with, who tried passwords, first answers, ballots."""
_HIDDEN: Final = {event.type: sorted(names) for event, names in HIDDEN.items()}
"""What of the journal may only be told in counts, by the type of the row."""
_OWN: Final = ("_", "sqlite_")
"""So begin the names of tables that are not the centre's."""
_DAY: Final = "day"


def tables(connection: sqlite3.Connection) -> list[str]:
    """The tables that can be taken along, by name."""
    names = Database(connection).table_names()
    return sorted(name for name in names if name not in SECRET and not name.startswith(_OWN))


def has_days(connection: sqlite3.Connection, table: str) -> bool:
    """Whether each row of the table is of one business day."""
    return _DAY in columns(connection, table)


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The names of its columns, in order."""
    return [column.name for column in Database(connection)[table].columns]


def rows(connection: sqlite3.Connection, table: str, day: str | None) -> Iterator[dict[str, Any]]:
    """The rows of a table of `tables`, those of one business day when it is named; bytes are in hexadecimal."""
    where, arguments = (None, None) if day is None else (f"{_DAY} = ?", [day])
    for row in Database(connection)[table].rows_where(where, arguments):
        if table == "journal" and (hidden := _HIDDEN.get(row["type"])):
            facts = json.loads(row["data"]) | dict.fromkeys(hidden)
            row["data"] = json.dumps(facts, ensure_ascii=False)
        yield {name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()}


def copy_without_secrets(connection: sqlite3.Connection, copy: Path) -> None:
    """Copy the database without its secret tables and what may only be told in counts; nothing of them is left in the file.

    Raises `sqlite3.Error`.
    """
    with private_files(), closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        connection.backup(memory)
        for name in SECRET:
            memory.execute(f'DROP TABLE IF EXISTS "{name}"')
        memory.execute("DROP TRIGGER journal_no_update")
        for type_, hidden in _HIDDEN.items():
            nulls = ", ".join(f"'$.{name}', NULL" for name in hidden)
            memory.execute(f"UPDATE journal SET data = json_set(data, {nulls}) WHERE type = ?", (type_,))
        memory.execute("VACUUM INTO ?", (str(copy),))
