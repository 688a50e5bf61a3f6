"""The journal's rows as a line to the city reads them: as they are stored, and the digests of those before."""

import sqlite3
from collections.abc import Iterator
from typing import Final

from server.core.link.batch import End, JournalRow

_ROWS: Final = (
    "SELECT seq, at, day, type, ticket, counter, data, digest FROM journal WHERE seq > ? ORDER BY seq LIMIT ?"
)
_DIGEST: Final = (
    "SELECT digest FROM journal WHERE seq = ?1 UNION ALL SELECT digest FROM packed_rows WHERE last = ?1"
)
_END: Final = "SELECT seq, digest FROM journal ORDER BY seq DESC LIMIT 1"


def after(connection: sqlite3.Connection, seq: int, limit: int) -> Iterator[JournalRow]:
    """The rows after this one that are there, in order: those of packed days have gone."""
    return map(JournalRow._make, connection.execute(_ROWS, (seq, limit)))


def end(connection: sqlite3.Connection) -> End:
    """The latest row."""
    row = connection.execute(_END).fetchone()
    return End() if row is None else End(row[0], bytes(row[1]).hex())


def digest_of(connection: sqlite3.Connection, seq: int) -> str | None:
    """The digest of a row in hexadecimal; of the rows of packed days only the last ones' are known."""
    row = connection.execute(_DIGEST, (seq,)).fetchone()
    return None if row is None else bytes(row[0]).hex()
