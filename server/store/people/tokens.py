"""The tokens table: which tokens there are and whose. Their hashes are in `server.store.people.hashes`."""

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any, Final

from server.core.people import Device, Person, Token
from server.store.people.people import person_from

_COLUMNS: Final = "id, device, username, issued_at, expires_at, revoked_at, name, role"
_SELECT: Final = f"SELECT {_COLUMNS} FROM tokens "
_SAVE: Final = f"INSERT OR REPLACE INTO tokens ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_OF_HASH: Final = (
    "SELECT t.id, t.device, t.username, t.issued_at, t.expires_at, t.revoked_at, t.name, t.role,"
    " d.id, d.kind, d.name, d.enrolled_at, d.revoked_at, d.counter,"
    " p.username, p.name, p.role, p.counter, p.title, p.pin, p.since, p.active, p.version"
    " FROM token_hashes h JOIN tokens t ON t.id = h.token"
    " LEFT JOIN devices d ON d.id = t.device LEFT JOIN people p ON p.username = t.username"
    " WHERE h.hash = ?"
)


@dataclass(frozen=True, slots=True)
class Bearer:
    """The bearer of a token: a device or a person; neither for a program's token."""

    token: Token
    device: Device | None
    person: Person | None


def find(connection: sqlite3.Connection, token: int) -> Token | None:
    """The token with this id."""
    row = connection.execute(_SELECT + "WHERE id = ?", (token,)).fetchone()
    return None if row is None else Token(*row)


def bearer(connection: sqlite3.Connection, digest: bytes) -> Bearer | None:
    """The bearer of the token with this hash; `None` if there is none."""
    row: Sequence[Any] | None = connection.execute(_OF_HASH, (digest,)).fetchone()
    if row is None:
        return None
    token, device_row, person_row = Token(*row[:8]), row[8:14], row[14:23]
    device = None if device_row[0] is None else Device(*device_row)
    person = None if person_row[0] is None else person_from(person_row)
    if device is None and person is None and token.name is None:
        return None
    return Bearer(token, device, person)


def in_use(
    connection: sqlite3.Connection, *, device: int | None = None, username: str | None = None
) -> list[int]:
    """The ids of a device's or of a person's tokens that were not revoked."""
    query = "SELECT id FROM tokens WHERE revoked_at IS NULL AND device IS ? AND username IS ? ORDER BY id"
    return [row[0] for row in connection.execute(query, (device, username))]


def programs(connection: sqlite3.Connection) -> list[Token]:
    """Every token that a program ever had, the newest first."""
    query = _SELECT + "WHERE name IS NOT NULL ORDER BY id DESC"
    return [Token(*row) for row in connection.execute(query)]


def save(connection: sqlite3.Connection, token: Token) -> None:
    """Store a token as it is now."""
    connection.execute(_SAVE, astuple(token))


def everything(connection: sqlite3.Connection) -> dict[int, Token]:
    """Every token ever issued, by id."""
    return {row[0]: Token(*row) for row in connection.execute(_SELECT + "ORDER BY id")}
