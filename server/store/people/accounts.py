"""People, devices and the hashes of their tokens. No token or password is ever stored in the clear."""

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in. `role` is `officer` or `admin`; `counter` is their usual counter.

    `title` is what they are, as screens may show it: "Công chức Tư pháp – Hộ tịch".
    """

    username: str
    name: str
    role: str
    counter: int | None
    password_hash: str
    pin_hash: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Device:
    """A machine with a token. `kind` is `kiosk`, `display`, `helper` or `counter`; times are UTC milliseconds."""

    id: int
    kind: str
    name: str
    enrolled_at: int
    revoked_at: int | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose token it is: a device or a person, and until when (UTC milliseconds) it holds."""

    device: Device | None
    person: Person | None
    expires_at: int | None


_PERSON: Final = "username, name, role, counter, password_hash, pin_hash, title"
_DEVICE: Final = "id, kind, name, enrolled_at, revoked_at"


def find_person(connection: sqlite3.Connection, username: str) -> Person | None:
    """The person with this user name."""
    row = connection.execute(f"SELECT {_PERSON} FROM people WHERE username = ?", (username,)).fetchone()
    return None if row is None else Person(*row)


def people(connection: sqlite3.Connection) -> list[Person]:
    """Everybody who can sign in."""
    return [Person(*row) for row in connection.execute(f"SELECT {_PERSON} FROM people ORDER BY username")]


def save_person(connection: sqlite3.Connection, person: Person) -> None:
    """Add a person, or replace the one with the same user name."""
    connection.execute(
        f"INSERT INTO people ({_PERSON}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " name = excluded.name, role = excluded.role, counter = excluded.counter,"
        " password_hash = excluded.password_hash, pin_hash = excluded.pin_hash, title = excluded.title",
        astuple(person),
    )


def devices(connection: sqlite3.Connection) -> list[Device]:
    """Every device ever enrolled."""
    return [Device(*row) for row in connection.execute(f"SELECT {_DEVICE} FROM devices ORDER BY id")]


def find_device(connection: sqlite3.Connection, device: int) -> Device | None:
    """The device with this id."""
    row = connection.execute(f"SELECT {_DEVICE} FROM devices WHERE id = ?", (device,)).fetchone()
    return None if row is None else Device(*row)


def add_device(connection: sqlite3.Connection, kind: str, name: str, now: int) -> int:
    """Store a new device and return its id."""
    query = "INSERT INTO devices (kind, name, enrolled_at) VALUES (?, ?, ?) RETURNING id"
    return int(connection.execute(query, (kind, name, now)).fetchone()[0])


def revoke_device(connection: sqlite3.Connection, device: int, now: int) -> None:
    """Mark a device as revoked and forget its tokens' use."""
    connection.execute("UPDATE devices SET revoked_at = ? WHERE id = ?", (now, device))


def add_token(
    connection: sqlite3.Connection,
    digest: bytes,
    *,
    device: int | None = None,
    username: str | None = None,
    expires_at: int | None = None,
) -> None:
    """Store a token's hash for a device or for a person."""
    connection.execute(
        "INSERT INTO tokens (hash, device, username, expires_at) VALUES (?, ?, ?, ?)",
        (digest, device, username, expires_at),
    )


_FIND: Final = (
    "SELECT t.expires_at, d.id, d.kind, d.name, d.enrolled_at, d.revoked_at,"
    " p.username, p.name, p.role, p.counter, p.password_hash, p.pin_hash, p.title"
    " FROM tokens t LEFT JOIN devices d ON d.id = t.device LEFT JOIN people p ON p.username = t.username"
    " WHERE t.hash = ?"
)


def find_bearer(connection: sqlite3.Connection, digest: bytes) -> Bearer | None:
    """Whose token has this hash."""
    row: Sequence[Any] | None = connection.execute(_FIND, (digest,)).fetchone()
    if row is None:
        return None
    device = None if row[1] is None else Device(*row[1:6])
    person = None if row[6] is None else Person(*row[6:13])
    return Bearer(device, person, row[0])
