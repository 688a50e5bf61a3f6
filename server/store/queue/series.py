"""Number series: one a day and prefix. The next number is taken in the transaction that issues it."""

import sqlite3
from typing import Final

_NEXT: Final = (
    "INSERT INTO series (day, prefix, last) VALUES (?, ?, ?)"
    " ON CONFLICT DO UPDATE SET last = max(last + 1, excluded.last) RETURNING last"
)

_REACH: Final = (
    "INSERT INTO series (day, prefix, last) VALUES (?, ?, ?)"
    " ON CONFLICT DO UPDATE SET last = max(last, excluded.last)"
)


def next_number(connection: sqlite3.Connection, day: str, prefix: str, first: int = 1) -> int:
    """The next number of this day and prefix, none below `first`."""
    return int(connection.execute(_NEXT, (day, prefix, first)).fetchone()[0])


def reach(connection: sqlite3.Connection, day: str, prefix: str, n: int) -> None:
    """A number of this series was given elsewhere: the series has come at least so far."""
    connection.execute(_REACH, (day, prefix, n))


def withdraw(connection: sqlite3.Connection, day: str, prefix: str, n: int) -> None:
    """This number and those above it were not given on that day after all."""
    connection.execute(
        "UPDATE series SET last = min(last, ?) WHERE day = ? AND prefix = ?", (n - 1, day, prefix)
    )


def last(connection: sqlite3.Connection, day: str, prefix: str) -> int:
    """The last number of this day and prefix; 0 before the first."""
    row = connection.execute("SELECT last FROM series WHERE day = ? AND prefix = ?", (day, prefix)).fetchone()
    return 0 if row is None else int(row[0])


def everything(connection: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """(day, prefix) → the last number given."""
    query = "SELECT day, prefix, last FROM series"
    return {(day, prefix): last for day, prefix, last in connection.execute(query)}
