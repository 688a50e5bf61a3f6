"""The places of hall screens, by device."""

import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from server.core.events import ScreenPlaced
from server.core.screens.place import ScreenPlace

_PLACE: Final = "hall, layout, counter, sound"
_TRUTHS: Final = {0: False, 1: True}


def place(connection: sqlite3.Connection, event: ScreenPlaced) -> None:
    """Set the place of a device."""
    connection.execute(
        f"INSERT INTO screens (device, {_PLACE}) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " hall = excluded.hall, layout = excluded.layout, counter = excluded.counter, sound = excluded.sound",
        (event.device, event.hall, event.layout, event.panel, event.sound),
    )


def find(connection: sqlite3.Connection, device: int) -> ScreenPlace | None:
    """Where the device stands."""
    row = connection.execute(f"SELECT {_PLACE} FROM screens WHERE device = ?", (device,)).fetchone()
    return None if row is None else _place_from(row)


def everything(connection: sqlite3.Connection) -> dict[int, ScreenPlace]:
    """Device → its place."""
    rows = connection.execute(f"SELECT device, {_PLACE} FROM screens ORDER BY device")
    return {device: _place_from(row) for device, *row in rows}


def _place_from(row: Sequence[Any]) -> ScreenPlace:
    """A row of hall, layout, counter, sound. Raises `LookupError` for a sound that is neither on nor off."""
    hall, layout, counter, sound = row
    return ScreenPlace(hall, layout, counter, _TRUTHS[sound])
