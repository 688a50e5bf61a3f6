"""The devices table: every machine that was ever enrolled."""

import sqlite3
from dataclasses import astuple
from typing import Final

from server.core.people import Device

_SELECT: Final = "SELECT id, kind, name, enrolled_at, revoked_at, counter, hall FROM devices "
_SAVE: Final = (
    "INSERT INTO devices (id, kind, name, enrolled_at, revoked_at, counter, hall) VALUES (?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET kind = excluded.kind, name = excluded.name,"
    " enrolled_at = excluded.enrolled_at, revoked_at = excluded.revoked_at, counter = excluded.counter, hall = excluded.hall"
)


def find(connection: sqlite3.Connection, device: int) -> Device | None:
    """The device with this id."""
    row = connection.execute(_SELECT + "WHERE id = ?", (device,)).fetchone()
    return None if row is None else Device(*row)


def all_of(connection: sqlite3.Connection) -> list[Device]:
    """Every device ever enrolled, in the order of their ids."""
    return list(everything(connection).values())


def next_id(connection: sqlite3.Connection) -> int:
    """The id for the next device."""
    return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM devices").fetchone()[0])


def save(connection: sqlite3.Connection, device: Device) -> None:
    """Store a device as it is now."""
    connection.execute(_SAVE, astuple(device))


def everything(connection: sqlite3.Connection) -> dict[int, Device]:
    """Every device, by id."""
    return {row[0]: Device(*row) for row in connection.execute(_SELECT + "ORDER BY id")}
