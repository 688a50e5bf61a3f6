"""The places of hall screens, by device."""

import sqlite3
from typing import Final

from server.core.events import ScreenPlaced
from server.core.screens.place import ScreenPlace

_PLACE: Final = "hall, layout, counter, sound"


def place(connection: sqlite3.Connection, event: ScreenPlaced) -> None:
    """The device stands there from now on."""
    connection.execute(
        f"INSERT INTO screens (device, {_PLACE}) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " hall = excluded.hall, layout = excluded.layout, counter = excluded.counter, sound = excluded.sound",
        (event.device, event.hall, event.layout, event.panel, event.sound),
    )


def find(connection: sqlite3.Connection, device: int) -> ScreenPlace | None:
    """Where the device stands."""
    row = connection.execute(f"SELECT {_PLACE} FROM screens WHERE device = ?", (device,)).fetchone()
    return None if row is None else ScreenPlace(row[0], row[1], row[2], bool(row[3]))


def everything(connection: sqlite3.Connection) -> dict[int, ScreenPlace]:
    """Device → where it stands."""
    rows = connection.execute(f"SELECT device, {_PLACE} FROM screens ORDER BY device")
    return {row[0]: ScreenPlace(row[1], row[2], row[3], bool(row[4])) for row in rows}
