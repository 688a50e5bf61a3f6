"""The chain of the journal: each row has a digest over itself and the digest of the row before it.

docs/security.md says what it proves and what it cannot. The digest never changes: every version computes the same.
"""

import sqlite3
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

from server.core.written_digest import WrittenDown

BEFORE_THE_FIRST: Final = bytes(32)
"""What stands for the digest before row 1."""

_WRITTEN_DOWN: Final = (
    "SELECT digest FROM journal WHERE seq = ? UNION ALL SELECT digest FROM packed_rows WHERE last = ?"
)
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


def _packed(connection: sqlite3.Connection, seq: int) -> str | None:
    """The business day of a row that has gone."""
    query = "SELECT day FROM packed_rows WHERE last >= ? AND first <= ? ORDER BY last LIMIT 1"
    row = connection.execute(query, (seq, seq)).fetchone()
    return None if row is None else str(row[0])


def not_as_written_down(connection: sqlite3.Connection, written: WrittenDown) -> str | None:
    """What is wrong with the journal when it is not as somebody wrote down; `None` when it is."""
    row = connection.execute(_WRITTEN_DOWN, (written.seq, written.seq)).fetchone()
    if row is None and (day := _packed(connection, written.seq)) is not None:
        return (
            f"journal: row {written.seq}, whose digest was written down, is of {day}, which is packed: only the last"
            " row of a packed day can be compared"
        )
    if row is None:
        return f"journal: row {written.seq}, whose digest was written down, is not there"
    found = bytes(row[0]).hex()
    if found.startswith(written.start):
        return None
    return (
        f"journal: the digest of row {written.seq} is {found[: len(written.start)]}, but {written.start} was written"
        f" down: this row or one before it was changed afterwards, and the digests were made anew"
    )


class Chain:
    """The chain while its rows pass by, in order."""

    def __init__(self) -> None:
        self._before = BEFORE_THE_FIRST
        self._broken = False

    def fits(self, row: Sequence[Any], made: bytes) -> bool:
        """Whether `made` is the digest of this row and those before it; rows after a wrong one are not checked."""
        if self._broken:
            return True
        self._broken = digest(self._before, *row) != made
        self._before = made
        return not self._broken

    def go_on(self, made: bytes) -> None:
        """Rows have gone that were packed; `made` is the digest of the last of them."""
        self._before = made


def first_that_does_not_fit(connection: sqlite3.Connection) -> int | None:
    """The first row of the journal whose digest is not that of the row and of those before it."""
    chain = Chain()
    return next((row[0] for *row, made in connection.execute(_ROWS) if not chain.fits(row, made)), None)
