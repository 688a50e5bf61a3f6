"""The table of when each program's token was last used: beside the journal, since a sign of life is no fact to keep."""

import sqlite3
from collections.abc import Mapping


def save(connection: sqlite3.Connection, uses: Mapping[int, int]) -> None:
    """These tokens were used at these moments (UTC milliseconds)."""
    connection.executemany("INSERT OR REPLACE INTO token_uses (token, at) VALUES (?, ?)", uses.items())


def everything(connection: sqlite3.Connection) -> dict[int, int]:
    """The last use of each token that was ever used, UTC milliseconds, by its id."""
    return dict(connection.execute("SELECT token, at FROM token_uses").fetchall())
