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
_KEPT: Final = (
    ("ticket", f"SELECT * FROM tickets WHERE id {_THESE} ORDER BY id"),
    ("stay", f"SELECT * FROM stays WHERE day = :day AND ticket {_THESE} ORDER BY seq"),
    ("rating", f"SELECT * FROM ratings WHERE ticket {_THESE} ORDER BY ticket"),
    ("brought in", f"SELECT * FROM brought_in WHERE ticket {_THESE} ORDER BY device, day, n"),
)
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


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

    A column that is NULL is no part of it, so that a later version may add one.
    """
    made = sha256(blind.encode())
    for line in _lines(connection, day, ids):
        made.update(line.encode())
    return made.hexdigest()


def _lines(connection: sqlite3.Connection, day: str, ids: Sequence[int]) -> Iterator[str]:
    for kind, query in _KEPT:
        cursor = connection.execute(query, {"day": day, "ids": json.dumps(ids)})
        names = [column[0] for column in cursor.description]
        for row in cursor:
            facts = {name: value for name, value in zip(names, row, strict=True) if value is not None}
            yield f"{kind} {_encode(facts)}\n"
