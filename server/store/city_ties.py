"""The table of the cities that the centre has belonged to."""

import sqlite3
from dataclasses import astuple
from typing import Final

from server.core.link.ties import Tie

_COLUMNS: Final = "seq, url, centre, name, joined_at, by, left_at, left_by"


def save(connection: sqlite3.Connection, tie: Tie) -> None:
    """Store a tie as it is now."""
    connection.execute(
        f"INSERT OR REPLACE INTO city_ties ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", astuple(tie)
    )


def newest(connection: sqlite3.Connection) -> Tie | None:
    """The last one, whether it stands or not."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM city_ties ORDER BY seq DESC LIMIT 1").fetchone()
    return None if row is None else Tie(*row)


def everything(connection: sqlite3.Connection) -> dict[int, Tie]:
    """Every tie, by the entry that it began with, in order."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM city_ties ORDER BY seq")
    return {row[0]: Tie(*row) for row in rows}
