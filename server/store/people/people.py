"""The people table: who signs in. What they sign in with is in `server.store.people.hashes`."""

import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from server.core.people import Person

_COLUMNS: Final = "username, name, role, counter, title, pin, since, active, version"
_SELECT: Final = f"SELECT {_COLUMNS} FROM people "
_SAVE: Final = f"INSERT OR REPLACE INTO people ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_TRUTHS: Final = {0: False, 1: True}


def find(connection: sqlite3.Connection, username: str) -> Person | None:
    """The person with this user name."""
    row = connection.execute(_SELECT + "WHERE username = ?", (username,)).fetchone()
    return None if row is None else person_from(row)


def all_of(connection: sqlite3.Connection) -> list[Person]:
    """Everybody who can sign in, by user name."""
    return list(everything(connection).values())


def save(connection: sqlite3.Connection, person: Person) -> None:
    """Add a person, or replace the one with the same user name."""
    values = (person.username, person.name, person.role, person.counter, person.title)
    connection.execute(_SAVE, (*values, person.pin, person.since, person.active, person.version))


def remove(connection: sqlite3.Connection, username: str) -> None:
    """Nobody has this user name any more."""
    connection.execute("DELETE FROM people WHERE username = ?", (username,))


def everything(connection: sqlite3.Connection) -> dict[str, Person]:
    """Every person, by user name."""
    return {row[0]: person_from(row) for row in connection.execute(_SELECT + "ORDER BY username")}


def person_from(row: Sequence[Any]) -> Person:
    """A row of the columns above. Raises `LookupError` for a `pin` or an `active` that is neither."""
    username, name, role, counter, title, pin, since, active, version = row
    return Person(username, name, role, counter, title, _TRUTHS[pin], since, _TRUTHS[active], version)
