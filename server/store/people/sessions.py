"""The sessions table: who is signed in where."""

import sqlite3
from dataclasses import astuple
from typing import Final

from server.core.sessions import Session

_SELECT: Final = "SELECT id, username, begun_at, device FROM sessions "


def find(connection: sqlite3.Connection, session: int) -> Session | None:
    """The session with this id, unless it ended."""
    row = connection.execute(_SELECT + "WHERE id = ?", (session,)).fetchone()
    return None if row is None else Session(*row)


def save(connection: sqlite3.Connection, session: Session) -> None:
    """A session begins."""
    connection.execute(
        "INSERT INTO sessions (id, username, begun_at, device) VALUES (?, ?, ?, ?)", astuple(session)
    )


def remove(connection: sqlite3.Connection, session: int) -> None:
    """A session has ended."""
    connection.execute("DELETE FROM sessions WHERE id = ?", (session,))


def everything(connection: sqlite3.Connection) -> dict[int, Session]:
    """Every session that has not ended, by id."""
    return {row[0]: Session(*row) for row in connection.execute(_SELECT + "ORDER BY id")}
