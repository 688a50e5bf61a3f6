"""The chain of the journal: each row bears a digest over itself and the digest of the row before it.

What it shows, and what it cannot, is in docs/security.md. The digest is for ever: every version makes the same.
"""

import sqlite3
from hashlib import sha256
from typing import Final

BEFORE_THE_FIRST: Final = bytes(32)
"""What stands for the digest before row 1."""

_ROWS: Final = "SELECT seq, at, day, type, ticket, counter, actor, data, digest FROM journal ORDER BY seq"


def digest(  # noqa: PLR0913, PLR0917 - a row's columns
    before: bytes,
    seq: int,
    at: int,
    day: str,
    type_: str,
    ticket: int | None,
    counter: int | None,
    actor: str,
    data: str,
) -> bytes:
    """The digest of a row whose columns are these, after one with the digest `before`.

    SHA-256 of `before` and, in UTF-8, a line `seq,at,ticket,counter`, then day, type, actor and data as they are
    stored, each on a line of its own. A number that is not there is `None`. No column that was written by this
    program has a line's end in it, so no two rows read alike.
    """
    row = f"{seq},{at},{ticket},{counter}\n{day}\n{type_}\n{actor}\n{data}"
    return sha256(before + row.encode()).digest()


def first_that_does_not_fit(connection: sqlite3.Connection) -> int | None:
    """The first row of the journal whose digest is not that of the row and of those before it."""
    before = BEFORE_THE_FIRST
    for *row, found in connection.execute(_ROWS):
        if digest(before, *row) != found:
            return int(row[0])
        before = found
    return None
