"""The bare rows: what is kept of a visit when its journal goes, and the digest over them."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Final

_THESE: Final = "IN (SELECT value FROM json_each(:ids))"
_STRIPPED: Final = (
    f"UPDATE tickets SET note = NULL, language = NULL WHERE id {_THESE}",
    f"DELETE FROM taken WHERE seq IN (SELECT seq FROM stays WHERE day = :day AND ticket {_THESE})",
)
_WITH_DOSSIERS: Final = f"SELECT id, dossiers FROM tickets WHERE id {_THESE} AND dossiers != '[]'"
_FACT: Final = """iif("{name}" IS NULL, '', '{name}=' || quote("{name}") || ' ')"""
_KEPT: Final = (
    ("tickets", f"id {_THESE} ORDER BY id"),
    ("stays", f"day = :day AND ticket {_THESE} ORDER BY seq"),
    ("ratings", f"ticket {_THESE} ORDER BY ticket"),
    ("brought_in", f"ticket {_THESE} ORDER BY device, day, n"),
)


def strip(connection: sqlite3.Connection, day: str, ids: Sequence[int]) -> None:
    """Take from these tickets of a day what no report needs: notes, languages, dossiers' own codes, the lines they left."""
    facts = {"day": day, "ids": json.dumps(ids)}
    for statement in _STRIPPED:
        connection.execute(statement, facts)
    for id_, dossiers in connection.execute(_WITH_DOSSIERS, facts).fetchall():
        bare = json.dumps([[*each[:-1], None] for each in json.loads(dossiers)], ensure_ascii=False)
        connection.execute("UPDATE tickets SET dossiers = ? WHERE id = ?", (bare, id_))


def digest_of(connection: sqlite3.Connection, day: str, ids: Sequence[int], blind: str) -> str:
    """The digest over all rows of these tickets of a day, in hexadecimal. It is for ever: every version makes the same.

    A row is its table and `name=value` of each column, by name, as SQLite quotes the value. A column that is NULL is no
    part of it, so that a later version may add one.
    """
    made = sha256(blind.encode())
    for line in _lines(connection, day, ids):
        made.update(line.encode())
    return made.hexdigest()


def _lines(connection: sqlite3.Connection, day: str, ids: Sequence[int]) -> Iterator[str]:
    for table, condition in _KEPT:
        names = sorted(
            name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
        )
        line = " || ".join(_FACT.format(name=name) for name in names)
        query = f"SELECT {line} FROM {table} WHERE {condition}"
        for (facts,) in connection.execute(query, {"day": day, "ids": json.dumps(ids)}):
            yield f"{table} {facts}\n"
